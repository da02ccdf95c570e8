/**
 * Numbers of lines in the file itself (GC20-1818, "LINEMODE", "RENUM"): on the left of VSBASIC and FREEFORT files, on
 * the right, in columns 76-80, of others with records of 80.
 */
import type {Columns} from './text.js';

export type LineMode = 'LEFT' | 'RIGHT' | 'OFF';

/** Where the number stands, and where the text begins behind it. */
export type NumberField = Columns & {readonly text: number};

const ofBasic: NumberField = {first: 1, last: 5, text: 7};
const ofFreeForm: NumberField = {first: 1, last: 8, text: 9};
const onTheRight: NumberField = {first: 76, last: 80, text: 1};

const basicTypes = new Set(['VSBASIC', 'BASIC']);
const freeFormTypes = new Set(['FREEFORT']);

export const isNumberedType = (type: string): boolean => basicTypes.has(type) || freeFormTypes.has(type);
export const isBasic = (type: string): boolean => basicTypes.has(type);

/** The field that a mode means for a file of a type; nothing for OFF. */
export function numberField(mode: LineMode, type: string): NumberField | undefined {
	switch (mode) {
		case 'OFF': {
			return undefined;
		}

		case 'RIGHT': {
			return onTheRight;
		}

		case 'LEFT': {
			return freeFormTypes.has(type) ? ofFreeForm : ofBasic;
		}
	}
}

/** Highest number that the field holds. */
export const highestNumber = ({first, last}: Columns): number => (10 ** (last - first + 1)) - 1;

/** The number of a line; `undefined` where it has none. */
export function numberOf(line: string, {first, last}: Columns): number | undefined {
	const digits = line.slice(first - 1, last).trim();
	return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** The number as it stands in the field. */
export const shownNumber = (number: number, {first, last}: Columns): string =>
	String(number).padStart(last - first + 1, '0');

/** The text of a line, without its number. */
export const textOf = (line: string, {first, text}: NumberField): string =>
	text === 1 ? line.slice(0, first - 1).trimEnd() : line.slice(text - 1);

/** A line of this number and text. `id`: what stands in front of a number on the right. */
export function numbered(number: number, text: string, field: NumberField, id = ''): string {
	const shown = shownNumber(number, field);
	return field.text === 1
		? text.slice(0, onTheRight.first - 4).padEnd(onTheRight.first - 4) + id.slice(0, 3).padEnd(3) + shown
		: shown.padEnd(field.text - 1) + text;
}

/**
 * A number for a line behind one of number `before`, and in front of one of number `behind`: `increment` more, or half
 * way; `undefined` where there is no room.
 */
export function between(
	before: number,
	behind: number | undefined,
	increment: number,
	highest: number,
): number | undefined {
	const next = before + increment;
	const limit = behind ?? highest + 1;
	const number = next < limit ? next : Math.floor((before + limit) / 2);
	return number > before && number < limit ? number : undefined;
}

const reference = /\b((?:GO ?TO|GOSUB|THEN|ELSE|USING)\s*)(\d+(?:\s*,\s*\d+)*)/g;

/** A statement of BASIC with the numbers of lines that it names as `numbers` has them; text in quotes stays. */
export function renumberedReferences(statement: string, numbers: ReadonlyMap<number, number>): string {
	return statement
		.split(/("[^"]*"?|'[^']*'?)/)
		.map((part, index) => index % 2 === 1
			? part
			: part.replaceAll(reference, (_, word: string, list: string) =>
				word + list.replaceAll(/\d+/g, digits => String(numbers.get(Number(digits)) ?? digits))))
		.join('');
}
