/**
 * Hexadecimal floating-point numbers in functions of WebAssembly (GA22-7000, "Floating-Point Instructions", "Data
 * Format"): 64 bits with sign, exponent and fraction. A short number stands in their first half, and zeros behind it.
 */
import {
	giveBack, i64, long, when, word, type Code, type Local, type Routine,
} from './code.js';

export const layout = {
	sign: 1n << 63n,
	exponentShift: 56n,
	fraction: (1n << 56n) - 1n,
	/** What is not zero in a normalized number. */
	firstDigit: 0xFn << 52n,
	/** What a short number has. */
	short: 0xFFFF_FFFFn << 32n,
} as const;

/**
 * What an operation answers that may end in an exception, and has done nothing: no normalized number, and rare among
 * others. Its first word is 1.
 */
export const rareNumber = 1n << 32n;

/** An operation being written: its operands, and what ends its function with an answer. */
export type Task = {
	readonly routine: Routine;
	readonly operands: readonly [Local, Local];
	readonly answer: (number: Code) => Code;
};

export type WriteTask = (task: Task) => Code;

/** A function of numbers of 64 bits. */
export const ofNumbers = (write: WriteTask) => (routine: Routine): Code =>
	write({routine, operands: [routine.parameter(0), routine.parameter(1)], answer: giveBack});

export const rare = ({answer}: Task): Code => answer(long.constant(rareNumber));
export const zero = ({answer}: Task): Code => answer(long.constant(0n));

/** Digits of a result: all fourteen, or six. */
export type Width = 'long' | 'short';

export const exponentOf = (number: Code): Code =>
	word.and(word.from(long.shiftRight(number, long.constant(layout.exponentShift))), word.constant(127));
export const fractionOf = (number: Code): Code => long.and(number, long.constant(layout.fraction));
/** What `width` has room for. */
export const cut = (width: Width, number: Code): Code =>
	width === 'long' ? number : long.and(number, long.constant(layout.short));

/** Answers a result: its sign in the first bit of `sign`, a fraction of 56 bits. */
export const put = (task: Task, sign: Code, exponent: Local, fraction: Code): Code => [
	when(word.and(exponent.get, word.constant(~127)), rare(task)),
	task.answer(long.or(
		long.or(
			long.and(sign, long.constant(layout.sign)),
			long.shiftLeft(long.from(exponent.get), long.constant(layout.exponentShift)),
		),
		fraction,
	)),
];

/**
 * Moves the first digit of 64 bits that is not zero to their first bits, and the exponent with it; then eight bits
 * back.
 */
export const normalize = (routine: Routine, fraction: Local, exponent: Local): Code => {
	const zeros = routine.local(i64);
	return [
		zeros.set(long.and(long.leadingZeros(fraction.get), long.constant(0x3Cn))),
		exponent.set(word.subtract(exponent.get, word.shiftRight(word.from(zeros.get), word.constant(2)))),
		fraction.set(long.shiftRight(long.shiftLeft(fraction.get, zeros.get), long.constant(8n))),
	];
};

/** An operand's fraction, which is not zero, and its exponent are made those of the same number normalized. */
export const prenormalize = (routine: Routine, fraction: Local, exponent: Local): Code =>
	when(long.isZero(long.and(fraction.get, long.constant(layout.firstDigit))), [
		// Eight bits stand before a fraction.
		exponent.set(word.add(exponent.get, word.constant(2))),
		normalize(routine, fraction, exponent),
	]);
