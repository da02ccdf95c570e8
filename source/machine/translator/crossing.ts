/**
 * Operands across two blocks of storage, for instructions that have given up often: where the host has the blocks one
 * behind the other nothing is the matter; else the bytes are put together in scratch storage, as the interpreter does,
 * and a result goes back to both blocks when the instruction is done.
 */
import {copyMemory, wasm} from '../webassembly-module.js';
import type {CodeWriter} from './code-writer.js';
import {local} from './locals.js';
import type {StateWriter} from './state-writer.js';

type Bytes = {
	/** The local of the fast table. */
	readonly table: number;
	/** 2 to 2048. */
	readonly length: number;
	/** Locals of the logical address and of the host offset. */
	readonly operand: number;
	readonly at: number;
};

/** Of 256 bytes at most. */
export type CrossingOperand = Bytes & {
	readonly isStored: boolean;
	/** Where it is put together. */
	readonly scratch: number;
};

/** In `local.gathered`: an operand was put together; and one that is stored into. */
const isGathered = 1;
const isResult = 2;

const blockBits = 11;
const blockSize = 1 << blockBits;
/** Behind the last address a table has an entry that nothing can be at. */
const entryMask = 0xFFFC;

/** Nothing of the instruction is put together yet. */
export function beginCrossing(writer: CodeWriter): void {
	writer.constant(0);
	writer.set(local.gathered);
}

/** Gives the instruction up where the bytes are not open, or not one behind the other in the host. */
export function exitIfApart(writer: StateWriter, bytes: Bytes): void {
	pushCrosses(writer, bytes);
	writer.open(wasm.if);
	pushLast(writer, bytes);
	writer.set(local.three);
	pushApart(writer, bytes);
	writer.exitIf();
	writer.close();
	writer.get(bytes.at);
	writer.constant(0);
	writer.push(wasm.less);
	writer.exitIf();
}

/**
 * From the first byte's host offset, which may be negative: sets it to where the operand stands together, or gives the
 * instruction up.
 */
export function locateAcross(writer: StateWriter, crossing: CrossingOperand): void {
	const {length, operand, at, isStored} = crossing;
	const isFirst = at === local.at;
	const blocks = isFirst ? local.firstBlocks : local.secondBlocks;
	writer.get(at);
	writer.constant(0);
	writer.push(wasm.less);
	writer.exitIf();
	for (const block of [blocks, blocks + 1]) {
		pushBlock(writer, at);
		writer.set(block);
	}

	pushCrosses(writer, crossing);
	writer.open(wasm.if);
	pushLast(writer, crossing);
	writer.tee(local.three);
	writer.constant(0);
	writer.push(wasm.less);
	writer.exitIf();
	pushApart(writer, crossing);
	writer.open(wasm.if);
	pushBlock(writer, local.three);
	writer.set(blocks + 1);
	gather(writer, crossing);
	writer.close();
	writer.close();
	if (isStored) {
		writer.surroundings.guard.write(writer, at, length);
	}
}

/**
 * Both operands are there, the first to be stored into: gives up where one was put together and a block of it is one
 * of the other's, for the instruction goes byte by byte.
 */
export function exitIfMeeting(writer: StateWriter): void {
	writer.get(local.gathered);
	writer.open(wasm.if);
	for (const first of [0, 1]) {
		for (const second of [0, 1]) {
			writer.get(local.firstBlocks + first);
			writer.get(local.secondBlocks + second);
			writer.push(wasm.equal);
			writer.exitIf();
		}
	}

	writer.close();
}

/** The instruction is done: a result of so many bytes goes back. */
export function scatter(writer: StateWriter, scratch: number, length: number): void {
	writer.get(local.gathered);
	writer.constant(isResult);
	writer.push(wasm.and);
	writer.open(wasm.if);
	const [first, second, inFirst] = [local.pieces, local.pieces + 1, local.pieces + 2];
	copy(writer, () => {
		writer.get(first);
		writer.constant(scratch);
		writer.get(inFirst);
	});
	copy(writer, () => {
		writer.get(second);
		writer.constant(scratch);
		writer.get(inFirst);
		writer.push(wasm.add);
		writer.constant(length);
		writer.get(inFirst);
		writer.push(wasm.subtract);
	});
	writer.close();
}

/** Pushes the host offset of the last byte. */
function pushLast(writer: CodeWriter, {table, operand, length}: Bytes): void {
	writer.get(operand);
	writer.constant(length - 1);
	writer.push(wasm.add);
	writer.tee(local.three);
	writer.constant(9);
	writer.push(wasm.shiftRightUnsigned);
	writer.constant(entryMask);
	writer.push(wasm.and);
	writer.get(table);
	writer.push(wasm.add);
	writer.memory(wasm.load);
	writer.get(local.three);
	writer.push(wasm.add);
}

/** Pushes whether they are in two blocks. */
function pushCrosses(writer: CodeWriter, {operand, length}: Bytes): void {
	writer.get(operand);
	writer.constant(blockSize - 1);
	writer.push(wasm.and);
	writer.constant(blockSize - length);
	writer.push(wasm.greater);
}

/** Pushes whether the last byte, at `local.three`, is not where it were if the blocks were one. */
function pushApart(writer: CodeWriter, {at, length}: Bytes): void {
	writer.get(local.three);
	writer.get(at);
	writer.push(wasm.subtract);
	writer.constant(length - 1);
	writer.push(wasm.notEqual);
}

function pushBlock(writer: CodeWriter, at: number): void {
	writer.get(at);
	writer.constant(blockBits);
	writer.push(wasm.shiftRightUnsigned);
}

/** Puts the bytes together; `local.three` is where the last of them stands. */
function gather(writer: StateWriter, {length, operand, at, isStored, scratch}: CrossingOperand): void {
	const [first, second, inFirst, inSecond] = isStored
		? [local.pieces, local.pieces + 1, local.pieces + 2, local.index]
		: [at, local.three, local.one, local.index];
	writer.constant(blockSize);
	writer.get(operand);
	writer.constant(blockSize - 1);
	writer.push(wasm.and, wasm.subtract);
	writer.set(inFirst);
	writer.constant(length);
	writer.get(inFirst);
	writer.push(wasm.subtract);
	writer.set(inSecond);
	writer.get(local.three);
	writer.constant(1);
	writer.push(wasm.add);
	writer.get(inSecond);
	writer.push(wasm.subtract);
	writer.set(second);
	if (isStored) {
		writer.get(at);
		writer.set(first);
		writer.surroundings.guard.write(writer, first, {local: inFirst});
		writer.surroundings.guard.write(writer, second, {local: inSecond});
	}

	copy(writer, () => {
		writer.constant(scratch);
		writer.get(first);
		writer.get(inFirst);
	});
	copy(writer, () => {
		writer.constant(scratch);
		writer.get(inFirst);
		writer.push(wasm.add);
		writer.get(second);
		writer.get(inSecond);
	});
	writer.constant(scratch);
	writer.set(at);
	writer.get(local.gathered);
	writer.constant(isStored ? isGathered | isResult : isGathered);
	writer.push(wasm.or);
	writer.set(local.gathered);
}

/** `push` pushes where to, where from, and how many bytes. */
function copy(writer: CodeWriter, push: () => void): void {
	push();
	writer.write(copyMemory);
}
