/**
 * Random instructions in a machine of 64 KiB whose frames lie between guard frames of a larger host storage: it never
 * throws, never touches a guard, and every run comes back. States are random: BC and EC mode, translation,
 * program-event recording, keys, pages with the pager.
 */
import {instructionLength} from '../../source/machine/instructions/instruction-length.js';
import {instructions} from '../../source/machine/instructions/index.js';
import {Machine} from '../../source/machine/machine.js';
import {HostStorage, scratchSize} from '../../source/machine/storage/host-storage.js';
import {pagedOut} from '../../source/machine/storage/storage.js';
import {Random} from './random.js';

const size = 0x1_0000;
const pages = size / 4096;
const guardByte = 0xA5;
/** Instructions of one state. */
const slice = 2000;
/** Bytes behind `HostStorage.scratch` that the processor may use. */
const scratchLength = scratchSize;
/** Behind that stand registers and tables. */
const scratchPage = 65_536;

export type FuzzReport = {
	instructions: number;
	states: number;
	/** How runs came back. */
	readonly exits: Map<string, number>;
	/** Kinds of interruption taken, with the code of program interruptions. */
	readonly interruptions: Map<string, number>;
	/** Operation codes found at the address of the PSW between runs. */
	readonly codes: Set<number>;
};

class Fuzzer {
	readonly report: FuzzReport = {
		instructions: 0, states: 0, exits: new Map(), interruptions: new Map(), codes: new Set(),
	};

	readonly #host = new HostStorage(4 * size);
	readonly #machine: Machine;
	readonly #guards: number[] = [];
	readonly #frames: number[] = [];

	constructor(readonly random: Random) {
		const host = this.#host;
		for (let frame = host.allocate(); frame !== undefined && this.#frames.length < pages; frame = host.allocate()) {
			(this.#guards.length <= 2 * this.#frames.length ? this.#guards : this.#frames).push(frame);
		}

		this.#machine = new Machine({
			storage: size, host, timers: {running: true}, translation: 'eager',
		});
		for (let page = 0; page < pages; page++) {
			this.#machine.storage.pages[page] = this.#frames[pages - 1 - page];
		}

