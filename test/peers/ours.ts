/**
 * Runs a case on our machine, as the driver does on the peer, and says whether the case is fit to be compared at all.
 */
import {Machine} from '../../source/machine/machine.js';
import {
	area,
	areaLength,
	codesLength,
	driver,
	header,
	pageTable,
	pageTableLength,
	prefixPage,
	recordLength,
	storageSize,
	virtualPages,
	type StateRecord,
} from './driver.js';
import {allowedB2, excludedCodes} from './sequence.js';

const limit = 300;
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
	#last = 0;
	#executed = false;
	/** Instructions executed. */
	executed = 0;

	run(record: StateRecord): Outcome {
		this.#prepare(record);
		const {cpu, processor} = this.#machine;
		processor.taken.kind = 'none';
		for (let count = 0; processor.taken.kind === 'none'; count++) {
			if (count === limit) {
				return 'does not end';
			}

			const unfit = this.#unfit();
			if (unfit) {
				return unfit;
			}

			const {reason} = this.#machine.run(1);
			this.executed++;
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

		return this.#touchesOthers() ? 'storage outside' : this.#result();
	}

	#prepare(record: StateRecord): void {
		const {storage, cpu, processor} = this.#machine;
		cpu.reset();
		storage.clear();
		storage.store(0, this.#low);
		storage.store(0x400, record.subarray(0, header.length));
		storage.store(area, record.subarray(header.length));
		storage.keys.fill(8);
		const word = (offset: number): number => record.readInt32BE(offset);
		for (let block = 0; block < 4; block++) {
			storage.keys[(area >>> 11) + block] = word(header.keys + (block * 4)) & 0xFE;
		}

		for (let block = 0; block < 8; block++) {
			storage.tables.close(block);
		}

		for (let register = 0; register < 16; register++) {
			cpu.gpr[register] = word(header.gpr + (register * 4));
			cpu.cr[register] = word(header.cr + (register * 4));
		}

		for (let register = 0; register < 8; register++) {
			cpu.fpr[register] = word(header.fpr + (register * 4));
		}

		// As LPSW would: an invalid PSW is found before the first instruction.
		processor.execution.invalidPsw = !cpu.psw.load(word(header.psw), word(header.psw + 4));
		cpu.attention = true;
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

	#touchesOthers(): boolean {
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
		return kept.some(([from, to]) => low.compare(this.#low, from, to, from, to) !== 0);
	}

	#result(): StateRecord {
		const {storage, cpu, processor} = this.#machine;
		const result = Buffer.alloc(recordLength);
		for (let register = 0; register < 16; register++) {
			result.writeInt32BE(cpu.gpr[register], header.gpr + (register * 4));
			result.writeInt32BE(cpu.cr[register], header.cr + (register * 4));
		}

		for (let register = 0; register < 8; register++) {
			result.writeInt32BE(cpu.fpr[register], header.fpr + (register * 4));
		}

		const keys = storage.keys.slice(area >>> 11, (area + areaLength) >>> 11);
		const isProgram = processor.taken.kind === 'program';
		for (const [block, key] of keys.entries()) {
			result.writeUInt32BE(key & 0xFE, header.keys + (block * 4));
		}

		result.set(storage.fetch(cpu.prefix + (isProgram ? 0x28 : 0x20), 8), header.psw);
		result.writeUInt32BE(isProgram ? 1 : 2, header.kind);
		result[header.last] = this.#last;
		result[header.executed] = this.#executed ? 1 : 0;
		result.set(storage.fetch(cpu.prefix + 0x80, codesLength), header.codes);
		result.set(storage.fetch(area, areaLength), header.length);
		return result;
	}
}
