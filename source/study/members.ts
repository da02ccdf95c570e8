/**
 * The library of the study: members with the sizes of a development project's, which lie on the SBS disk before
 * anybody is measured. Half of them are within 120 records, one in a hundred is over 2,000 (a lognormal distribution
 * with these two points). Each is a program that assembles, so that BUILD has something to do.
 */
import {exponential, logarithm} from './exact.js';
import {Random} from './random.js';

/** Members of one user: only he may store them. */
export type Member = {
	readonly name: string;
	readonly type: string;
	/** Number of the user who owns it, from 0. */
	readonly owner: number;
	readonly lines: readonly string[];
};

/** Seed of the library: it is the same whatever the seed of the users. */
export const librarySeed = 1;

/** Records of the median member, and the logarithm's standard deviation: one in a hundred over 2,000. */
const median = 120;
const deviation = logarithm(2000 / median) / 2.326;
const fewest = 8;
/** Lines of the shortest member that are between CSECT and USING before them, and BR and END behind. */
export const changeable = {first: 3, count: fewest - 4} as const;
const most = 5000;

export function sizeOf(random: Random): number {
	return Math.min(most, Math.max(fewest, Math.round(median * exponential(deviation * random.normal()))));
}

const operations = [
	'LA    1,1(0,1)', 'LR    2,1', 'AR    2,3', 'SR    4,4', 'LTR   5,2', 'SLL   2,2', 'XR    0,0', 'NR    6,5',
];

/** A program of so many records. */
export function sourceOf(name: string, records: number, random: Random): string[] {
	const body = Array.from({length: Math.max(1, records - 4)}, (_, index) => index % 6 === 5
		? `*        STEP ${index}: WHAT IT IS FOR, AND WHY`
		: `         ${operations[random.below(operations.length)].padEnd(24)} STEP ${index}`);
	return [
		`${name.padEnd(8)} CSECT`,
		'         USING *,15',
		...body,
		'         BR    14',
		`         END   ${name}`,
	];
}

/** `count` members, owned by so many users in turn. */
export function library(count: number, users: number, seed: number): Member[] {
	const random = new Random(seed, 7);
	return Array.from({length: count}, (_, index) => {
		const name = `M${String(index).padStart(5, '0')}`;
		return {
			name, type: 'ASSEMBLE', owner: index % users, lines: sourceOf(name, sizeOf(random), random),
		};
	});
}
