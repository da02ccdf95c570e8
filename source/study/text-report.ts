/** The result in the terminal: what was run, tables, curves. */
import {findings} from './findings.js';
import {shownStorage, sizeText} from './options.js';
import {plot, type Curve} from './plot.js';
import {letterOf} from './scenario.js';
import type {StudyResult} from './study.js';
import {isAnswered, type FigureName} from './summary.js';
import {counted, tables, variationTables} from './table.js';

/** Of a terminal. */
const columns = 80;

const letters = (result: StudyResult, storage: number, figure: FigureName): Curve[] =>
	result.options.configurations.map(configuration => ({
		name: letterOf[configuration],
		points: result.points
			.filter(({scenario}) => scenario.configuration === configuration && scenario.storage === storage)
			.filter(point => isAnswered(point))
			.map(({scenario, figures}) => ({x: scenario.users, y: figures[figure].mean})),
	}));

const minutes = (microseconds: number): string => `${Number((microseconds / 60_000_000).toFixed(2))} min`;

/** `5 min`, `5 min to 15 min`. */
const measuredText = ({measured, most}: StudyResult['options']): string =>
	measured === most ? minutes(measured) : `${minutes(measured)} to ${minutes(most)}`;

/** Lines. */
export function textReport(result: StudyResult): string[] {
	const {options} = result;
	// Curves are of the standard size where it is among several.
	const storage = shownStorage(options);
	const which = options.storages.length > 1 ? `, storage ${sizeText(storage)}` : '';
	const seeds = counted(options.seeds, 'seed');
	return [
		`Users think ${options.mix.think} s between lines; ${seeds} from ${options.seed}, each`,
		`${measuredText(options)} of simulated time behind ${minutes(options.warmUp)} not measured.`,
		options.seeds > 1
			? 'Figures are means over the seeds; ± is half the 95 % confidence interval.'
			: 'Of one seed: how sure the figures are is not known.',
		'',
		...tables(result),
		...options.users.length > 1
			? [
				...plot(`Response time, median, seconds${which}`, letters(result, storage, 'median'), true),
				...plot(`Commands per hour${which}`, letters(result, storage, 'perHour')),
			]
			: [],
		...variationTables(result),
		...[...findings(result), ...failureLines(result)].flatMap(line => wrapped(line)),
	];
}

/** A sentence in lines of a terminal. */
function wrapped(sentence: string): string[] {
	const lines: string[] = [];
	for (const word of sentence.split(' ')) {
		const last = lines.at(-1);
		if (last === undefined || last.length + word.length >= columns) {
			lines.push(last === undefined ? word : `  ${word}`);
		} else {
			lines[lines.length - 1] = `${last} ${word}`;
		}
	}

	return lines;
}

/** What went wrong, and how often, all runs together. */
function failureLines({points}: StudyResult): string[] {
	const counts = new Map<string, number>();
	for (const [text, count] of points.flatMap(({failures}) => Object.entries(failures))) {
		counts.set(text, (counts.get(text) ?? 0) + count);
	}

	return [...counts].map(([text, count]) => `${count} times ${text}`);
}
