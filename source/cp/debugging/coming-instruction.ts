/** The instruction that a machine executes next, as a trace shows it. */
import {addressMask} from '../../base/architecture.js';
import {findInstruction} from '../../machine/instructions/instruction-table.js';
import type {Instruction} from '../../machine/instructions/instruction.js';
import {peekBytes, peekInstruction} from '../../machine/storage/peek.js';
import {branchTarget, operandAddress} from './branch-target.js';

export type LookedAt = Parameters<typeof peekInstruction>[0];

export type ShownInstruction = {
	readonly address: number;
	readonly bytes: Uint8Array;
	/** None: an operation exception. */
	readonly row: Instruction | undefined;
};

export type ComingInstruction = ShownInstruction & {
	/** The subject of EXECUTE, and the byte that is ORed into it; `undefined` where R1 is 0. */
	readonly subject: ShownInstruction & {readonly modifier: number | undefined} | undefined;
	/** What is executed: the subject's, of EXECUTE, with its second byte changed. */
	readonly effective: Instruction | undefined;
	readonly effectiveBytes: Uint8Array;
	/** Where it branches to; `undefined` = it does not. */
	readonly target: number | undefined;
};

const executeCode = 0x44;

/** Looks at an instruction. `undefined`: nothing can be fetched there. */
export function comingInstruction(machine: LookedAt, address: number): ComingInstruction | undefined {
	const {cpu: {gpr, psw: {cc}}} = machine;
	const bytes = peekInstruction(machine, address);
	if (bytes.length === 0) {
		return undefined;
	}

	const row = rowOf(bytes);
	const subject = bytes[0] === executeCode && bytes.length === 4 ? subjectOf(machine, bytes) : undefined;
	const effectiveBytes = subject ? modified(subject.bytes, subject.modifier ?? 0) : bytes;
	return {
		address, bytes, row, subject, effectiveBytes,
		effective: subject ? subject.row : row,
		target: effectiveBytes.length > 1 ? branchTarget(effectiveBytes, {gpr, cc}) : undefined,
	};
}

function subjectOf(machine: LookedAt, bytes: Uint8Array): ComingInstruction['subject'] {
	const {cpu: {gpr}} = machine;
	const address = operandAddress(bytes, gpr, true);
	const subject = peekInstruction(machine, address);
	if (subject.length === 0 || (address & 1) !== 0) {
		return undefined;
	}

	const register = bytes[1] >>> 4;
	const modifier = register === 0 ? undefined : gpr[register] & 0xFF;
	return {
		address, bytes: subject, modifier, row: rowOf(modified(subject, modifier ?? 0)),
	};
}

function modified(bytes: Uint8Array, modifier: number): Uint8Array {
	const changed = bytes.slice();
	changed[1] |= modifier;
	return changed;
}

/** None where not all of its bytes can be fetched. */
function rowOf(bytes: Uint8Array): Instruction | undefined {
	return bytes.length > 1 ? findInstruction(bytes[0], bytes[1]) : undefined;
}

/** Bytes of the storage operand of an instruction of format S or SI. */
export function operandBytes(machine: LookedAt, bytes: Uint8Array, length: number): Uint8Array {
	return peekBytes(machine, operandAddress(bytes, machine.cpu.gpr, false) & addressMask, length);
}
