/** The result as a table of text, one row for a point. */
import {greatest} from '../base/sequences.js';
import {letterOf} from './scenario.js';
import type {StudyResult} from './study.js';
import type {Point} from './summary.js';

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

/** The mean and half the width of its interval. */
function withInterval({mean, high}: Point['figures']['median']): string {
	return `${short(mean)} ±${short(high - mean)}`;
}

const columns: readonly Column[] = [
	{heading: ['', 'users'], text: ({scenario}) => String(scenario.users)},
	{heading: ['response s', 'median'], text: ({figures}) => withInterval(figures.median)},
	{heading: ['', '95 %'], text: ({figures}) => withInterval(figures.high)},
	{heading: ['commands', 'per hour'], text: of('perHour')},
	{heading: ['SIOs', 'each'], text: of('sios')},
	{heading: ['page', 'reads'], text: of('pageReads')},
	{heading: ['CPU ms', 'each'], text: of('processor')},
	{heading: ['locked', 'out s'], text: of('lockout')},
	{heading: ['arm', 'wait s'], text: of('armWait')},
	{heading: ['CPU', 'busy'], text: ({figures}) => percent(figures.processorUse.mean)},
	{heading: ['busiest', 'arm'], text: ({figures, busiestArm}) => `${busiestArm} ${percent(figures.armUse.mean)}`},
	{heading: ['charged/', 'consumed'], text: ({figures}) => figures.charged.mean.toFixed(4)},
	{heading: ['frames', 'in use'], text: ({figures}) => figures.frames.mean.toFixed(0)},
	{heading: ['failed', ''], text: ({figures}) => percent(figures.failed.mean)},
];

/** Where others compute: how the processor was shared. */
const shareColumns: readonly Column[] = [
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

const storageText = (bytes: number): string => bytes % (1024 * 1024) === 0
	? `${bytes / 1024 / 1024}M`
	: `${Math.round(bytes / 1024)}K`;

const figureOf = {LINK: 4, SERVER: 5, SLAVES: 6} as const;

/** Which configuration, as the paper draws it. */
export const configurationText = (configuration: Point['scenario']['configuration']): string =>
	`${configuration} (configuration ${letterOf[configuration]}, figure ${figureOf[configuration]})`;

const besideText = (others: number): string =>
	others > 0 ? `, ${others} compute-bound user${others === 1 ? '' : 's'} beside` : '';

/** Lines of the tables: one for each configuration and size of storage. */
export function tables({options, points}: StudyResult): string[] {
	const shown = options.others > 0 ? [...columns, ...shareColumns] : columns;
	return options.storages.flatMap(storage => options.configurations.flatMap(configuration => [
		`${configurationText(configuration)}, storage ${storageText(storage)}`
		+ besideText(options.others),
		...rowsOf(
			points.filter(({scenario}) => scenario.configuration === configuration && scenario.storage === storage),
			shown,
		),
		'',
	]));
}
