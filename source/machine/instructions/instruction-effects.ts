/**
 * What each instruction alters, for program-event recording (GA22-7000, "Program-Event Recording", "Storage
 * Alteration", "General-Register Alteration"): the operand it stores into, the general registers it loads, and which
 * instructions branch. By operation code, for all formats place registers and operands alike.
 */
import {addressMask} from '../../base/architecture.js';
import {instructionLength} from './instruction-length.js';

/** Reads fields of an instruction's bytes. */
type Bytes = Uint8Array;

const r1 = (b: Bytes): number => b[1] >>> 4;
const r2 = (b: Bytes): number => b[1] & 15;
const bit = (register: number): number => 0x8000 >>> register;
const first = (b: Bytes): number => bit(r1(b));
const pair = (b: Bytes): number => bit(r1(b) & 14) | bit(r1(b) | 1);
const both = (b: Bytes): number => pair(b) | bit(r2(b) & 14) | bit(r2(b) | 1);

/** Whether floating-point registers have the number. */
export const isFloating = (register: number): boolean => (register & 9) === 0;

/** Registers R1 to R3, wrapping. */
function range(b: Bytes): number {
	let mask = 0;
	for (let register = r1(b); ; register = (register + 1) & 15) {
		mask |= bit(register);
		if (register === r2(b)) {
			return mask;
		}
	}
}

/** Rows of the same effect: operation codes, two hexadecimal digits each or four. */
function table<T>(rows: ReadonlyArray<readonly [codes: string, effect: T]>): ReadonlyMap<number, T> {
	return new Map(
		rows.flatMap(([codes, effect]) => codes.split(' ').map(code => [Number.parseInt(code, 16), effect] as const)),
	);
}

/** General registers altered, bit 0 (X'8000') = register 0. Conditional ones are in `registersAltered`. */
const registers = table<(b: Bytes) => number>([
	['05 06 0D 10 11 12 13 14 16 17 18 1A 1B 1E 1F', first],
	['09', first],
	['B229', b => bit(b[3] >>> 4)],
	['1C 1D', pair],
	['0E 0F', both],
	['41 43 45 46 48 4A 4B 4C 4D 4F 54 56 57 58 5A 5B 5E 5F B1', first],
	['5C 5D', pair],
	['86 87 88 89 8A 8B', first],
	['8C 8D 8E 8F', pair],
	['98', range],
	['B20B', () => bit(2)],
]);

const lengths = table<(b: Bytes) => number>([
	['40 B212', () => 2],
	['42 92 93 94 96 97 AC AD', () => 1],
	['4E 60 B202 B205 B207 B209', () => 8],
	['50 70 B211', () => 4],
	['90 B6', b => 4 * (((r2(b) - r1(b)) & 15) + 1)],
	['BE', b => (r2(b) & 1) + ((r2(b) >>> 1) & 1) + ((r2(b) >>> 2) & 1) + (r2(b) >>> 3)],
	['D1 D2 D3 D4 D6 D7 DC DE DF E8', b => b[1] + 1],
	['F0 F1 F2 F3 F8 FA FB FC FD', b => r1(b) + 1],
]);

/** One byte of operation code, or two where the first does not say enough. */
function code(b: Bytes): number {
	return b[0] === 0xB2 ? 0xB200 | b[1] : b[0];
}

/** What an instruction looked like before, and what it left. */
export type Executed = {
	/** Its bytes: the subject's, where EXECUTE was. */
	readonly bytes: Bytes;
	readonly before: Int32Array;
	readonly after: Int32Array;
	readonly ccBefore: number;
	readonly ccAfter: number;
};

/**
 * Mask of the general registers that were loaded, whether or not their contents changed; bit 0 (X'8000') = register 0.
 */
