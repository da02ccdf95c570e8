/**
 * What has no translation of its own is a call out of the region to its row in the instruction table: registers and
 * condition code go where the row looks for them, and come back behind it.
 */
import {addressMask} from '../../base/architecture.js';
import {
	lengthStorable, registersLoadable,
} from '../instructions/instruction-effects.js';
import {findInstruction} from '../instructions/instruction-table.js';
import {i32, wasm} from '../webassembly-module.js';
import type {FunctionWriter} from './function-writer.js';
import {local} from './locals.js';
import {fieldsOf, type Translate} from './operation.js';

/** What the host puts under this name executes one instruction: host offset, address, condition code, `left`. */
export const tableCall = {name: 'execute', parameters: 4, result: i32} as const;

/** The function of a region answers this where a row ended it: registers and PSW are in their places. */
export const endedByRow = -3;

const execute = 0x44;
const supervisorCall = 0x0A;
const moveLong = 0x0E;

/** Whether the instruction can be in a region at all. */
export function isCallable(bytes: Uint8Array): boolean {
	const row = findInstruction(bytes[0], bytes[1]);
	return row !== undefined && !row.privileged && bytes[0] !== supervisorCall;
}

/** Whether the region ends with it: nobody knows before what it will store, or it changes what the region relies on. */
export const isLast = ([opcode = 0]: Uint8Array): boolean => opcode === execute || opcode === moveLong;

/** A translation of the usual cases: where it would leave the region, the instruction is done by its row. */
export const orByTable = (usual: Translate): Translate => (writer, fields) => {
	writer.eitherWay(() => {
		usual(writer, fields);
	}, () => {
		callTable(writer);
	});
};

/** Writes the call for the instruction that `writer` stands at. */
export function callTable(writer: FunctionWriter): void {
	const {step: {bytes, at, address, length, manner}, surroundings} = writer;
	const storable = manner === 'last' ? 0 : lengthStorable(bytes);
	if (storable > 0) {
		const {base, displacement, r2} = fieldsOf(bytes);
		writer.logicalAddress(displacement, base, bytes[0] < 0x80 ? r2 : 0);
		writer.storeAt(storable);
	}

	writer.settle();
	surroundings.storeRegisters(writer);
	writer.constant(at);
	writer.constant(address);
	writer.get(local.code);
	writer.get(local.left);
	writer.constant(writer.unexecuted);
	writer.push(wasm.add);
	writer.call(tableCall);
	if (manner === 'last') {
		writer.push(wasm.drop);
		leave(writer);
		return;
	}

	writer.tee(local.code);
	writer.constant(0);
	writer.push(wasm.less);
	writer.open(wasm.if);
	leave(writer);
	writer.close();
	const loaded = registersLoadable(bytes);
	for (let register = 0; register < 16; register++) {
		if ((loaded & (0x8000 >>> register)) !== 0) {
			surroundings.pushStored(writer, register);
			writer.setRegister(register);
		}
	}

	// Giving another page a frame may have taken it from the region.
	surroundings.pushMoved(writer);
	writer.open(wasm.if);
	writer.leaveFor((address + length) & addressMask);
	writer.close();
}

function leave(writer: FunctionWriter): void {
	writer.constant(endedByRow);
	writer.push(wasm.return);
}
