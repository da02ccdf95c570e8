/**
 * The loops over storage that long operands need (MVC, MVCL, CLC, CLCL, NC, OC, XC, TR, TRT), as a few functions of WebAssembly on the machine's own memory:
 * several bytes a step, and the host's own copy and fill. Offsets are the host's; every function works from left to right and expects its operands in
 * their frames. In JavaScript the same loops take three to ten times as long (`bench/bare.js`, program block).
 */
import {
	copyMemory, fillMemory, instantiate, nothing, signedLeb, wasm,
} from './webassembly-module.js';

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

const block = [wasm.block, nothing];
const loop = [wasm.loop, nothing];
const {end, add, subtract, lessUnsigned, isZero, or} = wasm;
const different = wasm.notEqual;
const orEight = wasm.or64;
const widen = wasm.extendUnsigned;
const isZeroEight = wasm.isZero64;
const jump = (depth: number) => [wasm.branch, depth];
const jumpIf = (depth: number) => [wasm.branchIf, depth];
const get = (local: number) => [wasm.get, local];
const set = (local: number) => [wasm.set, local];
const constant = (value: number) => [wasm.constant, ...signedLeb(value)];
const loadByte = [wasm.load8, 0, 0];
const loadByteAt = (offset: number) => [wasm.load8, 0, offset];
const storeByteAt = (offset: number) => [wasm.store8, 0, offset];
const loadEight = [wasm.load64, 0, 0];
const storeEight = [wasm.store64, 0, 0];
const loadSixteen = [0xFD, 0, 0, 0];
const differentSixteen = [0xFD, 0x24, 0xFD, 0x53];

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
		get(first), get(first), loadByte, widen, get(second), loadByte, widen, operation, set(5), get(5), [wasm.store64As8, 0, 0], get(any), get(5), orEight, set(any),
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

const copy: Code = [get(first), get(second), get(left), copyMemory];

const fill: Code = [get(first), get(second), get(left), fillMemory];

/** Name, whether there is a result, and code. */
const functions: ReadonlyArray<readonly [keyof BlockKernels, boolean, Code]> = [
	['copy', false, copy],
	['fill', false, fill],
	['difference', true, difference],
	['and', true, combine(wasm.and64)],
	['or', true, combine(orEight)],
	['exclusiveOr', true, combine(wasm.exclusiveOr64)],
	['translate', false, translate],
	['scan', true, scan],
];

/** The functions on a memory. */
export function blockKernels(memory: WebAssembly.Memory): BlockKernels {
	// One further local of 32 bits, two of 64.
	return instantiate(memory, functions.map(([name, hasResult, code]) => ({
		name, parameters: 3, hasResult, locals: [1, 2], code: code.flat(),
	}))) as BlockKernels;
}
