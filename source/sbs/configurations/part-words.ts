/**
 * How machines that do a command which has parts (BUILD) share them: each asks its user's machine for one after the
 * other, and tells it what came of the one before. The machine that began offers the parts, and hears what came of
 * those that others did.
 */
import {emptyBlock, type Block} from '../../service/block.js';

/** The first of a block's words. */
export const asked = {
	/** Names: parts that others may do. */
	parts: 'PARTS',
	/** Which part the asker is to do, and what came of the one before. */
	next: 'NEXT',
} as const;

/** Goes as a line with a request, the line of its user: its parts are to be asked for, and nothing else done. */
export const partsOnly = 'PARTS';

/** What came of a part, by its number in the list. */
export type Done = {readonly index: number; readonly returnCode: number; readonly lines: readonly string[]};

/** A part that is to be done. */
export type Next = {readonly index: number; readonly name: string};

/** `next`: a part that the asker is to do. Where there is none and nothing came of others, all was told. */
export type Told = {readonly next: Next | undefined; readonly done: readonly Done[]};

/** Words of a block for each part of which something came: its number, its return code, the number of its lines. */
const wordsEach = 3;
/** Words for a part that is to be done: its number, its name. */
const wordsNext = 2;

const numberOf = (word: string | undefined): number => /^\d{1,6}$/.test(word ?? '') ? Number(word) : Number.NaN;

/** What came of parts, as words behind others, and lines. */
export const doneBlock = (words: readonly string[], done: readonly Done[]): Block => ({
	...emptyBlock,
	words: [
		...words, ...done.flatMap(({index, returnCode, lines}) => [index, returnCode, lines.length].map(String)),
	],
	lines: done.flatMap(({lines}) => lines),
});

/** It again; `undefined` where it is none: anybody may send anything. `parts`: how many there are. */
export function doneOf(words: readonly string[], lines: readonly string[], parts: number): Done[] | undefined {
	const done: Done[] = [];
	let from = 0;
	for (let at = 0; at < words.length; at += wordsEach) {
		const [index, returnCode, count] = words.slice(at, at + wordsEach).map(word => numberOf(word));
		if (!(index < parts && returnCode >= 0 && count <= lines.length - from)) {
			return undefined;
		}

		done.push({index, returnCode, lines: lines.slice(from, from + count)});
		from += count;
	}

	return from === lines.length ? done : undefined;
}

export const toldBlock = ({next, done}: Told): Block =>
	doneBlock(next ? [String(next.index), next.name] : ['', ''], done);

/** It again; `undefined` where it is none. */
export function toldOf({words, lines}: Block, parts: number): Told | undefined {
	const [first = '', name = ''] = words;
	const done = doneOf(words.slice(wordsNext), lines, parts);
	const index = numberOf(first);
	return done && (first === '' || index < parts)
		? {next: first === '' ? undefined : {index, name}, done}
		: undefined;
}
