/** MVN and MVZ (GA22-7000, "General Instructions"): the right halves of bytes, or the left ones. */
import {wasm} from '../../webassembly-module.js';
import {wideAccess} from './byte-moves.js';
import {
	atIndex, clearIndex, fewBytes, isBehind, pieces, step, storeAndFetch,
} from './byte-operands.js';
import {local} from '../locals.js';
import type {Operations, Translate} from '../operation.js';
import {orByTable} from '../table-call.js';

/**
 * The bits of `mask` come from the second operand, eight bytes at a time: an operand which begins less than that behind
 * the other is the instruction table's.
 */
const moveBits = (mask: bigint): Translate => orByTable((writer, fields) => {
	const length = fields.immediate + 1;
	storeAndFetch(writer, fields, length, length);
	isBehind(writer, 7);
	writer.exitIf();
	// What differs within the mask is exchanged.
	const piece = (push: (at: number) => void, offset: number, [load, store]: readonly [number, number]) => {
		push(local.at);
		push(local.at);
		writer.memory(load, offset);
		writer.push(wasm.tee, local.wide);
		push(local.otherAt);
		writer.memory(load, offset);
		writer.push(wasm.exclusiveOr64);
		writer.constant64(mask);
		writer.push(wasm.and64, wasm.get, local.wide, wasm.exclusiveOr64);
		writer.memory(store, offset);
	};

	let done = 0;
	if (length > fewBytes) {
		done = length & ~7;
		clearIndex(writer);
		writer.repeat(() => {
			piece(at => {
				atIndex(writer, at);
			}, 0, wideAccess[8]);
			step(writer, 8, done);
		});
	}

	for (const {offset, size} of pieces(length - done)) {
		piece(at => {
			writer.get(at);
		}, done + offset, wideAccess[size]);
	}
});

/** Halves of eight bytes; as constants have a sign. */
const numerics = BigInt.asIntN(64, 0x0F0F_0F0F_0F0F_0F0Fn);
const zones = BigInt.asIntN(64, 0xF0F0_F0F0_F0F0_F0F0n);

export const byteHalves: Operations = [
	[0xD1, {translate: moveBits(numerics)}], // MVN
	[0xD3, {translate: moveBits(zones)}], // MVZ
];
