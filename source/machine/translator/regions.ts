/**
 * The regions of one host's storage, for all machines whose pages stand there: a machine that runs a saved system finds
 * what another one had translated. They are found by host offset and logical address.
 */
import type {HostStorage} from '../storage/host-storage.js';
import type {Exits} from './exits.js';
import type {Extent, Guard} from './guard.js';
import type {Root} from './region.js';
import type {Page} from './rows.js';
import type {Step, Varying} from './step.js';
import {
	changed, fixedBytes, metWith, storedInto,
} from './varying.js';
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

/** A host offset, and what stands there. */
type Telling = {readonly at: number; readonly byte: number};

export type Translated = {
	readonly run: Run;
	readonly roots: readonly Root[];
	/** Host offsets at which it can be entered, and logical addresses they have then. */
	readonly entries: ReadonlyArray<{readonly offset: number; readonly address: number}>;
	/** Bytes of its instructions. */
	readonly guard: Pick<Guard, 'extents' | 'giveBack'>;
	/** Whether some of them change the PSW. */
	readonly changesPsw: boolean;
	/** Blocks of storage that they stand in. */
	readonly pages: readonly Page[];
	/** Whether it can become larger, and how often it did. */
	readonly isFull: boolean;
	readonly growths: number;
	readonly exits: Exits;
	/** Addresses of instructions that gave up often, and how often others did. */
	readonly awkward: ReadonlySet<number>;
	readonly givenUp: Map<number, number>;
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
	/** Instructions translated for it, and for those that it was made of, while it has not been worth that. */
	debt: number;
	/** Other instructions stood in its place when it was last come to. */
	isOverlaid: boolean;
	/** How often it came to that. */
	overlays: number;
	/** How often it was left before an instruction of its own, or ended by one. */
	stops: number;
	/** A byte of its instructions that was another one then. */
	telling: Telling | undefined;
};

/** Instructions that a region has executed, of late more than before. */
export const worthOf = ({worth, executed}: Translated): number => worth + executed;

/** Whether a region has executed more than translating it, and those that it was made of, has cost. */
export const hasPaid = (region: Translated): boolean => worthOf(region) > region.debt * cost;

/** The same without those that it was made of. */
export const isWorthIt = (region: Translated): boolean => worthOf(region) > region.steps.size * cost;

/** A line is 256 bytes of the host's storage; lines that far apart share what is known of them. */
const lines = 0x1_0000;
export const lineOf = (offset: number): number => (offset >>> 8) & (lines - 1);

/**
 * One instruction of so many may be changed by the program itself, at least a few, and not so many one behind the
 * other; so many are remembered.
 */
const mostChanging = 3;
const fewChanges = 2;
const adjacent = 4;
/** The same of operation codes. */
const adjacentCodes = 2;
const mostMarks = 4096;

/** Whether an instruction that the region relies on, or the subject of its EXECUTE, is another one now. */
const isChanged = (step: Step, now: Uint8Array): boolean => changedByte(step, now) !== undefined;

/** The first byte of it that is another one now. */
function changedByte(step: Step, now: Uint8Array): Telling | undefined {
	for (const fixed of fixedBytes(step)) {
		if (fixed.byte !== now[fixed.at]) {
			return fixed;
		}
	}

	return undefined;
}

/** Whether so many of them one behind the other are true. */
const hasRun = (areChanged: readonly boolean[], count: number): boolean =>
	areChanged.some((_, index) => index + count <= areChanged.length
		&& areChanged.slice(index, index + count).every(Boolean));

/** Whether a version of a region can be told from what stands there by the byte that told it last. */
export const differs = ({telling}: Translated, now: Uint8Array): boolean =>
	telling !== undefined && now[telling.at] !== telling.byte;

/** Whether other instructions stand there than a region has. */
const isOther = (region: Translated, now: Uint8Array): boolean =>
	differs(region, now) || tellingByte(region, now) !== undefined;

/** A byte by which the region's instructions differ from what stands there now. */
export function tellingByte({steps}: Translated, now: Uint8Array): Telling | undefined {
	for (const step of steps.values()) {
		const found = changedByte(step, now);
		if (found) {
			return found;
		}
	}

	return undefined;
}

/** Versions at one place. */
const mostVersions = 16;
const none: readonly Translated[] = [];
const mostMissed = 512;

const slots = 0x4000;
/** An array of holes: to fill one takes as long as the first translations. */
function emptySlots(): Array<Translated[] | undefined> {
	const list: Array<Translated[] | undefined> = [];
	list.length = slots;
	return list;
}

const slotOf = (offset: number): number => (offset >>> 1) & (slots - 1);
/** Instructions in all regions together: a function of WebAssembly takes some hundred bytes for each. */
const mostSteps = 60_000;
/** What translating an instruction costs, in instructions that have to be executed translated to be worth it. */
const cost = 20_000;
/** Instructions translated that have not been worth it: so many, and one more for so many executed. */
const free = 4000;
const dear = 100_000;

export class Regions {
	/** −1 where a region can be entered on the line. The interpreter looks there at every branch taken. */
	readonly lines = new Int8Array(lines);
	/** How often each line was met. */
	readonly meetings = new Uint8Array(lines);
	/** How often no region could be made there. */
	readonly failures = new Uint8Array(lines);
	/** How often in turn no version of a region was right on each line, up to `mostMissed`: then nobody looks there. */
	readonly #missed = new Uint16Array(lines);
	/** By (offset / 2) modulo the number of slots. */
	readonly #offsets = new Int32Array(slots).fill(-1);
	readonly #addresses = new Int32Array(slots);
	readonly #regions = emptySlots();
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

