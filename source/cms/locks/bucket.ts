/**
 * One bucket of the lock table: its latch, its cells, and how a cell becomes another so that it can be finished by
 * somebody else (`lock-table.ts` says why).
 */
import {DamagedStructure} from '../../guest/bounded/fault.js';
import {
	bucketHead, cellAt, cellFlag, cellState, lockCell, lockMode, lockPlaces, type LockCell, type LockMode,
} from './lock-layout.js';
import {conflicts} from './wait-for.js';

/** Storage as the table needs it. */
export type LockStorage = {
	fetch(address: number, length: number): Uint8Array;
	store(address: number, bytes: Uint8Array): void;
	word(address: number): number;
	setWord(address: number, value: number): void;
};

/** Something that can be stopped at every `yield`: between the instructions of S/370 code that others see. */
export type Stoppable<T> = Generator<void, T>;

/** A lock as others see it. */
export type Lock = {
	readonly name: string;
	readonly type: string;
	readonly mode: LockMode;
	readonly owner: string;
	readonly generation: number;
	/** Order of the requests. */
	readonly sequence: number;
	readonly waiting: boolean;
	/** A file that was opened for writing, not CREATE LOCK. */
	readonly implicit: boolean;
};

export type FileName = Pick<Lock, 'name' | 'type'>;

const unlatched = 0;
const noIntent = 0;

const {
	mode: modeAt, state: stateAt, generation: generationAt, flags: flagsAt,
} = lockCell.offset;

