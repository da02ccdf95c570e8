/**
 * Codes of the 3270 data stream: orders, attention identifiers, attributes, buffer addresses (GA27-2749, "Orders",
 * "Field Attributes", "Buffer Addressing").
 */

/** Orders in a write's data; those above `repeatToAddress` are later displays' (GA23-0059). */
export const order3270 = {
	startField: 0x1D,
	setBufferAddress: 0x11,
	insertCursor: 0x13,
	programTab: 0x05,
	repeatToAddress: 0x3C,
	eraseUnprotectedToAddress: 0x12,
	graphicEscape: 0x08,
	startFieldExtended: 0x29,
	modifyField: 0x2C,
	setAttribute: 0x28,
} as const;

/** Write control character. */
export const writeControl = {startPrinter: 0x08, soundAlarm: 0x04, restoreKeyboard: 0x02, resetModified: 0x01} as const;

/** Field attribute. */
export const attribute3270 = {
	protected: 0x20,
	numeric: 0x10,
	display: 0x0C,
	intensified: 0x08,
	nondisplay: 0x0C,
	modified: 0x01,
} as const;

/** Attention identifiers. PF1–PF12 and PF13–PF24 are in `programFunction`. */
export const aid3270 = {
	none: 0x60, enter: 0x7D, clear: 0x6D, pa1: 0x6C, pa2: 0x6E, pa3: 0x6B, lightPen: 0x7E, testRequest: 0xF0,
} as const;

/** AID of PF1 to PF24, PF1 first. */
export const programFunction: readonly number[] = [
	0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9, 0x7A, 0x7B, 0x7C,
	0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0x4A, 0x4B, 0x4C,
];

/** AIDs that come alone: a Read Modified after them has neither cursor address nor data. */
export const isShortRead = (aid: number): boolean =>
	aid === aid3270.clear || aid === aid3270.pa1 || aid === aid3270.pa2 || aid === aid3270.pa3;

/** Six bits as a graphic character: the control unit sends attributes and addresses in this form. */
export function graphic(six: number): number {
	const bits = six & 0x3F;
	const low = bits & 0x0F;
	// Letters and digits of columns C, D, E, F; what is left stands in columns 4 to 7, X'21' is the slash of column 6,
	// X'30' the zero.
	const isLetterOrDigit = (low >= 1 && low <= 9 && bits !== 0x21) || bits === 0x30;
	return bits | (isLetterOrDigit ? 0xC0 : 0x40);
}

/** The two bytes of a buffer address: 12 bits in graphic form, above 4095 as 14 bits in binary. */
export function encodeAddress(address: number): readonly [number, number] {
	return address < 4096 ? [graphic(address >>> 6), graphic(address)] : [(address >>> 8) & 0x3F, address & 0xFF];
}

/** A buffer address of either form. */
export function decodeAddress(high: number, low: number): number {
	return (high & 0xC0) === 0 ? ((high & 0x3F) << 8) | low : ((high & 0x3F) << 6) | (low & 0x3F);
}
