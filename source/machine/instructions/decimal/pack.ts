/**
 * Conversions between binary, packed and zoned decimal (GA22-7000, "General Instructions"). Digits and signs are
 * checked by CVB only.
 */
import {addressMask} from '../../../base/architecture.js';
import type {Execution} from '../../interpreter/execution.js';
import {instruction} from '../instruction.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {packedMagnitude, packedSign, setPacked} from './packed.js';

/**
 * PACK of operands that lie in their frames, byte by byte from the right as the manual defines it for those that
 * overlap.
 */
function packTogether({bytes, firstAt, secondAt}: Execution, length1: number, length2: number): void {
	let from = secondAt + length2 - 1;
	let to = firstAt + length1 - 1;
	bytes[to] = (bytes[from] << 4) | (bytes[from] >>> 4);
	for (; to > firstAt && from - 2 >= secondAt; from -= 2) {
		bytes[--to] = (bytes[from - 2] << 4) | (bytes[from - 1] & 15);
	}

	if (to > firstAt && from > secondAt) {
		bytes[--to] = bytes[from - 1] & 15;
	}

	while (to > firstAt) {
		bytes[--to] = 0;
	}
}

/** The same for UNPK. */
function unpackTogether({bytes, firstAt, secondAt}: Execution, length1: number, length2: number): void {
	let from = secondAt + length2 - 1;
	let to = firstAt + length1 - 1;
	bytes[to] = (bytes[from] << 4) | (bytes[from] >>> 4);
	while (to > firstAt && from > secondAt) {
		const byte = bytes[--from];
		bytes[--to] = 0xF0 | byte;
		if (to > firstAt) {
			bytes[--to] = 0xF0 | (byte >>> 4);
		}
	}

	while (to > firstAt) {
		bytes[--to] = 0xF0;
	}
}

export const packs = [
	instruction(0x4E, 'CVD', 'RX', 'A P', (x, at) => {
		const address = x.indexed(at);
		const value = x.gpr[x.bytes[at + 1] >>> 4];
		const host = x.resultAt(address, 8);
		setPacked(x, host, 8, Math.abs(value), value < 0);
		x.update(address, 8, host);
	}),
	instruction(0x4F, 'CVB', 'RX', 'A P D IK', (x, at) => {
		const register = x.bytes[at + 1] >>> 4;
		const host = x.operandAt(x.indexed(at), 8);
		const value = packedSign(x, host, 8) * packedMagnitude(x, host, 8);
		// Truncation of a number beyond 2**31 gives its low-order bits, as the register gets them.
		x.gpr[register] = value;
		if (value > 0x7FFF_FFFF || value < -0x8000_0000) {
			programException(programCode.fixedPointDivide);
		}
	}),
	instruction(0xF1, 'MVO', 'SS2', 'A P', (x, at) => {
		const length1 = (x.bytes[at + 1] >>> 4) + 1;
		const length2 = (x.bytes[at + 1] & 15) + 1;
		const first = x.based(at + 2);
		const second = x.based(at + 4);
		x.openBoth(second, length2, first, length1);
		let carry = x.byte((first + length1 - 1) & addressMask) & 15;
		for (let index = 1; index <= length1; index++) {
			const byte = index <= length2 ? x.byte((second + length2 - index) & addressMask) : 0;
			x.setByte((first + length1 - index) & addressMask, ((byte << 4) | carry) & 255);
			carry = byte >>> 4;
		}
	}),
	instruction(0xF2, 'PACK', 'SS2', 'A P', (x, at) => {
		const length1 = (x.bytes[at + 1] >>> 4) + 1;
		const length2 = (x.bytes[at + 1] & 15) + 1;
		if (x.locate(at, length1, length2)) {
			packTogether(x, length1, length2);
			return;
		}

		const {first, second} = x;
		const last = x.byte((second + length2 - 1) & addressMask);
		x.setByte((first + length1 - 1) & addressMask, (last << 4) | (last >>> 4));
		let from = length2 - 2;
		for (let to = length1 - 2; to >= 0; to--) {
			const low = from >= 0 ? x.byte((second + from) & addressMask) & 15 : 0;
			const high = from >= 1 ? x.byte((second + from - 1) & addressMask) & 15 : 0;
			x.setByte((first + to) & addressMask, (high << 4) | low);
			from -= 2;
		}
	}),
	instruction(0xF3, 'UNPK', 'SS2', 'A P', (x, at) => {
		const length1 = (x.bytes[at + 1] >>> 4) + 1;
		const length2 = (x.bytes[at + 1] & 15) + 1;
		if (x.locate(at, length1, length2)) {
			unpackTogether(x, length1, length2);
			return;
		}

		const {first, second} = x;
		const last = x.byte((second + length2 - 1) & addressMask);
		x.setByte((first + length1 - 1) & addressMask, (last << 4) | (last >>> 4));
		let to = length1 - 2;
		for (let from = length2 - 2; to >= 0; from--) {
			const byte = from >= 0 ? x.byte((second + from) & addressMask) : 0;
			x.setByte((first + to) & addressMask, 0xF0 | (byte & 15));
			to--;
			if (to >= 0) {
				x.setByte((first + to) & addressMask, 0xF0 | (byte >>> 4));
				to--;
			}
		}
	}),
];
