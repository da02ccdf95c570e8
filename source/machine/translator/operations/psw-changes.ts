/**
 * SVC, LPSW, SSM, STNSM and STOSM (GA22-7000, "Control Instructions"). In BC mode, where nothing changes that the
 * region or the processor relies on, the PSW is exchanged here; its left half stands in its word of `resultWord`
 * meanwhile (`psw-change.ts`). Else the row in the instruction table does it, and the region goes on if it may.
 */
import {addressMask} from '../../../base/architecture.js';
import {resultWord} from '../../cpu/cpu.js';
import {svcInterruption} from '../../cpu/interruption-classes.js';
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Operation, Operations, Translate} from '../operation.js';
import {forbids} from '../psw-change.js';
import {callRow, pswCall, takeHalfPsw} from '../table-call.js';
import {pushHalfPsw} from './branches.js';

/** Bits of the left half of a PSW. */
const extendedMode = 0x8_0000;
const wait = 0x2_0000;
const problemState = 0x1_0000;
const key = 0xF0_0000;

/** Pushes the left half of the PSW, which `local.one` gets too. */
function pushPsw(writer: FunctionWriter): void {
	writer.surroundings.pushResult(writer, resultWord.psw);
	writer.tee(local.one);
}

const setPsw = (writer: FunctionWriter, push: () => void): void => {
	writer.surroundings.setResult(writer, resultWord.psw, push);
};

/** From the PSW of `local.one` to that in `local.two`: leaves where the processor must look at it. */
function exitIfForbidden(writer: FunctionWriter): void {
	writer.get(local.one);
	writer.get(local.two);
	writer.push(wasm.exclusiveOr);
	writer.constant(key);
	writer.push(wasm.and);
	writer.get(local.two);
	writer.constant(extendedMode | wait);
	writer.push(wasm.and, wasm.or);
	writer.get(local.two);
	writer.constant(24);
	writer.push(wasm.shiftRightUnsigned);
	exitIfMaskForbidden(writer, forbids.all, true);
}

/** The same of the system mask on the stack; `hasMore`: and where the number below it is not zero. */
function exitIfMaskForbidden(writer: FunctionWriter, all: number, hasMore = false): void {
	writer.constant(all);
	writer.push(wasm.or);
	writer.surroundings.pushResult(writer, resultWord.forbidden);
	writer.push(wasm.and, ...hasMore ? [wasm.or] : []);
	writer.exitIf();
}

/** Goes on with the right half of a PSW, in `local.index`. */
function goOn(writer: FunctionWriter): void {
	const field = (shift: number, mask: number) => {
		writer.get(local.index);
		writer.constant(shift);
		writer.push(wasm.shiftRightUnsigned);
		writer.constant(mask);
		writer.push(wasm.and);
	};

	field(28, 3);
	writer.set(local.code);
	field(24, 15);
	writer.set(local.programMask);
	field(27, 1);
	writer.set(local.interrupts);
	writer.surroundings.setResult(writer, resultWord.programMask, () => {
		writer.get(local.programMask);
	});
	writer.get(local.index);
	writer.constant(addressMask);
	writer.push(wasm.and);
	writer.jumpByRegister();
}

/** By the row; goes on where the region need not be left for that. */
function byRow(writer: FunctionWriter, then: () => void): void {
	callRow(writer, pswCall, local.address);
	takeHalfPsw(writer);
	then();
}

const orByRow = (usual: Translate, then: (writer: FunctionWriter) => void): Operation => ({
	translate(writer, fields) {
		writer.settle();
		writer.forget();
		writer.eitherWay(() => {
			usual(writer, fields);
		}, () => {
			byRow(writer, () => {
				then(writer);
			});
		});
	},
	isBranch: true,
});

/** Another PSW. */
const exchange = (usual: Translate): Operation => orByRow(usual, writer => {
	writer.get(local.address);
	writer.jumpByRegister();
});

/** Another system mask only: behind the instruction. */
const remask = (usual: Translate): Operation => orByRow(usual, () => undefined);

/** Offset of the new PSW from the old one. */
const newPsw = svcInterruption.newPsw - svcInterruption.oldPsw;

/** STNSM and STOSM: the immediate byte is combined with the system mask. */
const storeThen = (operation: number): Operation => remask((writer, {immediate, base, displacement}) => {
	pushPsw(writer);
	writer.constant(extendedMode | problemState);
	writer.push(wasm.and);
	writer.exitIf();
	writer.get(local.one);
	writer.constant(24);
	writer.push(wasm.shiftRightUnsigned);
	writer.constant(immediate);
	writer.push(operation);
	writer.tee(local.two);
	exitIfMaskForbidden(writer, forbids.all);
	writer.logicalAddress(displacement, base);
	writer.storeAt(1);
	writer.get(local.at);
	writer.get(local.one);
	writer.constant(24);
	writer.push(wasm.shiftRightUnsigned);
	writer.memory(wasm.store8);
	setMask(writer);
});

/** The system mask of the PSW becomes `local.two`. */
function setMask(writer: FunctionWriter): void {
	setPsw(writer, () => {
		writer.get(local.one);
		writer.constant(0xFF_FFFF);
		writer.push(wasm.and);
		writer.get(local.two);
		writer.constant(24);
		writer.push(wasm.shiftLeft, wasm.or);
	});
}

export const pswChanges: Operations = [
	[0x0A, exchange((writer, {immediate}) => {
		// SVC
		const {surroundings} = writer;
		pushPsw(writer);
		writer.constant(extendedMode);
		writer.push(wasm.and);
		writer.exitIf();
		writer.constant(svcInterruption.oldPsw);
		writer.storeAt(8);
		writer.loadWord(newPsw);
		writer.set(local.two);
		exitIfForbidden(writer);
		writer.storeWord(() => {
			writer.get(local.one);
			writer.constant(0xFFFF_0000 | 0);
			writer.push(wasm.and);
			writer.constant(immediate);
			writer.push(wasm.or);
		});
		writer.storeWord(() => {
			pushHalfPsw(writer);
		}, 4);
		writer.loadWord(newPsw + 4);
		writer.set(local.index);
		setPsw(writer, () => {
			writer.get(local.two);
		});
		surroundings.setResult(writer, resultWord.supervisorCall, () => {
			writer.constant(immediate + 1);
		});
		goOn(writer);
	})],
	[0x80, remask((writer, {base, displacement}) => {
		// SSM
		pushPsw(writer);
		writer.constant(extendedMode | problemState);
		writer.push(wasm.and);
		writer.exitIf();
		writer.logicalAddress(displacement, base);
		writer.fetchAt(1);
		writer.loadByte();
		writer.tee(local.two);
		exitIfMaskForbidden(writer, forbids.all | forbids.setSystemMask);
		setMask(writer);
	})],
	[0x82, exchange((writer, {base, displacement}) => {
		// LPSW
		pushPsw(writer);
		writer.constant(extendedMode | problemState);
		writer.push(wasm.and);
		writer.logicalAddress(displacement, base);
		writer.tee(local.other);
		writer.constant(7);
		writer.push(wasm.and, wasm.or);
		writer.exitIf();
		writer.get(local.other);
		writer.fetchAt(8);
		writer.loadWord();
		writer.set(local.two);
		exitIfForbidden(writer);
		writer.loadWord(4);
		writer.set(local.index);
		setPsw(writer, () => {
			writer.get(local.two);
		});
		goOn(writer);
	})],
	[0xAC, storeThen(wasm.and)], // STNSM
	[0xAD, storeThen(wasm.or)], // STOSM
];
