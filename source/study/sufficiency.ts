/** When a run has been measured for long enough. */
import type {Command} from './observation.js';
import type {Observer} from './observer.js';

/** A run is so many responses long, so that its ends do not decide which commands are seen. */
const responses = 20;
/** Half the median's interval, as a part of the median. */
const precision = 0.15;
/** Of the standard normal distribution: 95 % are between this and its negative. */
const normal = 1.96;

/**
 * Half the 95 % confidence interval of a median, whatever the distribution, as a part of the median: from the values
 * whose ranks are by 0.98 √n before and behind the middle one's. They follow each other in one run, so it is a rule
 * when to end; what is told of a figure's precision comes from several runs.
 */
export function medianPrecision(values: readonly number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = (sorted.length - 1) / 2;
	const ranks = normal / 2 * Math.sqrt(sorted.length);
	const low = sorted[Math.floor(middle - ranks)];
	const high = sorted[Math.ceil(middle + ranks)];
	return low === undefined || high === undefined
		? Number.POSITIVE_INFINITY
		: (high - low) / 2 / sorted[Math.round(middle)];
}

/** `length`: how long has been measured, microseconds. */
export function isEnough(observer: Pick<Observer, 'commands' | 'spent'>, length: number): boolean {
	const {residence} = observer.spent();
	const {commands} = observer;
	const mean = residence / commands.length;
	return length >= responses * mean
		&& medianPrecision(commands.map(({entered, answered}: Command) => answered - entered)) <= precision;
}
