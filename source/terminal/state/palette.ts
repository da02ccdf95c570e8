/** The palette: everything that can be done here, found by a part of its name. Pure. */
import {rowKeys, type Action, type KeyRow} from '../keys/keys.js';
import type {Overlay} from './desk.js';

export type PaletteItem =
	| {readonly kind: 'action'; readonly action: Action; readonly text: string; readonly keys: string}
	/** A command of the machine or of CP, to be written into the input line. */
	| {readonly kind: 'command'; readonly text: string; readonly keys: string};

/** Actions that have a meaning by themselves (no ranges of keys, no editing), then the commands. */
export function paletteItems(table: readonly KeyRow[], commands: readonly string[]): PaletteItem[] {
	const actions = table.filter(row =>
		row.text !== ''
		&& row.where !== 'Input line'
		&& row.action !== 'prefix'
		&& row.action !== 'palette'
		&& !/[–←]/.test(row.label ?? ''));
	return [
		...actions.map(row => ({
			kind: 'action' as const,
			action: row.action,
			text: row.text,
			keys: row.letter === undefined ? rowKeys(row) : `Ctrl-] ${row.letter === 'tab' ? 'Tab' : row.letter}`,
		})),
		...commands.map(text => ({kind: 'command' as const, text, keys: 'command'})),
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

/** Items that have every word of `wanted` in them, any case; those that begin with it first. */
export function paletteMatches(items: readonly PaletteItem[], wanted: string): PaletteItem[] {
	const words = wanted.toLowerCase().split(' ').filter(word => word !== '');
	const found = items.filter(({text}) => words.every(word => text.toLowerCase().includes(word)));
	const begins = ({text}: PaletteItem): boolean => words.length > 0 && text.toLowerCase().startsWith(words[0]);
	return [...found.filter(item => begins(item)), ...found.filter(item => !begins(item))];
}
