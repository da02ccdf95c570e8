/**
 * The beginning of a region's function: is everything as it was when the region was translated? Then the registers are
 * fetched.
 */
import {registerBlock} from '../cpu/cpu.js';
import type {Execution} from '../interpreter/execution.js';
import {wasm} from '../webassembly-module.js';
import {writeExchanges} from './bytes-writer.js';
import {CodeWriter} from './code-writer.js';
import type {FunctionWriter} from './function-writer.js';
import type {Extent} from './guard.js';
import {local} from './locals.js';
import {localOf, pushStored} from './registers.js';
import type {Page} from './rows.js';
import type {Block} from './step.js';
import {fixedBytes} from './varying.js';

/**
 * Answers of a region that was not entered: its instructions are others now; or a block of it is not open or somewhere
 * else, or registers that its branches rely on differ.
 */
export const otherInstructions = -1;
const notNow = -2;

/** What a region was translated on. */
export type Grounds = {
	readonly region: {readonly blocks: readonly Block[]};
	readonly guard: {readonly extents: readonly Extent[]};
	/** Registers that must hold what they held. */
	readonly constants: ReadonlySet<number>;
	readonly writer: FunctionWriter;
};

/** The code, to stand before that of the region, which is written. */
export function writePrologue(x: Execution, {region, guard, constants, writer}: Grounds): Uint8Array {
	const check = new CodeWriter();
	check.constant(0);
	for (const {block, base} of pagesOf(x, region.blocks)) {
		check.get(local.fetch);
		check.memory(wasm.load, 4 * block);
		check.constant(base);
		check.push(wasm.exclusiveOr, wasm.or);
	}

	returnIf(check, notNow);
	check.constant64(0n);
	for (const {from, to} of guard.extents) {
		compareBytes(check, x, from, to);
	}

	check.constant64(0n);
	check.push(wasm.notEqual64);
	returnIf(check, otherInstructions);
	check.constant(0);
	for (const register of constants) {
		check.get(local.block);
		check.memory(wasm.load, registerBlock.general + (4 * register));
		check.constant(x.gpr[register]);
		check.push(wasm.exclusiveOr, wasm.or);
	}

	returnIf(check, notNow);
	for (const register of writer.surroundings.storesAtOnce ? [] : writer.used) {
		pushStored(check, register);
		check.set(localOf(register));
	}

	writeExchanges(check);
	check.get(local.programMask);
	check.constant(3);
	check.push(wasm.shiftRightUnsigned);
	check.set(local.interrupts);
	return check.code;
}

/** Answers `answer` where the number on the stack is not zero. */
function returnIf(check: CodeWriter, answer: number): void {
	check.open(wasm.if);
	check.constant(answer);
	check.push(wasm.return);
	check.close();
}

/** Host offsets of the instructions, in pieces without gap, but of what programs change. */
export function extentsOf(blocks: readonly Block[]): Extent[] {
	const bytes = blocks
		.flatMap(({steps}) => steps)
		.flatMap(step => [...fixedBytes(step)])
		.toSorted((one, other) => one.at - other.at);
	const extents: Array<{from: number; to: number}> = [];
	for (const {at} of bytes) {
		const last = extents.at(-1);
		if (last && at <= last.to) {
			last.to = at + 1;
		} else {
			extents.push({from: at, to: at + 1});
		}
	}

	return extents;
}

/** Where an instruction begins, and where it ends. */
const keyBlocksOf = ({address, length}: {readonly address: number; readonly length: number}) =>
	[address >>> 11, (address + length - 1) >>> 11];

/** The blocks of 2 KiB that the instructions stand in. */
export function pagesOf({fetch}: Execution, blocks: readonly Block[]): Page[] {
	const found = new Set(blocks.flatMap(({steps}) => steps.flatMap(({subject, ...step}) =>
		subject ? [...keyBlocksOf(step), ...keyBlocksOf(subject)] : keyBlocksOf(step))));
	return [...found].map(block => ({block, base: fetch[block]}));
}

/**
 * Bytes `from` to `to` of the host's storage against what they are now: to the 64 bits on the stack comes what differs.
 */
function compareBytes(writer: CodeWriter, x: Execution, from: number, to: number): void {
	for (let at = from; at < to;) {
		const size = to - at >= 8 ? 8 : (to - at >= 2 ? 2 : 1);
		writer.constant(0);
		if (size === 8) {
			writer.memory(wasm.load64, at);
			writer.constant64(x.view.getBigInt64(at, true));
		} else {
			writer.memory(size === 2 ? wasm.load16 : wasm.load8, at);
			writer.push(wasm.extendUnsigned);
			writer.constant64(BigInt(size === 2 ? x.view.getUint16(at, true) : x.bytes[at]));
		}

		writer.push(wasm.exclusiveOr64, wasm.or64);
		at += size;
	}
}
