/**
 * What has no translation of its own, or is in an awkward place, is a call out of the region to its row in the
 * instruction table: registers and condition code go where the row looks for them, and come back behind it.
 */
import {addressMask} from '../../base/architecture.js';
import {
	floatingLoadable, lengthStorable, registersLoadable,
} from '../instructions/instruction-effects.js';
import {findInstruction} from '../instructions/instruction-table.js';
import {resultWord} from '../cpu/cpu.js';
import {i32, wasm} from '../webassembly-module.js';
import {executeCode, supervisorCallCode} from './branch-kinds.js';
import type {FunctionWriter} from './function-writer.js';
import {local} from './locals.js';
import type {Manner, Step} from './step.js';
import {floatingRegister} from './registers.js';
import type {Callee} from './state-writer.js';

/**
 * What the host puts under these names executes one instruction: host offset, address, condition code, `left`. The
 * second looks afterwards whether it stored into the region, which must not go on then.
 */
export const tableCall = {name: 'execute', parameters: 4, result: i32} as const;
export const storingCall = {name: 'executeStoring', parameters: 4, result: i32} as const;
/** The same of one that may be any other when it is come to, and may stand apart: it answers as `pswCall`. */
export const changingCall = {name: 'executeChanging', parameters: 4, result: i32} as const;
/**
 * The same of one that changes the PSW: answers where it goes on. Program mask and condition code are in their words of
 * `resultWord`.
 */
export const pswCall = {name: 'changePsw', parameters: 4, result: i32} as const;

/** What such a function is. */
export type RowCall = (at: number, address: number, code: number, left: number) => number;
export type RowCalls = Readonly<Record<'execute' | 'executeStoring' | 'executeChanging' | 'changePsw', RowCall>>;

/** What such a function has for an instruction's host offset where it has two. */
export const standsApart = -1;

/** The function of a region answers this where a row ended it: registers and PSW are in their places. */
export const endedByRow = -3;

const setProgramMask = 0x04;
const moveLong = 0x0E;

/** How an instruction without a translation is done; `undefined` where it cannot be in a region. */
export function mannerOfCall(bytes: Uint8Array): Manner | undefined {
	const row = findInstruction(bytes[0], bytes[1]);
	return row === undefined || bytes[0] === supervisorCallCode
		? undefined
		: (row.privileged ? 'privileged' : 'called');
}

/** Whether its bytes do not say what it will load and store. */
const isOpen = ({bytes, manner}: Step): boolean =>
	bytes[0] === executeCode || manner === 'privileged';

const calleeOf = (step: Step): Callee =>
	isOpen(step) || step.bytes[0] === moveLong || lengthStorable(step.bytes) > 0 ? storingCall : tableCall;

/** Writes an instruction by `translate`; where it often gives up, with a call to its row for that. */
export function orByTable(writer: FunctionWriter, isBranch: true | undefined, translate: () => void): void {
	if (isBranch) {
		translate();
	} else {
		writer.eitherWay(translate, () => {
			callTable(writer);
		});
	}
}

/** Writes the call for the instruction that `writer` stands at. The condition code is in its local, and will be. */
export function callTable(writer: FunctionWriter): void {
	const {step, surroundings} = writer;
	const {bytes, address, length} = step;
	callRow(writer, calleeOf(step), local.code);
	takeLoaded(writer, bytes);
	if (bytes[0] === setProgramMask) {
		takeProgramMask(writer, bytes[1] >>> 4);
	}

	if (isOpen(step)) {
		surroundings.takeRegisters(writer);
	} else if (writer.isWithinSpan) {
		surroundings.pushResult(writer, resultWord.closed);
	} else {
		return;
	}

	if (writer.isWithinSpan && isOpen(step)) {
		// Its register may be another one now.
		writer.constant(1);
		writer.push(wasm.or);
	}

	writer.open(wasm.if);
	writer.leaveFor((address + length) & addressMask);
	writer.close();
}

/** Takes over condition code and program mask from the words of `resultWord`. */
export function takeHalfPsw(writer: FunctionWriter): void {
	writer.surroundings.pushResult(writer, resultWord.code);
	writer.set(local.code);
	writer.surroundings.pushResult(writer, resultWord.programMask);
	setProgramMaskLocals(writer);
}

/** Writes the call for an instruction that the program changes: it may lead anywhere. */
export function callChanging(writer: FunctionWriter): void {
	const {step: {bytes, address, length}, surroundings} = writer;
	callRow(writer, changingCall, local.address);
	takeHalfPsw(writer);
	takeLoaded(writer, bytes);
	surroundings.takeRegisters(writer);
	writer.open(wasm.if);
	writer.leaveForAddress();
	writer.close();
	writer.get(local.address);
	writer.constant((address + length) & addressMask);
	writer.push(wasm.notEqual);
	writer.open(wasm.if);
	writer.get(local.address);
	writer.jumpByRegister();
	writer.close();
}

/** Calls one of these functions, and leaves where the row ended the region; the answer goes to a local. */
export function callRow(writer: FunctionWriter, callee: Callee, answer: number): void {
	const {step: {at, address, isApart}, surroundings} = writer;
	writer.callsOut();
	surroundings.storeRegisters(writer);
	writer.constant(isApart ? standsApart : at);
	writer.constant(address);
	writer.get(local.code);
	writer.get(local.left);
	writer.constant(writer.unexecuted);
	writer.push(wasm.add);
	writer.call(callee);
	writer.tee(answer);
	writer.constant(0);
	writer.push(wasm.less);
	writer.open(wasm.if);
	writer.constant(endedByRow);
	writer.push(wasm.return);
	writer.close();
}

/** Takes over what the row may have loaded into registers. */
function takeLoaded(writer: FunctionWriter, bytes: Uint8Array): void {
	const loaded = registersLoadable(bytes);
	const general = Array.from({length: 16}, (_, register) => register)
		.filter(register => (loaded & (0x8000 >>> register)) !== 0);
	const floating = floatingLoadable(bytes).map(register => floatingRegister(register));
	for (const register of [...general, ...floating]) {
		writer.surroundings.pushStored(writer, register);
		writer.setRegister(register);
	}
}

/** The program mask is that of a register now. */
function takeProgramMask(writer: FunctionWriter, r1: number): void {
	writer.register(r1);
	writer.constant(24);
	writer.push(wasm.shiftRightUnsigned);
	writer.constant(15);
	writer.push(wasm.and);
	setProgramMaskLocals(writer);
}

/** The program mask is the number on the stack. */
function setProgramMaskLocals(writer: FunctionWriter): void {
	writer.tee(local.programMask);
	writer.constant(3);
	writer.push(wasm.shiftRightUnsigned);
	writer.set(local.interrupts);
}
