/**
 * The regions of one host's storage, for all machines whose pages stand there: a machine that runs a saved system finds
 * what another one had translated. They are found by host offset and logical address.
 */
import type {HostStorage} from '../storage/host-storage.js';
import type {Exits} from './exits.js';
import type {Guard} from './guard.js';
import type {Root} from './region.js';
import type {Step} from './step.js';
import {
	changingCall, pswCall, storingCall, tableCall, type RowCall, type RowCalls,
} from './table-call.js';

type Run = (
	address: number,
	left: number,
	code: number,
	programMask: number,
	fetch: number,
	store: number,
	registers: number,
) => number;

export type Translated = {
	readonly run: Run;
	readonly roots: readonly Root[];
	/** Host offsets at which it can be entered, and logical addresses they have then. */
	readonly entries: ReadonlyArray<{readonly offset: number; readonly address: number}>;
	/** Bytes of its instructions. */
	readonly guard: Pick<Guard, 'extents' | 'giveBack'>;
	/** Whether some of them change the PSW. */
	readonly changesPsw: boolean;
	/** Whether it can become larger, and how often it did. */
	readonly isFull: boolean;
	readonly growths: number;
	readonly exits: Exits;
	/** Its instructions, by host offset. */
	readonly steps: ReadonlyMap<number, Step>;
	/** Since the last look: runs, instructions executed, entries refused for what may be right again the next time. */
	runs: number;
	executed: number;
	refused: number;
	/** How often one of its instructions was done that the program changes. */
	changing: number;
	/** Instructions executed, of late more than before. */
	worth: number;
};

const worthOf = ({worth, executed}: Translated): number => worth + executed;

/** Whether a region has executed more than translating it has cost. */
export const isWorthIt = (region: Translated): boolean => worthOf(region) > region.steps.size * cost;

/** A line is 256 bytes of the host's storage; lines that far apart share what is known of them. */
const lines = 0x1_0000;
export const lineOf = (offset: number): number => (offset >>> 8) & (lines - 1);

/** One instruction of so many may be changed by the program itself, at least one; and so many are remembered. */
const mostChanging = 8;
const mostMarks = 4096;

/** Whether an instruction that the region relies on, or the subject of its EXECUTE, is another one now. */
const isChanged = ({at, bytes, length, subject, manner}: Step, now: Uint8Array): boolean =>
	manner !== 'changing'
	&& [{at, bytes, length}, ...subject ? [subject] : []].some(each => differs(each.bytes, each.length, now, each.at));

function differs(bytes: Uint8Array, length: number, now: Uint8Array, at: number): boolean {
	for (let index = 0; index < length; index++) {
		if (bytes[index] !== now[at + index]) {
			return true;
		}
	}

	return false;
}

const slots = 0x4000;
const slotOf = (offset: number): number => (offset >>> 1) & (slots - 1);
/** Instructions in all regions together: a function of WebAssembly takes some hundred bytes for each. */
const mostSteps = 60_000;
/** What translating an instruction may cost, in instructions that the interpreter would execute meanwhile. */
const cost = 20_000;
/** Instructions translated without looking at what has been executed. */
const free = 4000;

export class Regions {
	/** −1 where a region can be entered on the line. The interpreter looks there at every branch taken. */
	readonly lines = new Int8Array(lines);
	/** How often each line was met. */
	readonly meetings = new Uint8Array(lines);
	/** By (offset / 2) modulo the number of slots. */
	readonly #offsets = new Int32Array(slots).fill(-1);
	readonly #addresses = new Int32Array(slots);
	readonly #regions: Array<Translated | undefined> = Array.from({length: slots});
	readonly #all = new Set<Translated>();
	/** Of the machine whose region runs, which puts it here. */
	rows: RowCalls | undefined;
	/** What regions call besides the host's kernels, by name. */
	readonly functions: Readonly<Record<string, RowCall>> = {
		[tableCall.name]: (at, address, code, left) => this.rows!.execute(at, address, code, left),
		[storingCall.name]: (at, address, code, left) => this.rows!.executeStoring(at, address, code, left),
		[changingCall.name]: (at, address, code, left) => this.rows!.executeChanging(at, address, code, left),
		[pswCall.name]: (at, address, code, left) => this.rows!.changePsw(at, address, code, left),
	};

