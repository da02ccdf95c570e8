/**
 * A small assembler for WebAssembly, for the loops and sums that the machine's instructions need and JavaScript has no
 * numbers for: expressions are functions on code.
 */
import {
	leb, signedLeb, signedLeb64, type Code,
} from '../webassembly-bytes.js';

export type {Code} from '../webassembly-bytes.js';
export {
	f64, i32, i64, instantiate, v128, Routine, type Definition, type Local,
} from '../webassembly-module.js';

type Unary = (value: Code) => Code;
type Binary = (first: Code, second: Code) => Code;

const unary = (...operation: number[]): Unary => value => [value, operation];
const binary = (...operation: number[]): Binary => (first, second) => [first, second, operation];

/**
 * Numbers of 32 bits; comparisons and divisions are unsigned unless they say otherwise, and so are shifts to the right.
 */
export const word = {
	constant: (value: number): Code => [0x41, signedLeb(value)],
	isZero: unary(0x45),
	equal: binary(0x46),
	different: binary(0x47),
	lessSigned: binary(0x48),
	less: binary(0x49),
	add: binary(0x6A),
	subtract: binary(0x6B),
	multiply: binary(0x6C),
	and: binary(0x71),
	or: binary(0x72),
	xor: binary(0x73),
	shiftLeft: binary(0x74),
	shiftRight: binary(0x76),
	/** Low half of a number of 64 bits. */
	from: unary(0xA7),
	loadByte: (address: Code, offset = 0): Code => [address, 0x2D, 0, leb(offset)],
	storeByte: (address: Code, value: Code, offset = 0): Code => [address, value, 0x3A, 0, leb(offset)],
	store: (address: Code, value: Code, offset = 0): Code => [address, value, 0x36, 0, leb(offset)],
} as const;

/** The same of 64 bits. */
export const long = {
	constant: (value: bigint): Code => [0x42, signedLeb64(BigInt.asIntN(64, value))],
	isZero: unary(0x50),
	leadingZeros: unary(0x79),
	equal: binary(0x51),
	lessSigned: binary(0x53),
	less: binary(0x54),
	add: binary(0x7C),
	subtract: binary(0x7D),
	multiply: binary(0x7E),
	divide: binary(0x80),
	divideSigned: binary(0x7F),
	and: binary(0x83),
	or: binary(0x84),
	xor: binary(0x85),
	shiftLeft: binary(0x86),
	shiftRight: binary(0x88),
	shiftRightSigned: binary(0x87),
	/** A number of 32 bits without sign, and with its sign. */
	from: unary(0xAD),
	fromSigned: unary(0xAC),
	/** Whole part of a floating-point number. */
	truncated: unary(0xB0),
	load: (address: Code): Code => [address, 0x29, 0, 0],
	store: (address: Code, value: Code): Code => [address, value, 0x37, 0, 0],
	storeByte: (address: Code, value: Code): Code => [address, value, 0x3C, 0, 0],
} as const;

export const float = {
	constant: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
	less: binary(0x63),
	negative: unary(0x9A),
	multiply: binary(0xA2),
	divide: binary(0xA3),
	from: unary(0xBA),
	fromSigned: unary(0xB9),
} as const;

/** Sixteen bytes. */
export const bytes = {
	constant: (values: Code): Code => [0xFD, 0x0C, values],
	load: (address: Code, offset = 0): Code => [address, 0xFD, 0, 0, leb(offset)],
	store: (address: Code, value: Code, offset = 0): Code => [address, value, 0xFD, 0x0B, 0, leb(offset)],
	/** Bytes of both operands by their numbers, 0–31. */
	shuffle: (first: Code, second: Code, lanes: Code): Code => [first, second, 0xFD, 0x0D, lanes],
	/** Made of two numbers of 64 bits. */
	of: (low: Code, high: Code): Code => [low, 0xFD, 0x12, high, 0xFD, 0x1E, 1],
	low: unary(0xFD, 0x1D, 0),
	high: unary(0xFD, 0x1D, 1),
	and: binary(0xFD, 0x4E),
	/** The first operand's bits that the second has not. */
	andNot: binary(0xFD, 0x4F),
	or: binary(0xFD, 0x50),
	/** The first operand's bits where the mask is one, else the second's. */
	select: (first: Code, second: Code, mask: Code): Code => [first, second, mask, 0xFD, 0x52],
	any: unary(0xFD, 0x53),
	/** Bytes of ones where the operands differ. */
	different: binary(0xFD, 0x24),
	/** Shifts of each byte, and of both halves. */
	shiftBytesLeft: (value: Code, bits: number): Code => [value, word.constant(bits), 0xFD, 0x6B],
	shiftBytesRight: (value: Code, bits: number): Code => [value, word.constant(bits), 0xFD, 0x6D],
	shiftLeft: (value: Code, bits: number): Code => [value, word.constant(bits), 0xFD, 0xCB, 1],
} as const;

/** The first value where the condition is not zero. Both are made. */
export const select = (first: Code, second: Code, condition: Code): Code => [first, second, condition, 0x1B];
export const when = (condition: Code, body: Code, otherwise: Code = []): Code => [
	condition, 0x04, 0x40, body, otherwise.length > 0 ? [0x05, otherwise] : [], 0x0B,
];
/** Repeats while the condition is not zero. */
export const whilst = (condition: Code, body: Code): Code => [
	0x02, 0x40, 0x03, 0x40, condition, 0x45, 0x0D, 1, body, 0x0C, 0, 0x0B, 0x0B,
];
/** As `whilst`; it ends as well where `end` is not zero before the body. */
export const whilstUntil = (condition: Code, end: Code, body: Code): Code => [
	0x02, 0x40, 0x03, 0x40, condition, 0x45, 0x0D, 1, end, 0x0D, 1, body, 0x0C, 0, 0x0B, 0x0B,
];
/** The host's own copy and fill. */
export const copyStorage = (to: Code, from: Code, length: Code): Code => [to, from, length, 0xFC, 10, 0, 0];
export const fillStorage = (to: Code, byte: Code, length: Code): Code => [to, byte, length, 0xFC, 11, 0];
export const giveBack = (value: Code): Code => [value, 0x0F];

