/**
 * Program-event recording (GA22-7000, "Program-Event Recording"): successful branching, instruction fetching, storage
 * alteration and general-register alteration, in EC mode with PSW bit 1 on. While it is on, the processor executes by
 * this loop, every instruction through the table; while it is off nothing here costs anything.
 */
import {addressMask} from '../../base/architecture.js';
import type {Execution} from '../interpreter/execution.js';
import {
	branched, registersAltered, storageAltered, type Executed,
} from '../instructions/instruction-effects.js';
import {dispatchTable, lengthTable} from '../instructions/instruction-table.js';
import {
	PageMissing, programCode, ProgramException, type ProgramCode,
} from './program-exception.js';

/** Bit of the interruption code that says that an event is identified at 150–155. */
export const programEvent = 0x80;

/** Event masks in control register 9, and the PER code at 150, as bits of a byte. */
const event = {
	branch: 0x80, fetch: 0x40, store: 0x20, register: 0x10,
} as const;

const executeCode = 0x44;
const moveLongCode = 0x0E;

/** Program interruptions after which the instruction's results stand: the operation is completed. */
const completing: ReadonlySet<ProgramCode> = new Set([
	programCode.fixedPointOverflow,
	programCode.decimalOverflow,
	programCode.exponentOverflow,
	programCode.exponentUnderflow,
	programCode.significance,
	programCode.monitorEvent,
]);

export class ProgramEventRecorder {
	readonly #before = new Int32Array(16);

	/**
	 * Loop of the processor: as `interpret`, and ends after an instruction with an event, which it leaves in
	 * `cpu.programEvents`.
	 */
	readonly interpret = (x: Execution, limit: number): void => {
		const {cpu} = x;
		const {psw} = cpu;
		for (let count = 0; count < limit && !x.changed; count++) {
			const start = psw.address;
			psw.ilc = 1;
			const at = x.instructionAt(start);
			const length = lengthTable[x.bytes[at]];
			psw.ilc = length >>> 1;
			psw.address = (start + length) & addressMask;
			this.#execute(x, start, at);
			cpu.instructions++;
		}
	};

	#execute(x: Execution, start: number, at: number): void {
		const {cpu} = x;
		const {psw} = cpu;
		// Taken before, for the instruction may change all of it.
		const masks = cpu.cr[9];
		const from = cpu.cr[10] & addressMask;
		const to = cpu.cr[11] & addressMask;
		const {ilc} = psw;
		const ccBefore = psw.cc;
		const isExecute = x.bytes[at] === executeCode;
		const bytes = isExecute ? new Uint8Array(6) : x.bytes.slice(at, at + 6);
		const subject = isExecute ? x.indexed(at) : start;
		this.#before.set(cpu.gpr);
		const completed = () => {
			if (isExecute) {
				bytes.set(x.bytes.subarray(cpu.storage.host.scratch + 8, cpu.storage.host.scratch + 14));
			}

			const executed: Executed = {
				bytes, before: this.#before, after: cpu.gpr, ccBefore, ccAfter: psw.cc,
			};
			return results(executed, masks >>> 24, masks & 0xFFFF, from, to);
		};

		let code = within(start, from, to) || within(subject, from, to) ? event.fetch : 0;
		const {programEvents} = cpu;
		programEvents.code = 0;
		programEvents.address = start;
		programEvents.ilc = ilc;
		try {
			dispatchTable[x.bytes[at]](x, at);
		} catch (error) {
			psw.address = start;
			const isMoveLong = (isExecute ? x.bytes[cpu.storage.host.scratch + 8] : bytes[0]) === moveLongCode;
			// Units of operation that MOVE LONG has behind it stay done, however the next one ended.
			if (isMoveLong || (error instanceof ProgramException && completing.has(error.code))) {
				code |= completed();
			}

			const isAgain = error instanceof PageMissing && (code & ~event.fetch) === 0;
			programEvents.code = isAgain ? 0 : code & (masks >>> 24);
			throw error;
		}

		programEvents.code = (code | completed()) & (masks >>> 24);
		if (programEvents.code !== 0) {
			x.changed = true;
		}
	}
}

/** Events that a completed operation makes. */
function results(executed: Executed, masks: number, registerMask: number, from: number, to: number): number {
	let code = 0;
	if ((masks & event.branch) !== 0 && branched(executed)) {
		code |= event.branch;
	}

	if ((masks & event.register) !== 0 && (registersAltered(executed) & registerMask) !== 0) {
		code |= event.register;
	}

	if ((masks & event.store) !== 0) {
		const {address, length} = storageAltered(executed);
		// Some byte of the operand is in the area if its first is, or if the area begins inside the operand.
		if (length > 0 && (within(address, from, to) || ((from - address) & addressMask) < length)) {
			code |= event.store;
		}
	}

	return code;
}

/** Whether an address is in the designated area, which may wrap. */
function within(address: number, from: number, to: number): boolean {
	return from <= to ? address >= from && address <= to : address >= from || address <= to;
}
