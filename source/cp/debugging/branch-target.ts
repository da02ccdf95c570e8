/** Where a branch instruction will go (GA22-7000, "General Instructions"), before it is executed. */
import {addressMask} from '../../base/architecture.js';

/** State that decides about a branch. */
export type BranchState = {
	readonly gpr: Int32Array;
	/** Condition code. */
	readonly cc: number;
};

/** Address of an RX (with index) or RS operand. */
export function operandAddress(bytes: Uint8Array, gpr: Int32Array, isIndexed: boolean): number {
	const base = bytes[2] >>> 4;
	const index = isIndexed ? bytes[1] & 15 : 0;
	const displacement = ((bytes[2] & 15) << 8) | bytes[3];
	return (displacement + (base === 0 ? 0 : gpr[base]) + (index === 0 ? 0 : gpr[index])) & addressMask;
}

/** The address that a branch goes to; `undefined` where the instruction is none, or will not branch. */
export function branchTarget(bytes: Uint8Array, {gpr, cc}: BranchState): number | undefined {
	const r1 = bytes[1] >>> 4;
	const r2 = bytes[1] & 15;
	const register = r2 === 0 ? undefined : gpr[r2] & addressMask;
	const isChosen = (r1 & (8 >>> cc)) !== 0;
	const counts = ((gpr[r1] - 1) | 0) !== 0;
	switch (bytes[0]) {
		// BALR, BASR
		case 0x05:
		case 0x0D: return register;
		// BCTR, BCR
		case 0x06: return counts ? register : undefined;
		case 0x07: return isChosen ? register : undefined;
		// BAL, BAS
		case 0x45:
		case 0x4D: return operandAddress(bytes, gpr, true);
		// BCT, BC
		case 0x46: return counts ? operandAddress(bytes, gpr, true) : undefined;
		case 0x47: return isChosen ? operandAddress(bytes, gpr, true) : undefined;
		// BXH, BXLE
		case 0x86:
		case 0x87: {
			const isHigh = ((gpr[r1] + gpr[r2]) | 0) > gpr[r2 | 1];
			return isHigh === (bytes[0] === 0x86) ? operandAddress(bytes, gpr, false) : undefined;
		}

		default: return undefined;
	}
}
