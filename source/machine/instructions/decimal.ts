/** Decimal arithmetic (GA22-7000, "Decimal Instructions"). */
import {instruction, type Execute} from '../instruction.js';
import type {Execution} from '../execution.js';
import {programCode, programException} from '../program-exception.js';
import {
	leadingZeros, longMagnitude, longPowers, packedMagnitude, packedSign, powers, setLongPacked, setPacked, shortField,
} from './packed.js';

function decimalOverflow(x: Execution): void {
	x.cpu.psw.cc = 3;
	if ((x.cpu.psw.programMask & 4) !== 0) {
		programException(programCode.decimalOverflow);
	}
}

/** Stores a signed sum into the first operand; the condition code says how it went. */
function setSum(x: Execution, address: number, length: number, sum: number): void {
	const magnitude = Math.abs(sum);
	const limit = length > shortField ? Number.POSITIVE_INFINITY : powers[(length * 2) - 1];
	if (magnitude >= limit) {
		setPacked(x, address, length, magnitude % limit, sum < 0);
		decimalOverflow(x);
		return;
	}

	setPacked(x, address, length, magnitude, sum < 0);
	x.cpu.psw.cc = sum === 0 ? 0 : (sum < 0 ? 1 : 2);
}

function setLongSum(x: Execution, address: number, length: number, sum: bigint): void {
	const magnitude = sum < 0n ? -sum : sum;
	setLongPacked(x, address, length, magnitude, sum < 0n);
	if (magnitude >= longPowers[(length * 2) - 1]) {
		decimalOverflow(x);
	} else {
		x.cpu.psw.cc = sum === 0n ? 0 : (sum < 0n ? 1 : 2);
	}
}

/** AP, SP (`factor` -1) and ZAP (`keep` 0: the first operand does not count and is not looked at). */
const add = (factor: number, keep: number): Execute => (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	const first = x.based(at + 2);
	const second = x.based(at + 4);
	x.openBoth(second, length2, first, length1);
	const sign2 = packedSign(x, second, length2) * factor;
	const sign1 = keep === 0 ? 0 : packedSign(x, first, length1);
	const skip1 = keep === 0 ? length1 - 1 : leadingZeros(x, first, length1);
	const skip2 = leadingZeros(x, second, length2);
	if (length1 - skip1 <= shortField && length2 - skip2 <= shortField) {
		const value = (sign2 * packedMagnitude(x, second + skip2, length2 - skip2)) + (keep === 0 ? 0 : sign1 * packedMagnitude(x, first + skip1, length1 - skip1));
		setSum(x, first, length1, value);
	} else {
		const value = (BigInt(sign2) * longMagnitude(x, second, length2)) + (keep === 0 ? 0n : BigInt(sign1) * longMagnitude(x, first, length1));
		setLongSum(x, first, length1, value);
	}
};

const compare: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	const first = x.based(at + 2);
	const second = x.based(at + 4);
	const sign1 = packedSign(x, first, length1);
	const sign2 = packedSign(x, second, length2);
	const skip1 = leadingZeros(x, first, length1);
	const skip2 = leadingZeros(x, second, length2);
	if (length1 - skip1 <= shortField && length2 - skip2 <= shortField) {
		const difference = (sign1 * packedMagnitude(x, first + skip1, length1 - skip1)) - (sign2 * packedMagnitude(x, second + skip2, length2 - skip2));
		x.cpu.psw.cc = difference === 0 ? 0 : (difference < 0 ? 1 : 2);
	} else {
		const difference = (BigInt(sign1) * longMagnitude(x, first, length1)) - (BigInt(sign2) * longMagnitude(x, second, length2));
		x.cpu.psw.cc = difference === 0n ? 0 : (difference < 0n ? 1 : 2);
	}
};

/** The second operand of MP and DP is at most eight bytes and shorter than the first. */
function checkLengths(length1: number, length2: number): void {
	if (length2 > 8 || length2 >= length1) {
		programException(programCode.specification);
	}
}

/** MP: the first operand's leading bytes, as many as the second has, must be zero. */
function checkZeros(x: Execution, first: number, length1: number, length2: number): void {
	for (let index = 0; index < length2 && index < length1 - 1; index++) {
		if (x.byte((first + index) & 0xFF_FFFF) !== 0) {
			programException(programCode.data);
		}
	}
}

