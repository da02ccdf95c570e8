/** Instructions of the SS format on bytes: MVC, CLC, NC, OC, XC, TR, TRT. */
import {copyMemory, fillMemory, wasm} from '../webassembly-module.js';
import type {FunctionWriter} from './function-writer.js';
import {local} from './locals.js';
import type {Fields, Operations, Translate} from './operations.js';

/** Up to here bytes are moved by single loads and stores, behind it by the host's own copy. */
const fewBytes = 32;

const firstAddress = (writer: FunctionWriter, {base, displacement}: Fields): void => {
	writer.logicalAddress(displacement, base);
};

const secondAddress = (writer: FunctionWriter, {base2, displacement2}: Fields): void => {
	writer.logicalAddress(displacement2, base2);
};

/** Eight, four, two and one bytes, as they make up `length`. */
function pieces(length: number): Array<{readonly offset: number; readonly size: 8 | 4 | 2 | 1; readonly load: number; readonly store: number}> {
	const sizes = [
		{size: 8, load: wasm.load64, store: wasm.store64}, {size: 4, load: wasm.load, store: wasm.store}, {size: 2, load: wasm.load16, store: wasm.store16},
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

/** Loads and stores of so many bytes in numbers of 64 bits. */
const wideAccess: Readonly<Record<8 | 4 | 2 | 1, readonly [load: number, store: number]>> = {
	8: [wasm.load64, wasm.store64], 4: [wasm.load32To64, wasm.store64As32], 2: [wasm.load16To64, wasm.store64As16], 1: [wasm.load8To64, wasm.store64As8],
};

/** Pushes up to four bytes at a host offset as a number. */
function pushBytes(writer: FunctionWriter, at: number, length: number, offset = 0): void {
	if (length === 4) {
		writer.loadWord(offset, at);
		return;
	}

	for (let index = 0; index < length; index++) {
		if (index > 0) {
			writer.constant(8);
			writer.push(wasm.shiftLeft);
		}

		writer.get(at);
		writer.memory(wasm.load8, offset + index);
		if (index > 0) {
			writer.push(wasm.or);
		}
	}
}

/** Pushes five to eight bytes as a number of 64 bits. */
function pushWide(writer: FunctionWriter, at: number, length: number): void {
	pushBytes(writer, at, 4);
	writer.push(wasm.extendUnsigned);
	writer.constant64(BigInt(8 * (length - 4)));
	writer.push(wasm.shiftLeft64);
	pushBytes(writer, at, length - 4, 4);
	writer.push(wasm.extendUnsigned, wasm.or64);
}

/** Opens both operands, fetched ones. */
function fetchBoth(writer: FunctionWriter, fields: Fields, length: number, length2: number): void {
	firstAddress(writer, fields);
	writer.fetchAt(length);
	secondAddress(writer, fields);
	writer.fetchAt(length2, local.other, local.otherAt);
}

/** Opens the first operand for stores and the second. */
function storeAndFetch(writer: FunctionWriter, fields: Fields, length: number, length2: number): void {
	firstAddress(writer, fields);
	writer.storeAt(length);
	secondAddress(writer, fields);
	writer.fetchAt(length2, local.other, local.otherAt);
}

/** Number on the stack is not zero where the first operand begins 1 to `bytes` bytes behind the second. */
function isBehind(writer: FunctionWriter, bytes: number): void {
	writer.get(local.at);
	writer.get(local.otherAt);
	writer.push(wasm.subtract);
	writer.constant(1);
	writer.push(wasm.subtract);
	writer.constant(bytes);
	writer.push(wasm.lessUnsigned);
}

/** An operand one byte behind the other, pushed as a truth value, repeats that byte; one farther behind, but within it, is the interpreter's. */
function repeatsByte(writer: FunctionWriter, length: number): void {
	writer.get(local.at);
	writer.get(local.otherAt);
	writer.push(wasm.subtract);
	writer.constant(1);
	writer.push(wasm.equal);
	writer.tee(local.one);
	writer.push(wasm.isZero);
	isBehind(writer, length - 1);
	writer.push(wasm.and);
	writer.exitIf();
	writer.get(local.one);
}

/** Moves bytes between operands that do not overlap so that it matters. */
function copyBytes(writer: FunctionWriter, length: number): void {
	if (length > fewBytes) {
		writer.get(local.at);
		writer.get(local.otherAt);
		writer.constant(length);
		writer.push(...copyMemory);
		return;
	}

	for (const {offset, load, store} of pieces(length)) {
		writer.get(local.at);
		writer.get(local.otherAt);
		writer.memory(load, offset);
		writer.memory(store, offset);
	}
}

/** Pushes the host offset in a local plus the index. */
function atIndex(writer: FunctionWriter, at: number): void {
	writer.get(at);
	writer.get(local.index);
	writer.push(wasm.add);
}

/** Pushes whether the index, moved on by so many, is still below a limit. */
function step(writer: FunctionWriter, by: number, limit: number): void {
	writer.get(local.index);
	writer.constant(by);
	writer.push(wasm.add);
	writer.tee(local.index);
	writer.constant(limit);
	writer.push(wasm.lessUnsigned);
}

function clearIndex(writer: FunctionWriter): void {
	writer.constant(0);
	writer.set(local.index);
}

/** From two numbers of 64 bits as storage has them: what a comparison of the bytes from the left goes by. */
function compareWide(writer: FunctionWriter): void {
	const half = (from: number, isSecond: boolean, to: number) => {
		writer.get(from);
		if (isSecond) {
			writer.constant64(32n);
			writer.push(wasm.shiftRightUnsigned64);
		}

		writer.push(wasm.wrap);
		writer.swapWord();
		writer.set(to);
	};

	half(local.wide, false, local.one);
	half(local.wider, false, local.two);
	half(local.wide, true, local.operand);
	half(local.wider, true, local.other);
	for (const [left, right, to] of [[local.one, local.operand, local.first], [local.two, local.other, local.second]] as const) {
		writer.get(left);
		writer.get(right);
		writer.get(local.one);
		writer.get(local.two);
		writer.push(wasm.notEqual, wasm.select);
		writer.set(to);
	}

	writer.condition = {kind: 'unsigned'};
}

/** CLC of more than eight bytes: eight at a time, the last eight once more where bytes are left. */
function compareLong(writer: FunctionWriter, length: number): void {
	const different = {name: 'different'};
	const load = (offset: number) => {
		for (const [at, to] of [[local.at, local.wide], [local.otherAt, local.wider]] as const) {
			atIndex(writer, at);
			writer.memory(wasm.load64, offset);
			writer.set(to);
		}
	};

	clearIndex(writer);
	writer.open(wasm.block, different);
	writer.repeat(() => {
		load(0);
		writer.push(wasm.get, local.wide, wasm.get, local.wider, wasm.notEqual64);
		writer.branchIf(different);
		step(writer, 8, length & ~7);
	});
	if ((length & 7) !== 0) {
		writer.constant(length - 8);
		writer.set(local.index);
		load(0);
	}

	writer.close();
	compareWide(writer);
}

/** NC, OC, XC. Eight bytes at a time, so that an operand which begins less than eight bytes behind the other is the interpreter's. */
const combineBytes = (operation: number): Translate => (writer, fields) => {
	const length = fields.immediate + 1;
	storeAndFetch(writer, fields, length, length);
	isBehind(writer, 7);
	writer.exitIf();
	writer.constant64(0n);
	writer.set(local.wide);
	const piece = (push: (at: number) => void, offset: number, load: number, store: number) => {
		push(local.at);
		push(local.at);
		writer.memory(load, offset);
		push(local.otherAt);
		writer.memory(load, offset);
		writer.push(operation);
		writer.tee(local.wider);
		writer.memory(store, offset);
		writer.push(wasm.get, local.wide, wasm.get, local.wider, wasm.or64, wasm.set, local.wide);
	};

	let done = 0;
	if (length > fewBytes) {
		done = length & ~7;
		clearIndex(writer);
		writer.repeat(() => {
			piece(at => {
				atIndex(writer, at);
			}, 0, wasm.load64, wasm.store64);
			step(writer, 8, done);
		});
	}

	for (const {offset, size} of pieces(length - done)) {
		piece(at => {
			writer.get(at);
		}, done + offset, ...wideAccess[size]);
	}

	writer.push(wasm.get, local.wide, wasm.isZero64, wasm.isZero);
	writer.set(local.first);
	writer.condition = {kind: 'logical'};
};

/** Pushes the table's byte for a byte of the first operand. */
function function8(writer: FunctionWriter, offset: number): void {
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
			function8(writer, 0);
			for (let offset = 1; offset < 4; offset++) {
				function8(writer, offset);
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
		function8(writer, 0);
		writer.tee(local.one);
		writer.branchIf(found);
		step(writer, 1, length);
	});
	writer.close();
}

export const storageToStorage: Operations = [
	[0xD2, {
		// MVC goes byte by byte.
		translate(writer, fields) {
			const length = fields.immediate + 1;
			storeAndFetch(writer, fields, length, length);
			if (length === 1) {
				copyBytes(writer, length);
				return;
			}

			repeatsByte(writer, length);
			writer.open(wasm.if);
			writer.get(local.at);
			writer.get(local.otherAt);
			writer.memory(wasm.load8);
			writer.constant(length);
			writer.push(...fillMemory, wasm.else);
			copyBytes(writer, length);
			writer.close();
		},
	}],
	[0xD4, {translate: combineBytes(wasm.and64)}], // NC
	[0xD5, {
		// CLC
		translate(writer, fields) {
			const length = fields.immediate + 1;
			fetchBoth(writer, fields, length, length);
			if (length > 8) {
				compareLong(writer, length);
			} else if (length > 4) {
				pushWide(writer, local.at, length);
				writer.set(local.wide);
				pushWide(writer, local.otherAt, length);
				writer.push(wasm.tee, local.wider, wasm.get, local.wide, wasm.lessUnsigned64, wasm.get, local.wide, wasm.get, local.wider, wasm.lessUnsigned64, wasm.subtract);
				writer.set(local.first);
				writer.condition = {kind: 'sign'};
			} else {
				pushBytes(writer, local.at, length);
				writer.set(local.first);
				pushBytes(writer, local.otherAt, length);
				writer.set(local.second);
				writer.condition = {kind: 'unsigned'};
			}
		},
	}],
	[0xD6, {translate: combineBytes(wasm.or64)}], // OC
	[0xD7, {
		// XC; of an operand with itself it clears.
		translate(writer, fields) {
			const length = fields.immediate + 1;
			if (fields.base !== fields.base2 || fields.displacement !== fields.displacement2) {
				combineBytes(wasm.exclusiveOr64)(writer, fields);
				return;
			}

			firstAddress(writer, fields);
			writer.storeAt(length);
			writer.get(local.at);
			writer.constant(0);
			writer.constant(length);
			writer.push(...fillMemory);
			writer.constant(0);
			writer.set(local.first);
			writer.condition = {kind: 'logical'};
		},
	}],
	[0xDC, {
		// TR
		translate(writer, fields) {
			const length = fields.immediate + 1;
			storeAndFetch(writer, fields, length, 256);
			forEachByte(writer, length, offset => {
				atIndex(writer, local.at);
				function8(writer, offset);
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
			writer.constant(0xFF_FFFF);
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
