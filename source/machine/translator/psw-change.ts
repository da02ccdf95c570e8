/**
 * PSWs that change while a region runs: whether the region may go on under another one, and how the processor's own
 * PSW comes into the words that the region has instead, and back. Nothing pending may be allowed that was not before,
 * and the tables that the region works with must be those of its key and its mode.
 */
import {resultWord} from '../cpu/cpu.js';
import {svcInterruption} from '../cpu/interruption-classes.js';
import type {Execution} from '../interpreter/execution.js';
import {noAccess} from '../storage/storage.js';
import type {Extent} from './guard.js';

/** Bits besides those of the system mask in what a region must not set: nothing at all, nothing by SSM. */
export const forbids = {all: 0x100, setSystemMask: 0x200} as const;

/** Of a system mask. */
const everything = 0xFF;
/** Bits of the system mask in EC mode that turn program-event recording and translation on. */
export const modes = 0x44;
export const translationMode = 0x04;
/** Old PSWs, and what is stored with them, lie below. */
const assignedEnd = 0x100;
/** Of control register 0: SSM is suppressed. */
const ssmSuppression = 0x4000_0000;

export class PswChange {
	/** Bits 0-31 of the PSW as it was put. */
	#high = 0;
	#systemMask = 0;
	#key = 0;
	#isExtended = false;
	/** The last answer of `#isApart`, and for what it was. */
	#extents: readonly Extent[] | undefined;
	#page = 0;
	#wasApart = false;

	constructor(readonly execution: Execution) {}

	/** A region will go on with the PSW. */
	put(): void {
		const {cpu: {psw, results, cr}, seenMask, interruptionWatchers} = this.execution;
		this.#high = psw.high | 0;
		results[resultWord.psw] = this.#high;
		results[resultWord.programMask] = psw.programMask;
		results[resultWord.forbidden] = (~seenMask & 0xFF)
			| (interruptionWatchers.size === 0 ? 0 : forbids.all)
			| ((cr[0] & ssmSuppression) === 0 ? 0 : forbids.setSystemMask);
		results[resultWord.supervisorCall] = 0;
	}

	/** The PSW becomes the region's, but for address and condition code. */
	take(): void {
		const {cpu: {psw, results}, taken} = this.execution;
		const high = results[resultWord.psw];
		if (high !== this.#high) {
			this.#high = high;
			psw.load(high >>> 0, psw.low);
		}

		psw.programMask = results[resultWord.programMask];

		const call = results[resultWord.supervisorCall];
		if (call !== 0) {
			taken.kind = svcInterruption.name;
			taken.code = call - 1;
			results[resultWord.supervisorCall] = 0;
		}
	}

	/** The instruction table will change the PSW. */
	begin(): void {
		const {psw} = this.execution.cpu;
		this.#systemMask = psw.systemMask;
		this.#key = psw.key;
		this.#isExtended = psw.ec;
	}

	/** It did: may a region with such instructions go on, for at most `left` instructions? */
	allows(extents: readonly Extent[], left: number): boolean {
		const x = this.execution;
		const {psw} = x.cpu;
		return this.#allowsNothing(left)
			&& !psw.wait
			&& !x.invalidPsw
			&& psw.key === this.#key
			&& psw.ec === this.#isExtended
			&& (!psw.ec || ((psw.systemMask ^ this.#systemMask) & modes) === 0)
			&& x.exit === undefined
			&& x.interruptionWatchers.size === 0
			&& this.#isApart(extents);
	}

	/** Whether the PSW allows nothing that is pending, or will be meanwhile. */
	#allowsNothing(left: number): boolean {
		const x = this.execution;
		if ((x.cpu.psw.systemMask & ~x.seenMask) === 0) {
			return true;
		}

		const isQuiet = x.untilPending() >= left;
		if (isQuiet) {
			x.seenMask = everything;
		}

		return isQuiet;
	}

	/**
	 * Opens the block of old PSWs to the program, if its key has it: what an SVC has stored into is changed and there,
	 * and the next one need not come here.
	 */
	open(): void {
		const x = this.execution;
		const {storage, psw: {key}} = x.cpu;
		const block = x.absolute(svcInterruption.oldPsw) >>> 11;
		if (
			x.store[0] === noAccess
			&& !x.isProtectedLow(svcInterruption.oldPsw)
			&& storage.permits(key, block, true)
			&& !storage.isMissing(block >>> 1, true)
		) {
			x.openStore(svcInterruption.oldPsw);
		}
	}

	/** Whether no instruction of the region stands where an interruption stores. */
	#isApart(extents: readonly Extent[]): boolean {
		const x = this.execution;
		const page = x.cpu.storage.pages[x.absolute(0) >>> 12] * 4096;
		if (this.#extents !== extents || this.#page !== page) {
			this.#extents = extents;
			this.#page = page;
			this.#wasApart = extents.every(({from, to}) => from >= page + assignedEnd || to <= page);
		}

		return this.#wasApart;
	}
}
