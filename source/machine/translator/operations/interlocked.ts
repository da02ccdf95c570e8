/** TS, CS and CDS (GA22-7000, "General Instructions"): with one processor they need no interlock. */
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations, Translate} from '../operation.js';

/** Words at the operand against registers from `r1`: where all are equal, registers from `r2` are stored. */
const compareAndSwap = (words: number): Translate => (writer, {r1, r2, base, displacement}) => {
	const all = Array.from({length: words}, (_, word) => word);
	writer.logicalAddress(displacement, base);
	writer.tee(local.one);
	writer.constant((4 * words) - 1);
	writer.push(wasm.and);
	writer.exitIf();
	writer.get(local.one);
	writer.storeAt(4 * words);
	for (const word of all) {
		writer.loadWord(4 * word);
		writer.register(r1 + word);
		writer.push(wasm.notEqual, ...word > 0 ? [wasm.or] : []);
	}

	writer.tee(local.first);
	writer.open(wasm.if);
	for (const word of all) {
		writer.loadWord(4 * word);
		writer.setRegister(r1 + word);
	}

	writer.push(wasm.else);
	for (const word of all) {
		storeRegister(writer, r2 + word, 4 * word);
	}

	writer.close();
	writer.condition = {kind: 'logical'};
};

function storeRegister(writer: FunctionWriter, register: number, offset: number): void {
	writer.storeWord(() => {
		writer.register(register);
	}, offset);
}

export const interlocked: Operations = [
	[0x93, {
		// TS
		translate(writer, {base, displacement}) {
			writer.logicalAddress(displacement, base);
			writer.storeAt(1);
			writer.loadByte();
			writer.constant(7);
			writer.push(wasm.shiftRightUnsigned);
			writer.set(local.first);
			writer.get(local.at);
			writer.constant(0xFF);
			writer.memory(wasm.store8);
			writer.condition = {kind: 'logical'};
		},
	}],
	[0xBA, {translate: compareAndSwap(1)}], // CS
	[0xBB, {translate: compareAndSwap(2), applies: ({r1, r2}: Fields) => ((r1 | r2) & 1) === 0}], // CDS
];