export function registersAltered({bytes: b, before, after, ccAfter}: Executed): number {
	switch (b[0]) {
		// TRANSLATE AND TEST found something; EDIT AND MARK marked; the compares found unequal; INSERT CHARACTERS
		// inserted.
		case 0xDD: return ccAfter === 0 ? 0 : bit(1) | bit(2);
		case 0xDF: return before[1] === after[1] ? 0 : bit(1);
		case 0xBA: return ccAfter === 0 ? 0 : first(b);
		case 0xBB: return ccAfter === 0 ? 0 : pair(b);
		case 0xBF: return r2(b) === 0 ? 0 : first(b);
		case 0xAE: return before[r1(b)] === after[r1(b)] ? 0 : first(b);
		default: return registers.get(code(b))?.(b) ?? 0;
	}
}

/** Mask of the general registers that an instruction with these bytes can load, whatever happens. */
export function registersLoadable(b: Bytes): number {
	switch (b[0]) {
		case 0xDD: return bit(1) | bit(2);
		case 0xDF: return bit(1);
		case 0xBA: case 0xBF: case 0xAE: return first(b);
		case 0xBB: return pair(b);
		default: return registers.get(code(b))?.(b) ?? 0;
	}
}

/** Floating-point registers that an instruction with these bytes can load. */
export function floatingLoadable(b: Bytes): readonly number[] {
	const [opcode = 0] = b;
	const isStored = opcode === 0x60 || opcode === 0x70;
	const isExtended = [0x26, 0x27, 0x36, 0x37, 0x67].includes(opcode);
	const first = r1(b);
	if ((opcode & 0xA0) !== 0x20 || isStored || !isFloating(first) || (isExtended && !isFloating(first + 2))) {
		return [];
	}

	return isExtended ? [first, first + 2] : [first];
}

/** Most bytes that an instruction with these bytes can store at its first operand; MOVE LONG does not fit this. */
export function lengthStorable(b: Bytes): number {
	switch (b[0]) {
		case 0xBA: return 4;
		case 0xBB: return 8;
		default: return lengths.get(code(b))?.(b) ?? 0;
	}
}

/** Address and length of the operand stored into; length 0 = none. */
export function storageAltered({bytes: b, before, after, ccAfter}: Executed): {
	readonly address: number;
	readonly length: number;
} {
	const address = operandAddress(b, before);
	switch (b[0]) {
		case 0x0E:
			return {
				address: before[r1(b)] & addressMask,
				length: (before[r1(b) | 1] & addressMask) - (after[r1(b) | 1] & addressMask),
			};
		case 0xBA:
			return {address, length: ccAfter === 0 ? 4 : 0};
		case 0xBB:
			return {address, length: ccAfter === 0 ? 8 : 0};
		default:
			return {address, length: lengths.get(code(b))?.(b) ?? 0};
	}
}

/** Whether the instruction was a branch that was taken. */
export function branched({bytes: b, before, after, ccBefore}: Executed): boolean {
	switch (b[0]) {
		case 0x45:
		case 0x4D: return true;
		case 0x05:
		case 0x0D: return r2(b) !== 0;
		case 0x06: return r2(b) !== 0 && after[r1(b)] !== 0;
		case 0x46: return after[r1(b)] !== 0;
		case 0x07: return r2(b) !== 0 && (r1(b) & (8 >>> ccBefore)) !== 0;
		case 0x47: return (r1(b) & (8 >>> ccBefore)) !== 0;
		case 0x86: return after[r1(b)] > before[r2(b) | 1];
		case 0x87: return after[r1(b)] <= before[r2(b) | 1];
		default: return false;
	}
}

/** Address of the first storage operand. */
function operandAddress(b: Bytes, gpr: Int32Array): number {
	if (instructionLength(b[0]) === 2) {
		return 0;
	}

	const base = b[2] >>> 4;
	const index = b[0] < 0x80 ? b[1] & 15 : 0;
	return ((((b[2] & 15) << 8) | b[3]) + (base === 0 ? 0 : gpr[base]) + (index === 0 ? 0 : gpr[index])) & addressMask;
}
