/** Sentences of the report: every figure in them is the table's. */
import test from 'ava';
import {findings} from '../../source/study/findings.js';
import {parseMix, type Mix} from '../../source/study/mix.js';
import {defaults, variations} from '../../source/study/options.js';
import {
	configurations, period, standard, type Configuration,
} from '../../source/study/scenario.js';
import type {Estimate} from '../../source/study/statistics.js';
import type {StudyResult} from '../../source/study/study.js';
import type {FigureName, Point} from '../../source/study/summary.js';

const about = (mean: number, half = 0.01): Estimate => ({mean, low: mean - half, high: mean + half});

function point(
	configuration: Configuration,
	users: number,
	own: Partial<Record<FigureName, Estimate>>,
	changed = {},
): Point {
	const all: Partial<Record<FigureName, Estimate>> = {lockout: about(0), perHour: about(100), ...own};
	return {
		scenario: {
			...standard, ...period, configuration, users, others: 0, ...changed,
		},
		seeds: [1, 2],
		figures: all as Point['figures'],
		commands: [],
		busiestArm: '',
		laws: {Little: 0.000_012},
		failures: {},
	};
}

const figures = (median: number, lockout: number) => ({
	median: about(median), mean: about(median * 2), lockout: about(lockout), savedFrames: about(31), frames: about(700),
	charged: about(1), unbilled: about(0.373), pageReads: about(4.25), share: about(0.25),
});
const medians = {LINK: [5, 60], SERVER: [0.4, 0.8], SLAVES: [0.405, 0.5]} as const;
const mix = parseMix(defaults.mixText) as Mix;
const result: StudyResult = {
	options: {
		...defaults, ...period, mix, users: [1, 8], sensitivity: true,
	},
	points: configurations.flatMap(configuration => [1, 8].map((users, index) =>
		point(configuration, users, figures(medians[configuration][index], index * 0.3)))),
	sensitivities: configurations.flatMap((configuration, index) => variations
		.filter(({name}) => ['as assumed', 'SBS module 375K', 'storage 1M'].includes(name) || name.startsWith('4 who'))
		.map(variation => ({
			variation,
			point: point(
				configuration,
				4,
				figures(variation.changed.module === 375 ? index + 1 : 8 - (2 * index), 0),
				variation.changed,
			),
		}))),
};

test('figures are those of the points, and what does not differ surely is said not to', t => {
	t.deepEqual(findings(result), [
		'1 user: B 0.40 s (0.39 s to 0.41 s); C 0.41 s (0.40 s to 0.42 s), which does not differ surely; '
		+ 'A 5.00 s (4.99 s to 5.01 s), 12.5 times as long.',
		'8 users: C 0.50 s (0.49 s to 0.51 s); B 0.80 s (0.79 s to 0.81 s), 1.6 times as long; '
		+ 'A 60.0 s (60.0 s to 60.0 s), 120.0 times as long.',
		'A: at no load do others keep a command waiting for more than 10 % of its response.',
		'A, 8 users: 700 frames in use, and sharing saves 31 more; 4.3 pages read for a command.',
		'A, 8 users: 100.0 % of what the processor did was charged to somebody, 37.3 % of it to the service\'s own machines and CP\'s.',
		'B: from 8 users on others keep a command waiting for more than 10 % of its response; with 8 for 0.30 s of 1.60 s.',
		'B, 8 users: 700 frames in use, and sharing saves 31 more; 4.3 pages read for a command.',
		'B, 8 users: 100.0 % of what the processor did was charged to somebody, 37.3 % of it to the service\'s own machines and CP\'s.',
		'C: from 8 users on others keep a command waiting for more than 10 % of its response; with 8 for 0.30 s of 1.00 s.',
		'C, 8 users: 700 frames in use, and sharing saves 31 more; 4.3 pages read for a command.',
		'C, 8 users: 100.0 % of what the processor did was charged to somebody, 37.3 % of it to the service\'s own machines and CP\'s.',
		'1M of storage, 4 users: A 8.00 s and 4.3 pages read for a command; B 6.00 s and 4.3 pages read for a command; '
		+ 'C 4.00 s and 4.3 pages read for a command.',
		...['A', 'B', 'C'].map(letter =>
			`${letter}: 4 users of SBS beside 4 who compute are 50.0 % of all and had 25.0 % of the processor.`),
		'Under every assumption, with 4 users: from the fastest on C, B, A; A, B, C with "SBS module 375K". The slowest '
		+ 'takes 2.0 times as long as the fastest with "as assumed", 3.0 times with "SBS module 375K".',
		'Little\'s law, the response time law and the utilization law hold within 0.0012 % at every point.',
	]);
});

test('where no command was answered no response is told', t => {
	const points = result.points.map(each => each.scenario.configuration === 'LINK'
		? {...each, figures: {...each.figures, median: about(0), perHour: {mean: 0, low: 0, high: 0}}}
		: each);
	t.is(
		findings({...result, points})[1],
		'8 users: C 0.50 s (0.49 s to 0.51 s); B 0.80 s (0.79 s to 0.81 s), 1.6 times as long; '
		+ 'A answers no command in the time measured.',
	);
});

test('of several sizes of storage each is told of', t => {
	const small = 512 * 1024;
	const points = result.points.flatMap(each =>
		[{...each, scenario: {...each.scenario, storage: small}}, each]);
	const lines = findings({...result, options: {...result.options, storages: [small, standard.storage]}, points});
	t.deepEqual(
		lines.filter(line => line.includes(' 8 users: C')).map(line => line.split(' C ')[0]),
		['512K: 8 users:', '4M: 8 users:'],
	);
});
