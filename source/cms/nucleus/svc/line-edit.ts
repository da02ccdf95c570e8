/**
 * How DMSERR makes a line of a text and values to be substituted in it (GC20-1818, "LINEDIT"; SY20-0887, "DMSERR"):
 * rows of two dots and more are filled in order, blanks are compressed, a period ends it. What happens at the edges of
 * a field is as Release 6 does it.
 */
import {hex} from '../../../base/hex.js';

/** What a substitution is, by the low bits of its code. */
export const substitutionKind = {
	hexadecimal: 0, decimal: 1, characters: 2, hexadecimalWords: 3, characterGroups: 4,
} as const;

export type Substitution = {
	/** One of `substitutionKind`; another one shows as `**`. */
	readonly kind: number;
	/** The value; of characters and words their address. */
	readonly value: number;
	/** Bytes at that address; `undefined`: as many as the field has room for. */
	readonly length?: number;
};

/** Storage that the substitutions are in. */
export type LineStorage = {text(address: number, length: number): string; word(address: number): number};

export type LineOptions = {
	/** DOT: a period at the end. */
	readonly dot: boolean;
	/** COMP: one blank where several are, none in front. */
	readonly compress: boolean;
	/** DISP=PRINT: the first character is for the carriage. */
	readonly carriage: boolean;
};

/** Characters of a group, and with the blank behind it. */
const group = 8;
const groupWidth = 9;
const bytesPerWord = 4;
/** What stands for a value of a kind that there is not. */
const unknownKind = '**';
/** Most digits of a decimal number. */
const mostDigits = 15;

/** The line; `substitutions` in the order of the fields. */
export function editLine(
	text: string,
	{dot, compress, carriage}: LineOptions,
	substitutions: readonly Substitution[],
	storage: LineStorage,
): string {
	// A blank stands in front of the text: `from` and `to` are the last character looked at and the last one kept.
	const line = [' ', ...text];
	const rest = [...substitutions];
	const last = line.length - 1;
	let from = 0;
	let to = 0;
	// Characters of a field that are still to come; below zero outside of one.
	let field = -1;
	if (compress && carriage && last > 0 && line[1] !== '.') {
		from = 1;
		to = 1;
		while (line[from + 1] === ' ') {
			from++;
		}
	}

	while (from < last) {
		from++;
		field--;
		const character = line[from];
		if (character === ' ') {
			const follows = field < 0 ? line[to] : (field === 0 ? ' ' : line[from + 1]);
			if (!compress || follows !== ' ') {
				line[++to] = character;
			}
		} else if (character === '.' && from !== last && field < 0 && rest.length > 0 && line[from + 1] === '.') {
			from--;
			let dots = 0;
			while (from + dots < last && line[from + dots + 1] === '.') {
				dots++;
				line[from + dots] = ' ';
			}

			const filling = fieldText(rest.shift()!, dots, storage);
			// One of no known kind begins a character early.
			const start = filling === unknownKind ? from : from + 1;
			for (const [index, filled] of [...filling].entries()) {
				line[start + index] = filled;
			}

			field = dots;
			const skipped = compress ? blanksAt(line, from + 1, dots) : 0;
			from += skipped;
			field -= skipped;
		} else {
			line[++to] = character;
		}
	}

	if (dot) {
		to -= compress && line[to] === ' ' ? 1 : 0;
		to -= line[to] === '.' ? 1 : 0;
		line[++to] = '.';
	}

	return line.slice(1, to + 1).join('');
}

/** How many blanks stand at `at`, of at most so many characters. */
function blanksAt(line: readonly string[], at: number, most: number): number {
	let count = 0;
	while (count < most && line[at + count] === ' ') {
		count++;
	}

	return count;
}

/** What stands in a field of `width` dots. */
function fieldText({kind, value, length}: Substitution, width: number, storage: LineStorage): string {
	switch (kind) {
		case substitutionKind.hexadecimal: {
			return hex(value >>> 0, group).slice(-width);
		}

		case substitutionKind.decimal: {
			return decimal(value | 0, width);
		}

		case substitutionKind.characters: {
			const shown = Math.min(width, length ?? width);
			return shown === 0 ? '' : storage.text(value, shown);
		}

		case substitutionKind.characterGroups: {
			return grouped(
				Math.min(width, groupedWidth(length, group, 1)),
				(index, shown) => storage.text(value + (index * group), shown),
			);
		}

		case substitutionKind.hexadecimalWords: {
			return grouped(
				Math.min(width, groupedWidth(length, bytesPerWord, 2)),
				(index, shown) => hex(storage.word(value + (index * bytesPerWord)), group).slice(0, shown),
			);
		}

		default: {
			return unknownKind;
		}
	}
}

/** Right-adjusted in the field, the sign before the first digit; what is too long loses its first digits. */
function decimal(value: number, width: number): string {
	const shown = Math.min(width, mostDigits + 1);
	const digits = String(Math.abs(value));
	return value < 0
		? ('-' + digits.slice(-Math.max(1, shown - 1))).padStart(shown)
		: digits.slice(-Math.min(shown, mostDigits)).padStart(Math.min(shown, mostDigits));
}

/** Characters that `length` bytes take in groups of `bytes`, each shown as so many characters. */
function groupedWidth(length: number | undefined, bytes: number, shown: number): number {
	if (length === undefined) {
		return Number.POSITIVE_INFINITY;
	}

	return length === 0 ? 0 : (Math.floor((length - 1) / bytes) * groupWidth) + (shown * (((length - 1) % bytes) + 1));
}

/** Groups of eight characters with a blank between, as far as `width` characters go. */
function grouped(width: number, characters: (index: number, shown: number) => string): string {
	let text = '';
	for (let index = 0; index * groupWidth < width; index++) {
		const shown = Math.min(group, width - (index * groupWidth));
		text = text.padEnd(index * groupWidth) + characters(index, shown);
	}

	return text;
}
