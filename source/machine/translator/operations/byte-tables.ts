/** TR and TRT (GA22-7000, "TRANSLATE", "TRANSLATE AND TEST"). A table that crosses a block is the interpreter's. */
import {addressMask} from '../../../base/architecture.js';
import {wasm} from '../../webassembly-module.js';
import {
	atIndex, clearIndex, fetchBoth, step, storeAndFetch,
} from './byte-operands.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Operations} from '../operation.js';

/** Pushes the table's byte for a byte of the first operand. */
function functionByte(writer: FunctionWriter, offset: number): void {
	atIndex(writer, local.at);
	writer.memory(wasm.load8, offset);
	writer.get(local.otherAt);
	writer.push(wasm.add);
	writer.memory(wasm.load8);
}

/** Does something with each byte: four at a time, and what is left. */
function forEachByte(writer: FunctionWriter, length: number, body: (offset: number) => void): void {
	const fours = length & ~3;
	clearIndex(writer);
	if (fours > 0) {
		writer.repeat(() => {
			for (let offset = 0; offset < 4; offset++) {
				body(offset);
			}

			step(writer, 4, fours);
		});
	}

	for (let offset = 0; offset < length - fours; offset++) {
		body(offset);
	}
}

/** TRT: four bytes at a time as long as none of them ends it, then one by one. */
function scan(writer: FunctionWriter, length: number): void {
	const found = {name: 'found'};
	const near = {name: 'near'};
	const fours = length & ~3;
	clearIndex(writer);
	writer.constant(0);
	writer.set(local.one);
	writer.open(wasm.block, found);
	if (fours > 0) {
		writer.open(wasm.block, near);
		writer.repeat(() => {
			functionByte(writer, 0);
			for (let offset = 1; offset < 4; offset++) {
				functionByte(writer, offset);
				writer.push(wasm.or);
			}

			writer.branchIf(near);
			step(writer, 4, fours);
		});
		if (fours === length) {
			writer.branch(found);
		}

		writer.close();
	}

	writer.repeat(() => {
		functionByte(writer, 0);
		writer.tee(local.one);
		writer.branchIf(found);
		step(writer, 1, length);
	});
	writer.close();
}

export const byteTables: Operations = [
	[0xDC, {
		// TR
		translate(writer, fields) {
			const length = fields.immediate + 1;
			storeAndFetch(writer, fields, length, 256);
			forEachByte(writer, length, offset => {
				atIndex(writer, local.at);
				functionByte(writer, offset);
				writer.memory(wasm.store8, offset);
			});
		},
	}],
	[0xDD, {
		// TRT
		translate(writer, fields) {
			const length = fields.immediate + 1;
			fetchBoth(writer, fields, length, 256);
			scan(writer, length);
			writer.get(local.one);
			writer.open(wasm.if);
			writer.register(1);
			writer.constant(0xFF00_0000 | 0);
			writer.push(wasm.and);
			writer.get(local.operand);
			writer.get(local.index);
			writer.push(wasm.add);
			writer.constant(addressMask);
			writer.push(wasm.and, wasm.or);
			writer.setRegister(1);
			writer.register(2);
			writer.constant(~0xFF);
			writer.push(wasm.and);
			writer.get(local.one);
			writer.push(wasm.or);
			writer.setRegister(2);
			writer.close();
			// 0 where nothing was found, 2 at the last byte, else 1.
			writer.get(local.index);
			writer.constant(length - 1);
			writer.push(wasm.equal);
			writer.constant(1);
			writer.push(wasm.add);
			writer.constant(0);
			writer.get(local.one);
			writer.push(wasm.select);
			writer.set(local.code);
			writer.forget();
		},
	}],
];
