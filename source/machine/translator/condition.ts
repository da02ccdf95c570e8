/** The condition code as what it comes from: settled only where somebody asks for it. */
import {wasm} from '../webassembly-module.js';
import type {CodeWriter} from './code-writer.js';
import {local} from './locals.js';

/**
 * What the condition code comes from: the local itself; a result that is zero or not; a result with sign; a comparison
 * with sign or without; a sum with sign and whether it overflowed; a logical sum and its first operand; operands of a
 * logical difference; bits tested.
 */
export type Condition =
	| {readonly kind: 'code' | 'logical' | 'sign' | 'signed' | 'unsigned' | 'sum' | 'logicalSum' | 'logicalDifference'}
	| {readonly kind: 'test'; readonly mask: number};

/** It stands in its local. */
export const settled: Condition = {kind: 'code'};

/** Whether two conditions come from the same. */
export const areSame = (one: Condition, other: Condition): boolean =>
	one.kind === other.kind && (one.kind !== 'test' || other.kind !== 'test' || one.mask === other.mask);

/** Comparisons for a branch mask (8 equal, 4 low, 2 high): the sum of those that branch. */
const comparisons: Readonly<Record<'signed' | 'unsigned', Readonly<Record<number, number>>>> = {
	signed: {
		8: wasm.equal, 4: wasm.less, 2: wasm.greater, 12: wasm.lessOrEqual, 10: wasm.greaterOrEqual, 6: wasm.notEqual,
	},
	unsigned: {
		8: wasm.equal,
		4: wasm.lessUnsigned,
		2: wasm.greaterUnsigned,
		12: wasm.lessOrEqualUnsigned,
		10: wasm.greaterOrEqualUnsigned,
		6: wasm.notEqual,
	},
};

/** Pushes the condition code. */
export function pushCode(writer: CodeWriter, condition: Condition): void {
	switch (condition.kind) {
		case 'code': {
			writer.get(local.code);
			break;
		}

		case 'logical': {
			firstIsNotZero(writer);
			break;
		}

		case 'sign': {
			sign(writer);
			break;
		}

		case 'signed':
		case 'unsigned': {
			const [low, high] =
				condition.kind === 'signed' ? [wasm.less, wasm.greater] : [wasm.lessUnsigned, wasm.greaterUnsigned];
			both(writer, low);
			both(writer, high);
			asBit1(writer);
			break;
		}

		case 'sum': {
			writer.constant(3);
			sign(writer);
			writer.get(local.overflow);
			writer.push(wasm.select);
			break;
		}

		case 'logicalSum': {
			firstIsNotZero(writer);
			both(writer, wasm.lessUnsigned);
			asBit1(writer);
			break;
		}

		case 'logicalDifference': {
			both(writer, wasm.notEqual);
			both(writer, wasm.greaterOrEqualUnsigned);
			asBit1(writer);
			break;
		}

		case 'test': {
			firstIsNotZero(writer);
			writer.get(local.first);
			writer.constant(condition.mask);
			writer.push(wasm.equal);
			asBit1(writer);
			break;
		}
	}
}

/** Pushes a number that is not zero where a branch with this mask is taken. */
export function pushTest(writer: CodeWriter, condition: Condition, mask: number): void {
	switch (condition.kind) {
		case 'sign': {
			compare(writer, comparisons.signed, mask & 14, true);
			break;
		}

		case 'signed':
		case 'unsigned': {
			compare(writer, comparisons[condition.kind], mask & 14, false);
			break;
		}

		case 'sum': {
			writer.constant(mask & 1);
			compare(writer, comparisons.signed, mask & 14, true);
			writer.get(local.overflow);
			writer.push(wasm.select);
			break;
		}

		case 'logical': {
			compare(writer, comparisons.signed, (mask & 8) | ((mask & 4) === 0 ? 0 : 6), true);
			break;
		}

		case 'code':
		case 'logicalSum':
		case 'logicalDifference':
		case 'test': {
			writer.constant(mask);
			pushCode(writer, condition);
			writer.push(wasm.shiftLeft);
			writer.constant(8);
			writer.push(wasm.and);
			break;
		}
	}
}

/** Low or high by the sign of the first. */
function sign(writer: CodeWriter): void {
	writer.get(local.first);
	writer.constant(31);
	writer.push(wasm.shiftRightUnsigned);
	writer.get(local.first);
	writer.constant(0);
	writer.push(wasm.greater);
	asBit1(writer);
}

function both(writer: CodeWriter, operation: number): void {
	writer.get(local.first);
	writer.get(local.second);
	writer.push(operation);
}

function firstIsNotZero(writer: CodeWriter): void {
	writer.get(local.first);
	writer.constant(0);
	writer.push(wasm.notEqual);
}

/** Two truth values on the stack: the second is worth two. */
function asBit1(writer: CodeWriter): void {
	writer.constant(1);
	writer.push(wasm.shiftLeft, wasm.or);
}

/** Compares first with second or with zero. */
function compare(
	writer: CodeWriter,
	operations: Readonly<Record<number, number>>,
	mask: number,
	withZero: boolean,
): void {
	if (mask === 0 || mask === 14) {
		writer.constant(mask === 0 ? 0 : 1);
		return;
	}

	writer.get(local.first);
	if (withZero) {
		writer.constant(0);
	} else {
		writer.get(local.second);
	}

	writer.push(operations[mask]);
}
