/**
 * EBCDIC as holes in a card (GA22-7000, appendix "EBCDIC Chart"; GA21-9033, "Card Codes"): rows 12, 11, 0, 1 … 9, of
 * which a column has a twelve-bit pattern here, row 12 the highest bit. In column binary (data mode 2) a column is two
 * bytes, six rows in each one's low bits.
 */

const row = (number: number): number => number === 12 ? 0x800 : (number === 11 ? 0x400 : 0x200 >>> number);

const punched = (numbers: readonly number[]): number => {
	let pattern = 0;
	for (const number of numbers) {
		pattern |= row(number);
	}

	return pattern;
};

const rows = (...numbers: number[]): number => punched(numbers);

/** Zone punches of a column of the chart, by high digit: with low digits 0–9, and with 10–15. */
const zones: ReadonlyArray<readonly [low: readonly number[], high: readonly number[]]> = [
	[[12, 9], [12, 9]], [[11, 9], [11, 9]], [[0, 9], [0, 9]], [[9], [9]],
	[[12, 0, 9], [12]], [[12, 11, 9], [11]], [[11, 0, 9], [0]], [[12, 11, 0, 9], []],
	[[12, 0], [12, 0]], [[12, 11], [12, 11]], [[11, 0], [11, 0]], [[12, 11, 0], [12, 11, 0]],
	[[12], [12, 0, 9]], [[11], [12, 11, 9]], [[0], [11, 0, 9]], [[], [12, 11, 0, 9]],
];

/** Places of the chart whose holes follow no rule. */
const exceptions: ReadonlyMap<number, number> = new Map([
	[0x00, rows(12, 0, 9, 8, 1)],
	[0x10, rows(12, 11, 9, 8, 1)],
	[0x20, rows(11, 0, 9, 8, 1)],
	[0x30, rows(12, 11, 0, 9, 8, 1)],
	[0x40, 0],
	[0x50, rows(12)],
	[0x60, rows(11)],
	[0x70, rows(12, 11, 0)],
	[0x80, rows(12, 0, 8, 1)],
	[0x90, rows(12, 11, 8, 1)],
	[0xA0, rows(11, 0, 8, 1)],
	[0xB0, rows(12, 11, 0, 8, 1)],
	[0xC0, rows(12, 0)],
	[0xD0, rows(11, 0)],
	[0xE0, rows(0, 8, 2)],
	[0xF0, rows(0)],
	[0x61, rows(0, 1)],
	[0x6A, rows(12, 11)],
	[0xE1, rows(11, 0, 9, 1)],
	[0x09, rows(12, 9, 8, 1)],
	[0x19, rows(11, 9, 8, 1)],
	[0x29, rows(0, 9, 8, 1)],
	[0x39, rows(9, 8, 1)],
	[0x49, rows(12, 8, 1)],
	[0x59, rows(11, 8, 1)],
	[0x69, rows(0, 8, 1)],
	[0x79, rows(8, 1)],
]);

function holes(character: number): number {
	const known = exceptions.get(character);
	if (known !== undefined) {
		return known;
	}

	const digit = character & 15;
	const [low, high] = zones[character >>> 4];
	return digit > 9 ? punched([...high, 8, digit - 8]) : punched([...low, digit]);
}

/** Pattern of every EBCDIC character. */
export const cardHoles: Uint16Array = Uint16Array.from({length: 256}, (_, character) => holes(character));

const characters = new Map([...cardHoles].map((pattern, character) => [pattern, character]));

/** Column binary of EBCDIC characters: two bytes each. */
export function toColumnBinary(card: Uint8Array): Uint8Array {
	const result = new Uint8Array(card.length * 2);
	for (const [column, character] of card.entries()) {
		const pattern = cardHoles[character];
		result[column * 2] = pattern >>> 6;
		result[(column * 2) + 1] = pattern & 0x3F;
	}

	return result;
}

/**
 * EBCDIC characters of a card in column binary; `isValid` is false where a column has holes that are no character (it
 * then reads as zero).
 */
export function fromColumnBinary(binary: Uint8Array): {readonly card: Uint8Array; readonly isValid: boolean} {
	const card = new Uint8Array(binary.length >>> 1);
	let isValid = true;
	for (const column of card.keys()) {
		const character = characters.get(((binary[column * 2] & 0x3F) << 6) | (binary[(column * 2) + 1] & 0x3F));
		isValid &&= character !== undefined;
		card[column] = character ?? 0;
	}

	return {card, isValid};
}
