/**
 * The keys, declared once, as each action has them by default (PF1 is F1): what they do, where they work, what help,
 * the bottom line and the README say of them. Settings may give every action other keys. A row with a `letter` works as
 * prefix + letter and as Alt + letter.
 */

export type Where = '3270 keys' | 'Input line' | 'Looking back' | 'Panes: Ctrl-] then, or Alt with' | 'This program';

export type PfNumber =
	1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24;

export type Action =
	| 'enter'
	| 'attention'
	| 'pa2'
	| 'clear'
	| `pf${PfNumber}`
	| 'left'
	| 'right'
	| 'word-left'
	| 'word-right'
	| 'line-start'
	| 'line-end'
	| 'backspace'
	| 'delete'
	| 'delete-word'
	| 'delete-word-right'
	| 'kill-start'
	| 'kill-end'
	| 'restore'
	| 'recall-older'
	| 'recall-newer'
	| 'recall-search'
	| 'complete'
	| 'escape'
	| 'page-up'
	| 'page-down'
	| 'scroll-top'
	| 'scroll-end'
	| 'search'
	| 'new'
	| 'close'
	| 'zoom'
	| `focus-${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
	| 'focus-left'
	| 'focus-right'
	| 'focus-up'
	| 'focus-down'
	| 'focus-next'
	| 'machines'
	| 'copy'
	| 'palette'
	| 'help'
	| 'quit'
	| 'repaint'
	| 'suspend'
	| 'prefix';

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

type Rest = Pick<KeyRow, 'letter' | 'label' | 'short'>;

function row(where: Where, action: Action, keys: readonly string[], text: string, rest: Rest = {}): KeyRow {
	return {
		action, keys, where, text, ...rest,
	};
}

const on3270 = row.bind(undefined, '3270 keys');
const inLine = row.bind(undefined, 'Input line');
const back = row.bind(undefined, 'Looking back');
const ofProgram = row.bind(undefined, 'This program');
/** A key after the prefix, and with Alt. */
const ofPanes = (action: Action, letter: string, text: string, rest: Rest = {}): KeyRow =>
	row(panes, action, [], text, {letter, ...rest});

const pfNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] as const;

function pfRow(number: PfNumber): KeyRow {
	const keys = [number > 12 ? `shift-f${number - 12}` : `f${number}`];
	if (number === 1) {
		return on3270('pf1', keys, 'PF1–PF12, as SET PFnn says', {label: 'F1–F12'});
	}

	return number === 13 ? on3270('pf13', keys, 'PF13–PF24', {label: 'Shift-F1–F12'}) : on3270(`pf${number}`, keys, '');
}

export const keyTable: readonly KeyRow[] = [
	on3270('enter', ['enter'], 'enter the line; an empty one under MORE...: hold'),
	...pfNumbers.map(number => pfRow(number)),
	on3270('attention', ['ctrl-c'], 'attention (PA1): to the program, again: to CP'),
	on3270('pa2', [], 'PA2: at MORE... the next screen', {letter: 'a', label: 'Ctrl-] a'}),
	on3270('clear', ['ctrl-l'], 'Clear: an empty screen; at MORE... the next one'),

	inLine('left', ['left', 'ctrl-b'], ''),
	inLine('right', ['right', 'ctrl-f'], ''),
	inLine('word-left', ['ctrl-left', 'alt-b'], 'a word to the left'),
	inLine('word-right', ['ctrl-right', 'alt-f'], 'a word to the right'),
	inLine('line-start', ['home', 'ctrl-a'], 'to its start'),
	inLine('line-end', ['end', 'ctrl-e'], 'to its end'),
	inLine('backspace', ['backspace'], ''),
	inLine('delete', ['delete', 'ctrl-d'], 'delete the character at the cursor'),
	inLine('delete-word', ['ctrl-w', 'alt-backspace'], 'delete the word before the cursor'),
	inLine('delete-word-right', ['ctrl-delete', 'alt-d'], 'delete the word after the cursor'),
	inLine('kill-start', ['ctrl-u'], 'delete to the start of the line'),
	inLine('kill-end', ['ctrl-k'], 'delete to the end of the line'),
	inLine('restore', ['ctrl-y'], 'put back what was deleted last'),
	inLine('recall-older', ['up', 'ctrl-p'], 'recall the line before'),
	inLine('recall-newer', ['down', 'ctrl-n'], 'recall the line after'),
	inLine('recall-search', ['ctrl-r'], 'search the lines entered; again: further back'),
	inLine('complete', ['tab'], 'complete a command or file name'),
	inLine('escape', ['escape', 'ctrl-g'], 'leave search or the past; else empty the line'),

	back('page-up', ['pageup', 'shift-pageup'], 'a screen back'),
	back('page-down', ['pagedown', 'shift-pagedown'], 'a screen forward'),
	back('scroll-top', ['ctrl-home'], 'to the first line kept'),
	back('scroll-end', ['ctrl-end'], 'back to the present'),
	back('search', [], 'search upwards in the pane', {letter: '/', label: 'Ctrl-] /', short: 'search'}),
	back('copy', [], 'choose lines and copy them to the clipboard', {letter: 'y', label: 'Ctrl-] y', short: 'copy'}),

	ofPanes('new', 'n', 'a new pane with a terminal of its own', {short: 'new'}),
	ofPanes('close', 'x', 'close the pane; its user stays, disconnected', {short: 'close'}),
	ofPanes('zoom', 'z', 'the pane alone, and back', {short: 'zoom'}),
	ofPanes('focus-0', '0', 'go to the pane of that number (0 = OPERATOR)', {label: '0–9', short: 'go to'}),
	...([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map(number => ofPanes(`focus-${number}`, String(number), '')),
	ofPanes('focus-left', 'left', 'go to the next pane in that direction', {label: '← ↑ ↓ →'}),
	ofPanes('focus-right', 'right', ''),
	ofPanes('focus-up', 'up', ''),
	ofPanes('focus-down', 'down', ''),
	ofPanes('focus-next', 'tab', 'go to the next pane in order'),
	ofPanes('machines', 's', 'the virtual machines, a line each'),
	ofPanes('palette', 'p', 'find a key or a command by name', {short: 'palette'}),
	ofPanes('help', '?', 'this list', {short: 'help'}),
	ofPanes('repaint', 'r', 'draw the window anew'),
	ofPanes('quit', 'q', 'SHUTDOWN and leave; asks first', {short: 'quit'}),

	ofProgram('prefix', ['ctrl-]'], 'the next key is for the panes, see above'),
	ofProgram('suspend', ['ctrl-z'], 'back to the shell; fg returns'),
];

/** What the mouse does, for help and README. */
export const mouseText = 'Mouse: a click goes to a pane, the wheel looks back, with Shift select text';

/** Whether `name` is the name of an action. */
export function isAction(name: string): name is Action {
	return keyTable.some(({action}) => action === name);
}

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
	for (const {action, letter} of table) {
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
	pageup: 'PgUp',
	pagedown: 'PgDn',
	backspace: 'Backspace',
	delete: 'Delete',
	left: '←',
	right: '→',
	up: '↑',
	down: '↓',
};

/** `ctrl-pageup` -> `Ctrl-PgUp`. */
export function keyName(key: string): string {
	const parts = key.split(/-(?=.)/);
	return parts.map((part, index) => spelled[part] ?? (index < parts.length - 1 || part.length > 1
		? part.charAt(0).toUpperCase() + part.slice(1)
		: part.toUpperCase())).join('-');
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
export function helpSections(
	table: readonly KeyRow[] = keyTable,
): ReadonlyArray<{readonly where: Where; readonly rows: ReadonlyArray<readonly [keys: string, text: string]>}> {
	const places = [...new Set(table.map(row => row.where))];
	return places.map(where => ({
		where,
		rows: table.filter(row => row.where === where && row.text !== '').map(row => [rowKeys(row), row.text] as const),
	}));
}

/** The key list of the README: one Markdown table a place. */
export function keyTableMarkdown(table: readonly KeyRow[] = keyTable): string {
	return helpSections(table).map(({where, rows}) => {
		const lines = rows.map(([keys, text]) => `| ${keys.replaceAll('|', String.raw`\|`)} | ${text} |`);
		return [`| ${where} | |`, '| --- | --- |', ...lines].join('\n');
	}).join('\n\n') + `\n\n${mouseText}\n`;
}
