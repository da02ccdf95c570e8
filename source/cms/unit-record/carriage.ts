/**
 * Carriage control of lines to be printed (GC20-1818, "PRINTL"): American National Standard characters, and channel
 * commands of the printer.
 */
import {blank} from '../../base/ebcdic.js';

/** One channel command of the printer and its data. */
export type PrinterOperation = {readonly code: number; readonly data: Uint8Array};

export const carriage = {writeWithoutSpace: 0x01, writeAndSpace: 0x09, skipToFirst: 0x8B} as const;

/** What the printer gets where a line is empty: a channel command has at least one byte. */
export const blankLine = Uint8Array.of(blank);
/** Control commands that move the form before the line: space 1, 2 or 3, skip to channels 1 to 12. */
const standard: ReadonlyMap<string, number> = new Map([
	[' ', 0x0B],
	['0', 0x13],
	['-', 0x1B],
	...['1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C'].map((character, index): [string, number] => [
		character,
		0x8B + index * 8,
	]),
]);

/** Channel commands that can stand in the first byte: write with space or skip, and the same without writing. */
function isMachineCode(code: number): boolean {
	const movement = code >>> 3;
	return ((code & 0x07) === 0x01 || (code & 0x07) === 0x03) && (movement < 4 || (movement >= 17 && movement <= 28));
}

/**
 * What prints a line whose first character, `control` in text and `code` in EBCDIC, is for the carriage. Any other
 * character spaces one line.
 */
export function controlled(control: string, code: number, data: Uint8Array): PrinterOperation[] {
	if (isMachineCode(code)) {
		return [{code, data: (code & 0x07) === 0x03 || data.length === 0 ? blankLine : data}];
	}

	const line = data.length === 0 ? blankLine : data;
	if (control === '+') {
		return [{code: carriage.writeWithoutSpace, data: line}];
	}

	return [
		{code: standard.get(control) ?? 0x0B, data: blankLine},
		...(data.length === 0 ? [] : [{code: carriage.writeWithoutSpace, data: line}]),
	];
}
