/** What subcommands do to the text of one line. Columns count from 1, ends included. */

import {toEbcdic} from '../../base/ebcdic.js';

/** Columns that a subcommand looks at or changes. */
export type Columns = {readonly first: number; readonly last: number};

/** Text between delimiters: `/string1/string2/ rest`. The delimiter is the first character that is not a blank. */
export function delimited(
	text: string,
	strings: number,
): {readonly strings: readonly string[]; readonly closed: boolean; readonly rest: string} | undefined {
	const body = text.trimStart();
	const [delimiter] = body;
	if (delimiter === undefined) {
		return undefined;
	}

	const parts = body.slice(1).split(delimiter);
	return {
		strings: parts.slice(0, strings),
		closed: parts.length > strings,
		rest: parts.slice(strings).join(delimiter).trim(),
	};
}

/** Whether `line` has `text` within `zone`. */
export function contains(line: string, text: string, zone: Columns): boolean {
	return line.slice(zone.first - 1, zone.last).padEnd(zone.last - zone.first + 1).includes(text);
}

/** FIND: every character of `pattern` that is not a blank stands in the same column of `line`. */
export function agrees(line: string, pattern: string): boolean {
	return [...pattern].every((character, index) => character === ' ' || line[index] === character);
}

export type Edited = {readonly line: string; readonly truncated: boolean};

/**
 * Replaces `from` by `to` within `zone`, once or wherever it stands; undefined where it does not. A null `from` is in
 * front of the zone.
 */
export function change(line: string, from: string, to: string, zone: Columns, everywhere: boolean): Edited | undefined {
	const width = zone.last - zone.first + 1;
	const body = line.slice(zone.first - 1, zone.last).padEnd(from === '' ? 0 : width);
	if (!body.includes(from)) {
		return undefined;
	}

	const changed = (
		everywhere && from !== '' ? body.replaceAll(from, () => to) : body.replace(from, () => to)
	).trimEnd();
	const tail = line.slice(zone.last);
	return {
		line: (
			line.slice(0, zone.first - 1).padEnd(zone.first - 1)
			+ changed.slice(0, width).padEnd(width)
			+ tail
		).trimEnd(),
		truncated: changed.length > width,
	};
}

/** OVERLAY: characters of `text` replace those above them; a blank leaves them, an underscore makes them blank. */
export function overlay(line: string, text: string): string {
	const under = [...line.padEnd(text.length)];
	for (const [index, character] of [...text].entries()) {
		if (character !== ' ') {
			under[index] = character === '_' ? ' ' : character;
		}
	}

	return under.join('').trimEnd();
}

const backspace = '\b';

/**
 * What backspaces make of a line: in each column the last character typed there stands, or, with `all`, every one, in
 * the order of their codes, backspaces between them. Blanks leave what is under them.
 */
export function typedOver(text: string, keep: 'last' | 'all'): string {
	if (!text.includes(backspace)) {
		return text;
	}

	const columns: string[][] = [];
	let column = 0;
	for (const character of text) {
		if (character === backspace) {
			column = Math.max(0, column - 1);
			continue;
		}

		const typed = columns[column] ?? [];
		const isOver = character === ' ' && typed.length > 0 && keep === 'all';
		columns[column++] = isOver || typed.includes(character)
			? typed
			: [...typed.filter(each => keep === 'all' && each !== ' '), character];
	}

	return columns
		.map(typed => typed.toSorted((one, other) => toEbcdic(one)[0] - toEbcdic(other)[0]).join(backspace))
		.join('');
}

/**
 * IMAGE ON: each tab character becomes blanks up to the next of the tab `stops` (columns); behind the last one, one
 * blank.
 */
export function expandTabs(text: string, stops: readonly number[]): string {
	let result = '';
	for (const character of text) {
		if (character === '\t') {
			const next = result.length + 2;
			const column = stops.find(stop => stop >= next) ?? next;
			result = result.padEnd(column - 1);
		} else {
			result += character;
		}
	}

	return result;
}
