/**
 * The variables of GLOBALV (SC19-6209): blocks of free storage chained from NUCON, newest first; the place and layout
 * are ours. A block without a name says which group is selected.
 */
import {fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import {
	byte, characters, fullword, Layout,
} from '../../../base/layout.js';
import {chain, placed} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from './free-storage.js';
import {nucon} from './nucon.js';

export type GlobalVariable = {readonly group: string; readonly name: string; readonly value: string};

/** The name and then the value stand behind it, each of up to 255 characters. */
export const globalVariable = new Layout(16, {
	next: fullword(0), group: characters(4, 8), nameLength: byte(12), valueLength: byte(13),
});
const {length: headLength, offset} = globalVariable;
const structure = 'GLOBALV';

/** The group where none is selected. */
export const unnamedGroup = 'UNNAMED';
export const longestGlobal = 255;

export class GlobalVariables {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	/** Whether anything is there: GLOBALV was called since IPL. */
	get isInitialized(): boolean {
		return this.storage.word(nucon.globalVariables) !== 0;
	}

	get selected(): string {
		const [found] = this.#withName('');
		return found === undefined ? unnamedGroup : this.#at(found).group;
	}

	set selected(group: string) {
		this.set({group, name: '', value: ''}, () => true);
	}

	/** Every variable, oldest first. */
	get all(): readonly GlobalVariable[] {
		return this.#blocks().map(block => this.#at(block)).filter(({name}) => name !== '').toReversed();
	}

	/** A variable in place of the one of its name in its group (or of `same`). */
	set(variable: GlobalVariable, same = (group: string): boolean => group === variable.group): void {
		this.#drop(this.#withName(variable.name).filter(block => same(this.#at(block).group)));
		const name = toEbcdic(variable.name);
		const value = toEbcdic(variable.value);
		const block = this.free.allocate(headLength + name.length + value.length);
		this.storage.store(block, globalVariable.encode({
			next: this.storage.word(nucon.globalVariables),
			group: variable.group,
			nameLength: name.length,
			valueLength: value.length,
		}));
		this.storage.store(block + headLength, name);
		this.storage.store(block + headLength + name.length, value);
		this.storage.setWord(nucon.globalVariables, block);
	}

	/** The variable of that name in a group. */
	find(group: string, name: string): GlobalVariable | undefined {
		return this.#withName(name).map(block => this.#at(block)).find(variable => variable.group === group);
	}

	remove(which: (variable: GlobalVariable) => boolean): void {
		this.#drop(this.#blocks().filter(block => which(this.#at(block))));
	}

	/** Blocks of that name, in any group; of the others, of which there may be thousands, little is looked at. */
	#withName(name: string): number[] {
		const {storage} = this;
		const characters = toEbcdic(name);
		const {length} = characters;
		const all = this.#blocks().filter(block => storage.byte(block + offset.nameLength) === length);
		if (length === 0) {
			return all;
		}

		const last = headLength + length - 1;
		return all.filter(block => {
			placed(storage, block, {structure, length: this.#length(block)});
			return storage.byte(block + last) === characters[length - 1]
				&& Buffer.compare(storage.fetch(block + headLength, length), characters) === 0;
		});
	}

	#drop(blocks: readonly number[]): void {
		const left = new Set(blocks);
		let before: number = nucon.globalVariables;
		for (const block of left.size === 0 ? [] : this.#blocks()) {
			if (left.has(block)) {
				this.storage.setWord(before, this.storage.word(block + offset.next));
				this.free.release(block, this.#length(block));
			} else {
				before = block + offset.next;
			}
		}
	}

	/** Throws `GuestFault` where the chain or a block of it cannot be one. */
	check(): void {
		for (const block of this.#blocks()) {
			this.#at(block);
		}
	}

	/** There are none; the blocks are not given back. */
	forget(): void {
		this.storage.setWord(nucon.globalVariables, 0);
	}

	#blocks(): number[] {
		return chain(this.storage, nucon.globalVariables, {
			structure, length: headLength, next: offset.next, most: this.storage.size / headLength,
		});
	}

	#length(block: number): number {
		const {storage} = this;
		return headLength + storage.byte(block + offset.nameLength) + storage.byte(block + offset.valueLength);
	}

	#at(block: number): GlobalVariable {
		placed(this.storage, block, {structure, length: this.#length(block)});
		const bytes = this.storage.fetch(block, this.#length(block));
		const {group, nameLength} = globalVariable.decode(bytes.subarray(0, headLength));
		const text = fromEbcdic(bytes.subarray(headLength));
		return {group, name: text.slice(0, nameLength), value: text.slice(nameLength)};
	}
}
