/**
 * Runs a case on our machine, as the driver does on the peer, and says whether the case is fit to be compared at all.
 */
import {Machine} from '../../source/machine/machine.js';
import {
	area,
	areaLength,
	driver,
	header,
	pageTable,
	pageTableLength,
	prefixPage,
	storageSize,
	virtualPages,
	type StateRecord,
} from './driver.js';
import {allowedB2, excludedCodes} from './sequence.js';
import {prepare, resultOf} from './state.js';
import {interrupted} from './translated.js';

const limit = 300;
/** The reference bit of a storage key. */
const referenced = 4;
const pageBlocks = [area >>> 11, (area + areaLength) >>> 11] as const;

/**
 * Low storage that no case may change: neither old PSWs nor codes of interruptions, of either prefix, nor the page
 * table.
 */
const kept: ReadonlyArray<readonly [from: number, to: number]> = [
	[0, 0x18],
	[0x40, 0x80],
	[0xC0, 0x400],
	[0x500, prefixPage + 0x18],
	[prefixPage + 0x40, prefixPage + 0x80],
	[prefixPage + 0xC0, pageTable],
	[pageTable + pageTableLength, area],
];

const isExcluded = (code: Uint8Array): boolean =>
	excludedCodes.has(code[0]) || (code[0] === 0xB2 && !allowedB2.has(code[1]));

/** The result as a record, or why the case is unfit. */
export type Outcome = StateRecord | string;

export class OurPeer {
	readonly #machine = new Machine({storage: storageSize, timers: {running: false}});
	readonly #low = driver(0);
	/** The same with other values where the driver keeps its own place, and where translated runs have others. */
	readonly #others: readonly StateRecord[];
	#last = 0;
	#executed = false;
	#instructions = 0;

