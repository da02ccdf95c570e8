/**
 * The second tier (ARCHITECTURE.md): notices where a machine spends its time, translates those regions to WebAssembly
 * and runs them in place of the interpreter. Nothing depends on it but speed: a region executes a number of
 * instructions exactly as the interpreter would, gives up before any that it does not do whole, and looks before it
 * begins whether its instructions are still the ones it was made from.
 */
import {addressMask} from '../../base/architecture.js';
import {append} from '../../base/sequences.js';
import type {Execution} from '../interpreter/execution.js';
import type {TranslatedCode} from '../interpreter/translated-code.js';
import {instructionLength} from '../instructions/instruction-length.js';
import {instantiate, type Import} from '../webassembly-module.js';
import {otherInstructions} from './prologue.js';
import {branchedAway, translateRegion} from './region-code.js';
import {Exits} from './exits.js';
import {findRegion, type Root} from './region.js';
import {endedByRow, tableCall} from './table-call.js';

type Run = (address: number, left: number, code: number, programMask: number, fetch: number, store: number) => number;

type Translated = {
	readonly run: Run;
	readonly roots: readonly Root[];
	/** Host offsets at which it can be entered. */
	readonly entries: readonly number[];
	/** Whether it can become larger. */
	readonly isFull: boolean;
	readonly growths: number;
	readonly exits: Exits;
	/** Since the last look: runs, instructions executed, entries refused for what may be right again the next time. */
	runs: number;
	executed: number;
	refused: number;
};

/** A line is 256 bytes of the host's storage; lines that far apart share what is known of them. */
const lines = 0x1_0000;
/**
 * Meetings on a line that call for a translation, and for one more where there is one already; the number that means
 * that nothing is to be gained there.
 */
const often = 3;
const again = 16;
const hopeless = 255;
const entrySlots = 4096;
/** Meetings after which all lines are new again: other programs may stand there now. */
const memory = 2048;
/** Runs after which a region has to have been worth it, and instructions a run that are. */
const trial = 512;
const worthwhile = 20;
const mostRegions = 256;
/** A region left so often for an address that is not in it is made larger; each time twice as often, and no more. */
const wanted = 32;
const mostGrowths = 8;

