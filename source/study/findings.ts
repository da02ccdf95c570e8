/**
 * What the figures say, in sentences. Nothing here knows which configuration should win: where the intervals of two
 * figures overlap, they are said not to differ.
 */
import {greatest, smallest} from '../base/sequences.js';
import {sizeText, type VariationGroup} from './options.js';
import {letterOf, type Configuration} from './scenario.js';
import type {Estimate} from './statistics.js';
import type {StudyResult} from './study.js';
import {isAnswered, type FigureName, type Point} from './summary.js';
import {counted} from './table.js';

/** Part of a response that one notices. */
const noticed = 0.1;

const seconds = (value: number): string => `${value.toFixed(Math.abs(value) < 9.995 ? 2 : 1)} s`;
const percent = (value: number, digits = 1): string => `${(value * 100).toFixed(digits)} %`;
const countOf = (users: number): string => counted(users, 'user');

const overlap = (one: Estimate, other: Estimate): boolean => one.low <= other.high && other.low <= one.high;

const pointsOf = ({points}: StudyResult, configuration: Configuration, storage: number): Point[] =>
	points.filter(({scenario}) => scenario.configuration === configuration && scenario.storage === storage);

/** The figure with two ends, as the text tells it; a time is never less than nothing, and one run has no interval. */
function told({figures, seeds}: Point, figure: FigureName): string {
	const {mean, low, high} = figures[figure];
	return `${seconds(mean)}${seeds.length > 1 ? ` (${seconds(Math.max(0, low))} to ${seconds(high)})` : ''}`;
}

/** A point beside the fastest. */
function compared(point: Point, best: Estimate, figure: FigureName): string {
	const own = point.figures[figure];
	const difference = point.seeds.length > 1 && overlap(own, best)
		? 'which does not differ surely'
		: `${(own.mean / best.mean).toFixed(1)} times as long`;
	return `${letterOf[point.scenario.configuration]} ${told(point, figure)}, ${difference}`;
}

/** For one number of users: from the fastest on, with how many times as long the others take. */
function order(result: StudyResult, users: number, storage: number, figure: FigureName = 'median'): string | undefined {
	const points = result.options.configurations
		.flatMap(configuration => pointsOf(result, configuration, storage))
		.filter(({scenario}) => scenario.users === users);
	const [first, ...others] = points
		.filter(point => isAnswered(point))
		.toSorted((one, other) => one.figures[figure].mean - other.figures[figure].mean);
	if (!first || points.length === 1) {
		return undefined;
	}

	const best = first.figures[figure];
	const rest = [
		...others.map(point => compared(point, best, figure)),
		...points.filter(point => !isAnswered(point))
			.map(({scenario}) => `${letterOf[scenario.configuration]} answers no command in the time measured`),
	];
	const fastest = `${letterOf[first.scenario.configuration]} ${told(first, figure)}`;
	return `${countOf(users)}: ${fastest}; ${rest.join('; ')}.`;
}

/** From how many users on others keep one waiting for a noticeable part of the response. */
export function lockoutBegins(points: readonly Point[]): number | undefined {
	return points.find(({figures}) => figures.lockout.mean > noticed * figures.mean.mean)?.scenario.users;
}

/** Of one configuration: lock-out, storage, who pays, fairness. */
function ofConfiguration(points: readonly Point[]): string[] {
	const {figures, scenario: {configuration, users, others}} = points.at(-1)!;
	const {
		lockout, mean, share, unbilled, savedFrames, frames, charged, pageReads,
	} = figures;
	const letter = letterOf[configuration];
	const begins = lockoutBegins(points);
	const part = `more than ${percent(noticed, 0)} of its response`;
	return [
		begins === undefined
			? `${letter}: at no load do others keep a command waiting for ${part}.`
			: `${letter}: from ${countOf(begins)} on others keep a command waiting for ${part}; with ${users} for `
				+ `${seconds(lockout.mean)} of ${seconds(mean.mean)}.`,
		`${letter}, ${countOf(users)}: ${frames.mean.toFixed(0)} frames in use, and sharing saves `
		+ `${savedFrames.mean.toFixed(0)} more; ${pageReads.mean.toFixed(1)} pages read for a command.`,
		`${letter}, ${countOf(users)}: ${percent(charged.mean)} of what the processor did was charged to somebody, `
		+ `${percent(unbilled.mean)} of it to the service's own machines and CP's.`,
		...others > 0 ? [shareLine(letter, users, others, share)] : [],
	];
}

