/**
 * What an instruction that went through its row in the instruction table has altered that its region relies on: bytes
 * of the region's own instructions, or the program mask.
 */
import {addressMask} from '../../base/architecture.js';
import {storageAltered} from '../instructions/instruction-effects.js';
import {findInstruction} from '../instructions/instruction-table.js';
import type {Execution} from '../interpreter/execution.js';
import {executeCode} from './branch-kinds.js';
import type {Extent} from './guard.js';

/** Where EXECUTE puts its subject in scratch storage. */
const subjectOffset = 8;

/** INVALIDATE PAGE TABLE ENTRY. */
const invalidateEntry = [0xB2, 0x21] as const;

export class Alterations {
	readonly #before = new Int32Array(16);
	readonly #bytes = new Uint8Array(6);
	#code = 0;
	#programMask = 0;
	/** Bytes of the last region that were stored into, and what is between them; none = they are not known. */
	touched: Extent | undefined;

	constructor(readonly execution: Execution) {}

	/** The instruction at host offset `at` will be executed. */
	begin(at: number): void {
		const {bytes, gpr, cpu: {psw}} = this.execution;
		this.#before.set(gpr);
		for (let index = 0; index < 6; index++) {
			this.#bytes[index] = bytes[at + index];
		}

		this.#code = psw.cc;
		this.#programMask = psw.programMask;
	}

	/** Whether the instruction, which was executed, altered something of a region with these bytes, or may have. */
	touches(extents: readonly Extent[]): boolean {
		const {bytes: storage, gpr, cpu: {psw, storage: {host}}} = this.execution;
		const bytes = this.#bytes;
		if (bytes[0] === executeCode) {
			for (let index = 0; index < 6; index++) {
				bytes[index] = storage[host.scratch + subjectOffset + index];
			}

			// Instructions of the supervisor state change what nobody sees here.
			if (psw.programMask !== this.#programMask || (findInstruction(bytes[0], bytes[1])?.privileged ?? true)) {
				return true;
			}
		}

		if (bytes[0] === invalidateEntry[0] && bytes[1] === invalidateEntry[1]) {
			// It stores into a page table, which is no operand.
			return true;
		}

		const {address, length} = storageAltered({
			bytes, before: this.#before, after: gpr, ccBefore: this.#code, ccAfter: psw.cc,
		});
		return length > 0 && this.#reaches(address, length, extents);
	}

	/** The instruction at host offset `at` would be executed: which bytes of a region it would store into. */
	wouldTouch(at: number, extents: readonly Extent[]): Extent | undefined {
		this.touched = undefined;
		if (this.execution.bytes[at] !== executeCode) {
			this.begin(at);
			this.touches(extents);
		}

		return this.touched;
	}

	/** Whether bytes at a logical address are some of these, or their block is not known. */
	#reaches(address: number, length: number, extents: readonly Extent[]): boolean {
		const {store} = this.execution;
		for (let done = 0; done < length;) {
			const at = (address + done) & addressMask;
			const piece = Math.min(length - done, 0x800 - (at & 0x7FF));
			const host = (store[at >>> 11] + at) | 0;
			if (host < 0) {
				return true;
			}

			if (extents.some(({from, to}) => host < to && host + piece > from)) {
				this.touched = {from: host, to: host + piece};
				return true;
			}

			done += piece;
		}

		return false;
	}
}
