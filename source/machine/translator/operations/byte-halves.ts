/** MVN and MVZ (GA22-7000, "General Instructions"): the right halves of bytes, or the left ones. */
import {wasm} from '../../webassembly-module.js';
import {
	forPieces, isBehind, ofBytes, storeAndFetch,
} from './byte-operands.js';
import {local} from '../locals.js';
import type {Operation, Operations} from '../operation.js';

/**
 * The bits of `mask` come from the second operand, eight bytes at a time: an operand which begins less than that behind
 * the other is the instruction table's.
 */
const moveBits = (mask: bigint): Operation => ofBytes((writer, fields, length) => {
	storeAndFetch(writer, fields, length, length);
	isBehind(writer, 8);
	writer.exitIf();
	// What differs within the mask is exchanged.
	forPieces(writer, length, (push, offset, [load, store]) => {
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
	});
});

/** Halves of eight bytes; as constants have a sign. */
const numerics = BigInt.asIntN(64, 0x0F0F_0F0F_0F0F_0F0Fn);
const zones = BigInt.asIntN(64, 0xF0F0_F0F0_F0F0_F0F0n);

export const byteHalves: Operations = [
	[0xD1, moveBits(numerics)], // MVN
	[0xD3, moveBits(zones)], // MVZ
];