		// Interruptions reach page 0 themselves.
		this.#machine.storage.onMissingPage = page => {
			this.#pageIn(page);
		};

		for (const frame of this.#guards) {
			host.bytes.fill(guardByte, frame * 4096, (frame + 1) * 4096);
		}

		host.bytes.fill(guardByte, host.scratch + scratchLength, host.scratch + scratchPage);
	}

	/** One random state, run for a while. */
	round(): void {
		this.#program();
		this.#state();
		const {cpu, processor} = this.#machine;
		const start = cpu.instructions;
		for (let part = 0; part < 400 && cpu.instructions - start < slice; part++) {
			processor.taken.kind = 'none';
			const before = cpu.instructions;
			const exit = this.#machine.run(this.random.of([1, 5, 20, 60, 200]));
			if (cpu.instructions - before > 200) {
				throw new Error(`${cpu.instructions - before} instructions in a run of at most 200`);
			}

			this.#count(this.report.exits, exit.reason);
			this.#count(
				this.report.interruptions,
				(processor.taken.kind as string) === 'program'
					? `program ${processor.taken.code.toString(16)}`
					: processor.taken.kind,
			);
			this.report.codes.add(this.#host.bytes[this.#hostAddress(cpu.psw.address)]);
			if (exit.reason === 'page') {
				this.#pageIn(exit.page);
			} else if (exit.reason === 'io') {
				cpu.psw.cc = this.random.below(4);
			} else if (exit.reason !== 'budget' || (processor.taken.kind as string) === 'program') {
				this.#newPsws();
				this.#psw();
				this.#registers();
			} else if (this.random.chance(60)) {
				this.#registers();
			}
		}

		this.report.instructions += cpu.instructions - start;
		this.report.states++;
		if (cpu.psw.address !== (cpu.psw.address & 0xFF_FFFF)) {
			throw new Error(`instruction address ${cpu.psw.address}`);
		}
	}

	/** Throws where a guard was touched. */
	checkGuards(): void {
		const {bytes, scratch} = this.#host;
		const expected = Buffer.alloc(4096, guardByte);
		for (const frame of this.#guards) {
			if (expected.compare(bytes, frame * 4096, (frame + 1) * 4096) !== 0) {
				throw new Error(`guard frame ${frame} was stored into`);
			}
		}

		const at = bytes.subarray(scratch + scratchLength, scratch + scratchPage).findIndex(byte => byte !== guardByte);
		if (at !== -1) {
			throw new Error(`host storage was stored into ${at + scratchLength} bytes behind the frames`);
		}
	}

	#count(map: Map<string, number>, key: string): void {
		map.set(key, (map.get(key) ?? 0) + 1);
	}

	#hostAddress(address: number): number {
		const page = Math.max(this.#machine.storage.pages[(address >>> 12) % pages], 0);
		return (page * 4096) + (address & 0xFFF);
	}

	/** Storage: instructions of the table with random operands, and some bytes at random. */
	#program(): void {
		const {random} = this;
		const {storage} = this.#machine;
		const bytes = new Uint8Array(size);
		for (let at = 0; at < size;) {
			const row = random.of(instructions);
			if (random.chance(97)) {
				if (row.opcode > 255) {
					bytes[at++] = row.opcode >>> 8;
				}

				bytes[at++] = row.opcode & 255;
			}

			const more = row.opcode > 255 ? 2 : instructionLength(row.opcode) - 1;
			const isFloat = [0x20, 0x30, 0x60, 0x70].includes(row.opcode & 0xF0);
			for (let index = 0; index < more; index++) {
				const byte = random.below(256);
				// Displacements are even, register numbers too: what must not be odd seldom is.
				bytes[at++] = random.chance(85) ? byte & (index === 0 ? (isFloat ? 0x66 : 0xEE) : 0xFE) : byte;
			}

			at += at & 1;
		}

		for (let page = 0; page < pages; page++) {
			storage.pages[page] = this.#frames[pages - 1 - page];
			storage.closePage(page);
		}

		storage.store(0, bytes.subarray(0, size));
	}

	#state(): void {
		const {random} = this;
		const {storage, cpu} = this.#machine;
		cpu.reset();
		for (let block = 0; block < size / 2048; block++) {
			storage.keys[block] = random.chance(60) ? 0 : random.below(256) & 0xFE;
			storage.tables.close(block);
		}

		this.#newPsws();
		for (let register = 0; register < 16; register++) {
			cpu.cr[register] = random.chance(30) ? random.word() : 0;
		}

		// Page tables that map some of 64 KiB, some of them more than once.
		cpu.cr[0] =
			(random.word() & 0xFFFF)
			| random.of([0x80_0000, 0x40_0000, 0x90_0000, 0x50_0000, random.word() & 0xF8_0000]);
		cpu.cr[1] = random.chance(90) ? 0x4000 : random.word();
		if (random.chance(80)) {
			for (let segment = 0; segment < 16; segment++) {
				storage.setWord(0x4000 + (segment * 4), random.chance(80) ? 0xF000_4100 : random.word() >>> 0);
			}

			for (let entry = 0; entry < 32; entry++) {
				storage.store(
					0x4100 + entry * 2,
					Uint8Array.of(
						random.below(random.chance(95) ? 2 : 256),
						random.chance(90) ? random.below(16) << 4 : random.below(256),
					),
				);
			}
		}

		this.#registers();
		for (let register = 0; register < 8; register++) {
			cpu.fpr[register] = random.word();
		}

		this.#psw();
		for (let page = 0; page < pages; page++) {
			if (random.chance(4)) {
				storage.pages[page] = pagedOut;
				storage.closePage(page);
			}
		}
	}

	#newPsws(): void {
		const {storage} = this.#machine;
		if (storage.pages[0] >= 0) {
			for (const newPsw of [88, 96, 104, 112, 120]) {
				storage.setWord(newPsw, (this.#high() & (newPsw === 88 ? 0xFEFF_FFFF : -1)) >>> 0);
				storage.setWord(newPsw + 4, this.random.below(size / 2) * 2);
			}
		}
	}

	#registers(): void {
		const {random} = this;
		for (let register = 0; register < 16; register++) {
			this.#machine.cpu.gpr[register] = this.#value() & (random.chance(80) ? -2 : -1);
		}
	}

	#value(): number {
		const {random} = this;
		return random.of([
			random.word(),
			random.below(size),
			random.below(size),
			random.below(size),
			random.below(size),
			size - random.below(20),
			4096 * random.below(17) - random.below(20),
			random.below(100),
		]);
	}

	/** First word of a PSW: mostly valid, mostly key 0, translation and program-event recording now and then. */
	#high(): number {
		const {random} = this;
		const word = random.word();
		if (random.chance(1)) {
			return word;
		}

		const problem = random.chance(30) ? 0x1_0000 : 0;
		const wait = random.chance(2) ? 0x2_0000 : 0;
		const key = random.chance(70) ? 0 : word & 0xF0_0000;
		if (random.chance(50)) {
			return (word & 0xFF00_FFFF) | key | problem | wait;
		}

		const modes = (random.chance(30) ? 0x0400_0000 : 0) | (random.chance(15) ? 0x4000_0000 : 0);
		return (word & 0x0300_3F00) | modes | key | problem | wait | 0x8_0000;
	}

	#psw(): void {
		const {cpu, processor} = this.#machine;
		const high = this.#high();
		const low = (high & 0x8_0000) === 0 ? this.random.word() & 0x3F00_0000 : 0;
		const isValid = cpu.psw.load(high >>> 0, low | (this.random.below(size / 2) * 2));
		processor.execution.invalidPsw = !isValid;
		cpu.attention = true;
	}

	#pageIn(page: number): void {
		const {storage} = this.#machine;
		if (storage.pages[page] !== pagedOut) {
			throw new Error(`page ${page} is asked for and is there`);
		}

		storage.pages[page] = this.#frames[pages - 1 - page];
		storage.closePage(page);
	}
}

/** Runs about `count` random instructions from `seed`. Throws where the machine throws, or a guard was touched. */
export function fuzzInstructions(seed: number, count: number, progress?: (report: FuzzReport) => void): FuzzReport {
	const fuzzer = new Fuzzer(new Random(seed));
	while (fuzzer.report.instructions < count) {
		try {
			fuzzer.round();
			if (fuzzer.report.states % 16 === 0) {
				fuzzer.checkGuards();
				progress?.(fuzzer.report);
			}
		} catch (error) {
			throw new Error(`state ${fuzzer.report.states} of seed ${seed}`, {cause: error});
		}
	}

	fuzzer.checkGuards();
	return fuzzer.report;
}
