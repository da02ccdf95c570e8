/**
 * The loops over storage that long operands need (MVC, MVCL, CLC, CLCL, NC, OC, XC, TR, TRT), as a few functions of WebAssembly on the machine's own memory:
 * several bytes a step, and the host's own copy and fill. Offsets are the host's; every function works from left to right and expects its operands in
 * their frames. In JavaScript the same loops take three to ten times as long (`bench/bare.js`, program block).
 */
export type BlockKernels = {
	/** Copies as if all of the source were read first. */
	copy(to: number, from: number, length: number): void;
	fill(to: number, byte: number, length: number): void;
	/** Index of the first byte that differs; `length` where none does. */
	difference(first: number, second: number, length: number): number;
	/** Combine into the first operand; the answer is 0 where all of the result is zero. Operands that overlap must be the same or eight bytes apart. */
	and(to: number, from: number, length: number): number;
	or(to: number, from: number, length: number): number;
	exclusiveOr(to: number, from: number, length: number): number;
	/** Replaces each byte by the table's. */
	translate(to: number, table: number, length: number): void;
	/** Index of the first byte for which the table has not zero; `length` where there is none. */
	scan(at: number, table: number, length: number): number;
};

/* The few instructions of WebAssembly needed (WebAssembly Core Specification 2.0, chapter 5, "Binary Format"). */
const i32 = 0x7F;
const i64 = 0x7E;
const end = 0x0B;
const block = [0x02, 0x40];
const loop = [0x03, 0x40];
const jump = (depth: number) => [0x0C, depth];
const jumpIf = (depth: number) => [0x0D, depth];
const returns = 0x0F;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, value];
const loadByte = [0x2D, 0, 0];
const loadByteAt = (offset: number) => [0x2D, 0, offset];
const storeByteAt = (offset: number) => [0x3A, 0, offset];
const loadEight = [0x29, 0, 0];
const storeEight = [0x37, 0, 0];
const add = 0x6A;
const subtract = 0x6B;
const lessUnsigned = 0x49;
const isZero = 0x45;
const different = 0x47;
const orEight = 0x84;
const widen = 0xAD;
const isZeroEight = 0x50;
const or = 0x72;
const loadSixteen = [0xFD, 0, 0, 0];
const differentSixteen = [0xFD, 0x24, 0xFD, 0x53];
const copyStorage = [0xFC, 10, 0, 0];
const fillStorage = [0xFC, 11, 0];

type Code = ReadonlyArray<number | readonly number[]>;

/** Parameters, which step through the operands, and what is left of them; further locals behind. */
const first = 0;
const second = 1;
const left = 2;
const kept = 3;
const any = 4;

/** Steps both operands. */
const step = (bytes: number): Code => [
	get(first), constant(bytes), add, set(first), get(second), constant(bytes), add, set(second), get(left), constant(bytes), subtract, set(left),
];

/** `body` while `bytes` of both operands are left. `body` may leave the loop by a jump of depth 1. */
const whileLeft = (bytes: number, body: Code): Code => [
	block, loop, get(left), constant(bytes), lessUnsigned, jumpIf(1), ...body, ...step(bytes), jump(0), end, end,
];

/** How far the operands have been worked on. */
const progress: Code = [get(kept), get(left), subtract];

const difference: Code = [
	get(left), set(kept),
	...whileLeft(16, [get(first), loadSixteen, get(second), loadSixteen, differentSixteen, jumpIf(1)]),
	...whileLeft(1, [get(first), loadByte, get(second), loadByte, different, jumpIf(1)]),
	...progress,
];

/** `operation` on eight bytes serves single ones too, for they are widened. */
const combine = (operation: number): Code => [
	...whileLeft(8, [
		get(first), get(first), loadEight, get(second), loadEight, operation, set(5), get(5), storeEight, get(any), get(5), orEight, set(any),
	]),
	...whileLeft(1, [
		get(first), get(first), loadByte, widen, get(second), loadByte, widen, operation, set(5), get(5), [0x3C, 0, 0], get(any), get(5), orEight, set(any),
	]),
	get(any), isZeroEight, isZero,
];

/** As `whileLeft`, but only the first operand steps. */
const firstWhileLeft = (bytes: number, body: Code): Code => [
	block, loop, get(left), constant(bytes), lessUnsigned, jumpIf(1), ...body,
	get(first), constant(bytes), add, set(first), get(left), constant(bytes), subtract, set(left), jump(0), end, end,
];

/** The table's byte for one of the next bytes. */
const translated = (offset: number): Code => [get(second), get(first), loadByteAt(offset), add, loadByte];
const translateOne = (offset: number): Code => [get(first), ...translated(offset), storeByteAt(offset)];

const translate: Code = [
	...firstWhileLeft(4, [0, 1, 2, 3].flatMap(offset => translateOne(offset))),
	...firstWhileLeft(1, translateOne(0)),
];

const scan: Code = [
	get(left), set(kept),
	...firstWhileLeft(4, [...translated(0), ...translated(1), or, ...translated(2), or, ...translated(3), or, jumpIf(1)]),
	...firstWhileLeft(1, [...translated(0), jumpIf(1)]),
	...progress,
];

const copy: Code = [get(first), get(second), get(left), copyStorage];

const fill: Code = [get(first), get(second), get(left), fillStorage];

/** Name, whether there is a result, and code. */
const functions: ReadonlyArray<readonly [keyof BlockKernels, 0 | 1, Code]> = [
	['copy', 0, copy],
	['fill', 0, fill],
	['difference', 1, difference],
	['and', 1, combine(0x83)],
	['or', 1, combine(orEight)],
	['exclusiveOr', 1, combine(0x85)],
	['translate', 0, translate],
	['scan', 1, scan],
];

/** Unsigned LEB128. */
function leb(value: number): number[] {
	return value < 0x80 ? [value] : [(value & 0x7F) | 0x80, ...leb(value >>> 7)];
}

const vector = (items: ReadonlyArray<readonly number[]>): number[] => [...leb(items.length), ...items.flat()];
const sized = (bytes: readonly number[]): number[] => [...leb(bytes.length), ...bytes];
const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)];
const text = (name: string): number[] => sized([...new TextEncoder().encode(name)]);

/** The module's bytes, for a memory of exactly `pages` pages of 64 KiB. */
function moduleBytes(pages: number): Uint8Array<ArrayBuffer> {
	return Uint8Array.from([
		0, 0x61, 0x73, 0x6D, 1, 0, 0, 0,
		// Two types: three numbers to nothing, and to a number.
		...section(1, vector([0, 1].map(results => [0x60, 3, i32, i32, i32, ...vector(results === 0 ? [] : [[i32]])]))),
		...section(2, vector([[...text('host'), ...text('memory'), 2, 1, ...leb(pages), ...leb(pages)]])),
		...section(3, vector(functions.map(([, results]) => [results]))),
		...section(7, vector(functions.map(([name], index) => [...text(name), 0, index]))),
		// One further local of 32 bits, two of 64.
		...section(10, vector(functions.map(([_name, _results, code]) => sized([...vector([[1, i32], [2, i64]]), ...code.flat(), end])))),
	]);
}

/** The functions on a memory. */
export function blockKernels(memory: WebAssembly.Memory): BlockKernels {
	const module = new WebAssembly.Module(moduleBytes(memory.buffer.byteLength / 65_536));
	return new WebAssembly.Instance(module, {host: {memory}}).exports as BlockKernels;
}
