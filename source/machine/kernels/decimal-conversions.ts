/** PACK, UNPK, MVO, CVD and CVB (GA22-7000, "General Instructions") as functions of WebAssembly. */
import {
	bytes, float, giveBack, i32, i64, long, select, v128, when, word, type Code, type Local, type Routine,
} from './code.js';
import {
	digitsOf, value,
} from './decimal-digits.js';
import {
	four, invalid, lanes, mask, Operand, put, signed, window,
} from './decimal-fields.js';

const {constant} = long;
/** What CVB answers for invalid digits. */
const noWord = -(2n ** 63n);

/** A field's bytes, zeros before them. */
const fieldOf = (routine: Routine, at: Local, length: Local): Code =>
	bytes.and(bytes.load(window(at, length)), mask(routine, length.get));
const stored = (routine: Routine, at: Local, length: Local, result: Code): Code => [
	bytes.store(window(at, length), bytes.select(result, bytes.load(window(at, length)), mask(routine, length.get))),
	word.constant(0),
];
/** Bytes with their digits exchanged. */
const exchanged = (field: Local): Code =>
	bytes.or(bytes.shiftBytesLeft(field.get, 4), bytes.shiftBytesRight(field.get, 4));
const none = bytes.constant(lanes(() => 0));
/** The first operand's bytes but the last, and the second's last. */
const withLast = (first: Code, second: Code): Code =>
	bytes.shuffle(
		first,
		second,
		lanes(index => (index === 15 ? 31 : index)),
	);

export const pack = (routine: Routine): Code => {
	const [at1, length1, at2, length2] = four(routine);
	const field = routine.local(v128);
	const digits = routine.local(v128);
	/** The digits of bytes at even places, and before them those at odd places. */
	const second = bytes.shuffle(digits.get, none, lanes(index => index < 7 || index > 14 ? 16 : (index * 2) - 14));
	const first = bytes.shuffle(
		bytes.shiftBytesLeft(digits.get, 4),
		none,
		lanes(index => (index < 8 || index > 14 ? 16 : index * 2 - 15)),
	);
	return [
		field.set(fieldOf(routine, at2, length2)),
		digits.set(bytes.and(field.get, bytes.constant(lanes(() => 0x0F)))),
		stored(routine, at1, length1, withLast(bytes.or(first, second), exchanged(field))),
	];
};

export const unpack = (routine: Routine): Code => {
	const [at1, length1, at2, length2] = four(routine);
	const field = routine.local(v128);
	/** Second digits of bytes at even places, first ones at odd places. */
	const spread = lanes(index => index % 2 === 0 ? 7 + (index / 2) : 16 + 7 + ((index + 1) / 2));
	const zoned = bytes.or(
		bytes.shuffle(field.get, bytes.shiftBytesRight(field.get, 4), spread),
		bytes.constant(lanes(() => 0xF0)),
	);
	return [
		field.set(fieldOf(routine, at2, length2)),
		stored(routine, at1, length1, withLast(zoned, exchanged(field))),
	];
};

export const moveWithOffset = (routine: Routine): Code => {
	const [at1, length1, at2, length2] = four(routine);
	const field = routine.local(v128);
	/** The bytes moved left by one, and behind them the digit that stays. */
	const following = bytes.shuffle(
		field.get,
		bytes.shiftBytesLeft(bytes.load(window(at1, length1)), 4),
		lanes(index => (index === 15 ? 31 : index + 1)),
	);
	return [
		field.set(fieldOf(routine, at2, length2)),
		stored(
			routine,
			at1,
			length1,
			bytes.or(bytes.shiftBytesLeft(field.get, 4), bytes.shiftBytesRight(following, 4)),
		),
	];
};

export const toPacked = (routine: Routine): Code => {
	const at = routine.parameter(0);
	const number = routine.parameter(1);
	const eight = routine.local(i32);
	const magnitude = routine.local(i64);
	const minus = word.shiftRight(number.get, word.constant(31));
	return [
		eight.set(word.constant(8)),
		magnitude.set(long.fromSigned(number.get)),
		digitsOf(routine, magnitude, select(long.subtract(constant(0n), magnitude.get), magnitude.get, minus)),
		put(routine, at, eight, signed(magnitude.get, minus), constant(0n)),
		word.constant(0),
	];
};

/** The number of eight bytes; `wrong`, which is none of a word, where they are invalid. */
const numberOf = (routine: Routine, wrong: Code, result: (number: Code) => Code): Code => {
	const at = routine.parameter(0);
	const eight = routine.local(i32);
	const operand = new Operand(routine, at, eight);
	const magnitude = routine.local(i64);
	return [
		eight.set(word.constant(8)),
		operand.take,
		when(word.or(bytes.any(invalid(operand.digits)), operand.wrong), giveBack(wrong)),
		value(routine, magnitude, operand.low.get),
		result(select(long.subtract(constant(0n), magnitude.get), magnitude.get, operand.minus.get)),
	];
};

export const toBinary = (routine: Routine): Code => numberOf(routine, constant(noWord), number => number);
/** The same for callers that have no numbers of 64 bits. */
export const toNumber = (routine: Routine): Code =>
	numberOf(routine, float.constant(Number.NaN), number => float.fromSigned(number));
