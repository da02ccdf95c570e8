/**
 * Packed decimal fields in functions of WebAssembly (GA22-7000, "Decimal Instructions", "Decimal-Operand Data"). A
 * field is read and written as the sixteen bytes that end with it; what belongs to others is masked off, and written
 * back as it was. So sixteen bytes of the host's storage must precede its end.
 */
import {
	bytes, giveBack, i32, i64, long, select, v128, when, word, type Code, type Local, type Routine,
} from './code.js';

const {constant} = long;

/** Tables and work areas from the routine's area on: masks at 0, a result in work at 64. */
export const workOffset = 64;
export const decimalArea = workOffset + 256 + 16;
/** What stands in the area at first. */
export const decimalTables = Array.from({length: 32}, (_, index) => index < 16 ? 0 : 0xFF);

/** Ends the function: nothing was done. */
export const fails = giveBack(word.constant(-1));
/** Sixteen bytes by their number. */
export const lanes = (lane: (index: number) => number): Code => Array.from({length: 16}, (_, index) => lane(index));
/** The bytes that belong to a field of a length, within the sixteen that end with it: all ones. */
export const mask = (routine: Routine, length: Code): Code => bytes.load(length, routine.area);
/** Where those begin. */
export const window = (at: Local, length: Local): Code =>
	word.subtract(word.add(at.get, length.get), word.constant(16));

const reverse = lanes(index => 15 - index);

/** Invalid digits, as bits that are set. */
export const invalid = (digits: Local): Code =>
	bytes.and(
		digits.get,
		bytes.and(
			bytes.or(bytes.shiftLeft(digits.get, 1), bytes.shiftLeft(digits.get, 2)),
			bytes.constant(lanes(() => 0x88)),
		),
	);

/** The routine's first four parameters. */
export const four = (routine: Routine): [Local, Local, Local, Local] => [
	routine.parameter(0),
	routine.parameter(1),
	routine.parameter(2),
	routine.parameter(3),
];

/** A packed operand taken apart. */
export class Operand {
	readonly field: Local;
	readonly digits: Local;
	/** Sign digit, and whether it means minus. */
	readonly sign: Local;
	readonly minus: Local;
	/** The last fifteen digits, and those before. */
	readonly low: Local;
	readonly high: Local;
	/** Takes the operand apart. */
	readonly take: Code;
	/** Not zero where it is invalid. */
	readonly wrong: Code;

	constructor(routine: Routine, at: Local, length: Local) {
		this.field = routine.local(v128);
		this.digits = routine.local(v128);
		this.sign = routine.local(i32);
		this.minus = routine.local(i32);
		this.low = routine.local(i64);
		this.high = routine.local(i64);
		const turned = routine.local(v128);
		const last = routine.local(i64);
		this.take = [
			this.field.set(bytes.and(bytes.load(window(at, length)), mask(routine, length.get))),
			this.digits.set(bytes.and(this.field.get, bytes.constant(lanes(index => index === 15 ? 0xF0 : 0xFF)))),
			turned.set(bytes.shuffle(this.field.get, this.field.get, reverse)),
			last.set(bytes.low(turned.get)),
			this.sign.set(word.and(word.from(last.get), word.constant(15))),
			this.minus.set(word.and(word.shiftRight(word.constant(0x2800), this.sign.get), word.constant(1))),
			this.low.set(long.shiftRight(last.get, constant(4n))),
			this.high.set(bytes.high(turned.get)),
		];
		this.wrong = word.less(this.sign.get, word.constant(10));
	}
}

/** Ends the function where an operand is invalid. */
export const checked = (...operands: readonly [Operand, Operand?]): Code => {
	const [first, second] = operands;
	return second
		? when(
			word.or(
				bytes.any(bytes.or(invalid(first.digits), invalid(second.digits))),
				word.or(first.wrong, second.wrong),
			),
			fails,
		)
		: when(word.or(bytes.any(invalid(first.digits)), first.wrong), fails);
};

/**
 * Stores the digits `high` and `low` (shifted and with its sign) into a field; first ends the function where some do
 * not fit.
 */
export const put = (routine: Routine, at: Local, length: Local, low: Code, high: Code): Code => {
	const value = routine.local(v128);
	return [
		value.set(bytes.of(low, high)),
		value.set(bytes.shuffle(value.get, value.get, reverse)),
		when(bytes.any(bytes.andNot(value.get, mask(routine, length.get))), fails),
		bytes.store(
			window(at, length),
			bytes.select(value.get, bytes.load(window(at, length)), mask(routine, length.get)),
		),
	];
};

/** Fifteen digits with their sign. */
export const signed = (digits: Code, minus: Code): Code =>
	long.or(long.shiftLeft(digits, constant(4n)), long.from(word.add(word.constant(12), minus)));

/** The condition code of digits that are zero (`zero`) or have a sign. */
export const code = (zero: Code, minus: Code): Code =>
	select(word.constant(0), word.subtract(word.constant(2), minus), zero);
