/** AP, SP, ZAP and CP (GA22-7000, "Decimal Instructions"): digits are added eight at a time, as they stand. */
import type {Execute} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {finish} from './decimal-result.js';
import {packedSign, packedWord} from './packed.js';

/**
 * Stores what stands in `x.digits` with a sign into the first operand and sets the condition code. `zero`: all digits
 * are; `carried`: there is one more.
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
 * Sum of eight digits and eight digits and a carry, without the carry out of it. Six is added to each digit, so that a
 * sum over nine carries into the next one, and taken off again where it did not.
 */
function sumDigits(first: number, second: number, carry: number): number {
	const sixes = (first + 0x6666_6666) | 0;
	const sum = (sixes + second + carry) | 0;
	// Bit 0 of each digit of which a carry came.
	const carried =
		(((sixes ^ second ^ sum) & 0x1111_1110) >>> 4)
		| ((((sixes & second) | ((sixes | second) & ~sum)) >>> 3) & 0x1000_0000);
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

/** AP, and SP with `factor` -1. Subtraction adds the nines' complement and one. */
export function add(x: Execution, at: number, factor: number): void {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	x.locate(at, length1, length2);
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

/** ZAP: what the first operand was does not count and is not looked at. */
export const zeroAndAdd: Execute = (x, at) => {
	const length1 = (x.bytes[at + 1] >>> 4) + 1;
	const length2 = (x.bytes[at + 1] & 15) + 1;
	x.locate(at, length1, length2);
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

export const compare: Execute = (x, at) => {
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
