/** Branches. Where one leads is known to the surroundings: within the region, or out of it. */
import {addressMask} from '../../../base/architecture.js';
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations, Translate} from '../operation.js';
import {hasVarying, varies} from '../varying.js';

/** Whether the branch leads where it was expected to, with every value of registers that the region is entered with. */
const isKnown = ({step, surroundings}: FunctionWriter, base: number, index: number): boolean =>
	!hasVarying(step, varies.displacement)
	&& step.isAsNow
	&& surroundings.isConstant(base)
	&& surroundings.isConstant(index);

/** Leads on to the address in a register, or to that of base, index and displacement. */
const toRegister = (writer: FunctionWriter, r2: number): void => {
	writer.register(r2);
	writer.constant(addressMask);
	writer.push(wasm.and);
	writer.jumpByRegister();
};

/**
 * Goes on at the address of the operand, where the number on the stack is not zero. Where the registers in it cannot
 * have changed in the region, it is the one they had when the region was found (the region is entered with no others).
 */
function branchIf(writer: FunctionWriter, {base, displacement}: Fields, index: number): void {
	writer.branchBy(() => {
		branch(writer, {base, displacement}, index);
	});
}

function branch(
	writer: FunctionWriter,
	{base, displacement}: Pick<Fields, 'base' | 'displacement'>,
	index: number,
): void {
	if (isKnown(writer, base, index)) {
		writer.jump(writer.step.target!);
	} else {
		writer.logicalAddress(displacement, base, index);
		writer.jumpByRegister();
	}
}

/** Address behind the instruction. */
const next = ({step}: FunctionWriter): number => (step.address + step.length) & addressMask;

/** BALR and BASR, BAL and BAS: `pushLink` pushes what register `r1` takes. */
const linkByRegister = (pushLink: (writer: FunctionWriter) => void): Translate => (writer, {r1, r2}) => {
	writer.settle();
	if (r2 === 0) {
		pushLink(writer);
		writer.setRegister(r1);
		return;
	}

	writer.register(r2);
	writer.constant(addressMask);
	writer.push(wasm.and);
	writer.set(local.one);
	pushLink(writer);
	writer.setRegister(r1);
	writer.get(local.one);
	writer.jumpByRegister();
};

const linkByAddress =
	(pushLink: (writer: FunctionWriter) => void): Translate =>
		(writer, {r1, r2, base, displacement}) => {
			writer.settle();
			if (isKnown(writer, base, r2)) {
				pushLink(writer);
				writer.setRegister(r1);
				writer.jump(writer.step.target!);
				return;
			}

			writer.logicalAddress(displacement, base, r2);
			writer.set(local.one);
			pushLink(writer);
			writer.setRegister(r1);
			writer.get(local.one);
			writer.jumpByRegister();
		};

/** The right half of the PSW as BAL and BALR store it. The condition code is settled. */
export const pushHalfPsw = (writer: FunctionWriter): void => {
	writer.get(local.code);
	writer.constant(28);
	writer.push(wasm.shiftLeft);
	writer.get(local.programMask);
	writer.constant(24);
	writer.push(wasm.shiftLeft, wasm.or);
	writer.constant((writer.step.length << 29) | next(writer));
	writer.push(wasm.or);
};

const pushNext = (writer: FunctionWriter): void => {
	writer.constant(next(writer));
};

/** Register `r1` less one, on the stack too. */
function countDown(writer: FunctionWriter, r1: number): void {
	writer.register(r1);
	writer.constant(1);
	writer.push(wasm.subtract);
	writer.tee(local.one);
	writer.setRegister(r1);
	writer.get(local.one);
}

/** BXH, BXLE. The comparand is read before the sum is stored: they may be the same register. */
const byIndex = (comparison: number): Translate => (writer, fields) => {
	const {r1, r2: r3} = fields;
	const isTargetConstant = isKnown(writer, fields.base, 0);
	if (!isTargetConstant) {
		// The address is that before the sum.
		writer.logicalAddress(fields.displacement, fields.base);
		writer.set(local.two);
	}

	writer.register(r3 | 1);
	writer.set(local.operand);
	writer.register(r1);
	writer.register(r3);
	writer.push(wasm.add);
	writer.tee(local.one);
	writer.setRegister(r1);
	writer.get(local.one);
	writer.get(local.operand);
	writer.push(comparison);
	writer.branchBy(() => {
		if (isTargetConstant) {
			writer.jump(writer.step.target!);
		} else {
			writer.get(local.two);
			writer.jumpByRegister();
		}
	});
};

const rows: Operations = [
	[0x05, {translate: linkByRegister(pushHalfPsw)}], // BALR
	[0x0D, {translate: linkByRegister(pushNext)}], // BASR
	[0x45, {translate: linkByAddress(pushHalfPsw)}], // BAL
	[0x4D, {translate: linkByAddress(pushNext)}], // BAS
	[0x06, {
		// BCTR: the address is that before the count.
		translate(writer, {r1, r2}) {
			if (r2 === 0) {
				countDown(writer, r1);
				writer.set(local.one);
				return;
			}

			writer.register(r2);
			writer.set(local.two);
			countDown(writer, r1);
			writer.branchBy(() => {
				writer.get(local.two);
				writer.constant(addressMask);
				writer.push(wasm.and);
				writer.jumpByRegister();
			});
		},
	}],
	[0x07, {
		// BCR
		translate(writer, {r1, r2}) {
			if (r1 === 0 || r2 === 0) {
				return;
			}

			if (r1 === 15) {
				writer.settle();
				toRegister(writer, r2);
				return;
			}

			writer.pushTest(r1);
			writer.branchBy(() => {
				toRegister(writer, r2);
			});
		},
	}],
	[0x46, {
		// BCT
		translate(writer, fields) {
			if (isKnown(writer, fields.base, fields.r2)) {
				countDown(writer, fields.r1);
				branchIf(writer, fields, fields.r2);
				return;
			}

			writer.logicalAddress(fields.displacement, fields.base, fields.r2);
			writer.set(local.two);
			countDown(writer, fields.r1);
			writer.branchBy(() => {
				writer.get(local.two);
				writer.jumpByRegister();
			});
		},
	}],
	[0x47, {
		// BC
		translate(writer, fields) {
			const {r1} = fields;
			if (r1 === 0) {
				return;
			}

			if (r1 === 15) {
				writer.settle();
				branch(writer, fields, fields.r2);
				return;
			}

			writer.pushTest(r1);
			branchIf(writer, fields, fields.r2);
		},
		modified(writer, fields) {
			writer.get(local.modified);
			writer.constant(15);
			writer.push(wasm.and);
			writer.constant(fields.r2);
			writer.push(wasm.notEqual);
			writer.exitIf();
			writer.settle();
			writer.get(local.modified);
			writer.get(local.code);
			writer.push(wasm.shiftLeft);
			writer.constant(0x80);
			writer.push(wasm.and);
			branchIf(writer, fields, fields.r2);
		},
	}],
	[0x86, {translate: byIndex(wasm.greater)}], // BXH
	[0x87, {translate: byIndex(wasm.lessOrEqual)}], // BXLE
];

export const branches: Operations = rows.map(([code, operation]) => [code, {...operation, isBranch: true}]);