const wordAt = (bytes: Uint8Array, at: number): number =>
	((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;

function isThere(wanted: Uint8Array, bytes: Uint8Array, at: number): boolean {
	for (let index = 0; index < wanted.length; index++) {
		if (bytes[at + index] !== wanted[index]) {
			return false;
		}
	}

	return true;
}

/** The lock of that kind which the member has, or waits for, and the number of its cell. */
export type Own = {readonly place: number; readonly mode: number; readonly waiting: boolean};

/**
 * A file as a member sees it. `hasWaiters`: somebody waits for some file of the bucket; `free`: a free cell; `left`:
 * how many there are.
 */
export type View = {
	readonly own: Own | undefined;
	/** Its other locks, the member's of the other kind included. */
	readonly others: readonly Lock[];
	readonly free: number | undefined;
	readonly left: number;
	readonly hasWaiters: boolean;
};

/** A cell in use, and its number. */
type Numbered = readonly [index: number, cell: LockCell];

export class Bucket {
	readonly #storage: LockStorage;
	readonly #at: number;

	constructor(storage: LockStorage, address: number) {
		this.#storage = storage;
		this.#at = address;
	}

	/** Generation of who changes it now; 0: nobody. */
	get holder(): number {
		return this.#storage.word(this.#at);
	}

	/**
	 * Takes the latch (COMPARE AND SWAP), where nobody else has it. What this holder itself left unfinished, when it
	 * was halted, is finished first.
	 */
	* latch(generation: number): Stoppable<boolean> {
		yield;
		const {holder} = this;
		if (holder === generation) {
			yield * this.#finishIntent();
			return true;
		}

		if (holder !== unlatched) {
			return false;
		}

		this.#storage.setWord(this.#at, generation);
		yield;
		return true;
	}

	* unlatch(): Stoppable<void> {
		this.#storage.setWord(this.#at, unlatched);
		yield;
	}

	/** Makes a cell another, or a free one: the intent, the cell, the intent taken back. Under the latch. */
	* change(index: number, cell?: LockCell): Stoppable<void> {
		const content = cell ? lockCell.encode(cell) : new Uint8Array(lockCell.length);
		this.#storage.store(this.#at + bucketHead.offset.cell, content);
		yield;
		this.#storage.setWord(this.#at + bucketHead.offset.intent, index + 1);
		yield;
		// Half the cell is there: a MVC can be seen so by who reads without the latch.
		this.#storage.store(cellAt(this.#at, index), content.subarray(0, 20));
		yield;
		this.#storage.store(cellAt(this.#at, index) + 20, content.subarray(20));
		yield;
		this.#storage.setWord(this.#at + bucketHead.offset.intent, noIntent);
		yield;
	}

	/** Lets those in line have what nothing before them keeps from them; answers who. Under the latch. */
	* grant(): Stoppable<string[]> {
		const told: string[] = [];
		const cells = this.cells().toSorted(([, one], [, other]) => one.sequence - other.sequence);
		const before = cells.filter(([, {state}]) => state !== cellState.waiting).map(([, cell]) => lockOf(cell));
		for (const [index, cell] of cells) {
			if (cell.state !== cellState.waiting) {
				continue;
			}

			const wish = lockOf(cell);
			const kept = before.some(each => isSameFile(each, wish) && each.owner !== wish.owner
				&& conflicts(each.mode, wish.mode));
			before.push(wish);
			if (!kept) {
				yield * this.change(index, {...cell, state: cellState.held});
				told.push(cell.owner);
			}
		}

		return told;
	}

	/** The cells in use. */
	cells(): Numbered[] {
		const content = this.#content();
		const cells: Numbered[] = [];
		for (let index = 0; index < lockPlaces.cells; index++) {
			const at = index * lockCell.length;
			if (content[at + modeAt] !== 0) {
				cells.push([index, lockCell.decode(content, at)]);
			}
		}

		return cells;
	}

	locks(): Lock[] {
		return this.cells().map(([, cell]) => lockOf(cell));
	}

	/**
	 * What there is of one file, its name and type in EBCDIC, for a member. Cells of other files, and its own, never
	 * become records: that takes longer than all the rest.
	 */
	look(file: Uint8Array, generation: number, implicit: boolean): View {
		const content = this.#content();
		const others: Lock[] = [];
		let own: Own | undefined;
		let free: number | undefined;
		let left = 0;
		let hasWaiters = false;
		for (let index = 0; index < lockPlaces.cells; index++) {
			const at = index * lockCell.length;
			if (content[at + modeAt] === 0) {
				free ??= index;
				left++;
			} else {
				const waiting = content[at + stateAt] === cellState.waiting;
				hasWaiters ||= waiting;
				if (isThere(file, content, at)) {
					if (wordAt(content, at + generationAt) === generation
						&& (content[at + flagsAt] & cellFlag.implicit) === (implicit ? cellFlag.implicit : 0)) {
						own = {place: index, mode: content[at + modeAt], waiting};
					} else {
						others.push(lockOf(lockCell.decode(content, at)));
					}
				}
			}
		}

		return {
			own, others, free, left, hasWaiters,
		};
	}

	#content(): Uint8Array {
		return this.#storage.fetch(cellAt(this.#at, 0), lockPlaces.cells * lockCell.length);
	}

	/** Does once more what the holder of the latch was about to do. */
	* #finishIntent(): Stoppable<void> {
		const intent = this.#storage.word(this.#at + bucketHead.offset.intent);
		if (intent === noIntent) {
			return;
		}

		if (intent > lockPlaces.cells) {
			throw new DamagedStructure('lock table', this.#at);
		}

		const content = this.#storage.fetch(this.#at + bucketHead.offset.cell, lockCell.length);
		this.#storage.store(cellAt(this.#at, intent - 1), content);
		yield;
		this.#storage.setWord(this.#at + bucketHead.offset.intent, noIntent);
		yield;
	}
}

/** Whether two entries are about one file. */
export const isSameFile = (one: FileName, other: FileName): boolean =>
	one.name === other.name && one.type === other.type;

/** What a cell says. What nobody can have written is taken for what keeps most from others. */
function lockOf(cell: LockCell): Lock {
	const {
		name, type, owner, generation, sequence, mode, state, flags,
	} = cell;
	return {
		name,
		type,
		owner,
		generation,
		sequence,
		mode: mode === lockMode.share || mode === lockMode.update ? mode : lockMode.exclusive,
		waiting: state === cellState.waiting,
		implicit: (flags & cellFlag.implicit) !== 0,
	};
}
