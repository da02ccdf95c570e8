/**
 * Work on operands of many bytes (GA22-7000, "General Instructions"), piece by piece where they cross a block, always
 * with the effect of going from left to right byte by byte. All of both operands must have been opened, as
 * `Execution.locate` does.
 */
import {addressMask} from '../../../base/architecture.js';
import type {Execution} from '../../interpreter/execution.js';

/** Bytes from `address` to the end of its 2 KiB block. */
export function inBlock(address: number): number {
	return 2048 - (address & 2047);
}

/** Moves bytes between host offsets. A target a little behind the source repeats what lies between them. */
function moveWithin(x: Execution, to: number, from: number, length: number): void {
	const {kernels} = x;
	const distance = to - from;
	if (distance <= 0 || distance >= length) {
		kernels.copy(to, from, length);
	} else if (distance === 1) {
		kernels.fill(to, x.bytes[from], length);
	} else {
		kernels.copy(to, from, distance);
		for (let done = distance; done < length; done *= 2) {
			kernels.copy(to + done, to, Math.min(done, length - done));
		}
	}
}

/** MVC. */
export function move(x: Execution, at: number): void {
	const length = x.bytes[at + 1] + 1;
	if (x.locate(at, length, length)) {
		moveWithin(x, x.firstAt, x.secondAt, length);
		return;
	}

	const {first, second} = x;
	for (let done = 0; done < length;) {
		const to = (first + done) & addressMask;
		const from = (second + done) & addressMask;
		const piece = Math.min(length - done, inBlock(to), inBlock(from));
		moveWithin(x, x.storeAt(to), x.fetchAt(from), piece);
		done += piece;
	}
}

export type Combination = 'and' | 'or' | 'exclusiveOr';

/** Combines bytes at host offsets; 0 where all of the result is zero. */
function combineWithin(x: Execution, combination: Combination, to: number, from: number, length: number): number {
	const {kernels, bytes} = x;
	const distance = to - from;
	if (distance > 0 && distance < 8) {
		let any = 0;
		for (let index = 0; index < length; index++) {
			any |= kernels[combination](to + index, from + index, 1);
		}

		return any;
	}

	if (combination !== 'exclusiveOr') {
		return combination === 'and' ? kernels.and(to, from, length) : kernels.or(to, from, length);
	}

	if (distance !== 0) {
		return kernels.exclusiveOr(to, from, length);
	}

	// What clears an area.
	if (length > 1) {
		kernels.fill(to, 0, length);
	} else {
		bytes[to] = 0;
	}

	return 0;
}

/** NC, OC, XC: 0 where all of the result is zero. */
export function combine(x: Execution, at: number, combination: Combination): number {
	const length = x.bytes[at + 1] + 1;
	if (x.locate(at, length, length)) {
		return combineWithin(x, combination, x.firstAt, x.secondAt, length);
	}

	const {first, second} = x;
	let any = 0;
	for (let done = 0; done < length;) {
		const to = (first + done) & addressMask;
		const from = (second + done) & addressMask;
		const piece = Math.min(length - done, inBlock(to), inBlock(from));
		any |= combineWithin(x, combination, x.storeAt(to), x.fetchAt(from), piece);
		done += piece;
	}

	return any;
}

/** CLC: condition code. */
export function compare(x: Execution, at: number): number {
	const {kernels, bytes} = x;
	const length = x.bytes[at + 1] + 1;
	const together = x.locateFetched(at, length, length);
	const {first, second} = x;
	for (let done = 0; done < length;) {
		const one = (first + done) & addressMask;
		const other = (second + done) & addressMask;
		const piece = together ? length : Math.min(length - done, inBlock(one), inBlock(other));
		const oneAt = x.fetchAt(one);
		const otherAt = x.fetchAt(other);
		const equal = kernels.difference(oneAt, otherAt, piece);
		if (equal < piece) {
			return bytes[oneAt + equal] < bytes[otherAt + equal] ? 1 : 2;
		}

		done += piece;
	}

	return 0;
}
