/**
 * Decimal arithmetic, ED and EDMK (GA22-7000, "Decimal Instructions"), by the host's kernels (`kernels/decimal.ts`).
 * What those leave alone (invalid digits, overflow, long factors) and operands across a block are the instruction
 * table's.
 */
import {addressMask} from '../../../base/architecture.js';
import type {DecimalKernels} from '../../kernels/decimal.js';
import {i32, wasm} from '../../webassembly-module.js';
import {
	fetchBoth, firstAddress, ofBytes, storeAndFetch,
} from './byte-operands.js';
import {
	ofLengths, pushOperands, windowBefore, type Lengths,
} from './decimal-operands.js';
import type {FunctionWriter} from '../function-writer.js';
import type {Callee} from '../state-writer.js';
import {local} from '../locals.js';
import type {Fields, Operation, Operations} from '../operation.js';

type Kernel = Exclude<keyof DecimalKernels, 'toBinary' | 'toNumber'>;

/** Calls a kernel with what is on the stack, and leaves where it has done nothing; `local.one` has the answer. */
export function callDecimal(writer: FunctionWriter, name: Kernel, parameters: number): void {
	const callee: Callee = {
		name: `decimal ${name}`, parameters, result: i32, find: ({decimals}) => decimals[name],
	};
	writer.call(callee);
	writer.tee(local.one);
	writer.constant(0);
	writer.push(wasm.less);
	writer.exitIf();
}

/** The kernel's answer is the condition code. */
function settleAnswer(writer: FunctionWriter): void {
	writer.get(local.one);
	writer.set(local.code);
	writer.forget();
}

type Open = typeof storeAndFetch;

/** Both operands, opened by `open`, their lengths and `more` numbers go to the kernel. */
const ofBoth = (open: Open, kernel: Kernel, ...more: readonly number[]) =>
	(writer: FunctionWriter, fields: Fields, lengths: Lengths): void => {
		open(writer, fields, lengths[0], lengths[1]);
		windowBefore(writer, local.at);
		windowBefore(writer, local.otherAt);
		pushOperands(writer, lengths);
		for (const number of more) {
			writer.constant(number);
		}

		callDecimal(writer, kernel, 4 + more.length);
	};

const withCode = (open: Open, kernel: Kernel, ...more: readonly number[]): Operation =>
	ofLengths((writer, fields, lengths) => {
		ofBoth(open, kernel, ...more)(writer, fields, lengths);
		settleAnswer(writer);
	});

const withoutCode = (kernel: Kernel): Operation => ofLengths(ofBoth(storeAndFetch, kernel));

/** ED and EDMK: the source has at most as many bytes as the pattern. */
const edit = (marks: boolean): Operation => ofBytes((writer, fields, length) => {
	storeAndFetch(writer, fields, length, length);
	writer.get(local.at);
	writer.pushLength(length);
	writer.get(local.otherAt);
	callDecimal(writer, 'edit', 3);
	writer.get(local.one);
	writer.constant(3);
	writer.push(wasm.and);
	writer.set(local.code);
	if (marks) {
		// Where anything is marked, the index of it and one more stand above the code.
		writer.get(local.one);
		writer.constant(2);
		writer.push(wasm.shiftRightUnsigned);
		writer.tee(local.one);
		writer.open(wasm.if);
		writer.register(1);
		writer.constant(~addressMask);
		writer.push(wasm.and);
		writer.get(local.operand);
		writer.get(local.one);
		writer.push(wasm.add);
		writer.constant(1);
		writer.push(wasm.subtract);
		writer.constant(addressMask);
		writer.push(wasm.and, wasm.or);
		writer.setRegister(1);
		writer.close();
	}

	writer.forget();
});

/** SRP: the second operand is an amount, six bits with sign. */
const shift = ofLengths((writer, fields, [length, roundingAndOne]) => {
	firstAddress(writer, fields);
	writer.storeAt(length);
	windowBefore(writer, local.at);
	writer.get(local.at);
	writer.pushLength(length);
	writer.logicalAddress(fields.displacement2, fields.base2);
	writer.constant(26);
	writer.push(wasm.shiftLeft);
	writer.constant(26);
	writer.push(wasm.shiftRight);
	writer.pushLength(roundingAndOne);
	writer.constant(1);
	writer.push(wasm.subtract);
	callDecimal(writer, 'shift', 4);
	settleAnswer(writer);
});

export const decimals: Operations = [
	[0xDE, edit(false)], // ED
	[0xDF, edit(true)], // EDMK
	[0xF0, shift], // SRP
	[0xF8, withCode(storeAndFetch, 'zeroAndAdd')], // ZAP
	[0xF9, withCode(fetchBoth, 'compare')], // CP
	[0xFA, withCode(storeAndFetch, 'add', 0)], // AP
	[0xFB, withCode(storeAndFetch, 'add', 1)], // SP
	[0xFC, withoutCode('multiply')], // MP
	[0xFD, withoutCode('divide')], // DP
];
