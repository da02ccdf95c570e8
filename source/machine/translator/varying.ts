/**
 * Instructions that a program changes as it runs (a switch, an immediate operand, a length, an address): which of their
 * bytes a region must not rely on. It fetches those when it comes to them.
 */
import {branchCode} from './branch-kinds.js';
import type {Step, Varying} from './step.js';

/** Bits of them. */
export const varies = {opcode: 1, second: 2, base: 4, displacement: 12, base2: 16, displacement2: 48} as const;

/** Base and displacement are changed together: a program stores the halfword. */
const unitOf = (index: number): number =>
	index < 2 ? 1 << index : (index < 4 ? varies.displacement : varies.displacement2);

/** Whether a step's bytes have one of these that are changed. */
export const hasVarying = ({varying}: Pick<Step, 'varying'>, bytes: number): boolean =>
	varying !== undefined && (varying.bytes & bytes) !== 0;

/** Whether a region relies on a byte of one of its instructions. */
const isFixed = ({manner, varying}: Step, index: number): boolean =>
	manner !== 'changing' && (varying === undefined || (varying.bytes & (1 << index)) === 0);

/** The bytes that a region relies on, of an instruction and of the subject of an EXECUTE. */
export function * fixedBytes(step: Step): Generator<{readonly at: number; readonly byte: number}> {
	for (let index = 0; index < step.length; index++) {
		if (isFixed(step, index)) {
			yield {at: step.at + index, byte: step.bytes[index]};
		}
	}

	if (step.subject && step.manner !== 'changing') {
		const {at, length, bytes} = step.subject;
		for (let index = 0; index < length; index++) {
			yield {at: at + index, byte: bytes[index]};
		}
	}
}

/** All of it: it is its row in the instruction table's. */
const everything = -1;

/** What is known of an instruction that a region was left for: more than before, or `undefined`. */
export function metWith({at, bytes, varying, manner}: Step, now: Uint8Array): Varying | undefined {
	if (!varying || manner === 'changing') {
		return undefined;
	}

	const opcode = now[at];
	if (!varying.opcodes.includes(opcode)) {
		return {bytes: varying.bytes, opcodes: [...varying.opcodes, opcode]};
	}

	const hasOther = (index: number, bits: number) => ((bytes[index] ^ now[at + index]) & bits) !== 0;
	const hasOthers = (hasVarying({varying}, varies.base) && hasOther(2, 0xF0))
		|| (hasVarying({varying}, varies.base2) && hasOther(4, 0xF0))
		|| (opcode === branchCode && hasOther(1, 0x0F));
	return hasOthers ? {...varying, bytes: everything} : undefined;
}

/** What is known of an instruction when a program has stored into bytes of the host; `known`: what was before. */
export function storedInto(
	{at, length, bytes, subject}: Step,
	known: Varying | undefined,
	{from, to}: {readonly from: number; readonly to: number},
): Varying {
	let mask = known?.bytes ?? 0;
	for (let index = 0; index < length; index++) {
		if (at + index >= from && at + index < to) {
			mask |= unitOf(index);
		}
	}

	const isSubject = subject !== undefined && subject.at < to && subject.at + subject.length > from;
	return {bytes: isSubject ? everything : mask, opcodes: [...new Set([...known?.opcodes ?? [], bytes[0]])]};
}

/** What is known of an instruction behind a change: `now` are the bytes of storage, `known` is what was before. */
export function changed(
	{at, length, bytes, subject}: Step,
	known: Varying | undefined,
	now: Uint8Array,
): Varying {
	let mask = known?.bytes ?? 0;
	for (let index = 0; index < length; index++) {
		if (bytes[index] !== now[at + index]) {
			mask |= unitOf(index);
		}
	}

	// What becomes of subjects is their EXECUTE's row in the instruction table.
	const isSubject = subject?.bytes.some((byte, index) => index < subject.length && byte !== now[subject.at + index]);
	return {
		bytes: isSubject ? everything : mask,
		opcodes: [...new Set([...known?.opcodes ?? [], bytes[0], now[at]])],
	};
}
