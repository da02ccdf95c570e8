/**
 * What the figures say, in sentences. Nothing here knows which configuration should win: where the intervals of two
 * figures overlap, they are said not to differ.
 */
import {greatest} from '../base/sequences.js';
import {letterOf, type Configuration} from './scenario.js';
import type {Estimate} from './statistics.js';
import type {StudyResult} from './study.js';
import type {FigureName, Point} from './summary.js';

/** Part of the time measured that a response takes where the laws are to hold. */
const shortPart = 0.02;
/** Part of a response that one notices. */
const noticed = 0.1;

const seconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} s`;
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

const overlap = (one: Estimate, other: Estimate): boolean => one.low <= other.high && other.low <= one.high;

/** Points of the first size of storage. */
const pointsOf = ({points, options}: StudyResult, configuration: Configuration): Point[] =>
	points.filter(({scenario}) => scenario.configuration === configuration && scenario.storage === options.storages[0]);

/** The figure with two ends, as the text tells it. */
const told = ({mean, low, high}: Estimate): string => `${seconds(mean)} (${seconds(low)} to ${seconds(high)})`;

/** A point beside the fastest. */
function compared(point: Point, best: Estimate, figure: FigureName): string {
	const own = point.figures[figure];
	const difference = overlap(own, best)
		? 'which does not differ surely'
		: `${(own.mean / best.mean).toFixed(1)} times as long`;
	return `${letterOf[point.scenario.configuration]} ${told(own)}, ${difference}`;
}

/** For one number of users: from the fastest on, with how many times as long the others take. */
export function order(result: StudyResult, users: number, figure: FigureName = 'median'): string | undefined {
	const [first, ...others] = result.options.configurations
		.flatMap(configuration => pointsOf(result, configuration))
		.filter(({scenario}) => scenario.users === users)
		.toSorted((one, other) => one.figures[figure].mean - other.figures[figure].mean);
	if (!first || others.length === 0) {
		return undefined;
	}

	const best = first.figures[figure];
	const rest = others.map(point => compared(point, best, figure));
	return `${users} user${users === 1 ? '' : 's'}: ${letterOf[first.scenario.configuration]} ${told(best)}; `
		+ `${rest.join('; ')}.`;
}

/** From how many users on others keep one waiting for a noticeable part of the response. */
export function lockoutBegins(points: readonly Point[]): number | undefined {
	return points.find(({figures}) => figures.lockout.mean > noticed * figures.mean.mean)?.scenario.users;
}

/** Of one configuration: lock-out, who pays, storage, fairness. */
function ofConfiguration(points: readonly Point[]): string[] {
	const {figures, scenario: {configuration, users, others}} = points.at(-1)!;
	const {
		lockout, mean, share, unbilled, savedFrames, frames, charged,
	} = figures;
	const letter = letterOf[configuration];
	const begins = lockoutBegins(points);
	const part = `more than ${percent(noticed)} of its response`;
	return [
		begins === undefined
			? `${letter}: at no load do others keep a command waiting for ${part}.`
			: `${letter}: from ${begins} user${begins === 1 ? '' : 's'} on others keep a command waiting for ${part}; `
				+ `with ${users} users for ${seconds(lockout.mean)} of ${seconds(mean.mean)}.`,
		`${letter}, ${users} users: ${percent(charged.mean)} of what the processor did was charged to somebody, all `
		+ `but ${percent(unbilled.mean)} of it to users; ${frames.mean.toFixed(0)} frames in use, and sharing saves `
		+ `${savedFrames.mean.toFixed(0)} more.`,
		...others > 0
			? [`${letter}: ${users} users of SBS beside ${others} who compute are ${percent(users / (users + others))} `
				+ `of the users and had ${percent(share.mean)} of the processor.`]
			: [],
	];
}

/** Sentences, in the order of the questions. */
export function findings(result: StudyResult): string[] {
	const {options, points} = result;
	// Where a response takes a great part of the time measured, what is under way at its ends is too much for a law.
	const short = points.filter(({figures, scenario}) => figures.mean.mean * 1e6 < scenario.measured * shortPart);
	const laws = greatest(short.flatMap(point => Object.values(point.laws)), 0);
	return [
		...options.users.map(users => order(result, users)).filter(line => line !== undefined),
		...options.configurations.flatMap(configuration => ofConfiguration(pointsOf(result, configuration))),
		`Little's law, the response time law and the utilization law hold within ${percent(laws)}`
		+ (short.length < points.length
			? `, where responses take no more than ${percent(shortPart)} of the time measured.`
			: ' at every point.'),
	];
}
