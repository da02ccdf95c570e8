/**
 * The keys, declared once: what they do, where they work, what help, the bottom line and the README say of them.
 * Settings may give every action other keys. A row with a `letter` works as prefix + letter and as Alt + letter.
 */

export type Where = '3270 keys' | 'Input line' | 'Looking back' | 'Panes: Ctrl-] then, or Alt with' | 'This program';

export type PfNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24;

export type Action =
	| 'enter' | 'attention' | 'pa2' | 'clear' | `pf${PfNumber}`
	| 'left' | 'right' | 'word-left' | 'word-right' | 'line-start' | 'line-end' | 'backspace' | 'delete' | 'delete-word' | 'delete-word-right'
	| 'kill-start' | 'kill-end' | 'restore' | 'recall-older' | 'recall-newer' | 'recall-search' | 'complete' | 'escape'
	| 'page-up' | 'page-down' | 'scroll-top' | 'scroll-end' | 'search'
	| 'new' | 'close' | 'zoom' | `focus-${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | 'focus-left' | 'focus-right' | 'focus-up' | 'focus-down' | 'focus-next'
	| 'machines' | 'help' | 'quit' | 'repaint' | 'suspend' | 'prefix';

export type KeyRow = {
	readonly action: Action;
	/** Keys by the parser's names. */
	readonly keys: readonly string[];
	/** Key after the prefix, and with Alt. */
	readonly letter?: string;
	readonly where: Where;
	/** What it does. Empty where another row's text covers it (`label` says which keys). */
	readonly text: string;
	/** How help names the keys, where a range says it better. */
	readonly label?: string;
	/** Two or three words for the bottom line after the prefix. */
	readonly short?: string;
};

const panes = 'Panes: Ctrl-] then, or Alt with';

const pfRows: readonly KeyRow[] = Array.from({length: 24}, (_, index) => {
	const number = index + 1 as PfNumber;
	const row = {action: `pf${number}`, keys: [number > 12 ? `shift-f${number - 12}` : `f${number}`], where: '3270 keys'} as const;
	switch (number) {
		case 1: {
			return {...row, label: 'F1–F12', text: 'PF1–PF12, as SET PFnn says'};
		}

		case 13: {
			return {...row, label: 'Shift-F1–F12', text: 'PF13–PF24'};
		}

		default: {
			return {...row, text: ''};
		}
	}
});

const focusRows: readonly KeyRow[] = ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map(number => ({
	action: `focus-${number}`, keys: [], letter: String(number), where: panes, label: '0–9', short: number === 0 ? 'go to' : undefined,
	text: number === 0 ? 'go to the pane of that number (0 = OPERATOR)' : '',
}));

export const keyTable: readonly KeyRow[] = [
	{action: 'enter', keys: ['enter'], where: '3270 keys', text: 'enter the line; on an empty line under MORE...: hold the screen'},
	...pfRows,
	{action: 'attention', keys: ['ctrl-c'], where: '3270 keys', text: 'attention (PA1): interrupts the program; enters CP'},
	{action: 'pa2', keys: [], letter: 'a', where: '3270 keys', text: 'PA2', label: 'Ctrl-] a'},
	{action: 'clear', keys: ['ctrl-l'], where: '3270 keys', text: 'Clear: the next screen under MORE... and HOLDING, else an empty one'},

	{action: 'left', keys: ['left', 'ctrl-b'], where: 'Input line', text: '', label: '← →'},
	{action: 'right', keys: ['right', 'ctrl-f'], where: 'Input line', text: ''},
	{action: 'word-left', keys: ['ctrl-left', 'alt-b'], where: 'Input line', text: 'a word to the left'},
	{action: 'word-right', keys: ['ctrl-right', 'alt-f'], where: 'Input line', text: 'a word to the right'},
	{action: 'line-start', keys: ['home', 'ctrl-a'], where: 'Input line', text: 'to its start'},
	{action: 'line-end', keys: ['end', 'ctrl-e'], where: 'Input line', text: 'to its end'},
	{action: 'backspace', keys: ['backspace'], where: 'Input line', text: ''},
	{action: 'delete', keys: ['delete', 'ctrl-d'], where: 'Input line', text: 'delete the character at the cursor'},
	{action: 'delete-word', keys: ['ctrl-w', 'alt-backspace'], where: 'Input line', text: 'delete the word before the cursor'},
	{action: 'delete-word-right', keys: ['ctrl-delete', 'alt-d'], where: 'Input line', text: 'delete the word after the cursor'},
	{action: 'kill-start', keys: ['ctrl-u'], where: 'Input line', text: 'delete to the start of the line'},
	{action: 'kill-end', keys: ['ctrl-k'], where: 'Input line', text: 'delete to the end of the line'},
	{action: 'restore', keys: ['ctrl-y'], where: 'Input line', text: 'put back what was deleted last'},
	{action: 'recall-older', keys: ['up', 'ctrl-p'], where: 'Input line', text: 'recall the line before'},
	{action: 'recall-newer', keys: ['down', 'ctrl-n'], where: 'Input line', text: 'recall the line after'},
	{action: 'recall-search', keys: ['ctrl-r'], where: 'Input line', text: 'search the lines entered before; again: further back'},
	{action: 'complete', keys: ['tab'], where: 'Input line', text: 'complete a command or file name'},
	{action: 'escape', keys: ['escape', 'ctrl-g'], where: 'Input line', text: 'leave searching and looking back; else empty the line'},

	{action: 'page-up', keys: ['pageup', 'shift-pageup'], where: 'Looking back', text: 'a screen back'},
	{action: 'page-down', keys: ['pagedown', 'shift-pagedown'], where: 'Looking back', text: 'a screen forward'},
	{action: 'scroll-top', keys: ['ctrl-home'], where: 'Looking back', text: 'to the first line kept'},
	{action: 'scroll-end', keys: ['ctrl-end'], where: 'Looking back', text: 'back to the present'},
	{action: 'search', keys: [], letter: '/', where: 'Looking back', text: 'search upwards in the pane', label: 'Ctrl-] /', short: 'search'},

	{action: 'new', keys: [], letter: 'n', where: panes, text: 'a new pane with a terminal of its own', short: 'new'},
	{action: 'close', keys: [], letter: 'x', where: panes, text: 'close the pane; its user is disconnected, not logged off', short: 'close'},
	{action: 'zoom', keys: [], letter: 'z', where: panes, text: 'the pane alone, and back', short: 'zoom'},
	...focusRows,
	{action: 'focus-left', keys: [], letter: 'left', where: panes, text: 'go to the next pane in that direction', label: '← ↑ ↓ →'},
	{action: 'focus-right', keys: [], letter: 'right', where: panes, text: ''},
	{action: 'focus-up', keys: [], letter: 'up', where: panes, text: ''},
	{action: 'focus-down', keys: [], letter: 'down', where: panes, text: ''},
	{action: 'focus-next', keys: [], letter: 'tab', where: panes, text: 'go to the next pane in order'},
	{action: 'machines', keys: [], letter: 's', where: panes, text: 'the virtual machines, a line each', short: 'machines'},
	{action: 'help', keys: [], letter: '?', where: panes, text: 'this list', short: 'help'},
	{action: 'repaint', keys: [], letter: 'r', where: panes, text: 'draw the window anew'},
	{action: 'quit', keys: [], letter: 'q', where: panes, text: 'SHUTDOWN and leave; asks first', short: 'quit'},

	{action: 'prefix', keys: ['ctrl-]'], where: 'This program', text: 'the next key is for the panes, see above'},
	{action: 'suspend', keys: ['ctrl-z'], where: 'This program', text: 'back to the shell; fg returns'},
];

/** Other keys for actions, from the settings: `{attention: ['ctrl-a']}`. An empty list takes an action's keys away. */
export type KeySettings = Readonly<Record<string, readonly string[]>>;

/** The table with `settings` applied; unknown actions are ignored. */
export function tableWith(settings: KeySettings = {}): readonly KeyRow[] {
	return keyTable.map(row => {
		const keys = settings[row.action];
		return keys === undefined ? row : {...row, keys, label: undefined};
	});
}

/** Key -> action, directly and after the prefix. */
export type Bindings = {readonly direct: ReadonlyMap<string, Action>; readonly prefixed: ReadonlyMap<string, Action>};

export function bindings(table: readonly KeyRow[] = keyTable): Bindings {
	const direct = new Map<string, Action>();
	const prefixed = new Map<string, Action>();
	for (const {action, keys, letter} of table) {
		if (letter !== undefined) {
			prefixed.set(letter, action);
			direct.set(`alt-${letter}`, action);
		}
	}

	// A key named in the table wins over a letter with Alt.
	for (const {action, keys} of table) {
		for (const key of keys) {
			direct.set(key, action);
		}
	}

	return {direct, prefixed};
}

const spelled: Readonly<Record<string, string>> = {
	pageup: 'PgUp', pagedown: 'PgDn', backspace: 'Backspace', delete: 'Delete', left: '←', right: '→', up: '↑', down: '↓',
};

/** `ctrl-pageup` -> `Ctrl-PgUp`. */
export function keyName(key: string): string {
	const parts = key.split(/-(?=.)/);
	return parts.map((part, index) => spelled[part] ?? (index < parts.length - 1 || part.length > 1
		? part.charAt(0).toUpperCase() + part.slice(1) : part.toUpperCase())).join('-');
}

/** How a row's keys are written in help. */
export function rowKeys(row: KeyRow): string {
	if (row.label !== undefined) {
		return row.label;
	}

	const names = row.keys.map(key => keyName(key));
	return (row.letter === undefined ? names : [row.letter === 'tab' ? 'Tab' : row.letter, ...names]).join(', ');
}

/** Help: the places in table order, each with its rows that have a text. */
export function helpSections(table: readonly KeyRow[] = keyTable): ReadonlyArray<{readonly where: Where; readonly rows: ReadonlyArray<readonly [keys: string, text: string]>}> {
	const places = [...new Set(table.map(row => row.where))];
	return places.map(where => ({
		where,
		rows: table.filter(row => row.where === where && row.text !== '').map(row => [rowKeys(row), row.text] as const),
	}));
}

/** The key list of the README: one Markdown table a place. */
export function keyTableMarkdown(table: readonly KeyRow[] = keyTable): string {
	return helpSections(table).map(({where, rows}) => {
		const lines = rows.map(([keys, text]) => `| ${keys.replaceAll('|', '\\|')} | ${text} |`);
		return [`| ${where} | |`, '| --- | --- |', ...lines].join('\n');
	}).join('\n\n') + '\n';
}
