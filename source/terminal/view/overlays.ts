/** What lies over the panes: help, the palette, the question before SHUTDOWN. */
import {greatest} from '../../base/sequences.js';
import {helpSections, mouseText, type KeyRow} from '../keys/default-keys.js';
import {situationHelp, type Situation} from '../keys/situations.js';
import type {PaletteItem} from '../state/palette.js';
import {boxRoom, type BoxLine} from './box.js';
import {wrapped} from './text.js';

/** Help as it can be shown: where a section begins, and what a key does. */
export type HelpSection = {readonly title: string; readonly rows: ReadonlyArray<readonly [keys: string, text: string]>};

/** What applies here first, then the key table, then the mouse. */
export function helpContents(table: readonly KeyRow[], situation: Situation): HelpSection[] {
	return [
		situationHelp(table, situation),
		...helpSections(table).map(({where, rows}) => ({title: where, rows})),
		{title: 'Mouse', rows: [['', mouseText]]},
	];
}

/** Sections with the rows that have every word of `wanted` in keys, text or title, any case. */
function matching(sections: readonly HelpSection[], wanted: string): HelpSection[] {
	const words = wanted.toLowerCase().split(' ').filter(word => word !== '');
	return sections
		.map(({title, rows}) => ({
			title,
			rows: rows.filter(([keys, text]) => {
				const all = `${title} ${keys} ${text}`.toLowerCase();
				return words.every(word => all.includes(word));
			}),
		}))
		.filter(({rows}) => rows.length > 0);
}

/** Help for lines of `width` columns: the rows that have `wanted` in them, all where it is empty. */
export function helpLines(sections: readonly HelpSection[], wanted: string, width: number): BoxLine[] {
	const column = greatest(sections.flatMap(({rows}) => rows.map(([keys]) => keys.length))) + 4;
	const lines = matching(sections, wanted).flatMap(({title, rows}, index): BoxLine[] => [
		...(index === 0 ? [] : [['plain', ''] as const]),
		['focused', title] as const,
		...rows.flatMap(([keys, text]) =>
			wrapped(text, width - column).map((part, row) =>
				['plain', `${row === 0 ? `  ${keys}`.padEnd(column) : ' '.repeat(column)}${part}`] as const)),
	]);
	return lines.length === 0 ? [['quiet', 'nothing here has that in it']] : lines;
}

/** Rows of a box in a window of `rows` that help has for its lines: the line with what is looked for stays above. */
export function helpRoom(rows: number): number {
	return Math.max(1, boxRoom(rows) - 2);
}

/** Help from line `top` on, as large as it is with every line, under what is looked for. */
export function helpBox(
	sections: readonly HelpSection[],
	wanted: string,
	top: number,
	width: number,
	room: number,
): BoxLine[] {
	const all = helpLines(sections, '', width);
	const lines = wanted === '' ? all : helpLines(sections, wanted, width);
	const first = Math.min(top, Math.max(0, lines.length - room));
	const widest = greatest(all.map(([, text]) => text.length));
	return [
		['focused', `> ${wanted}▏`.padEnd(widest)],
		['plain', ''],
		...lines.slice(first, first + room),
		...blankLines(Math.min(room, all.length) - Math.min(room, lines.length)),
	];
}

const blankLines = (length: number): BoxLine[] => Array.from({length}, () => ['plain', '']);

/** Rows under the palette's list that explain the chosen command. */
const explaining = 4;

/** What the chosen item is: how it is written, as many lines of it as there is room for. */
function explanation(item: PaletteItem | undefined, width: number): BoxLine[] {
	const syntax = item?.kind === 'command' ? item.syntax : [];
	const lines = syntax.flatMap(line => wrapped(line.trim(), width - 2));
	const shown = lines.length < explaining ? lines : [...lines.slice(0, explaining - 2), `${lines[explaining - 2]} …`];
	return Array.from({length: explaining}, (_, index) => ['quiet', index === 0 ? '' : ` ${shown[index - 1] ?? ''}`]);
}

/**
 * The palette in `room` rows of at most `columns`: what is looked for, what fits around the chosen one, and below how
 * that is written.
 */
export function paletteLines(
	items: readonly PaletteItem[],
	all: readonly PaletteItem[],
	{wanted, at, room, columns}: {
		readonly wanted: string; readonly at: number; readonly room: number; readonly columns: number;
	},
): BoxLine[] {
	const name = greatest(all.map(({kind, text}) => kind === 'command' ? text.length : 0), 8) + 2;
	const right = greatest(all.map(({keys}) => keys.length), 0);
	const left = ({text, ...item}: PaletteItem): string =>
		item.kind === 'command' ? `${text.padEnd(name)}${item.summary}` : text;
	const width = Math.max(20, Math.min(columns - right - 3, greatest(all.map(item => left(item).length), 0) + 2));
	const space = Math.max(1, Math.min(room - 2 - explaining, all.length));
	const top = Math.max(0, Math.min(at - Math.floor(space / 2), items.length - space));
	const shown = items.slice(top, top + space);
	return [
		['focused', `> ${wanted}▏`.padEnd(width + right + 2)],
		['plain', ''],
		...shown.map((item, index) =>
			[
				top + index === at ? 'match' : 'plain',
				` ${left(item).slice(0, width - 1).padEnd(width)}${item.keys.padEnd(right)} `,
			] as const),
		...Array.from(
			{length: space - shown.length},
			(_, index) => ['quiet', shown.length === 0 && index === 0 ? ' nothing has that name' : ''] as const,
		),
		...explanation(items[at], width + right),
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
