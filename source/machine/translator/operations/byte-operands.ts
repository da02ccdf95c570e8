/** Two operands of bytes in storage (SS format): opening them, and going through them piece by piece. */
import {wasm} from '../../webassembly-module.js';
import type {Length} from '../bytes-writer.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operation} from '../operation.js';

/** Up to here bytes are moved by single loads and stores, behind it by the host's own copy. */
export const fewBytes = 32;

export const firstAddress = (writer: FunctionWriter, {base, displacement}: Fields): void => {
	writer.logicalAddress(displacement, base);
};

export const secondAddress = (writer: FunctionWriter, {base2, displacement2}: Fields): void => {
	writer.logicalAddress(displacement2, base2);
};

/** Eight, four, two and one bytes, as they make up `length`. */
export function pieces(
	length: number,
): Array<{readonly offset: number; readonly size: 8 | 4 | 2 | 1; readonly load: number; readonly store: number}> {
	const sizes = [
		{size: 8, load: wasm.load64, store: wasm.store64},
		{size: 4, load: wasm.load, store: wasm.store},
		{size: 2, load: wasm.load16, store: wasm.store16},
		{size: 1, load: wasm.load8, store: wasm.store8},
	] as const;
	const found = [];
	for (let offset = 0; offset < length;) {
		const piece = sizes.find(({size}) => size <= length - offset)!;
		found.push({offset, ...piece});
		offset += piece.size;
	}

	return found;
}

/** Opens both operands, fetched ones. */
export function fetchBoth(writer: FunctionWriter, fields: Fields, length: Length, length2: Length): void {
	firstAddress(writer, fields);
	writer.fetchAt(length);
	secondAddress(writer, fields);
	writer.fetchAt(length2, local.other, local.otherAt);
}

/** Opens the first operand for stores and the second. */
export function storeAndFetch(writer: FunctionWriter, fields: Fields, length: Length, length2: Length): void {
	firstAddress(writer, fields);
	writer.storeAt(length);
	secondAddress(writer, fields);
	writer.fetchAt(length2, local.other, local.otherAt);
	writer.exitIfMeeting();
}

/** Number on the stack is not zero where the first operand begins less than `bytes` bytes behind the second. */
export function isBehind(writer: FunctionWriter, bytes: Length): void {
	writer.get(local.at);
	writer.get(local.otherAt);
	writer.push(wasm.subtract);
	writer.constant(1);
	writer.push(wasm.subtract);
	writer.pushLength(bytes);
	writer.constant(1);
	writer.push(wasm.subtract, wasm.lessUnsigned);
}

/** Writes an instruction whose operands have so many bytes. */
type TranslateBytes = (writer: FunctionWriter, fields: Fields, length: Length) => void;

/** The row of an instruction with one length, which may be the subject of EXECUTE. */
export const ofBytes = (translate: TranslateBytes): Operation => ({
	translate(writer, fields) {
		translate(writer, fields, fields.immediate + 1);
	},
	modified(writer, fields) {
		writer.get(local.modified);
		writer.constant(1);
		writer.push(wasm.add);
		writer.set(local.length);
		translate(writer, fields, {local: local.length});
	},
});

/** Pushes the length without what is beyond a multiple of `size`, a power of two. */
export function pushMultiple(writer: FunctionWriter, length: Length, size: number): void {
	writer.pushLength(length);
	writer.constant(-size);
	writer.push(wasm.and);
}

/** Repeats `body` for the index from where it is, `by` bytes a time, while it is lower than what `pushLimit` pushes. */
export function whileBelow(
	writer: FunctionWriter,
	{by, pushLimit}: {readonly by: number; readonly pushLimit: () => void},
	body: () => void,
): void {
	const end = {name: 'end'};
	writer.open(wasm.block, end);
	writer.repeat(() => {
		writer.get(local.index);
		pushLimit();
		writer.push(wasm.greaterOrEqualUnsigned);
		writer.branchIf(end);
		body();
		moveIndex(writer, by);
		writer.constant(1);
	});
	writer.close();
}

const moveIndex = (writer: FunctionWriter, by: number): void => {
	writer.get(local.index);
	writer.constant(by);
	writer.push(wasm.add);
	writer.set(local.index);
};

/** Pushes the host offset in a local plus the index. */
export function atIndex(writer: FunctionWriter, at: number): void {
	writer.get(at);
	writer.get(local.index);
	writer.push(wasm.add);
}

/** Pushes whether the index, moved on by so many, is still below a limit. */
export function step(writer: FunctionWriter, by: number, limit: Length): void {
	writer.get(local.index);
	writer.constant(by);
	writer.push(wasm.add);
	writer.tee(local.index);
	writer.pushLength(limit);
	writer.push(wasm.lessUnsigned);
}

export function clearIndex(writer: FunctionWriter): void {
	writer.constant(0);
	writer.set(local.index);
}

/** Loads and stores of so many bytes in numbers of 64 bits. */
export const wideAccess: Readonly<Record<8 | 4 | 2 | 1, readonly [load: number, store: number]>> = {
	8: [wasm.load64, wasm.store64],
	4: [wasm.load32To64, wasm.store64As32],
	2: [wasm.load16To64, wasm.store64As16],
	1: [wasm.load8To64, wasm.store64As8],
};

/** Does something with some bytes of both operands: `push` pushes where they stand, but for `offset`. */
export type Piece = (
	push: (at: number) => void,
	offset: number,
	access: readonly [load: number, store: number],
) => void;

/** All bytes of both operands: eight at a time, and what is left. */
export function forPieces(writer: FunctionWriter, length: Length, piece: Piece): void {
	const pieceAtIndex = (size: 8 | 1) => {
		piece(at => {
			atIndex(writer, at);
		}, 0, wideAccess[size]);
	};

	if (typeof length !== 'number') {
		clearIndex(writer);
		for (const size of [8, 1] as const) {
			whileBelow(writer, {
				by: size, pushLimit() {
					pushMultiple(writer, length, size);
				},
			}, () => {
				pieceAtIndex(size);
			});
		}

		return;
	}

	const done = length > fewBytes ? length & ~7 : 0;
	if (done > 0) {
		clearIndex(writer);
		writer.repeat(() => {
			pieceAtIndex(8);
			step(writer, 8, done);
		});
	}

	for (const {offset, size} of pieces(length - done)) {
		piece(at => {
			writer.get(at);
		}, done + offset, wideAccess[size]);
	}
}
