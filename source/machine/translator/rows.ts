/** Executes instructions through their rows in the instruction table, for the region of one machine that runs. */
import {addressMask} from '../../base/architecture.js';
import {resultWord} from '../cpu/cpu.js';
import type {Execution} from '../interpreter/execution.js';
import {instructionLength} from '../instructions/instruction-length.js';
import {dispatchTable} from '../instructions/instruction-table.js';
import {Alterations} from './alterations.js';
import {supervisorCallCode} from './branch-kinds.js';
import type {Extent} from './guard.js';
import type {AddressSpace} from '../storage/storage.js';
import {PswChange} from './psw-change.js';
import {endedByRow, standsApart, type RowCalls} from './table-call.js';
import type {TranslationReport} from './translation-report.js';

/** A block of the address space, and host offset minus logical address of what is there. */
export type Page = {readonly block: number; readonly base: number};

/** What has to be known of a region that is entered. */
type Entered = {
	readonly guard: {readonly extents: readonly Extent[]};
	readonly changesPsw: boolean;
	/** Blocks of 2 KiB that its instructions stand in. */
	readonly pages: readonly Page[];
	/** How often one of its instructions was done that the program changes. */
	changing: number;
};

/** Whether data of a channel came to one of these. */
const hasArrived = ({arrivals}: AddressSpace, extents: readonly Extent[]): boolean =>
	extents.some(({from, to}) => from < arrivals.to && to > arrivals.from);

/** SIO, TIO, HIO, TCH and those that share their first bytes. */
const ioCode = 0x9C;
const ioCodeMask = 0xFC;

/** STNSM, the first of those that change the PSW and store. */
const storesToo = 0xAC;

/**
 * Each function: one instruction, for a region whose registers are in their places and that may still execute `left`.
 * Answers the condition code, or the address of a PSW that was changed; `endedByRow` where the region must not go on.
 */
export class Rows implements RowCalls {
	readonly #execution: Execution;
	readonly #alterations: Alterations;
	readonly #pswChange: PswChange;
	/** The table that the region works with. */
	#fetch: Int32Array;
	#region: Entered = {guard: {extents: []}, changesPsw: false, pages: [], changing: 0};
	/** `cpu.instructions` when the region was entered, and when it will have executed all that it may. */
	#begun = 0;
	#end = 0;
	/** Instructions that regions had executed when an exception ended them. */
	executed = 0;

	/** `report` counts the instructions. */
	constructor(execution: Execution, readonly report?: TranslationReport) {
		this.#execution = execution;
		this.#fetch = execution.fetch;
		this.#alterations = new Alterations(execution);
		this.#pswChange = new PswChange(execution);
	}

	/** A region is entered, for at most `left` instructions. */
	enter(region: Entered, left: number): void {
		const {fetch, cpu: {instructions}} = this.#execution;
		this.#fetch = fetch;
		this.#region = region;
		this.#alterations.touched = undefined;
		this.#begun = instructions;
		this.#end = instructions + left;
		if (region.changesPsw) {
			this.#pswChange.put();
		}
	}

	/**
	 * Bytes that made the region end, because the last instruction that was executed, or the next one, at host offset
	 * `next`, stores into them.
	 */
	storedInto(isEnded: boolean, next: number): Extent | undefined {
		return isEnded ? this.#alterations.touched : this.#alterations.wouldTouch(next, this.#region.guard.extents);
	}

	/** It was left. */
	leave(): void {
		if (this.#region.changesPsw) {
			this.#pswChange.take();
		}
	}

	execute(at: number, address: number, code: number, left: number): number {
		this.leave();
		const result = this.#execute(at, address, code, left);
		if (this.#region.changesPsw) {
			this.#pswChange.put();
		}

		return result;
	}

	/** The same with the processor's own PSW. */
	#execute(at: number, address: number, code: number, left: number): number {
		const x = this.#execution;
		const {cpu} = x;
		const {psw} = cpu;
		const length = instructionLength(x.bytes[at]);
		const next = (address + length) & addressMask;
		this.report?.called(x, at);
		psw.ilc = length >>> 1;
		psw.address = next;
		psw.cc = code;
		cpu.instructions = this.#end - left;
		const {closings} = cpu.storage.tables;
		const closed = closings.count;
		try {
			dispatchTable[x.bytes[at]](x, at);
		} catch (error) {
			psw.address = address;
			this.executed += cpu.instructions - this.#begun;
			throw error;
		}