export class Translator implements TranslatedCode {
	/** Instructions between two looks at where the machine is. */
	readonly interval: number;
	/** −1 where a region can be entered on the line. The interpreter looks there at every branch taken. */
	readonly lines = new Int8Array(lines);
	readonly #execution: Execution;
	readonly #isEager: boolean;
	/** How often each line was met. */
	readonly #meetings = new Uint8Array(lines);
	/**
	 * Host offsets at which regions are entered, logical addresses they have then, and the regions: by (offset / 2)
	 * modulo the number of slots.
	 */
	readonly #offsets = new Int32Array(entrySlots).fill(-1);
	readonly #addresses = new Int32Array(entrySlots);
	readonly #regions: Array<Translated | undefined> = Array.from({length: entrySlots});
	/** What regions call besides the host's kernels. */
	readonly #functions: Readonly<Record<string, Import['value']>> = {
		[tableCall.name]: (at: number, address: number, code: number, left: number) =>
			this.#executeRow(at, address, code, left),
	};

	/** `cpu.instructions` when the region was entered, and when it will have executed all that it may. */
	#begun = 0;
	#end = 0;
	/** Instructions that regions have executed. */
	executed = 0;
	#count = 0;
	#met = 0;
	/** Instructions that the interpreter has executed since the last meeting, and `executed` at the last `passed`. */
	#interpreted = 0;
	#counted = 0;

	/** `eager`: translates what it meets for the first time, and meets often (for tests). */
	constructor(execution: Execution, eager = false) {
		this.#execution = execution;
		this.#isEager = eager;
		this.interval = eager ? 50 : 16_384;
	}

	/** Regions there are now. */
	get count(): number {
		return this.#count;
	}

	/**
	 * So many instructions were executed by the interpreter and by regions, the machine has come to logical `address`.
	 */
	passed(instructions: number, address: number): void {
		this.#interpreted += instructions - (this.executed - this.#counted);
		this.#counted = this.executed;
		if (this.#interpreted >= this.interval) {
			this.#interpreted = 0;
			this.#meet(address);
		}
	}

	/** The interpreter has come here in the midst of its work. */
	#meet(address: number): void {
		const {fetch} = this.#execution;
		const ip = (fetch[address >>> 11] + address) | 0;
		if (ip < 0) {
			return;
		}

		if (++this.#met >= memory) {
			this.#met = 0;
			this.#meetings.fill(0);
		}

		const line = (ip >>> 8) & (lines - 1);
		if (this.#meetings[line] === hopeless || this.#at(ip, address)) {
			return;
		}

		const enough = this.#isEager ? 1 : (this.lines[line] === 0 ? often : again);
		if (++this.#meetings[line] >= enough) {
			this.#meetings[line] = 0;
			this.#translate(address, line);
		}
	}

	/**
	 * Runs the region that can be entered at host offset `ip`, logical `address`, for at most `left` instructions.
	 * Answers how many were executed, 0 where there is none; address and condition code are then in the PSW.
	 */
	run(ip: number, address: number, left: number): number {
		const region = this.#at(ip, address);
		if (!region) {
			return 0;
		}

		const {cpu, fetch, store} = this.#execution;
		const {psw, results} = cpu;
		this.#begun = cpu.instructions;
		this.#end = cpu.instructions + left;
		const next = region.run(address, left, psw.cc, psw.programMask, fetch.byteOffset, store.byteOffset);
		if (next < 0 && next !== endedByRow) {
			if (next === otherInstructions || ++region.refused > trial) {
				this.#drop(region, 0);
			}

			return 0;
		}

		const executed = left - results[0];
		if (next !== endedByRow) {
			psw.address = next & addressMask;
			psw.cc = results[1];
		}

		this.executed += executed;
		region.executed += executed;
		if (next >= branchedAway && !region.isFull) {
			this.#leftFor(region, psw.address);
		}

		if (++region.runs >= trial) {
			if (region.executed < trial * worthwhile && !this.#isEager) {
				this.#drop(region, hopeless);
			}

			region.runs = 0;
			region.executed = 0;
			region.refused = 0;
		}

		return executed;
	}

	/**
	 * One instruction through its row in the instruction table, for a region whose registers are in their places and
	 * that may still execute `left`. Answers the condition code; `endedByRow` where the region must not go on.
	 */
	#executeRow(at: number, address: number, code: number, left: number): number {
		const x = this.#execution;
		const {cpu} = x;
		const {psw} = cpu;
		const length = instructionLength(x.bytes[at]);
		const next = (address + length) & addressMask;
		psw.ilc = length >>> 1;
		psw.address = next;
		psw.cc = code;
		cpu.instructions = this.#end - left;
		try {
			x.dispatch(at);
		} catch (error) {
			psw.address = address;
			this.executed += cpu.instructions - this.#begun;
			throw error;
		}

		cpu.results[0] = left - 1;
		return x.changed || psw.address !== next ? endedByRow : psw.cc;
	}

	#at(ip: number, address: number): Translated | undefined {
		const slot = (ip >>> 1) & (entrySlots - 1);
		return this.#offsets[slot] === ip && this.#addresses[slot] === address ? this.#regions[slot] : undefined;
	}

	#translate(address: number, line: number): void {
		if (!this.#install([{address, registers: this.#execution.gpr.slice()}])) {
			this.#meetings[line] = hopeless;
		}
	}

	/** The region was left for an address that is not in it. */
	#leftFor(region: Translated, address: number): void {
		const least = this.#isEager ? 2 : wanted << region.growths;
		const {gpr, fetch} = this.#execution;
		if (region.exits.count(address, gpr) < least) {
			return;
		}

		const roots = region.exits.often(least >>> 2);
		const regions = new Set([region]);
		for (const {address: each} of roots) {
			const other = this.#at((fetch[each >>> 11] + each) | 0, each);
			if (other) {
				regions.add(other);
			}
		}

		for (const each of regions) {
			append(roots, each.roots);
			this.#drop(each, 0);
		}

		this.#install(roots, region.growths + 1);
	}

	/** Translates what can be reached from `roots`; false where that is nothing worth it. */
	#install(roots: readonly Root[], growths = 0): boolean {
		const x = this.#execution;
		// Only what stands in the host's storage can be reached from there.
		const {buffer} = x.cpu.storage.host.memory;
		const found = [x.gpr, x.fpr, x.fetch, x.store, x.cpu.results].every(words => words.buffer === buffer)
			? findRegion(x, roots)
			: undefined;
		if (!found || !(found.branchesBack || this.#isEager)) {
			return false;
		}

		if (this.#count >= mostRegions) {
			this.clear();
		}

		const {host} = x.cpu.storage;
		const {definition, called, entries} = translateRegion(x, found);
		const imports = called.map(callee => ({...callee, value: callee.find?.(host) ?? this.#functions[callee.name]}));
		const {run} = instantiate(host.memory, [definition], {imports}) as {run: Run};
		const offsets = entries.map(entry => x.fetch[entry >>> 11] + entry);
		const region: Translated = {
			run,
			roots,
			entries: offsets,
			isFull: found.isFull || growths >= mostGrowths,
			growths,
			exits: new Exits(),
			runs: 0,
			executed: 0,
			refused: 0,
		};
		this.#count++;
		for (const [index, offset] of offsets.entries()) {
			const slot = (offset >>> 1) & (entrySlots - 1);
			this.#offsets[slot] = offset;
			this.#addresses[slot] = entries[index];
			this.#regions[slot] = region;
			this.lines[(offset >>> 8) & (lines - 1)] = -1;
		}

		return true;
	}

	/** Forgets a region; its lines were met so often. */
	#drop(region: Translated, meetings: number): void {
		this.#count--;
		for (const offset of region.entries) {
			const slot = (offset >>> 1) & (entrySlots - 1);
			if (this.#regions[slot] === region) {
				this.#regions[slot] = undefined;
				this.#offsets[slot] = -1;
			}

			const line = (offset >>> 8) & (lines - 1);
			this.lines[line] = 0;
			this.#meetings[line] = meetings;
		}

		// Other regions may be entered on the same lines.
		for (const [slot, other] of this.#regions.entries()) {
			if (other) {
				this.lines[(this.#offsets[slot] >>> 8) & (lines - 1)] = -1;
			}
		}
	}

	/** Forgets all regions. */
	clear(): void {
		this.lines.fill(0);
		this.#meetings.fill(0);
		this.#offsets.fill(-1);
		this.#regions.fill(undefined);
		this.#count = 0;
	}
}