	/** Host offsets of instructions that programs change: they are looked at when they are come to. */
	readonly #changing = new Set<number>();
	/** Instructions in them, ever translated, and executed by all machines as far as they have told. */
	#steps = 0;
	#translated = 0;
	executed = 0;

	/** Regions there are now. */
	get count(): number {
		return this.#all.size;
	}

	/** Whether so much has been executed that another translation may be worth its time. */
	get mayTranslate(): boolean {
		return (this.#translated - free) * cost <= this.executed;
	}

	isChanging(offset: number): boolean {
		return this.#changing.has(offset);
	}

	/**
	 * A region's instructions are others now. Where a few are, the program changes them: they are marked, and the
	 * answer is true; else another program stands there.
	 */
	noteChanges({steps}: Translated, bytes: Uint8Array): boolean {
		const changed = [...steps.values()].filter(step => isChanged(step, bytes));
		const isProgram = changed.length > Math.max(1, steps.size / mostChanging) || this.#changing.size > mostMarks;
		for (const {at} of isProgram ? steps.values() : changed) {
			if (isProgram) {
				this.#changing.delete(at);
			} else {
				this.#changing.add(at);
			}
		}

		return !isProgram;
	}

	/** What can be entered at a host offset with a logical address. */
	at(offset: number, address: number): Translated | undefined {
		const slot = slotOf(offset);
		return this.#offsets[slot] === offset && this.#addresses[slot] === address ? this.#regions[slot] : undefined;
	}

	/** Whether the instruction at a host offset is in one of them, wherever that can be entered. */
	covers(offset: number, address: number): boolean {
		return [...this.#all].some(({steps}) => steps.get(offset)?.address === address);
	}

	add(region: Translated): void {
		const {size} = region.steps;
		this.#makeRoom(size);
		this.#all.add(region);
		this.#steps += size;
		this.#translated += size;
		for (const {offset, address} of region.entries) {
			const slot = slotOf(offset);
			this.#offsets[slot] = offset;
			this.#addresses[slot] = address;
			this.#regions[slot] = region;
			this.lines[lineOf(offset)] = -1;
		}
	}

	/** Forgets a region; its lines were met so often. */
	drop(region: Translated, meetings: number): void {
		if (!this.#all.delete(region)) {
			return;
		}

		this.#steps -= region.steps.size;
		region.guard.giveBack();
		for (const {offset} of region.entries) {
			const slot = slotOf(offset);
			if (this.#regions[slot] === region) {
				this.#regions[slot] = undefined;
				this.#offsets[slot] = -1;
			}

			this.lines[lineOf(offset)] = 0;
			this.meetings[lineOf(offset)] = meetings;
		}

		// Other regions may be entered on the same lines.
		for (const other of this.#all) {
			for (const {offset} of other.entries) {
				this.lines[lineOf(offset)] = -1;
			}
		}
	}

	/** Forgets those that were worth least, until there is room for so many instructions more. */
	#makeRoom(steps: number): void {
		if (this.#steps + steps <= mostSteps) {
			return;
		}

		for (const region of [...this.#all].toSorted((one, other) => worthOf(one) - worthOf(other))) {
			if (this.#steps + steps > mostSteps / 2) {
				this.drop(region, 0);
			}

			region.worth /= 2;
		}
	}
}

const known = new WeakMap<HostStorage, Regions>();

/** The regions of a host's storage. */
export function regionsOf(host: HostStorage): Regions {
	let regions = known.get(host);
	if (!regions) {
		regions = new Regions();
		known.set(host, regions);
	}

	return regions;
}
