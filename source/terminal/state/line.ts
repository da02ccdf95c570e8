/** A line being edited: its text and the cursor, 0 = before the first character. All functions are pure. */

export type Line = {readonly text: string; readonly cursor: number};

export const emptyLine: Line = {text: '', cursor: 0};

export function lineOf(text: string): Line {
	return {text, cursor: text.length};
}

export function insert({text, cursor}: Line, inserted: string): Line {
	return {text: text.slice(0, cursor) + inserted + text.slice(cursor), cursor: cursor + inserted.length};
}

export function moveTo(line: Line, cursor: number): Line {
	return {...line, cursor: Math.min(line.text.length, Math.max(0, cursor))};
}

/** Start of the word before the cursor; words are divided by blanks. */
export function wordLeft({text, cursor}: Line): number {
	return /\S*\s*$/.exec(text.slice(0, cursor))!.index;
}

/** End of the word after the cursor. */
export function wordRight({text, cursor}: Line): number {
	return cursor + /^\s*\S*/.exec(text.slice(cursor))![0].length;
}

/** Without the characters between `from` and the cursor, in whichever order they stand. */
export function cut({text, cursor}: Line, from: number): {readonly line: Line; readonly removed: string} {
	const start = Math.max(0, Math.min(from, cursor));
	const end = Math.min(text.length, Math.max(from, cursor));
	return {line: {text: text.slice(0, start) + text.slice(end), cursor: start}, removed: text.slice(start, end)};
}
