/** The result in the terminal: what was run, tables, curves. */
import {greatest} from '../base/sequences.js';
import {findings} from './findings.js';
import {plot, type Curve} from './plot.js';
import {letterOf} from './scenario.js';
import type {StudyResult} from './study.js';
import type {FigureName} from './summary.js';
import {tables} from './table.js';

const letters = (result: StudyResult, storage: number, figure: FigureName): Curve[] =>
	result.options.configurations.map(configuration => ({
		name: letterOf[configuration],
		points: result.points
			.filter(({scenario}) => scenario.configuration === configuration && scenario.storage === storage)
			.map(({scenario, figures}) => ({x: scenario.users, y: figures[figure].mean})),
	}));

/** Lines. */
export function textReport(result: StudyResult): string[] {
	const {options, sensitivities} = result;
	const minutes = (microseconds: number): string => `${microseconds / 60_000_000} min`;
	const [storage] = options.storages;
	return [
		`Users think ${options.mix.think} s between lines; ${options.seeds} seeds from ${options.seed}, each `
		+ `${minutes(options.measured)} of simulated time behind ${minutes(options.warmUp)} not measured.`,
		'Figures are means over the seeds; ± is half the 95 % confidence interval.',
		'',
		...tables(result),
		...options.users.length > 1
			? [
				...plot('Response time, median, seconds', letters(result, storage, 'median')),
				...plot('Commands per hour', letters(result, storage, 'perHour')),
			]
			: [],
		...sensitivities.length > 0 ? sensitivityLines(result) : [],
		...findings(result),
		...failureLines(result),
	];
}

/** What went wrong, and how often, all runs together. */
function failureLines({points}: StudyResult): string[] {
	const counts = new Map<string, number>();
	for (const [text, count] of points.flatMap(({failures}) => Object.entries(failures))) {
		counts.set(text, (counts.get(text) ?? 0) + count);
	}

	return [...counts].map(([text, count]) => `${count} times ${text}`);
}

/** Median response of each configuration under each assumption. */
function sensitivityLines({options, sensitivities}: StudyResult): string[] {
	const [first] = sensitivities;
	const names = [...new Set(sensitivities.map(({variation}) => variation.name))];
	const width = greatest(names.map(name => name.length));
	return [
		`What the result owes to each assumption: median response in seconds of ${first.point.scenario.users} users`,
		`${' '.repeat(width)}  ${options.configurations.map(each => each.padStart(8)).join('')}`,
		...names.map(name => `${name.padEnd(width)}  ${options.configurations.map(configuration => {
			const found = sensitivities.find(({variation, point}) => variation.name === name
				&& point.scenario.configuration === configuration);
			return (found?.point.figures.median.mean.toFixed(2) ?? '').padStart(8);
		}).join('')}`),
		'',
	];
}
