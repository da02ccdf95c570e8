/**
 * TR and TRT (GA22-7000, "TRANSLATE", "TRANSLATE AND TEST"). A table that crosses a page is mostly for the
 * instruction table.
 */
import {addressMask} from '../../../base/architecture.js';
import {wasm} from '../../webassembly-module.js';
import {
	atIndex, clearIndex, firstAddress, ofBytes, pushMultiple, secondAddress, step, whileBelow,
} from './byte-operands.js';
import type {Length} from '../bytes-writer.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations} from '../operation.js';

const tableBytes = 256;

/** Opens the table: its first and its last byte are that far apart in the host, too. */
function fetchTable(writer: FunctionWriter, fields: Fields): void {
	secondAddress(writer, fields);
	writer.fetchAt(1, local.other, local.otherAt);
	writer.get(local.other);
	writer.constant(tableBytes - 1);
	writer.push(wasm.add);
	writer.constant(addressMask);
	writer.push(wasm.and);
	writer.fetchAt(1, local.one, local.two);
	writer.get(local.two);
	writer.get(local.otherAt);
	writer.push(wasm.subtract);
	writer.constant(tableBytes - 1);
	writer.push(wasm.notEqual);
	writer.exitIf();
}

/** Pushes the table's byte for a byte of the first operand. */
function functionByte(writer: FunctionWriter, offset: number): void {
	atIndex(writer, local.at);
	writer.memory(wasm.load8, offset);
	writer.get(local.otherAt);
	writer.push(wasm.add);
	writer.memory(wasm.load8);
}

/** Does something with each byte: four at a time, and what is left. */
function forEachByte(writer: FunctionWriter, length: Length, body: (offset: number) => void): void {
	clearIndex(writer);
	if (typeof length === 'number') {
		const fours = length & ~3;
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

		return;
	}

	for (const by of [4, 1]) {
		whileBelow(writer, {
			by, pushLimit() {
				pushMultiple(writer, length, by);
			},
		}, () => {
			for (let offset = 0; offset < by; offset++) {
				body(offset);
			}
		});
	}
}

/** TRT: four bytes at a time as long as none of them ends it, then one by one. */
function scan(writer: FunctionWriter, length: Length): void {
	const found = {name: 'found'};
	const near = {name: 'near'};
	clearIndex(writer);
	writer.constant(0);
	writer.set(local.one);
	writer.open(wasm.block, found);
	writer.open(wasm.block, near);
	whileBelow(writer, {
		by: 4, pushLimit() {
			pushMultiple(writer, length, 4);
		},
	}, () => {
		functionByte(writer, 0);
		for (let offset = 1; offset < 4; offset++) {
			functionByte(writer, offset);
			writer.push(wasm.or);
		}

		writer.branchIf(near);
	});
	writer.close();
	whileBelow(writer, {
		by: 1, pushLimit() {
			writer.pushLength(length);
		},
	}, () => {
		functionByte(writer, 0);
		writer.tee(local.one);
		writer.branchIf(found);
	});
	writer.close();
}

/** TR. */
function translate(writer: FunctionWriter, fields: Fields, length: Length): void {
	firstAddress(writer, fields);
	writer.storeAt(length);
	fetchTable(writer, fields);
	forEachByte(writer, length, offset => {
		atIndex(writer, local.at);
		functionByte(writer, offset);
		writer.memory(wasm.store8, offset);
	});
}

/** TRT. */
function translateAndTest(writer: FunctionWriter, fields: Fields, length: Length): void {
	firstAddress(writer, fields);
	writer.fetchAt(length);
	fetchTable(writer, fields);
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
	writer.constant(1);
	writer.push(wasm.add);
	writer.pushLength(length);
	writer.push(wasm.equal);
	writer.constant(1);
	writer.push(wasm.add);
	writer.constant(0);
	writer.get(local.one);
	writer.push(wasm.select);
	writer.set(local.code);
	writer.forget();
}

export const byteTables: Operations = [
	[0xDC, ofBytes(translate)], // TR
	[0xDD, ofBytes(translateAndTest)], // TRT
];
