/**
 * MVCL and CLCL: operands of up to 16 MiB in register pairs (GA22-7000, "MOVE LONG", "COMPARE LOGICAL LONG").
 * Translated code does the plain cases by itself: `translator/operations/long-operands.ts`.
 */
import {addressMask} from '../../../base/architecture.js';
import {instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {compareLogicalCode} from './condition.js';
import {inBlock} from './byte-operands.js';

/** Bits of a pair's odd register that are the operand's length. */
const lengthMask = 0xFF_FFFF;

/** Both register fields must name even registers. */
export function evenPairs(x: Execution, at: number): void {
	if ((x.bytes[at + 1] & 0x11) !== 0) {
		programException(programCode.specification);
	}
}

/** MOVE LONG, block by block; registers are kept current so that an exception in the middle leaves it resumable. */
function moveLong(x: Execution, at: number): void {
	evenPairs(x, at);
	const r1 = x.bytes[at + 1] >>> 4;
	const r2 = x.bytes[at + 1] & 15;
	const {gpr, kernels} = x;
	const pad = gpr[r2 + 1] >>> 24;
	let to = gpr[r1] & addressMask;
	let from = gpr[r2] & addressMask;
	let toLength = gpr[r1 + 1] & lengthMask;
	let fromLength = gpr[r2 + 1] & lengthMask;
	const code = compareLogicalCode(toLength, fromLength);
	// Destructive overlap: a byte of the second operand would be used after something was stored into it.
	const used = Math.min(toLength, fromLength);
	const last = (from + used - 1) & addressMask;
	const destructive = used > 1 && (last >= from ? to > from && to <= last : to > from || to <= last);
	gpr[r1] = to;
	gpr[r2] = from;
	if (destructive) {
		x.cpu.psw.cc = 3;
		return;
	}

	while (toLength > 0) {
		const padding = fromLength === 0;
		const piece = padding
			? Math.min(toLength, inBlock(to))
			: Math.min(toLength, fromLength, inBlock(to), inBlock(from));
		if (padding) {
			x.openResult(to, 1);
			const host = x.storeAt(to);
			kernels.fill(host, pad, piece);
		} else {
			x.openBoth(from, 1, to, 1);
			const host = x.fetchAt(from);
			kernels.copy(x.storeAt(to), host, piece);
			from = (from + piece) & addressMask;
			fromLength -= piece;
		}

		to = (to + piece) & addressMask;
		toLength -= piece;
		gpr[r1] = to;
		gpr[r2] = from;
		gpr[r1 + 1] = (gpr[r1 + 1] & ~lengthMask) | toLength;
		gpr[r2 + 1] = (gpr[r2 + 1] & ~lengthMask) | fromLength;
	}

	x.cpu.psw.cc = code;
}

/** COMPARE LOGICAL LONG. */
function compareLong(x: Execution, at: number): void {
	evenPairs(x, at);
	const r1 = x.bytes[at + 1] >>> 4;
	const r2 = x.bytes[at + 1] & 15;
	const {gpr, bytes, kernels} = x;
	const pad = gpr[r2 + 1] >>> 24;
	let first = gpr[r1] & addressMask;
	let second = gpr[r2] & addressMask;
	let firstLength = gpr[r1 + 1] & lengthMask;
	let secondLength = gpr[r2 + 1] & lengthMask;
	let code = 0;
	while (code === 0 && (firstLength > 0 || secondLength > 0)) {
		if (firstLength > 0 && secondLength > 0) {
			x.openOperands(first, 1, second, 1);
		}

		let piece = Math.max(firstLength, secondLength);
		let hostFirst = -1;
		let hostSecond = -1;
		if (firstLength > 0) {
			hostFirst = x.fetchAt(first);
			piece = Math.min(piece, firstLength, inBlock(first));
		}

		if (secondLength > 0) {
			hostSecond = x.fetchAt(second);
			piece = Math.min(piece, secondLength, inBlock(second));
		}

		let equal = 0;
		if (hostFirst >= 0 && hostSecond >= 0) {
			equal = kernels.difference(hostFirst, hostSecond, piece);
			code = equal === piece ? 0 : compareLogicalCode(bytes[hostFirst + equal], bytes[hostSecond + equal]);
		}

		while (equal < piece && code === 0) {
			code = compareLogicalCode(
				hostFirst < 0 ? pad : bytes[hostFirst + equal],
				hostSecond < 0 ? pad : bytes[hostSecond + equal],
			);
			equal += code === 0 ? 1 : 0;
		}

		if (hostFirst >= 0) {
			first = (first + equal) & addressMask;
			firstLength -= equal;
		}

		if (hostSecond >= 0) {
			second = (second + equal) & addressMask;
			secondLength -= equal;
		}
	}

	gpr[r1] = first;
	gpr[r2] = second;
	gpr[r1 + 1] = (gpr[r1 + 1] & ~lengthMask) | firstLength;
	gpr[r2 + 1] = (gpr[r2 + 1] & ~lengthMask) | secondLength;
	x.cpu.psw.cc = code;
}

export const longInstructions = [
	instruction(0x0E, 'MVCL', 'RR', 'A P S', moveLong),
	instruction(0x0F, 'CLCL', 'RR', 'A P S', compareLong),
];
