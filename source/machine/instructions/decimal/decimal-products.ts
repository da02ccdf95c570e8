/** MP, DP and SRP (GA22-7000, "Decimal Instructions"), on values. */
import type {Execute} from '../instruction.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import type {Execution} from '../../interpreter/execution.js';
import {finish} from './decimal-result.js';
import {
	leadingZeros, longMagnitude, longPowers, packedMagnitude, packedSign, powers, setLongPacked, setPacked, shortField,
} from './packed.js';

/** The second operand of MP and DP is at most eight bytes and shorter than the first. */
function checkLengths(length1: number, length2: number): void {
	if (length2 > 8 || length2 >= length1) {
		programException(programCode.specification);
	}
}

/** MP: the first operand's leading bytes, as many as the second has, must be zero. */
function checkZeros(x: Execution, host: number, length1: number, length2: number): void {
	for (let index = 0; index < length2 && index < length1 - 1; index++) {
		if (x.bytes[host + index] !== 0) {
			programException(programCode.data);
		}
	}
}

export const multiply: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	checkLengths(length1, length2);
	x.locate(at, length1, length2);
	const {firstAt, secondAt} = x;
	const negative = packedSign(x, firstAt, length1) !== packedSign(x, secondAt, length2);
	const factor2 = packedMagnitude(x, secondAt, length2);
	// The first operand has as many leading zero bytes as the second has bytes.
	const skip = leadingZeros(x, firstAt, length1);
	const factor1 =
		length1 - skip <= shortField ? packedMagnitude(x, firstAt + skip, length1 - skip) : Number.POSITIVE_INFINITY;
	const product = factor1 * factor2;
	if (product <= Number.MAX_SAFE_INTEGER) {
		checkZeros(x, firstAt, length1, length2);
		setPacked(x, firstAt, length1, product, negative);
	} else {
		const longFactor = longMagnitude(x, firstAt, length1);
		checkZeros(x, firstAt, length1, length2);
		setLongPacked(x, firstAt, length1, longFactor * BigInt(factor2), negative);
	}

	x.update(x.first, length1, firstAt);
};

export const divide: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	checkLengths(length1, length2);
	x.locate(at, length1, length2);
	const {firstAt, secondAt} = x;
	const sign1 = packedSign(x, firstAt, length1);
	const sign2 = packedSign(x, secondAt, length2);
	const divisor = packedMagnitude(x, secondAt, length2);
	const quotientLength = length1 - length2;
	const skip = leadingZeros(x, firstAt, length1);
	if (length1 - skip <= shortField) {
		const dividend = packedMagnitude(x, firstAt + skip, length1 - skip);
		const quotient = divisor === 0 ? 0 : Math.floor(dividend / divisor);
		if (divisor === 0 || (quotientLength <= shortField && quotient >= powers[(quotientLength * 2) - 1])) {
			programException(programCode.decimalDivide);
		}

		setPacked(x, firstAt, quotientLength, quotient, sign1 !== sign2);
		setPacked(x, firstAt + quotientLength, length2, dividend - (quotient * divisor), sign1 < 0);
	} else {
		const dividend = longMagnitude(x, firstAt, length1);
		if (divisor === 0 || dividend / BigInt(divisor) >= longPowers[(quotientLength * 2) - 1]) {
			programException(programCode.decimalDivide);
		}

		setLongPacked(x, firstAt, quotientLength, dividend / BigInt(divisor), sign1 !== sign2);
		setLongPacked(x, firstAt + quotientLength, length2, dividend % BigInt(divisor), sign1 < 0);
	}

	x.update(x.first, length1, firstAt);
};

export const shiftAndRound: Execute = (x, at) => {
	const length = (x.bytes[at + 1] >>> 4) + 1;
	const rounding = x.bytes[at + 1] & 15;
	const first = x.based(at + 2);
	const amount = (x.based(at + 4) << 26) >> 26;
	x.firstAt = x.resultAt(first, length);
	const {firstAt} = x;
	const sign = packedSign(x, firstAt, length);
	const skip = leadingZeros(x, firstAt, length);
	if (length - skip <= shortField && amount < 0 && amount > -15) {
		const value = packedMagnitude(x, firstAt + skip, length - skip);
		if (rounding > 9) {
			programException(programCode.data);
		}

		const shifted = Math.floor((Math.floor(value / powers[-amount - 1]) + rounding) / 10);
		setPacked(x, firstAt, length, shifted, sign < 0 && shifted !== 0);
		finish(x, first, length, shifted === 0 ? 0 : (sign < 0 ? 1 : 2));
		return;
	}

	if (length - skip <= shortField && amount >= 0 && amount < 15) {
		const shifted = packedMagnitude(x, firstAt + skip, length - skip) * powers[amount];
		if (rounding > 9) {
			programException(programCode.data);
		}

		if (shifted < powers[Math.min(15, (length * 2) - 1)]) {
			setPacked(x, firstAt, length, shifted, sign < 0 && shifted !== 0);
			finish(x, first, length, shifted === 0 ? 0 : (sign < 0 ? 1 : 2));
			return;
		}
	}

	const value = longMagnitude(x, firstAt, length);
	if (rounding > 9) {
		programException(programCode.data);
	}

	const shifted = amount >= 0
		? value * longPowers[amount]
		: ((value / longPowers[-amount - 1]) + BigInt(rounding)) / 10n;
	const overflows = shifted >= longPowers[(length * 2) - 1];
	setLongPacked(x, firstAt, length, shifted, sign < 0 && (overflows || shifted !== 0n));
	const code = shifted === 0n ? 0 : (sign < 0 ? 1 : 2);
	finish(x, first, length, overflows ? 3 : code);
};
