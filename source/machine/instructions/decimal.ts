/** Decimal arithmetic (GA22-7000, "Decimal Instructions"). */
import {instruction, type Execute} from '../instruction.js';
import type {Execution} from '../execution.js';
import {programCode, programException} from '../program-exception.js';
import {
	frontMask, lastMask, leadingZeros, longMagnitude, longPowers, packedMagnitude, packedSign, packedWord, powers, setLongPacked, setPacked, shortField,
} from './packed.js';

function decimalOverflow(x: Execution): void {
	x.cpu.psw.cc = 3;
	if ((x.cpu.psw.programMask & 4) !== 0) {
		programException(programCode.decimalOverflow);
	}
}

/** Puts a result back into the first operand, if it had to be copied; then overflow, or the condition code. */
function finish(x: Execution, address: number, length: number, code: number): void {
	x.update(address, length, x.firstAt);
	if (code === 3) {
		decimalOverflow(x);
	} else {
		x.cpu.psw.cc = code;
	}
}

/**
 * Stores what stands in `x.digits` with a sign into the first operand and sets the condition code. `zero`: all digits are;
 * `carried`: there is one more.
 */
function setDigits(x: Execution, length: number, negative: boolean, zero: boolean, carried: boolean): void {
	const {digits, firstAt, view, bytes} = x;
	let lost = carried ? 1 : 0;
	digits[0] |= negative && !zero ? 0x0D : 0x0C;
	let left = length;
	for (let index = 0; index < 4; index++) {
		const word = digits[index];
		if (left >= 4) {
			view.setInt32(firstAt + left - 4, word);
		} else if (left > 0) {
			lost |= word >>> (left * 8);
			for (let rest = word, at = firstAt + left - 1; at >= firstAt; at--) {
				bytes[at] = rest;
				rest >>>= 8;
			}
		} else {
			lost |= word;
		}

		left -= 4;
	}

	const code = zero ? 0 : (negative ? 1 : 2);
	finish(x, x.first, length, lost === 0 ? code : 3);
}

/**
 * Sum of eight digits and eight digits and a carry, without the carry out of it. Six is added to each digit, so that a sum over nine carries into the next
 * one, and taken off again where it did not.
 */
function sumDigits(first: number, second: number, carry: number): number {
	const sixes = (first + 0x6666_6666) | 0;
	const sum = (sixes + second + carry) | 0;
	// Bit 0 of each digit of which a carry came.
	const carried = (((sixes ^ second ^ sum) & 0x1111_1110) >>> 4) | ((((sixes & second) | ((sixes | second) & ~sum)) >>> 3) & 0x1000_0000);
	return (sum - Math.imul(~carried & 0x1111_1111, 6)) | 0;
}

/** Makes the tens' complement of the first `words` words of digits, which are not all zero. */
function complement(digits: Int32Array, words: number): void {
	let carry = 1;
	for (let index = 0; index < words; index++) {
		const word = digits[index];
		digits[index] = sumDigits((0x9999_9999 - word) | 0, 0, carry);
		carry &= word === 0 ? 1 : 0;
	}
}

/** Bits that are set where digits are invalid. */
function invalidDigits(word: number): number {
	return word & ((word << 1) | (word << 2)) & 0x8888_8888;
}

/**
 * AP, SP (`factor` -1) and ZAP (`kept` 0) of operands of at most eight bytes, the usual case: as `add` below, but two words at once and without a call where
 * one can be spared.
 */
function addShort(x: Execution, length1: number, length2: number, factor: number, kept: number): void {
	const {firstAt, secondAt, view, bytes, cpu} = x;
	const mask0 = lastMask[length1];
	const mask1 = frontMask[length1];
	const first0 = view.getInt32(firstAt + length1 - 4);
	const second0 = view.getInt32(secondAt + length2 - 4);
	const augend0 = first0 & mask0 & kept;
	const augend1 = view.getInt32(firstAt + length1 - 8) & mask1 & kept;
	const addend0 = second0 & lastMask[length2];
	const addend1 = view.getInt32(secondAt + length2 - 8) & frontMask[length2];
	const sign1 = kept === 0 ? 12 : first0 & 15;
	const sign2 = second0 & 15;
	if (sign1 < 10 || sign2 < 10 || (invalidDigits(augend0) | invalidDigits(augend1) | invalidDigits(addend0) | invalidDigits(addend1)) !== 0) {
		programException(programCode.data);
	}

	const minus2 = (sign2 === 13 || sign2 === 11) !== (factor < 0);
	let negative = kept === 0 ? minus2 : sign1 === 13 || sign1 === 11;
	let sum0: number;
	let sum1: number;
	let carried = 0;
	if (negative === minus2) {
		sum0 = sumDigits(augend0, addend0, 0);
		sum1 = sumDigits(augend1, addend1, (sum0 >>> 0) < (augend0 >>> 0) ? 1 : 0);
		carried = (sum1 >>> 0) < (augend1 >>> 0) ? 1 : 0;
	} else {
		sum0 = sumDigits(augend0, (0x9999_9999 - addend0) | 0, 1);
		const carry = (sum0 >>> 0) < (augend0 >>> 0) || sum0 === augend0 ? 1 : 0;
		sum1 = sumDigits(augend1, (0x9999_9999 - addend1) | 0, carry);
		if (!((sum1 >>> 0) < (augend1 >>> 0) || (carry === 1 && sum1 === augend1))) {
			negative = !negative;
			sum1 = sumDigits((0x9999_9999 - sum1) | 0, 0, sum0 === 0 ? 1 : 0);
			sum0 = sumDigits((0x9999_9999 - sum0) | 0, 0, 1);
		}
	}

	const zero = (sum0 | sum1 | carried) === 0;
	const lost = (sum0 & ~mask0) | (sum1 & ~mask1) | carried;
	const last = sum0 | (negative && !zero ? 0x0D : 0x0C);
	if (length1 >= 4) {
		view.setInt32(firstAt + length1 - 4, last);
	}

	if (length1 === 8) {
		view.setInt32(firstAt, sum1);
	} else {
		let at = firstAt + length1 - (length1 >= 4 ? 5 : 1);
		for (let rest = length1 >= 4 ? sum1 : last; at >= firstAt; at--) {
			bytes[at] = rest;
			rest >>>= 8;
		}
	}

	x.update(x.first, length1, firstAt);
	if (lost === 0) {
		cpu.psw.cc = zero ? 0 : (negative ? 1 : 2);
	} else {
		decimalOverflow(x);
	}
}

