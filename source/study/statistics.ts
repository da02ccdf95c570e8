/** Figures of several runs, and how sure they are. */

/** The mean of several runs, and the bounds that it has in 95 of 100 such experiments. */
export type Estimate = {
	readonly mean: number;
	readonly low: number;
	readonly high: number;
};

/** 97.5 % points of Student's distribution, by degrees of freedom from 1; behind them the normal one's. */
const student = [
	12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12,
	2.11, 2.101, 2.093, 2.086,
];
const normal = 1.96;

export const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

export const mean = (values: readonly number[]): number => values.length === 0 ? 0 : sum(values) / values.length;

/** The value below which that part of all lies, between two of them in proportion; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
	const sorted = values.toSorted((one, other) => one - other);
	const at = (sorted.length - 1) * part;
	const below = Math.floor(at);
	return sorted.length === 0
		? 0
		: sorted[below] + ((sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]) * (at - below));
}

/** Of independent runs, one value each. One run says nothing of how sure it is. */
export function estimate(values: readonly number[]): Estimate {
	const middle = mean(values);
	if (values.length < 2) {
		return {mean: middle, low: middle, high: middle};
	}

	const variance = sum(values.map(each => (each - middle) * (each - middle))) / (values.length - 1);
	const half = (student[values.length - 2] ?? normal) * Math.sqrt(variance / values.length);
	return {mean: middle, low: middle - half, high: middle + half};
}
