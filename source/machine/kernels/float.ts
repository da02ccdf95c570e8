/**
 * Hexadecimal floating point (GA22-7000, "Floating-Point Instructions") as functions of WebAssembly, where its
 * fractions of 56 bits, with a guard digit 60, are numbers. They are exact, but for what may be an exception: exponents
 * out of range and divisors of zero are left to `instructions/floating-point/`.
 */
import {
	call, i32, i64, instantiate, long, word, type Code, type Definition, type Routine,
} from './code.js';
import {rareNumber} from './float-numbers.js';
import {
	divide, divideShort, halve, multiply, multiplyShort,
} from './float-products.js';
import {add, addUnnormalized, compare} from './float-sums.js';

/** Of numbers of 64 bits; short ones stand in their first halves, with zeros behind them. */
type OfTwo = (first: bigint, second: bigint) => bigint;

/**
 * The answer is the result, or `rareNumber` where nothing was done. Whether a sum may be zero the caller has to know.
 */
export type FloatKernels = {
	readonly add: OfTwo;
	readonly addShort: OfTwo;
	readonly addUnnormalized: OfTwo;
	readonly addUnnormalizedShort: OfTwo;
	readonly multiply: OfTwo;
	/** Short operands, a long product. */
	readonly multiplyShort: OfTwo;
	readonly divide: OfTwo;
	readonly divideShort: OfTwo;
	halve(number: bigint): bigint;
	halveShort(number: bigint): bigint;
	/** Answer the condition code; the second number has its sign changed. */
	compare(first: bigint, second: bigint): number;
	compareShort(first: bigint, second: bigint): number;
};

/**
 * The same for callers that have no numbers of 64 bits: of their words. Each function but `compare` answers the first
 * word of its result, `rareWord` where nothing was done, and puts the second at the area's start, in the host's order
 * of bytes.
 */
export type WordKernels = {
	add(high: number, low: number, otherHigh: number, otherLow: number): number;
	compare(high: number, low: number, otherHigh: number, otherLow: number): number;
	multiply(high: number, low: number, otherHigh: number, otherLow: number): number;
	divide(high: number, low: number, otherHigh: number, otherLow: number): number;
	halve(high: number, low: number): number;
};

export const rareWord = Number(rareNumber >> 32n);

/** Bytes that the functions need for themselves. */
export const floatArea = 8;

const ofTwo: Readonly<Record<string, (routine: Routine) => Code>> = {
	add: add('long'),
	addShort: add('short'),
	addUnnormalized: addUnnormalized('long'),
	addUnnormalizedShort: addUnnormalized('short'),
	multiply,
	multiplyShort,
	divide,
	divideShort,
};

const definitions: readonly Definition[] = [
	...Object.entries(ofTwo).map(([name, write]): Definition => ({
		name, parameters: [i64, i64], result: i64, write,
	})),
	...(['long', 'short'] as const).flatMap((width): readonly Definition[] => [
		{
			name: width === 'long' ? 'halve' : 'halveShort', parameters: [i64], result: i64, write: halve(width),
		},
		{
			name: width === 'long' ? 'compare' : 'compareShort',
			parameters: [i64, i64],
			result: i32,
			write: compare(width),
		},
	]),
];

/** The number whose words begin at a parameter. */
const numberOf = (routine: Routine, at: number): Code => long.or(
	long.shiftLeft(long.from(routine.parameter(at).get), long.constant(32n)),
	long.from(routine.parameter(at + 1).get),
);

/** Calls a function above by so many numbers. */
const ofWords = (name: keyof WordKernels, numbers: 1 | 2): Definition => ({
	name: `${name}Words`,
	parameters: 2 * numbers,
	result: i32,
	write(routine) {
		const answer = call(
			definitions.findIndex(each => each.name === name),
			Array.from({length: numbers}, (_, index) => numberOf(routine, 2 * index)),
		);
		if (name === 'compare') {
			return answer;
		}

		const number = routine.local(i64);
		return [
			number.set(answer),
			word.store(word.constant(routine.area), word.from(number.get)),
			word.from(long.shiftRight(number.get, long.constant(32n))),
		];
	},
});

const wordDefinitions: readonly Definition[] = [
	ofWords('add', 2), ofWords('compare', 2), ofWords('multiply', 2), ofWords('divide', 2), ofWords('halve', 1),
];

/** The functions on a memory, of which `floatArea` bytes from `area` are theirs. */
export function floatKernels(
	memory: WebAssembly.Memory,
	area: number,
): {readonly numbers: FloatKernels; readonly words: WordKernels} {
	const functions = instantiate(memory, [...definitions, ...wordDefinitions], {at: area}) as FloatKernels
		& {readonly [Name in keyof WordKernels as `${Name}Words`]: WordKernels[Name]};
	return {
		numbers: functions,
		words: {
			add: functions.addWords,
			compare: functions.compareWords,
			multiply: functions.multiplyWords,
			divide: functions.divideWords,
			halve: functions.halveWords,
		},
	};
}
