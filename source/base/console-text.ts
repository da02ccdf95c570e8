/**
 * Control codes that a program may write to a console, whatever stands there (GA24-3550, "Console Printer-Keyboard";
 * recordings of IBM's CMS): X'15' is a new line; X'17' (idle) takes time and prints nothing, as do the shifts to lower
 * and upper case, X'06' and X'36', which CMS types as its BLIP.
 */

const newLineCode = 0x15;
const silentCodes = [0x06, 0x17, 0x36];

/** Part of a write: what is printed, and whether the carrier returns behind it. */
export type ConsolePart = {readonly bytes: Uint8Array; readonly newLine: boolean};

/**
 * The parts of one write, in order. `carrierReturn`: the command returns the carrier at the end; behind a new line it
 * stands at the margin already, and no empty line comes of that.
 */
export function consoleParts(bytes: Uint8Array, carrierReturn: boolean): ConsolePart[] {
	if (!bytes.includes(newLineCode) && !silentCodes.some(code => bytes.includes(code))) {
		return [{bytes, newLine: carrierReturn}];
	}

	const parts: ConsolePart[] = [];
	let start = 0;
	for (let at = bytes.indexOf(newLineCode); at >= 0; at = bytes.indexOf(newLineCode, start)) {
		parts.push({bytes: printed(bytes.subarray(start, at)), newLine: true});
		start = at + 1;
	}

	if (start < bytes.length) {
		parts.push({bytes: printed(bytes.subarray(start)), newLine: carrierReturn});
	}

	return parts;
}

const printed = (bytes: Uint8Array): Uint8Array => bytes.filter(code => !silentCodes.includes(code));
