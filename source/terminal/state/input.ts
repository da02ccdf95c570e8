/** The input line of a pane: editing, recall, history search, completion. A pure reducer; entering a line is the pane's work. */
import type {Action} from '../keys.js';
import {
	cut, emptyLine, insert, lineOf, moveTo, wordLeft, wordRight, type Line,
} from './line.js';

/** How many entered lines are remembered. */
const recallLimit = 500;

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
	const recall = remember ? [...input.recall, text].slice(-recallLimit) : input.recall;
	return {...emptyInput, recall, removed: secret ? '' : input.removed};
}

/** Characters were typed. */
export function typed(input: Input, text: string): Input {
	if (input.search) {
		return searchFrom(input, input.search.wanted + text, input.recall.length - 1);
	}

	return {...input, line: insert(input.line, text), candidates: []};
}

/** One editing action; actions that are none of editing leave the input as it is. */
export function edited(input: Input, action: Action): Input {
	if (input.search) {
		return searching(input, input.search, action);
	}

	const {line} = input;
	const moved = (cursor: number): Input => ({...input, line: moveTo(line, cursor), candidates: []});
	const without = (from: number, keep = true): Input => {
		const {line: rest, removed} = cut(line, from);
		return {
			...input, line: rest, removed: keep && removed !== '' ? removed : input.removed, candidates: [],
		};
	};

	switch (action) {
		case 'left': {
			return moved(line.cursor - 1);
		}

		case 'right': {
			return moved(line.cursor + 1);
		}

		case 'word-left': {
			return moved(wordLeft(line));
		}

		case 'word-right': {
			return moved(wordRight(line));
		}

		case 'line-start': {
			return moved(0);
		}

		case 'line-end': {
			return moved(line.text.length);
		}

		case 'backspace': {
			return without(line.cursor - 1, false);
		}

		case 'delete': {
			return without(line.cursor + 1, false);
		}

		case 'delete-word': {
			return without(wordLeft(line));
		}

		case 'delete-word-right': {
			return without(wordRight(line));
		}

		case 'kill-start': {
			return without(0);
		}

		case 'kill-end': {
			return without(line.text.length);
		}

		case 'restore': {
			return typed(input, input.removed);
		}

		case 'recall-older': {
			return recalled(input, (input.at ?? input.recall.length) - 1);
		}

		case 'recall-newer': {
			return recalled(input, (input.at ?? input.recall.length) + 1);
		}

		case 'recall-search': {
			return {
				...input, search: {wanted: '', found: undefined}, draft: line.text, candidates: [],
			};
		}

		case 'escape': {
			return input.candidates.length > 0 ? {...input, candidates: []} : {...without(0), line: emptyLine, at: undefined};
		}

		default: {
			return input;
		}
	}
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

function searchFrom(input: Input, wanted: string, from: number): Input {
	const folded = wanted.toLowerCase();
	let found: number | undefined;
	for (let index = Math.min(from, input.recall.length - 1); index >= 0 && wanted !== ''; index--) {
		if (input.recall[index].toLowerCase().includes(folded)) {
			found = index;
			break;
		}
	}

	const kept = found ?? (wanted.startsWith(input.search?.wanted ?? '') && wanted === input.search?.wanted ? input.search?.found : undefined);
	return {...input, search: {wanted, found: kept}, line: kept === undefined ? input.line : lineOf(input.recall[kept])};
}

function searching(input: Input, {wanted, found}: NonNullable<Input['search']>, action: Action): Input {
	switch (action) {
		case 'recall-search':
		case 'recall-older': {
			return searchFrom(input, wanted, (found ?? input.recall.length) - 1);
		}

		case 'backspace': {
			return searchFrom(input, wanted.slice(0, -1), input.recall.length - 1);
		}

		case 'escape': {
			return {...input, search: undefined, line: lineOf(input.draft)};
		}

		default: {
			const accepted: Input = {...input, search: undefined, at: found};
			return action === 'complete' ? accepted : edited(accepted, action);
		}
	}
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
	const cased = word !== '' && word === word.toLowerCase() && word !== word.toUpperCase() ? common.toLowerCase() : common;
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
