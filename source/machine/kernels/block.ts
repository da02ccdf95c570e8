/**
 * The loops over storage that long operands need (MVC, MVCL, CLC, CLCL, NC, OC, XC, TR, TRT), as a few functions of
 * WebAssembly on the machine's own memory: several bytes a step, and the host's own copy and fill. Offsets are the
 * host's; every function works from left to right and expects its operands in their frames. In JavaScript the same
 * loops take three to ten times as long (`bench/bare.js`, program block).
 */
import {
	bytes,
	copyStorage,
	fillStorage,
	i32,
	i64,
	instantiate,
	long,
	whilst,
	whilstUntil,
	word,
	type Code,
	type Definition,
	type Local,
	type Routine,
} from './code.js';

export type BlockKernels = {
	/** Copies as if all of the source were read first. */
	copy(to: number, from: number, length: number): void;
	fill(to: number, byte: number, length: number): void;
	/** Index of the first byte that differs; `length` where none does. */
	difference(first: number, second: number, length: number): number;
	/**
	 * Combine into the first operand; the answer is 0 where all of the result is zero. Operands that overlap must be
	 * the same or eight bytes apart.
	 */
	and(to: number, from: number, length: number): number;
	or(to: number, from: number, length: number): number;
	exclusiveOr(to: number, from: number, length: number): number;
	/** Replaces each byte by the table's. */
	translate(to: number, table: number, length: number): void;
	/** Index of the first byte for which the table has not zero; `length` where there is none. */
	scan(at: number, table: number, length: number): number;
};

const three = (routine: Routine): [Local, Local, Local] => [
	routine.parameter(0),
	routine.parameter(1),
	routine.parameter(2),
];

const step = (local: Local, count: number): Code => local.set(word.add(local.get, word.constant(count)));
/** Whether `count` bytes are left. */
const some = (left: Local, count: number): Code => word.isZero(word.less(left.get, word.constant(count)));

const difference = (routine: Routine): Code => {
	const [first, second, left] = three(routine);
	const length = routine.local(i32);
	const equally = (count: number, differ: Code): Code =>
		whilstUntil(some(left, count), differ, [step(first, count), step(second, count), step(left, -count)]);
	return [
		length.set(left.get),
		equally(16, bytes.any(bytes.different(bytes.load(first.get), bytes.load(second.get)))),
		equally(1, word.different(word.loadByte(first.get), word.loadByte(second.get))),
		word.subtract(length.get, left.get),
	];
};

/** `operation` on eight bytes serves single ones too, for they are widened. */
const combine = (operation: (one: Code, other: Code) => Code) => (routine: Routine): Code => {
	const [first, second, left] = three(routine);
	const result = routine.local(i64);
	const any = routine.local(i64);
	const byte = (local: Local): Code => long.from(word.loadByte(local.get));
	const combined = (count: number, one: Code, other: Code, store: Code): Code => whilst(some(left, count), [
		result.set(operation(one, other)),
		store,
		any.set(long.or(any.get, result.get)),
		step(first, count),
		step(second, count),
		step(left, -count),
	]);
	return [
		combined(8, long.load(first.get), long.load(second.get), long.store(first.get, result.get)),
		combined(1, byte(first), byte(second), long.storeByte(first.get, result.get)),
		word.isZero(long.isZero(any.get)),
	];
};

/** The table's byte for one of the next bytes. */
const translated = (at: Local, table: Local, offset: number): Code =>
	word.loadByte(word.add(table.get, word.loadByte(at.get, offset)));

const translate = (routine: Routine): Code => {
	const [at, table, left] = three(routine);
	const translateSome = (count: number): Code => whilst(some(left, count), [
		...Array.from({length: count}, (_, offset) => word.storeByte(at.get, translated(at, table, offset), offset)),
		step(at, count),
		step(left, -count),
	]);
	return [translateSome(4), translateSome(1)];
};

const scan = (routine: Routine): Code => {
	const [at, table, left] = three(routine);
	const length = routine.local(i32);
	const next = (offset: number): Code => translated(at, table, offset);
	const scanSome = (count: number, found: Code): Code =>
		whilstUntil(some(left, count), found, [step(at, count), step(left, -count)]);
	return [
		length.set(left.get),
		scanSome(4, word.or(word.or(next(0), next(1)), word.or(next(2), next(3)))),
		scanSome(1, next(0)),
		word.subtract(length.get, left.get),
	];
};

const copy = (routine: Routine): Code =>
	copyStorage(routine.parameter(0).get, routine.parameter(1).get, routine.parameter(2).get);
const fill = (routine: Routine): Code =>
	fillStorage(routine.parameter(0).get, routine.parameter(1).get, routine.parameter(2).get);

const definitions: readonly Definition[] = [
	{name: 'copy', parameters: 3, write: copy},
	{name: 'fill', parameters: 3, write: fill},
	{
		name: 'difference', parameters: 3, result: i32, write: difference,
	},
	{
		name: 'and', parameters: 3, result: i32, write: combine(long.and),
	},
	{
		name: 'or', parameters: 3, result: i32, write: combine(long.or),
	},
	{
		name: 'exclusiveOr', parameters: 3, result: i32, write: combine(long.xor),
	},
	{name: 'translate', parameters: 3, write: translate},
	{
		name: 'scan', parameters: 3, result: i32, write: scan,
	},
];

/** The functions on a memory. */
export function blockKernels(memory: WebAssembly.Memory): BlockKernels {
	return instantiate(memory, definitions) as BlockKernels;
}
