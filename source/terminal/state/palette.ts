/** The palette: everything that can be done here, found by a part of its name. Pure. */
import type {ExplainedCommand} from '../../base/command.js';
import {rowKeys, type Action, type KeyRow} from '../keys/default-keys.js';
import type {Overlay} from './desk.js';

export type PaletteItem =
	| {readonly kind: 'action'; readonly action: Action; readonly text: string; readonly keys: string}
	/**
	 * A command of the machine or of CP. `keys`: whose it is; `insert`: what goes into the input line; `summary` and
	 * `syntax` explain it, empty where nobody does (a procedure, a module).
	 */
	| {
		readonly kind: 'command';
		readonly text: string;
		readonly keys: string;
		readonly insert: string;
		readonly summary: string;
		readonly syntax: readonly string[];
	};

/** What can be entered: commands that are explained, and other words that a line may begin with. */
export type Vocabulary = {readonly commands: readonly ExplainedCommand[]; readonly words: readonly string[]};

function actionItems(table: readonly KeyRow[]): PaletteItem[] {
	const actions = table.filter(row =>
		row.text !== ''
		&& row.where !== 'Input line'
		&& row.action !== 'prefix'
		&& row.action !== 'palette'
		&& !/[–←]/.test(row.label ?? ''));
	return actions.map(row => ({
		kind: 'action' as const,
		action: row.action,
		text: row.text,
		keys: row.letter === undefined ? rowKeys(row) : `Ctrl-] ${row.letter === 'tab' ? 'Tab' : row.letter}`,
	}));
}

/** Actions that have a meaning by themselves (no ranges of keys, no editing), then what can be entered. */
export function paletteItems(table: readonly KeyRow[], {commands, words}: Vocabulary): PaletteItem[] {
	const own = new Set(commands.filter(({component}) => component !== 'CP').map(({name}) => name));
	const known = new Set(commands.map(({name}) => name));
	const item = (command: ExplainedCommand): PaletteItem => ({
		kind: 'command',
		text: command.name,
		keys: command.component,
		// The program's command of the same name would be taken.
		insert: command.component === 'CP' && own.has(command.name) ? `cp ${command.name}` : command.name,
		summary: command.summary,
		syntax: command.syntax,
	});
	return [
		...actionItems(table),
		...commands.map(command => item(command)).toSorted((a, b) => a.text < b.text ? -1 : Number(a.text > b.text)),
		...words.filter(word => !known.has(word)).map(text => ({
			kind: 'command' as const, text, keys: 'file', insert: text, summary: '', syntax: [],
		})),
	];
}

/** The overlay after a key, and what was chosen. */
export type PaletteStep = {readonly overlay: Overlay; readonly chosen?: PaletteItem};

/** A key in the palette; one that means nothing there leaves it. */
export function paletteKey(
	name: string,
	{wanted, at}: Overlay & {kind: 'palette'},
	items: readonly PaletteItem[],
): PaletteStep {
	const fitting = paletteMatches(items, wanted);
	const steps: Readonly<Record<string, number>> = {
		up: -1,
		down: 1,
		pageup: -10,
		pagedown: 10,
	};
	const step = steps[name];
	if (step !== undefined) {
		return {overlay: {kind: 'palette', wanted, at: Math.max(0, Math.min(fitting.length - 1, at + step))}};
	}

	if (name === 'backspace') {
		return {overlay: {kind: 'palette', wanted: wanted.slice(0, -1), at: 0}};
	}

	return {overlay: {kind: 'none'}, ...(name === 'enter' && fitting[at] ? {chosen: fitting[at]} : {})};
}

/**
 * Items that have every word of `wanted` in them, any case: those that begin with it first, then those with it in their
 * name, then those whose explanation has it.
 */
export function paletteMatches(items: readonly PaletteItem[], wanted: string): PaletteItem[] {
	const words = wanted.toLowerCase().split(' ').filter(word => word !== '');
	const rank = (item: PaletteItem): number => {
		const name = item.text.toLowerCase();
		if (words.every(word => name.includes(word))) {
			return words.length > 0 && name.startsWith(words[0]) ? 0 : 1;
		}

		const all = item.kind === 'command' ? `${name} ${item.summary.toLowerCase()}` : name;
		return words.every(word => all.includes(word)) ? 2 : 3;
	};

	const ranked = items.map(item => [rank(item), item] as const);
	return [0, 1, 2].flatMap(wantedRank => ranked.filter(([found]) => found === wantedRank).map(([, item]) => item));
}
