/** What lies over the panes: help, the palette, the question before SHUTDOWN. */
import {greatest} from '../../base/sequences.js';
import {helpSections, mouseText, type KeyRow} from '../keys/keys.js';
import type {PaletteItem} from '../state/palette.js';
import type {BoxLine} from './box.js';
import {wrapped} from './text.js';

/** Help, made from the key table, for lines of `width` columns. */
export function helpLines(table: readonly KeyRow[], width: number): BoxLine[] {
	const sections = helpSections(table);
	const column = greatest(sections.flatMap(({rows}) => rows.map(([keys]) => keys.length))) + 4;
	return [...sections.flatMap(({where, rows}, index): BoxLine[] => [
		...(index === 0 ? [] : [['plain', ''] as const]),
		['focused', where] as const,
		...rows.flatMap(([keys, text]) =>
			wrapped(text, width - column).map((part, row) =>
				['plain', `${row === 0 ? `  ${keys}`.padEnd(column) : ' '.repeat(column)}${part}`] as const)),
	]), ['plain', ''], ...wrapped(mouseText, width).map(text => ['quiet', text] as const)];
}

/** The palette in `room` rows: what is looked for, and what fits around the chosen one. */
export function paletteLines(
	items: readonly PaletteItem[],
	all: readonly PaletteItem[],
	wanted: string,
	at: number,
	room: number,
): BoxLine[] {
	const width = greatest(all.map(({text}) => text.length)) + 2;
	const keys = greatest(all.map(item => item.keys.length));
	const space = Math.max(1, Math.min(room - 2, all.length));
	const top = Math.max(0, Math.min(at - Math.floor(space / 2), items.length - space));
	const shown = items.slice(top, top + space);
	return [
		['focused', `> ${wanted}▏`.padEnd(width + keys + 2)],
		['plain', ''],
		...shown.map((item, index) =>
			[
				top + index === at ? 'match' : 'plain',
				` ${item.text.padEnd(width)}${item.keys.padEnd(keys)} `,
			] as const),
		...Array.from(
			{length: space - shown.length},
			(_, index) => ['quiet', shown.length === 0 && index === 0 ? ' nothing has that name' : ''] as const,
		),
	];
}

/** The question before SHUTDOWN. */
export function quitLines(users: readonly string[]): BoxLine[] {
	return [
		['plain', 'SHUTDOWN the system and leave?'],
		['plain', ''],
		['plain', users.length === 0 ? 'Nobody is logged on here.' : `Logged on here: ${users.join(' ')}`],
		['plain', ''],
		['focused', 'y  shut down     n  go on'],
	];
}
