/**
 * Operands that name places in storage or registers, as DISPLAY, DUMP and their like take them (GC20-1820, "DISPLAY"):
 * `1000`, `L200-2FF`, `T0.20`, `K`, `G4:7`. What is missing before `-` or `:` is 0, behind them it is the end.
 */
import {parseHex} from '../../base/hex.js';

/** A prefix, the first place, and the last one or a count, as typed. */
export type OperandParts = {
	readonly kind: string;
	readonly begin: string;
	readonly end: string | undefined;
	readonly count: string | undefined;
};

/** `L200-2FF`, `T0.20`, `G4:7`, `K`. */
const form = /^(?<kind>[A-Z]*?)(?<begin>[\dA-F]*)(?:[-:](?<end>[\dA-F]*|END)|\.(?<count>[\dA-F]*|END))?$/;

/** A range or count without its second part goes to the end. */
const toEnd = (part: string | undefined): string | undefined => part === '' ? 'END' : part;

/** The parts of an operand; `undefined` where it has no such form. */
export function operandParts(word: string): OperandParts | undefined {
	const {kind, begin, end, count} = form.exec(word)?.groups ?? {};
	return kind === undefined
		? undefined
		: {
			kind, begin, end: toEnd(end), count: toEnd(count),
		};
}

/** Addresses, the last included. */
export type StorageRange = {readonly first: number; readonly last: number};

/** What is wrong with an operand: the message that says so, and its text. */
export class OperandError {
	constructor(readonly what: 'option' | 'hexloc' | 'range' | 'storage' | 'register', readonly text: string) {}
}

const longestAddress = 6;

/** The range that an operand means in a storage of so many bytes; it may have gaps. `single`: without a second part. */
export function storageRange(
	{begin, end, count}: OperandParts,
	size: number,
	single: 'place' | 'toEnd' = 'place',
): StorageRange | OperandError {
	if ([begin, end ?? '', count ?? ''].some(part => part.length > longestAddress && part !== 'END')) {
		return new OperandError('hexloc', begin);
	}

	const first = begin === '' ? 0 : parseHex(begin)!;
	const isWhole = (begin === '' || single === 'toEnd') && end === undefined && count === undefined;
	if (isWhole || end === 'END' || count === 'END') {
		return {first, last: Math.max(first, size - 1)};
	}

	const last = end === undefined
		? (count === undefined ? first : first + parseHex(count)! - 1)
		: parseHex(end)!;
	return last < first
		? new OperandError('range', `${begin}-${last.toString(16).toUpperCase().padStart(6, '0')}`)
		: {first, last};
}

/** Register numbers are decimal, or one hexadecimal digit. */
const registerNumber = (text: string): number => /^\d+$/.test(text) ? Number(text) : Number.parseInt(text, 16);

/** The registers that an operand means, of 0 to `highest`; `step` apart from each other. */
export function registerRange(
	word: string,
	{begin, end, count}: OperandParts,
	{highest, step}: {readonly highest: number; readonly step: number},
): {readonly first: number; readonly last: number} | OperandError {
	const first = begin === '' ? 0 : registerNumber(begin);
	const single = begin === '' ? highest : first;
	const upTo = end === undefined ? single : (end === 'END' ? highest : registerNumber(end));
	const last = count === undefined
		? upTo
		: (count === 'END' ? highest : first + ((registerNumber(count) - 1) * step));
	if (first > highest || last > highest || first % step !== 0) {
		return new OperandError('register', word);
	}

	return last < first ? new OperandError('range', word) : {first, last};
}