	constructor() {
		// Ones for zeros, and decimal numbers.
		this.#others = [(value: number) => ~value, () => 0x000C_000C].map(otherThan => {
			const low = driver(0);
			for (const address of [0x500, 0x504, ...interrupted]) {
				low.writeInt32BE(otherThan(low.readInt32BE(address)), address);
			}

			return low;
		});
	}

	/** Instructions that the last case executed. */
	get instructions(): number {
		return this.#instructions;
	}

	run(record: StateRecord): Outcome {
		const outcome = this.#outcome(record, this.#low);
		const executed = this.#instructions;
		if (typeof outcome === 'string' || (this.#machine.storage.keys[0] & referenced) === 0) {
			return outcome;
		}

		const same = this.#others.every(low => {
			const other = this.#outcome(record, low);
			return typeof other !== 'string' && other.equals(outcome);
		});
		this.#instructions = executed;
		return same ? outcome : 'reads the driver';
	}

	#outcome(record: StateRecord, low: StateRecord): Outcome {
		this.#machine.storage.clear();
		prepare(this.#machine, record, low);
		this.#instructions = 0;
		const {cpu, processor} = this.#machine;
		for (let count = 0; processor.taken.kind === 'none'; count++) {
			if (count === limit) {
				return 'does not end';
			}

			const unfit = this.#unfit();
			if (unfit) {
				return unfit;
			}

			const {reason} = this.#machine.run(1);
			this.#instructions++;
			if (reason !== 'budget') {
				return reason;
			}

			// The peer does not record register alteration.
			if ((cpu.cr[0] & 0xFCE0) !== 0 || (cpu.cr[2]) !== 0 || (cpu.cr[9] & 0x1000_0000) !== 0) {
				return 'masks';
			}
		}

		if (processor.taken.kind !== 'svc' && processor.taken.kind !== 'program') {
			return processor.taken.kind;
		}

		return this.#touchesOthers(low) ? 'storage outside' : this.#result();
	}

	/** Looks at the instruction to come: some could not be the same on two machines. */
	#unfit(): string | undefined {
		const {cpu, storage} = this.#machine;
		const {psw} = cpu;
		if (((storage.keys[0] | storage.keys[prefixPage >>> 11]) & 4) !== 0) {
			// The interval timer is there, which goes on running on the peer; or it is in the page that the prefix
			// designates.
			return 'low storage';
		}

		const real = this.#real(psw.address);
		if (real + 6 > storageSize) {
			return undefined;
		}

		if (real < area || real >= area + areaLength) {
			return psw.key === 0 && real < storageSize ? 'runs away' : undefined;
		}

		const code = storage.fetch(real, 6);
		if (isExcluded(code)) {
			return 'excluded instruction';
		}

		const operand =
			code[0] === 8 || code[0] === 9
				? cpu.gpr[code[1] & 15]
				: (code[0] === 0xB2 && code[1] === 0x13
					? cpu.gpr[code[2] >>> 4] + (((code[2] & 15) << 8) | code[3])
					: undefined);
		if (operand !== undefined && ((operand & 0xFF_F800) < area || (operand & 0xFF_F800) >= area + areaLength)) {
			return 'keys outside';
		}

		return this.#look(code, real);
	}

	/** Real address of a logical one; out of storage where it has none. */
	#real(address: number): number {
		if (!this.#machine.cpu.psw.translation) {
			return address & 0xFF_FFFF;
		}

		const page = (address >>> 12) & 0xFFF;
		return page < 16 && virtualPages[page] >= 0 ? (virtualPages[page] * 4096) + (address & 0xFFF) : 0xFF_FFFF;
	}

	/**
	 * Remembers the instruction, through EXECUTE; ED and EDMK whose pattern overlaps their source or themselves are
	 * unfit: the result is unpredictable.
	 */
	#look(instruction: Uint8Array, at: number): string | undefined {
		const {cpu: {gpr}, storage} = this.#machine;
		const based = (bytes: Uint8Array, offset: number): number =>
			(((bytes[offset] & 15) << 8) | bytes[offset + 1])
			+ (bytes[offset] >>> 4 === 0 ? 0 : gpr[bytes[offset] >>> 4]);
		let code = instruction;
		let place = at;
		this.#executed = code[0] === 0x44;
		this.#last = code[0];
		if (this.#executed) {
			place = this.#real(based(code, 2) + ((code[1] & 15) === 0 ? 0 : gpr[code[1] & 15]));
			if (place + 6 > storageSize) {
				return undefined;
			}

			const length = code[1] >>> 4 === 0 ? 0 : gpr[code[1] >>> 4] & 255;
			code = storage.fetch(place, 6);
			code[1] |= length;
			this.#last = code[0];
		}

		if ((code[0] === 0xE5 && code[1] !== 1) || isExcluded(code)) {
			return 'excluded instruction';
		}

		if (code[0] === 0xAE) {
			// Of the orders only sense and those that are none leave the CPU as it is.
			const order = based(code, 2) & 0xFF;
			return order === 1 || order > 0x20 ? undefined : 'order';
		}

		if (code[0] === 0xB2 && code[1] === 0x10) {
			const operand = this.#real(based(code, 2) & 0xFF_FFFF);
			const prefix = operand + 4 > storageSize ? 0 : storage.word(operand) & 0xFF_F000;
			return prefix === 0
				|| prefix >= storageSize
				|| (prefix === prefixPage && !this.#machine.cpu.psw.translation)
				? undefined
				: 'prefix';
		}

		if (code[0] !== 0xDE && code[0] !== 0xDF) {
			return undefined;
		}

		// The source is at most as long as the pattern; pages of virtual storage may be the same page twice.
		const places = (start: number): number[] =>
			Array.from({length: code[1] + 1}, (_, index) => this.#real(start + index));
		const pattern = new Set(places(based(code, 2)));
		if ([...pattern].some(each => each < area)) {
			// Where the peer stops in the middle it has stored into the driver.
			return 'edits low storage';
		}

		return [place, place + 5, at, at + 3, ...places(based(code, 4))].some(each => pattern.has(each))
			? 'edits its source or itself'
			: undefined;
	}

	#touchesOthers(before: StateRecord): boolean {
		const {storage} = this.#machine;
		const {keys} = storage;
		for (let block = 0; block < keys.length; block++) {
			if (block >= pageBlocks[0] && block < pageBlocks[1]) {
				continue;
			}

			if ((keys[block] & 0xF8) !== 8 || (block >= pageBlocks[1] && keys[block] !== 8)) {
				return true;
			}
		}

		const low = Buffer.from(storage.fetch(0, area));
		return kept.some(([from, to]) => low.compare(before, from, to, from, to) !== 0);
	}

	#result(): StateRecord {
		const result = resultOf(this.#machine);
		result[header.last] = this.#last;
		result[header.executed] = this.#executed ? 1 : 0;
		return result;
	}
}
