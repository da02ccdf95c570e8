/**
 * SVC, LPSW, SSM, STNSM and STOSM (GA22-7000, "Control Instructions"). In the mode of the PSW that the region was found
 * with, where nothing changes that the region or the processor relies on, the PSW is exchanged here; its left half
 * stands in its word of `resultWord` meanwhile (`psw-change.ts`), in EC mode without condition code and program mask.
 * Else the row in the instruction table does it, and the region goes on if it may.
 */
import {addressMask} from '../../../base/architecture.js';
import {resultWord} from '../../cpu/cpu.js';
import {svcInterruption} from '../../cpu/interruption-classes.js';
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Operation, Operations, Translate} from '../operation.js';
import {forbids, modes, translationMode} from '../psw-change.js';
import {callRow, pswCall, takeHalfPsw} from '../table-call.js';
import {pushHalfPsw} from './branches.js';

/** Bits of the left half of a PSW. */
const extendedMode = 0x8_0000;
const wait = 0x2_0000;
const problemState = 0x1_0000;
const key = 0xF0_0000;
/** Of the EC mode: what must be zero, and the same of its system mask. */
const reserved = 0xC0FF;
const reservedMask = 0xB8;

/** `local.one` takes the left half of the PSW. */
function fetchPsw(writer: FunctionWriter): void {
	writer.surroundings.pushResult(writer, resultWord.psw);
	writer.set(local.one);
}

const setPsw = (writer: FunctionWriter, push: () => void): void => {
	writer.surroundings.setResult(writer, resultWord.psw, push);
};

/** Pushes what is not zero where the PSW of `local.one` is not of the expected mode, or has one of the bits. */
function pushUnfit(writer: FunctionWriter, bits: number): void {
	writer.get(local.one);
	writer.constant(extendedMode | bits);
	writer.push(wasm.and);
	writer.constant(writer.surroundings.isExtended ? extendedMode : 0);
	writer.push(wasm.exclusiveOr);
}

