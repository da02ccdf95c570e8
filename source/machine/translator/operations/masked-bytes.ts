/** ICM, STCM and CLM: bytes of a register under a mask, together in storage (GA22-7000, "General Instructions"). */
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations} from '../operation.js';

/** Bits of a register, and how far to the right of their place among the bytes in storage they are. */
type Group = {readonly bits: number; readonly distance: number};

/** Bytes of the register that the mask selects, the leftmost 0. */
const selected = (mask: number): number[] => [0, 1, 2, 3].filter(byte => (mask & (8 >>> byte)) !== 0);

/** Those that move together. */
function groupsOf(mask: number): Group[] {
	const groups = new Map<number, number>();
	for (const [index, byte] of selected(mask).entries()) {
		const distance = 8 * (byte - index);
		groups.set(distance, (groups.get(distance) ?? 0) | (0xFF00_0000 >>> (8 * byte)));
	}

	return [...groups].map(([distance, bits]) => ({bits, distance}));
}

/** Opens the operand: of no byte too, where the instruction looks at one all the same. */
function open({writer, fields: {base, displacement, r2}, isStored}: {
	readonly writer: FunctionWriter;
	readonly fields: Fields;
	readonly isStored: boolean;
}): void {
	const length = Math.max(1, selected(r2).length);
	writer.logicalAddress(displacement, base);
	if (isStored) {
		writer.storeAt(length);
	} else {
		writer.fetchAt(length);
	}
}

/** Pushes the bytes of the operand, 1 to 4, from the left; zeros behind them. */
function pushOperand(writer: FunctionWriter, length: number): void {
	if (length === 4) {
		writer.loadWord();
		return;
	}

	if (length === 1) {
		writer.loadByte();
		writer.constant(24);
		writer.push(wasm.shiftLeft);
		return;
	}

	writer.get(local.at);
	writer.memory(wasm.load16);
	writer.swapHalf();
	writer.constant(16);
	writer.push(wasm.shiftLeft);
	if (length === 3) {
		writer.get(local.at);
		writer.memory(wasm.load8, 2);
		writer.constant(8);
		writer.push(wasm.shiftLeft, wasm.or);
	}
}

/** Pushes the bytes of register `r1` that the mask selects, from the left; zeros behind them. */
function pushSelected(writer: FunctionWriter, {r1, r2}: Fields): void {
	for (const [index, {bits, distance}] of groupsOf(r2).entries()) {
		writer.register(r1);
		writer.constant(bits | 0);
		writer.push(wasm.and);
		writer.constant(distance);
		writer.push(wasm.shiftLeft, ...index > 0 ? [wasm.or] : []);
	}
}

/** Stores the bytes on the left of `local.one`. */
function storeOperand(writer: FunctionWriter, length: number): void {
	if (length === 4) {
		writer.storeWord(() => {
			writer.get(local.one);
		});
		return;
	}

	for (let index = 0; index < length; index++) {
		writer.get(local.at);
		writer.get(local.one);
		writer.constant(24 - (8 * index));
		writer.push(wasm.shiftRightUnsigned);
		writer.memory(wasm.store8, index);
	}
}

/** Under a mask of zeros the condition code is 0, and nothing is loaded. */
function selectNothing(writer: FunctionWriter): void {
	writer.constant(0);
	writer.set(local.first);
	writer.condition = {kind: 'logical'};
}

export const maskedBytes: Operations = [
	[0xBD, {
		// CLM
		translate(writer, fields) {
			const {length} = selected(fields.r2);
			open({writer, fields, isStored: false});
			if (length === 0) {
				selectNothing(writer);
				return;
			}

			pushSelected(writer, fields);
			writer.set(local.first);
			pushOperand(writer, length);
			writer.set(local.second);
			writer.condition = {kind: 'unsigned'};
		},
	}],
	[0xBE, {
		// STCM; under no mask it does nothing at all.
		translate(writer, fields) {
			const {length} = selected(fields.r2);
			if (length > 0) {
				open({writer, fields, isStored: true});
				pushSelected(writer, fields);
				writer.set(local.one);
				storeOperand(writer, length);
			}
		},
	}],
	[0xBF, {
		// ICM
		translate(writer, fields) {
			const {r1, r2} = fields;
			const {length} = selected(r2);
			open({writer, fields, isStored: false});
			if (length === 0) {
				selectNothing(writer);
				return;
			}

			pushOperand(writer, length);
			writer.set(local.first);
			const groups = groupsOf(r2);
			const kept = ~groups.reduce((sum, {bits}) => sum | bits, 0);
			writer.register(r1);
			writer.constant(kept);
			writer.push(wasm.and);
			for (const {bits, distance} of groups) {
				writer.get(local.first);
				writer.constant(distance);
				writer.push(wasm.shiftRightUnsigned);
				writer.constant(bits | 0);
				writer.push(wasm.and, wasm.or);
			}

			writer.setRegister(r1);
			writer.condition = {kind: 'sign'};
		},
	}],
];
