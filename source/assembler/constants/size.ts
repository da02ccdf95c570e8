/** How long the constants of an operand are, before anything is assembled. */
import type {ConstantOperand, NominalValue} from '../operands/constant-operand.js';
import {binaryBytes, characterBytes, hexadecimalBytes} from './text.js';
import {packedBytes, zonedBytes} from './packed.js';

const ownBytes: Readonly<Record<string, (value: NominalValue) => Uint8Array>> = {
	C: characterBytes, X: hexadecimalBytes, B: binaryBytes, P: packedBytes, Z: zonedBytes,
};

/** Bytes of a value that is as long as it is written; made once, for its length is asked for before they are. */
export const bytesOf = (type: string, value: NominalValue): Uint8Array => (value.bytes ??= ownBytes[type](value));

/** Bits of the constant `value` of an operand. */
export function bitsOf(operand: ConstantOperand, value: NominalValue | undefined): number {
	if (operand.length !== undefined) {
		return operand.bits ? operand.length : operand.length * 8;
	}

	if (operand.traits.length > 0) {
		return operand.traits.length * 8;
	}

	return value ? bytesOf(operand.type, value).length * 8 : 8;
}

/** Length attribute: bytes of the first constant. */
export function lengthAttribute(operand: ConstantOperand): number {
	return Math.ceil(bitsOf(operand, operand.values?.[0]) / 8);
}

/** Bits of all constants of the operand, once. */
export function bitsOnce(operand: ConstantOperand): number {
	const {values} = operand;
	if (!values) {
		return bitsOf(operand, undefined);
	}

	let sum = 0;
	for (const value of values) {
		sum += bitsOf(operand, value);
	}

	return sum;
}

/** The boundary the operand begins on. */
export function alignmentOf(operand: ConstantOperand): number {
	return operand.length === undefined ? operand.traits.alignment : 1;
}

/** Scale attribute: digits behind the point (P, Z), or the scale modifier. */
export function scaleAttribute(operand: ConstantOperand): number {
	const text = operand.values?.[0]?.text ?? '';
	return 'PZ'.includes(operand.type) ? (text.split('.')[1] ?? '').length : operand.scale ?? 0;
}

/** Integer attribute (GC33-4010, "Attributes"). */
export function integerAttribute(operand: ConstantOperand): number {
	const length = lengthAttribute(operand);
	const scale = scaleAttribute(operand);
	switch (operand.type) {
		case 'F':
		case 'H': return 8 * length - scale - 1;
		case 'E':
		case 'D': return 2 * (length - 1) - scale;
		case 'L': return 2 * (length - 2) - scale;
		case 'P': return 2 * length - scale - 1;
		case 'Z': return length - scale;
		default: return 0;
	}
}
