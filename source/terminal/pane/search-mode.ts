/**
 * What the keys of a pane's search upwards do: what is looked for, and what the pane shows. Pure but for what it reads
 * of the painter.
 */
import {movePlace, searchUp, type Place} from '../../port/scroll.js';
import type {Action} from '../keys/default-keys.js';
import {backAt, type Looking} from './looking-back.js';

/** `typing`: the input line is the search's. `missed`: nothing further up has `wanted` in it. */
export type Search = {readonly wanted: string; readonly typing: boolean; readonly missed: boolean};

export const emptySearch: Search = {wanted: '', typing: true, missed: false};

export type SearchStep = {
	/** `undefined`: the search is over. */
	readonly search: Search | undefined;
	/** First row shown, `undefined` = the present. */
	readonly back: Place | undefined;
};

/** The search after a key; `undefined` where the key is none of the search's. */
export function searchStep(search: Search, action: Action, looking: Looking): SearchStep | undefined {
	const {back} = looking;
	if (action === 'enter' || action === 'recall-older') {
		const found = matchUp(search.wanted, looking);
		return {search: {...search, missed: found === undefined}, back: found ? found.back : back};
	}

	if (action === 'backspace') {
		return {search: {...search, wanted: search.wanted.slice(0, -1), missed: false}, back};
	}

	return action === 'escape' ? {search: undefined, back} : undefined;
}

/** The first row shown that has the next match upwards in the middle of the screen; `undefined` where there is none. */
function matchUp(wanted: string, {painter, back}: Looking): {readonly back: Place | undefined} | undefined {
	const {history, columns, rows} = painter;
	const middle = Math.floor(rows / 2);
	const from = back ? movePlace(history, columns, back, middle) : {line: history.end, row: 0};
	const found = wanted === '' ? undefined : searchUp(history, columns, from, wanted);
	return found && {back: backAt(movePlace(history, columns, found, -middle), painter)};
}