		cpu.results[resultWord.left] = left - 1;
		const hasClosed = closings.count !== closed;
		cpu.results[resultWord.closed] = hasClosed ? 1 : 0;
		return x.changed || psw.address !== next || this.#hasMoved(hasClosed)
			? endedByRow
			: psw.cc;
	}

	/**
	 * Whether an instruction of the region is elsewhere now: giving another page a frame may have taken it.
	 * `hasClosed`: whether any block was closed.
	 */
	#hasMoved(hasClosed = true): boolean {
		const {fetch} = this.#execution;
		const {pages} = this.#region;
		return fetch !== this.#fetch || (hasClosed && pages.some(({block, base}) => fetch[block] !== base));
	}

	/** The region must not go on where the instruction changed it. */
	executeStoring(at: number, address: number, code: number, left: number): number {
		if ((this.#execution.bytes[at] & ioCodeMask) === ioCode) {
			return this.#operate(at, address, code, left);
		}

		this.#alterations.begin(at);
		const result = this.execute(at, address, code, left);
		return result !== endedByRow && this.#alterations.touches(this.#region.guard.extents) ? endedByRow : result;
	}

	/** An I/O instruction, which may bring data of a channel to the region; where it stores a CSW, the region ends. */
	#operate(at: number, address: number, code: number, left: number): number {
		const {storage} = this.#execution.cpu;
		storage.forgetArrivals();
		const result = this.execute(at, address, code, left);
		return hasArrived(storage, this.#region.guard.extents) ? endedByRow : result;
	}

	/** The region goes on wherever the instruction, which may be any, leads to. */
	executeChanging(at: number, address: number, code: number, left: number): number {
		const {psw, results, storage} = this.#execution.cpu;
		const {extents} = this.#region.guard;
		// Both of its blocks are open: they are among those that the region relies on.
		const place = at === standsApart ? this.#execution.instructionAt(address) : at;
		this.#region.changing++;
		storage.forgetArrivals();
		this.#alterations.begin(place);
		this.execute(place, address, code, left);
		results[resultWord.code] = psw.cc;
		results[resultWord.programMask] = psw.programMask;
		const mustEnd = this.#execution.changed
			|| this.#hasMoved()
			|| this.#alterations.touches(extents)
			|| hasArrived(storage, extents);
		return mustEnd ? endedByRow : psw.address;
	}

	/** The region must not go on where the processor has to look at the PSW first. */
	changePsw(at: number, address: number, code: number, left: number): number {
		const x = this.#execution;
		const {psw, results} = x.cpu;
		const stores = x.bytes[at] >= storesToo;
		this.leave();
		this.#pswChange.begin();
		if (stores) {
			this.#alterations.begin(at);
		}

		this.#execute(at, address, code, left);
		const goesOn = this.#mayGoOn(stores, left);
		if (goesOn && x.bytes[at] === supervisorCallCode && !psw.translation) {
			this.#pswChange.open();
		}

		this.#pswChange.put();
		if (!goesOn) {
			return endedByRow;
		}

		x.changed = false;
		results[resultWord.code] = psw.cc;
		return psw.address;
	}

	/** Under the PSW of now, and where that waits, after what interrupts it. */
	#mayGoOn(stores: boolean, left: number): boolean {
		const {extents} = this.#region.guard;
		return (!this.#execution.cpu.psw.wait || this.#await(left - 1))
			&& !this.#hasMoved()
			&& this.#pswChange.allows(extents, left)
			&& !(stores && this.#alterations.touches(extents));
	}

	/** The machine waits: may the region go on, for at most `left` instructions, after what has interrupted it? */
	#await(left: number): boolean {
		const x = this.#execution;
		const {cpu} = x;
		cpu.instructions = this.#end - left;
		cpu.storage.forgetArrivals();
		return x.awaitInterruption(left) && !hasArrived(cpu.storage, this.#region.guard.extents);
	}
}