/** From the PSW of `local.one` to that in `local.two`: leaves where the processor must look at it. */
function exitIfForbidden(writer: FunctionWriter): void {
	const {isExtended} = writer.surroundings;
	writer.get(local.one);
	writer.get(local.two);
	writer.push(wasm.exclusiveOr);
	writer.constant(key | extendedMode | (isExtended ? modes << 24 : 0));
	writer.push(wasm.and);
	writer.get(local.two);
	writer.constant(wait | (isExtended ? (reservedMask << 24) | reserved : 0));
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

/** The same of the system mask in `local.two`, to go with the rest of the PSW in `local.one`. */
function exitIfOtherMask(writer: FunctionWriter, all: number): void {
	writer.get(local.two);
	exitIfMaskForbidden(writer, all);
	if (writer.surroundings.isExtended) {
		writer.get(local.one);
		writer.constant(24);
		writer.push(wasm.shiftRightUnsigned);
		writer.constant(modes);
		writer.push(wasm.and);
		writer.get(local.two);
		writer.push(wasm.exclusiveOr);
		writer.constant(modes | reservedMask);
		writer.push(wasm.and);
		writer.exitIf();
	}
}

/** Goes on with the PSW in `local.two` and `local.index`. */
function goOn(writer: FunctionWriter): void {
	const {isExtended} = writer.surroundings;
	const field = (shift: number, shiftExtended: number, mask: number) => {
		writer.get(isExtended ? local.two : local.index);
		writer.constant(isExtended ? shiftExtended : shift);
		writer.push(wasm.shiftRightUnsigned);
		writer.constant(mask);
		writer.push(wasm.and);
	};

	field(28, 12, 3);
	writer.set(local.code);
	field(24, 8, 15);
	writer.set(local.programMask);
	field(27, 11, 1);
	writer.set(local.interrupts);
	writer.surroundings.setResult(writer, resultWord.programMask, () => {
		writer.get(local.programMask);
	});
	writer.get(local.index);
	writer.constant(addressMask);
	writer.push(wasm.and);
	writer.jumpByRegister();
}

/** Fetches the right half of a new PSW, at host offset `local.at` plus `offset`, into `local.index`. */
function takeRightHalf(writer: FunctionWriter, offset: number): void {
	writer.loadWord(offset);
	writer.set(local.index);
	if (writer.surroundings.isExtended) {
		writer.get(local.index);
		writer.constant(~addressMask);
		writer.push(wasm.and);
		writer.exitIf();
	}
}

/** By the row; goes on where the region need not be left for that. */
function byRow(writer: FunctionWriter, then: () => void): void {
	callRow(writer, pswCall, local.address);
	takeHalfPsw(writer);
	if (writer.isWithinSpan) {
		writer.surroundings.pushResult(writer, resultWord.closed);
		writer.open(wasm.if);
		writer.leaveForAddress();
		writer.close();
	}

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
	fetchPsw(writer);
	pushUnfit(writer, problemState);
	writer.exitIf();
	writer.get(local.one);
	writer.constant(24);
	writer.push(wasm.shiftRightUnsigned);
	writer.constant(immediate);
	writer.push(operation);
	writer.set(local.two);
	exitIfOtherMask(writer, forbids.all);
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

/** SVC stores the old PSW, in EC mode the code too. Fetched are words from the old PSW on. */
function storeOldPsw(writer: FunctionWriter, immediate: number): void {
	const {isExtended} = writer.surroundings;
	writer.storeWord(() => {
		writer.get(local.one);
		writer.constant(0xFFFF_0000 | 0);
		writer.push(wasm.and);
		if (!isExtended) {
			writer.constant(immediate);
			writer.push(wasm.or);
			return;
		}

		writer.get(local.code);
		writer.constant(12);
		writer.push(wasm.shiftLeft, wasm.or);
		writer.get(local.programMask);
		writer.constant(8);
		writer.push(wasm.shiftLeft, wasm.or);
	});
	writer.storeWord(() => {
		if (isExtended) {
			writer.constant((writer.step.address + writer.step.length) & addressMask);
		} else {
			pushHalfPsw(writer);
		}
	}, 4);
	if (isExtended) {
		writer.storeWord(() => {
			// Its length in halfwords, and the code.
			writer.constant((1 << 17) | immediate);
		}, svcInterruption.code - svcInterruption.oldPsw);
	}
}

export const pswChanges: Operations = [
	[0x0A, exchange((writer, {immediate}) => {
		// SVC
		const {surroundings} = writer;
		const {isExtended} = surroundings;
		fetchPsw(writer);
		pushUnfit(writer, isExtended ? translationMode << 24 : 0);
		writer.exitIf();
		writer.constant(svcInterruption.oldPsw);
		writer.storeAt(isExtended ? svcInterruption.code + 4 - svcInterruption.oldPsw : 8);
		writer.loadWord(newPsw);
		writer.set(local.two);
		exitIfForbidden(writer);
		takeRightHalf(writer, newPsw + 4);
		storeOldPsw(writer, immediate);
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
		fetchPsw(writer);
		pushUnfit(writer, problemState);
		writer.exitIf();
		writer.logicalAddress(displacement, base);
		writer.fetchAt(1);
		writer.loadByte();
		writer.set(local.two);
		exitIfOtherMask(writer, forbids.all | forbids.setSystemMask);
		setMask(writer);
	})],
	[0x82, exchange((writer, {base, displacement}) => {
		// LPSW
		fetchPsw(writer);
		pushUnfit(writer, problemState);
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
		takeRightHalf(writer, 4);
		setPsw(writer, () => {
			writer.get(local.two);
		});
		goOn(writer);
	})],
	[0xAC, storeThen(wasm.and)], // STNSM
	[0xAD, storeThen(wasm.or)], // STOSM
];