/** AP, and SP with `factor` -1, of longer operands. Subtraction adds the nines' complement and one. */
function addWide(x: Execution, length1: number, length2: number, factor: number): void {
	const {digits, firstAt, secondAt} = x;
	let negative = packedSign(x, firstAt, length1) < 0;
	const subtracts = negative !== (packedSign(x, secondAt, length2) * factor < 0);
	const words = (Math.max(length1, length2) + 3) >> 2;
	let carry = subtracts ? 1 : 0;
	let any = 0;
	for (let index = 0; index < words; index++) {
		const augend = packedWord(x, firstAt, length1, index);
		const addend = packedWord(x, secondAt, length2, index);
		const sum = sumDigits(augend, subtracts ? (0x9999_9999 - addend) | 0 : addend, carry);
		carry = (sum >>> 0) < (augend >>> 0) || (carry === 1 && sum === augend) ? 1 : 0;
		digits[index] = sum;
		any |= sum;
	}

	for (let index = words; index < 4; index++) {
		digits[index] = 0;
	}

	if (subtracts && carry === 0) {
		negative = !negative;
		complement(digits, words);
	}

	const carried = !subtracts && carry === 1;
	if (carried && words < 4) {
		digits[words] = 1;
	}

	setDigits(x, length1, negative, any === 0 && !carried, carried && words === 4);
}

/** AP, and SP with `factor` -1. */
function add(x: Execution, at: number, factor: number): void {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	x.locate(at, length1, length2);
	if (length1 <= shortField && length2 <= shortField) {
		addShort(x, length1, length2, factor, -1);
	} else {
		addWide(x, length1, length2, factor);
	}
}

/** ZAP: what the first operand was does not count and is not looked at. */
const zeroAndAdd: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	x.locate(at, length1, length2);
	if (length1 <= shortField && length2 <= shortField) {
		addShort(x, length1, length2, 1, 0);
		return;
	}

	const {digits, secondAt} = x;
	const negative = packedSign(x, secondAt, length2) < 0;
	let any = 0;
	for (let index = 0; index < 4; index++) {
		const word = packedWord(x, secondAt, length2, index);
		digits[index] = word;
		any |= word;
	}

	setDigits(x, length1, negative, any === 0, false);
};

const compare: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	x.locateFetched(at, length1, length2);
	const {firstAt, secondAt} = x;
	const sign1 = packedSign(x, firstAt, length1);
	const sign2 = packedSign(x, secondAt, length2);
	const words = (Math.max(length1, length2) + 3) >> 2;
	let any = 0;
	let larger = 0;
	for (let index = 0; index < words; index++) {
		const word1 = packedWord(x, firstAt, length1, index);
		const word2 = packedWord(x, secondAt, length2, index);
		any |= word1 | word2;
		larger = word1 === word2 ? larger : ((word1 >>> 0) > (word2 >>> 0) ? 1 : -1);
	}

	const order = sign1 === sign2 ? larger * sign1 : (any === 0 ? 0 : sign1);
	x.cpu.psw.cc = order === 0 ? 0 : (order < 0 ? 1 : 2);
};

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

const multiply: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	checkLengths(length1, length2);
	x.locate(at, length1, length2);
	const {firstAt, secondAt} = x;
	const negative = packedSign(x, firstAt, length1) !== packedSign(x, secondAt, length2);
	const factor2 = packedMagnitude(x, secondAt, length2);
	// The first operand has as many leading zero bytes as the second has bytes.
	const skip = leadingZeros(x, firstAt, length1);
	const factor1 = length1 - skip <= shortField ? packedMagnitude(x, firstAt + skip, length1 - skip) : Number.POSITIVE_INFINITY;
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

const divide: Execute = (x, at) => {
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

const shiftAndRound: Execute = (x, at) => {
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

export const decimals = [
	instruction(0xF0, 'SRP', 'SSI', 'A P D DF', shiftAndRound),
	instruction(0xF8, 'ZAP', 'SS2', 'A P D DF', zeroAndAdd),
	instruction(0xF9, 'CP', 'SS2', 'A P D', compare),
	instruction(0xFA, 'AP', 'SS2', 'A P D DF', (x, at) => {
		add(x, at, 1);
	}),
	instruction(0xFB, 'SP', 'SS2', 'A P D DF', (x, at) => {
		add(x, at, -1);
	}),
	instruction(0xFC, 'MP', 'SS2', 'A P S D', multiply),
	instruction(0xFD, 'DP', 'SS2', 'A P S D DK', divide),
];
