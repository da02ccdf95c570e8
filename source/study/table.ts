/** The result as a table of text, one row for a point. */
import {greatest} from '../base/sequences.js';
import {sizeText, type VariationGroup} from './options.js';
import {letterOf, type Configuration} from './scenario.js';
import type {StudyResult} from './study.js';
import {isAnswered, type Point} from './summary.js';

type Column = {
	readonly heading: readonly [string, string];
	text(point: Point): string;
};

/** So many digits behind the point that three figures are told. */
function short(value: number): string {
	const size = Math.abs(value);
	return value.toFixed(size >= 99.95 ? 0 : (size >= 9.995 ? 1 : 2));
}

const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;
const of = (name: keyof Point['figures']) => (point: Point): string => short(point.figures[name].mean);

/** The mean and half the width of its interval; one run has none. */
const withInterval = (name: keyof Point['figures']) => (point: Point): string => {
	const {mean, high} = point.figures[name];
	return isAnswered(point)
		? `${short(mean)}${point.seeds.length > 1 ? ` ±${short(high - mean)}` : ''}`
		: 'none';
};

const usersColumn: Column = {heading: ['', 'users'], text: ({scenario}) => String(scenario.users)};

/** What a user has of it. */
const responseColumns: readonly Column[] = [
	usersColumn,
	{heading: ['response s', 'median'], text: withInterval('median')},
	{heading: ['', '95 %'], text: withInterval('high')},
	{heading: ['commands', 'per hour'], text: withInterval('perHour')},
	{heading: ['locked', 'out s'], text: withInterval('lockout')},
	{heading: ['arm', 'wait s'], text: of('armWait')},
	{heading: ['failed', ''], text: ({figures}) => percent(figures.failed.mean)},
];

/** What it costs: for one command, and of the machine. */
const resourceColumns: readonly Column[] = [
	usersColumn,
	{heading: ['SIOs', 'each'], text: of('sios')},
	{heading: ['pages', 'read'], text: of('pageReads')},
	{heading: ['CPU ms', 'each'], text: of('processor')},
	{heading: ['CPU', 'busy'], text: ({figures}) => percent(figures.processorUse.mean)},
	{heading: ['busiest', 'arm'], text: ({figures, busiestArm}) => `${busiestArm} ${percent(figures.armUse.mean)}`},
	{heading: ['charged/', 'consumed'], text: ({figures}) => figures.charged.mean.toFixed(4)},
	{heading: ['frames', 'in use'], text: ({figures}) => figures.frames.mean.toFixed(0)},
	{heading: ['', 'saved'], text: ({figures}) => figures.savedFrames.mean.toFixed(0)},
];

/** Where others compute: how the processor was shared. */
const shareColumns: readonly Column[] = [
	usersColumn,
	{heading: ['share of', 'users'], text: ({figures}) => percent(figures.share.mean)},
	{heading: ['k of', 'n'], text: ({scenario}) => percent(scenario.users / (scenario.users + scenario.others))},
];

function rowsOf(points: readonly Point[], shown: readonly Column[]): string[] {
	const rows = [
		shown.map(({heading}) => heading[0]),
		shown.map(({heading}) => heading[1]),
		...points.map(point => shown.map(({text}) => text(point))),
	];
	const widths = shown.map((_, column) => greatest(rows.map(row => row[column].length)));
	return rows.map(row => row.map((text, column) => text.padStart(widths[column])).join('  ').trimEnd());
}

const figureOf = {LINK: 4, SERVER: 5, SLAVES: 6} as const;

/** Which configuration, as the paper draws it. */
export const configurationText = (configuration: Point['scenario']['configuration']): string =>
	`${configuration} (configuration ${letterOf[configuration]}, figure ${figureOf[configuration]})`;

/** `1 user`, `2 users`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const besideText = (others: number): string => others > 0 ? `, ${counted(others, 'compute-bound user')} beside` : '';

/** Lines of the tables, 80 columns at most: for each configuration and size of storage. */
export function tables({options, points}: StudyResult): string[] {
	const shown = [responseColumns, resourceColumns, ...options.others > 0 ? [shareColumns] : []];
	return options.storages.flatMap(storage => options.configurations.flatMap(configuration => {
		const rows = points.filter(({scenario}) =>
			scenario.configuration === configuration && scenario.storage === storage);
		return [
			`${configurationText(configuration)}, storage ${sizeText(storage)}${besideText(options.others)}`,
			...shown.flatMap(columns => [...rowsOf(rows, columns), '']),
		];
	}));
}

const titles: ReadonlyArray<readonly [VariationGroup, string]> = [
	['assumption', 'What the result owes to each assumption'],
	['storage', 'What it owes to real storage'],
	['share', 'How the processor is shared with who computes'],
];

/** Lines of what was varied: a table for each group, a row for each variation. */
export function variationTables({options: {configurations}, sensitivities}: StudyResult): string[] {
	return titles.flatMap(([group, title]) => {
		const these = sensitivities.filter(({variation}) => variation.group === group);
		const names = [...new Set(these.map(({variation}) => variation.name))];
		const pointOf = (name: string, configuration: Configuration): Point | undefined => these.find(each =>
			each.variation.name === name && each.point.scenario.configuration === configuration)?.point;
		const columns = configurations.map(configuration => [letterOf[configuration], ...names.map(name => {
			const point = pointOf(name, configuration);
			return point ? groupText[group](point) : '';
		})]);
		const widths = columns.map(column => greatest(column.map(text => text.length)));
		const rows = ['', ...names];
		const width = greatest(rows.map(name => name.length));
		return these.length === 0
			? []
			: [
				`${title}: ${groupMeaning[group]},`,
				`${counted(these[0].point.scenario.users, 'user')}, ${counted(these[0].point.seeds.length, 'seed')}`,
				...rows.map((name, row) => `${name.padEnd(width)}  `
					+ columns.map((column, index) => column[row].padStart(widths[index])).join('  ')),
				'',
			];
	});
}

const groupMeaning: Readonly<Record<VariationGroup, string>> = {
	assumption: 'median response, s', storage: 'median response, s, and pages read', share: 'users\' part',
};

const groupText: Readonly<Record<VariationGroup, (point: Point) => string>> = {
	assumption: withInterval('median'),
	storage: point => `${withInterval('median')(point)} ${short(point.figures.pageReads.mean)}`,
	share: ({figures, scenario: {users, others}}) =>
		`${percent(figures.share.mean)} (k/n ${percent(users / (users + others))})`,
};
