/**
 * Hexadecimal floating point (GA22-7000, "Floating-Point Instructions") as functions of WebAssembly, where its
 * fractions of 56 bits, with a guard digit 60, are numbers. They are exact, but for what may be an exception: exponents
 * out of range and divisors of zero are left to `instructions/floating-point/`.
 */
import {
	giveBack, i32, i64, instantiate, long, word, type Code, type Definition, type Routine,
} from './code.js';
import {ofNumbers, rareNumber} from './float-numbers.js';
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

const operations = {
	add: add('long'),
	addShort: add('short'),
	addUnnormalized: addUnnormalized('long'),
	addUnnormalizedShort: addUnnormalized('short'),
	multiply,
	multiplyShort,
	divide,
	divideShort,
	halve: halve('long'),
	halveShort: halve('short'),
	compare: compare('long'),
	compareShort: compare('short'),
} as const;

const isOfOne = (name: string): boolean => name.startsWith('halve');
const isComparison = (name: string): boolean => name.startsWith('compare');

const definitions: readonly Definition[] = Object.entries(operations).map(([name, write]) => ({
	name,
	parameters: isOfOne(name) ? [i64] : [i64, i64],
	result: isComparison(name) ? i32 : i64,
	write: ofNumbers(write),
}));

/** The number whose words begin at a parameter. */
const numberOf = (routine: Routine, at: number): Code => long.or(
	long.shiftLeft(long.from(routine.parameter(at).get), long.constant(32n)),
	long.from(routine.parameter(at + 1).get),
);

const ofWords = (name: keyof WordKernels): Definition => ({
	name: `${name}Words`,
	parameters: isOfOne(name) ? 2 : 4,
	result: i32,
	write(routine) {
		const operands = [routine.local(i64), routine.local(i64)] as const;
		const number = routine.local(i64);
		return [
			operands[0].set(numberOf(routine, 0)),
			isOfOne(name) ? [] : operands[1].set(numberOf(routine, 2)),
			operations[name]({
				routine,
				operands,
				answer: isComparison(name)
					? giveBack
					: answer => [
						number.set(answer),
						word.store(word.constant(routine.area), word.from(number.get)),
						giveBack(word.from(long.shiftRight(number.get, long.constant(32n)))),
					],
			}),
		];
	},
});

const wordDefinitions: readonly Definition[] =
	(['add', 'compare', 'multiply', 'divide', 'halve'] as const).map(name => ofWords(name));

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
