/**
 * What general registers can be expected to hold where an instruction is come to: what they hold now, and what the
 * instructions on the way would load, as far as that is easily said. It decides what is looked at and what is written
 * in a row; whatever relies on it asks first, when it runs.
 */
import {addressMask} from '../../base/architecture.js';
import type {Execution} from '../interpreter/execution.js';
import {svcInterruption} from '../cpu/interruption-classes.js';
import {
	isByRegister, links, loadPswCode, supervisorCallCode, usesIndex,
} from './branch-kinds.js';
import {fieldsOf} from './operation.js';

/** Sixteen words. */
export type Expected = Int32Array;

/** Of a storage operand, or of where a branch leads. */
export function expectedAddress(registers: Expected, bytes: Uint8Array): number {
	const {r2, base, displacement} = fieldsOf(bytes);
	const index = usesIndex(bytes) ? r2 : 0;
	return (displacement + (base === 0 ? 0 : registers[base]) + (index === 0 ? 0 : registers[index])) & addressMask;
}

/** The word in storage; `undefined` where it is not open to fetches, or across blocks. */
function word(x: Execution, at: number): number | undefined {
	const host = (x.fetch[at >>> 11] + at) | 0;
	return host < 0 || (at & 0x7FF) > 0x7FC ? undefined : x.view.getInt32(host);
}

/** Where a branch would lead; `undefined` where nobody knows. */
export function expectedTarget(x: Execution, registers: Expected, bytes: Uint8Array): number | undefined {
	switch (bytes[0]) {
		case supervisorCallCode: {
			return x.realWord(svcInterruption.newPsw + 4) & addressMask;
		}

		case loadPswCode: {
			const address = word(x, (expectedAddress(registers, bytes) + 4) & addressMask);
			return address === undefined ? undefined : address & addressMask;
		}

		default: {
			return isByRegister(bytes) ? registers[bytes[1] & 15] & addressMask : expectedAddress(registers, bytes);
		}
	}
}

/** Changes the registers as the instruction would, which `next` stands behind. */
export function execute(x: Execution, registers: Expected, bytes: Uint8Array, next: number): void {
	const {r1, r2} = fieldsOf(bytes);
	if (links(bytes)) {
		registers[r1] = next;
		return;
	}

	switch (bytes[0]) {
		case 0x18: { // LR
			registers[r1] = registers[r2];
			break;
		}

		case 0x41: { // LA
			registers[r1] = expectedAddress(registers, bytes);
			break;
		}

		case 0x58: { // L
			registers[r1] = word(x, expectedAddress(registers, bytes)) ?? registers[r1];
			break;
		}

		case 0x98: { // LM
			const from = expectedAddress(registers, bytes);
			for (let index = 0; index <= ((r2 - r1) & 15); index++) {
				const register = (r1 + index) & 15;
				registers[register] = word(x, (from + (4 * index)) & addressMask) ?? registers[register];
			}

			break;
		}

		default: {
			break;
		}
	}
}