const multiply: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	checkLengths(length1, length2);
	const first = x.based(at + 2);
	const second = x.based(at + 4);
	x.openBoth(second, length2, first, length1);
	const negative = packedSign(x, first, length1) !== packedSign(x, second, length2);
	const factor2 = packedMagnitude(x, second, length2);
	// The first operand has as many leading zero bytes as the second has bytes.
	const skip = leadingZeros(x, first, length1);
	if (length1 - skip <= shortField) {
		const factor1 = packedMagnitude(x, first + skip, length1 - skip);
		checkZeros(x, first, length1, length2);
		const product = factor1 * factor2;
		if (product <= Number.MAX_SAFE_INTEGER) {
			setPacked(x, first, length1, product, negative);
			return;
		}
	}

	const factor1 = longMagnitude(x, first, length1);
	checkZeros(x, first, length1, length2);
	setLongPacked(x, first, length1, factor1 * BigInt(factor2), negative);
};

const divide: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	checkLengths(length1, length2);
	const first = x.based(at + 2);
	const second = x.based(at + 4);
	x.openBoth(second, length2, first, length1);
	const sign1 = packedSign(x, first, length1);
	const sign2 = packedSign(x, second, length2);
	const divisor = packedMagnitude(x, second, length2);
	const quotientLength = length1 - length2;
	const remainderAt = (first + quotientLength) & 0xFF_FFFF;
	const limit = longPowers[(quotientLength * 2) - 1];
	const skip = leadingZeros(x, first, length1);
	if (length1 - skip <= shortField) {
		const dividend = packedMagnitude(x, first + skip, length1 - skip);
		const quotient = divisor === 0 ? 0 : Math.floor(dividend / divisor);
		if (divisor === 0 || quotient >= Number(limit)) {
			programException(programCode.decimalDivide);
		}

		setPacked(x, first, quotientLength, quotient, sign1 !== sign2);
		setPacked(x, remainderAt, length2, dividend - (quotient * divisor), sign1 < 0);
		return;
	}

	const dividend = longMagnitude(x, first, length1);
	if (divisor === 0 || dividend / BigInt(divisor) >= limit) {
		programException(programCode.decimalDivide);
	}

	setLongPacked(x, first, quotientLength, dividend / BigInt(divisor), sign1 !== sign2);
	setLongPacked(x, remainderAt, length2, dividend % BigInt(divisor), sign1 < 0);
};

const shiftAndRound: Execute = (x, at) => {
	const length = (x.bytes[at + 1] >>> 4) + 1;
	const rounding = x.bytes[at + 1] & 15;
	const first = x.based(at + 2);
	const amount = (x.based(at + 4) << 26) >> 26;
	x.openResult(first, length);
	const sign = packedSign(x, first, length);
	const skip = leadingZeros(x, first, length);
	if (length - skip <= shortField && amount < 0 && amount > -15) {
		const value = packedMagnitude(x, first + skip, length - skip);
		if (rounding > 9) {
			programException(programCode.data);
		}

		const shifted = Math.floor((Math.floor(value / powers[-amount - 1]) + rounding) / 10);
		setPacked(x, first, length, shifted, sign < 0 && shifted !== 0);
		x.cpu.psw.cc = shifted === 0 ? 0 : (sign < 0 ? 1 : 2);
		return;
	}

	const value = longMagnitude(x, first, length);
	if (rounding > 9) {
		programException(programCode.data);
	}

	const shifted = amount >= 0
		? value * longPowers[amount]
		: ((value / longPowers[-amount - 1]) + BigInt(rounding)) / 10n;
	const overflows = shifted >= longPowers[(length * 2) - 1];
	setLongPacked(x, first, length, shifted, sign < 0 && (overflows || shifted !== 0n));
	if (overflows) {
		decimalOverflow(x);
	} else {
		x.cpu.psw.cc = shifted === 0n ? 0 : (sign < 0 ? 1 : 2);
	}
};

export const decimals = [
	instruction(0xF0, 'SRP', 'SSI', 'A P D DF', shiftAndRound),
	instruction(0xF8, 'ZAP', 'SS2', 'A P D DF', add(1, 0)),
	instruction(0xF9, 'CP', 'SS2', 'A P D', compare),
	instruction(0xFA, 'AP', 'SS2', 'A P D DF', add(1, 1)),
	instruction(0xFB, 'SP', 'SS2', 'A P D DF', add(-1, 1)),
	instruction(0xFC, 'MP', 'SS2', 'A P S D', multiply),
	instruction(0xFD, 'DP', 'SS2', 'A P S D DK', divide),
];
