/** The subject of EXECUTE: read where the registers can be expected to say, when a region is found. */
import {instructionLength} from '../instructions/instruction-length.js';
import {executeCode} from './branch-kinds.js';
import {expectedAddress, type Expected} from './expectation.js';
import type {Execution} from '../interpreter/execution.js';
import type {Subject} from './step.js';

/** That of the EXECUTE at host offset `at`; `undefined` where it is not open, crosses a block, or is none. */
export function findSubject(x: Execution, at: number, registers: Expected): Subject | undefined {
	const address = expectedAddress(registers, x.bytes.subarray(at, at + 4));
	const subjectAt = (x.fetch[address >>> 11] + address) | 0;
	if (subjectAt < 0 || (address & 1) !== 0 || x.bytes[subjectAt] === executeCode) {
		return undefined;
	}

	const bytes = x.bytes.slice(subjectAt, subjectAt + 6);
	const length = instructionLength(bytes[0]);
	return standsTogether(x, address, length) ? {address, at: subjectAt, length, bytes} : undefined;
}

/** The bytes of an instruction across two blocks that stand apart; `undefined` where the second is not open. */
export function putTogether(x: Execution, address: number, length: number): Uint8Array | undefined {
	const bytes = new Uint8Array(6);
	for (let index = 0; index < length; index++) {
		const here = address + index;
		const at = ((x.fetch[here >>> 11] ?? -1) + here) | 0;
		if (at < 0) {
			return undefined;
		}

		bytes[index] = x.bytes[at];
	}

	return bytes;
}

/**
 * Whether the bytes of an instruction stand together in the host, in blocks that may be fetched from: in one, or in two
 * of which the second stands behind the first.
 */
export const standsTogether = ({fetch}: Execution, address: number, length: number): boolean =>
	fetch[(address + length - 1) >>> 11] === fetch[address >>> 11];