	/** Instructions that programs change, by host offset. */
	readonly #varying = new Map<number, Varying>();
	/** Instructions in them, those translated that were not worth it so far, and those executed by all machines. */
	#steps = 0;
	#unpaid = 0;
	executed = 0;

	/** Regions there are now. */
	get count(): number {
		return this.#all.size;
	}

	/** Whether so much has been executed that another translation may be worth its time. */
	get mayTranslate(): boolean {
		return this.#unpaid <= free + (this.executed / dear);
	}

	/** What programs change of the instruction at a host offset, if it is one that it was before. */
	varyingAt(offset: number, opcode: number): Varying | undefined {
		const varying = this.#varying.get(offset);
		return varying?.opcodes.includes(opcode) ? varying : undefined;
	}

	/**
	 * A region's instructions are others now. Where a few are, here and there, the program changes them: that is noted,
	 * and the answer is true; else another routine stands there.
	 */
	noteChanges({steps}: Translated, bytes: Uint8Array): boolean {
		const inOrder = [...steps.values()].toSorted((one, other) => one.at - other.at);
		const areChanged = inOrder.map(step => isChanged(step, bytes));
		const changes = inOrder.filter((_, index) => areChanged[index]);
		const isRoutine = changes.length > Math.max(fewChanges, inOrder.length / mostChanging)
			|| hasRun(areChanged, adjacent)
			|| hasRun(inOrder.map(step => bytes[step.at] !== step.bytes[0]), adjacentCodes)
			|| this.#varying.size > mostMarks;
		for (const step of isRoutine ? inOrder : changes) {
			if (isRoutine) {
				this.#varying.delete(step.at);
			} else {
				this.#varying.set(step.at, changed(step, this.#varying.get(step.at), bytes));
			}
		}

		return !isRoutine;
	}

	/**
	 * A program stores into a region's instructions. Where these are a few, that is noted, and the answer is true.
	 */
	noteStore({steps}: Translated, {from, to}: Extent): boolean {
		const touched = [...steps.values()].filter(step =>
			[...fixedBytes(step)].some(({at}) => at >= from && at < to));
		if (touched.length === 0 || touched.length > fewChanges || this.#varying.size > mostMarks) {
			return false;
		}

		for (const step of touched) {
			this.#varying.set(step.at, storedInto(step, this.#varying.get(step.at), {from, to}));
		}

		return true;
	}

	/**
	 * A region was left before one of its instructions. Where that is changed in a way that it was not before, that is
	 * noted, and the answer is true.
	 */
	noteStop({steps}: Translated, offset: number, bytes: Uint8Array): boolean {
		const step = steps.get(offset);
		const varying = step && metWith(step, bytes);
		if (varying) {
			this.#varying.set(offset, varying);
		}

		return varying !== undefined;
	}

	/**
	 * What can be entered at a host offset with a logical address: versions, where programs bring one routine after the
	 * other into one place, the one that was right of late first.
	 */
	at(offset: number, address: number): readonly Translated[] {
		const slot = slotOf(offset);
		return this.#offsets[slot] === offset && this.#addresses[slot] === address ? this.#regions[slot]! : none;
	}

	/** None of the versions there was right: where that goes on, the interpreter need not ask. */
	miss(offset: number): void {
		const line = lineOf(offset);
		if (++this.#missed[line] >= mostMissed) {
			this.lines[line] = 0;
		}
	}

	/** What stands there now is in a region: the interpreter asks again. */
	wake(offset: number): void {
		const line = lineOf(offset);
		if (this.#missed[line] >= mostMissed) {
			this.#missed[line] = 0;
			this.lines[line] = -1;
		}
	}

	/** One of the versions there was right. */
	prefer(region: Translated, offset: number): void {
		this.#missed[lineOf(offset)] = 0;
		const versions = this.#regions[slotOf(offset)];
		const index = versions?.indexOf(region) ?? -1;
		if (index > 0) {
			versions!.splice(index, 1);
			versions!.unshift(region);
		}
	}

	/** Whether a region can be entered on a line, as far as is known with the instructions that stand there now. */
	isEntered(line: number): boolean {
		return this.lines[line] < 0 && [...this.#all].some(({isOverlaid, entries}) =>
			!isOverlaid && entries.some(({offset}) => lineOf(offset) === line));
	}

	/** Whether the instruction at a host offset is in one of them as it is now, wherever that can be entered. */
	covers(offset: number, address: number, bytes: Uint8Array): boolean {
		for (const region of this.#all) {
			if (region.steps.get(offset)?.address === address && !(region.isOverlaid && isOther(region, bytes))) {
				return true;
			}
		}

		return false;
	}

	add(region: Translated): void {
		const {size} = region.steps;
		this.#makeRoom(size);
		this.#all.add(region);
		this.#steps += size;
		this.#unpaid += size;
		for (const {offset, address} of region.entries) {
			const slot = slotOf(offset);
			this.#regions[slot] = [region, ...this.at(offset, address)].slice(0, mostVersions);
			this.#offsets[slot] = offset;
			this.#addresses[slot] = address;
			this.lines[lineOf(offset)] = -1;
		}
	}

	/** So much has been executed of a region that it was worth translating it, and those that it was made of. */
	payOff(region: Translated): void {
		this.#unpaid -= region.debt;
		region.debt = 0;
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
			const others = this.#regions[slot]?.filter(each => each !== region);
			this.#regions[slot] = others;
			if (!others?.length) {
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