const shareLine = (letter: string, users: number, others: number, share: Estimate): string =>
	`${letter}: ${countOf(users)} of SBS beside ${others} who compute are ${percent(users / (users + others))} of all `
	+ `and had ${percent(share.mean)} of the processor.`;

/** How many times as long the slowest configuration takes as the fastest, and which they are. */
function spread(points: readonly Point[]): {readonly order: string; readonly ratio: number} {
	const sorted = points.toSorted((one, other) => one.figures.median.mean - other.figures.median.mean);
	return {
		order: sorted.map(({scenario}) => letterOf[scenario.configuration]).join(', '),
		ratio: sorted.at(-1)!.figures.median.mean / sorted[0].figures.median.mean,
	};
}

/** Points of a group's variations, by their names. */
function groupOf({sensitivities}: StudyResult, group: VariationGroup): Map<string, Point[]> {
	const groups = new Map<string, Point[]>();
	for (const {variation, point} of sensitivities.filter(each => each.variation.group === group)) {
		groups.set(variation.name, [...groups.get(variation.name) ?? [], point]);
	}

	return groups;
}

/** Which assumption the result owes most to. */
function assumptionLines(result: StudyResult): string[] {
	// A variation that some configuration cannot have says nothing of the order of all.
	const {configurations} = result.options;
	const rows = [...groupOf(result, 'assumption')]
		.filter(([, points]) => points.length > 1
			&& points.length === configurations.length && points.every(point => isAnswered(point)))
		.map(([name, points]) => ({name, ...spread(points)}));
	if (rows.length < 2) {
		return [];
	}

	const [{order: usual}] = rows;
	const other = rows.filter(row => row.order !== usual);
	const small = smallest(rows.map(({ratio}) => ratio));
	const great = greatest(rows.map(({ratio}) => ratio));
	const nameOf = (ratio: number): string => rows.find(row => row.ratio === ratio)!.name;
	const {users} = result.sensitivities[0].point.scenario;
	return [
		`Under every assumption, with ${countOf(users)}: from the fastest on ${usual}`
		+ `${other.map(row => `; ${row.order} with "${row.name}"`).join('')}. The slowest takes `
		+ `${small.toFixed(1)} times as long as the fastest with "${nameOf(small)}", `
		+ `${great.toFixed(1)} times with "${nameOf(great)}".`,
	];
}

/** What little storage does. */
function storageLines(result: StudyResult): string[] {
	return [...groupOf(result, 'storage').values()].map(points => {
		const answered = points.filter(point => isAnswered(point));
		const parts = answered.map(({scenario, figures}) => `${letterOf[scenario.configuration]} `
			+ `${seconds(figures.median.mean)} and ${figures.pageReads.mean.toFixed(1)} pages read for a command`);
		return `${sizeText(points[0].scenario.storage)} of storage, ${countOf(points[0].scenario.users)}: `
			+ `${parts.join('; ')}.`;
	});
}

const shareLines = (result: StudyResult): string[] => [...groupOf(result, 'share').values()].flat()
	.map(({scenario: {configuration, users, others}, figures}) =>
		shareLine(letterOf[configuration], users, others, figures.share));

/** Of one size of real storage: who is faster, and why. */
const ofStorage = (result: StudyResult, storage: number): string[] => [
	...result.options.users.map(users => order(result, users, storage)).filter(line => line !== undefined),
	...result.options.configurations.flatMap(configuration =>
		ofConfiguration(pointsOf(result, configuration, storage))),
];

/** Sentences, in the order of the questions. */
export function findings(result: StudyResult): string[] {
	const {options, points} = result;
	const broken = greatest(points.flatMap(point => Object.values(point.laws)), 0);
	return [
		...options.storages.flatMap(storage => ofStorage(result, storage)
			.map(line => options.storages.length > 1 ? `${sizeText(storage)}: ${line}` : line)),
		...storageLines(result),
		...shareLines(result),
		...assumptionLines(result),
		`Little's law, the response time law and the utilization law hold within ${percent(broken, 4)} at every point.`,
	];
}
