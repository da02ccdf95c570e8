/** What the focused pane is in the middle of, and which keys matter then: the first section of help. */
import {
	keyName, rowKeys, type Action, type KeyRow,
} from './default-keys.js';

export type Situation =
	| 'machines'
	| 'copy'
	| 'search'
	| 'recall'
	| 'back'
	| 'closed'
	| 'logo'
	| 'more'
	| 'holding'
	| 'password'
	| 'running'
	| 'reading';

/** A key of the table with what it does here (what it always does, where nothing is said), or keys by their names. */
type Hint = readonly [key: Action, text?: string] | {readonly label: string; readonly text: string};

const leave: Hint = ['escape', 'leave it'];

const situations: Readonly<Record<Situation, {readonly title: string; readonly hints: readonly Hint[]}>> = {
	machines: {
		title: 'Here: the machine panel',
		hints: [
			['recall-older', 'look back'],
			['page-up'],
			{label: 'Space', text: 'pause; again: go on'},
			['escape', 'to the newest'],
			['focus-1', 'go to a terminal'],
			['machines', 'close the panel'],
		],
	},
	copy: {
		title: 'Here: copy mode',
		hints: [
			{label: '↑ ↓ PgUp PgDn', text: 'choose a line'},
			{label: 'Space', text: 'begin there; again: give it up'},
			{label: 'B', text: 'columns instead of lines, and back'},
			{label: '← →', text: 'choose a column'},
			['enter', 'copy'],
			leave,
		],
	},
	search: {title: 'Here: searching the pane', hints: [['enter', 'the next match upwards'], leave]},
	recall: {
		title: 'Here: searching the lines entered',
		hints: [['recall-search', 'further back'], ['enter', 'enter the line'], ['complete', 'edit the line'], leave],
	},
	back: {
		title: 'Here: looking back',
		hints: [['page-up'], ['page-down'], ['search'], ['copy'], ['escape', 'to the present']],
	},
	closed: {title: 'Here: nobody is connected', hints: [['enter', 'connect again'], ['close'], ['quit']]},
	logo: {title: 'Here: nobody is logged on', hints: [['enter', 'begin, then LOGON and a userid'], ['quit']]},
	more: {
		title: 'Here: MORE..., the screen is full',
		hints: [
			['clear', 'the next screen; it comes by itself after a minute'], ['enter', 'hold this one'], ['page-up'],
		],
	},
	holding: {title: 'Here: HOLDING', hints: [['clear', 'the next screen'], ['page-up']]},
	password: {
		title: 'Here: a password is asked for',
		hints: [['enter', 'enter it; what is typed is not shown'], ['kill-start', 'begin anew']],
	},
	running: {
		title: 'Here: a program runs',
		hints: [['attention'], ['enter', 'enter a line for later'], ['page-up']],
	},
	reading: {
		title: 'Here: a line is read',
		hints: [['enter'], ['complete'], ['recall-older'], ['recall-search'], ['attention'], ['palette']],
	},
};

function hintRow(table: readonly KeyRow[], hint: Hint): readonly [keys: string, text: string] {
	if ('label' in hint) {
		return [hint.label, hint.text];
	}

	const [action, text] = hint;
	const row = table.find(candidate => candidate.action === action)!;
	const key = row.letter === undefined
		? (row.keys.length > 0 ? keyName(row.keys[0]) : rowKeys(row))
		: `Ctrl-] ${row.letter}`;
	return [key, text ?? row.text];
}

/** The section of help for a situation. */
export function situationHelp(
	table: readonly KeyRow[],
	situation: Situation,
): {readonly title: string; readonly rows: ReadonlyArray<readonly [keys: string, text: string]>} {
	const {title, hints} = situations[situation];
	return {title, rows: hints.map(hint => hintRow(table, hint))};
}
