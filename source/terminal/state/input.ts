/**
 * The input line of a pane: editing, recall, history search, completion. A pure reducer; entering a line is the pane's
 * work.
 */
import {limits} from '../../base/limits.js';
import type {Action} from '../keys/default-keys.js';
import {
	cut, emptyLine, insert, lineOf, moveTo, wordLeft, wordRight, type Line,
} from './line.js';

export type Input = {
	readonly line: Line;
	/** Lines entered before, oldest first. */
	readonly recall: readonly string[];
	/** Index in `recall` of the line shown; `undefined` = the line being written. */
	readonly at: number | undefined;
	/** What stood there before recall began. */
	readonly draft: string;
	/** Ctrl-R: what is looked for, and where the match lies. */
	readonly search: {readonly wanted: string; readonly found: number | undefined} | undefined;
	/** What Tab could not decide between. */
	readonly candidates: readonly string[];
	readonly removed: string;
};

export const emptyInput: Input = {
	line: emptyLine, recall: [], at: undefined, draft: '', search: undefined, candidates: [], removed: '',
};

/** The line was entered: remembered unless it is empty, a repetition, or secret. */
export function entered(input: Input, text: string, secret: boolean): Input {
	const remember = !secret && text.trim() !== '' && input.recall.at(-1) !== text;
	const recall = remember ? [...input.recall, text].slice(-limits.inputHistory.value) : input.recall;
	return {...emptyInput, recall, removed: secret ? '' : input.removed};
}

/** Characters were typed. */
export function typed(input: Input, text: string): Input {
	if (input.search) {
		return searchFrom(input, input.search.wanted + text, input.recall.length - 1);
	}

	return {...input, line: insert(input.line, text), candidates: []};
}

type Edit = (input: Input) => Input;

const moved =
	(place: (line: Line) => number): Edit =>
		input => ({...input, line: moveTo(input.line, place(input.line)), candidates: []});

/** Deletes between the cursor and a place; `keep`: `restore` brings it back. */
const without = (place: (line: Line) => number, keep = true): Edit => input => {
	const {line, removed} = cut(input.line, place(input.line));
	return {
		...input, line, removed: keep && removed !== '' ? removed : input.removed, candidates: [],
	};
};

const edits: Readonly<Partial<Record<Action, Edit>>> = {
	left: moved(line => line.cursor - 1),
	right: moved(line => line.cursor + 1),
	'word-left': moved(line => wordLeft(line)),
	'word-right': moved(line => wordRight(line)),
	'line-start': moved(() => 0),
	'line-end': moved(line => line.text.length),
	backspace: without(line => line.cursor - 1, false),
	delete: without(line => line.cursor + 1, false),
	'delete-word': without(line => wordLeft(line)),
	'delete-word-right': without(line => wordRight(line)),
	'kill-start': without(() => 0),
	'kill-end': without(line => line.text.length),
	restore: input => typed(input, input.removed),
	'recall-older': input => recalled(input, (input.at ?? input.recall.length) - 1),
	'recall-newer': input => recalled(input, (input.at ?? input.recall.length) + 1),
	'recall-search': input => ({
		...input, search: {wanted: '', found: undefined}, draft: input.line.text, candidates: [],
	}),
	escape: input => input.candidates.length > 0
		? {...input, candidates: []}
		: {
			...input, line: emptyLine, at: undefined, removed: input.line.text === '' ? input.removed : input.line.text,
		},
};

/** One editing action; actions that are none of editing leave the input as it is. */
export function edited(input: Input, action: Action): Input {
	return input.search ? searching(input, input.search, action) : edits[action]?.(input) ?? input;
}

function recalled(input: Input, at: number): Input {
	if (at < 0 || at > input.recall.length || (at === input.recall.length && input.at === undefined)) {
		return input;
	}

	const draft = input.at === undefined ? input.line.text : input.draft;
	return at === input.recall.length
		? {
			...input, line: lineOf(draft), at: undefined, candidates: [],
		}
		: {
			...input, line: lineOf(input.recall[at]), at, draft, candidates: [],
		};
}

/** Searches `wanted` from line `from` back; where nothing is found, what was found before stays. */
function searchFrom(input: Input, wanted: string, from: number): Input {
	const folded = wanted.toLowerCase();
	const found =
		wanted === ''
			? -1
			: input.recall.findLastIndex((line, index) => index <= from && line.toLowerCase().includes(folded));
	const kept = found >= 0 ? found : (wanted === input.search?.wanted ? input.search.found : undefined);
	return {
		...input,
		search: {wanted, found: kept},
		line: kept === undefined ? input.line : lineOf(input.recall[kept]),
	};
}

function searching(input: Input, {wanted, found}: NonNullable<Input['search']>, action: Action): Input {
	if (action === 'recall-search' || action === 'recall-older') {
		return searchFrom(input, wanted, (found ?? input.recall.length) - 1);
	}

	if (action === 'backspace') {
		return searchFrom(input, wanted.slice(0, -1), input.recall.length - 1);
	}

	if (action === 'escape') {
		return {...input, search: undefined, line: lineOf(input.draft)};
	}

	const accepted: Input = {...input, search: undefined, at: found};
	return action === 'complete' ? accepted : edited(accepted, action);
}

/** Tab: `candidates` stand for the word before the cursor. */
export function completed(input: Input, candidates: readonly string[]): Input {
	const {line} = input;
	const word = /\S*$/.exec(line.text.slice(0, line.cursor))![0];
	const fitting = candidates.filter(candidate => candidate.toLowerCase().startsWith(word.toLowerCase()));
	if (fitting.length === 0) {
		return {...input, candidates: []};
	}

	const common = commonStart(fitting);
	const cased =
		word !== '' && word === word.toLowerCase() && word !== word.toUpperCase() ? common.toLowerCase() : common;
	const completion = cased + (fitting.length === 1 ? ' ' : '');
	return {
		...input,
		line: insert(cut(line, line.cursor - word.length).line, completion.length > word.length ? completion : word),
		candidates: fitting.length > 1 ? fitting : [],
	};
}

function commonStart(words: readonly string[]): string {
	let common = words[0];
	for (const word of words) {
		let length = 0;
		while (length < common.length && common[length].toLowerCase() === word[length]?.toLowerCase()) {
			length++;
		}

		common = common.slice(0, length);
	}

	return common;
}
