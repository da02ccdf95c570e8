/**
 * The hot loop's companion for hexadecimal floating point (GA22-7000, "Floating-Point Instructions"): executes such
 * instructions as long as they follow each other in one block, without a call between them. Where it meets anything
 * else, and what is rare (another kind of instruction, an invalid register, a fraction that is not normalized, an
 * exponent out of range, an operand across a block), it stops before that instruction, for the hot loop and the
 * instruction table to go on; so it makes no exceptions. `instructions/hexadecimal-*.ts` say what the arithmetic is; a
 * property test holds both together.
 *
 * The arithmetic has as few ways as can be: no calculation stands in a branch that may not have been taken when the
 * function is compiled, for V8 would compile it again for each of them, which costs more than all the branches save.
 */
/* eslint-disable no-labels -- `break run` leaves for the hot loop, `break` goes on to the next instruction. */
import {signBit, fractionMask} from '../instructions/floating-point/hexadecimal.js';
import type {Execution} from './execution.js';

/** Smallest normalized first word of a fraction. */
const normal = 0x10_0000;

/**
 * Executes up to `limit` instructions from host offset `start`; the last that is surely whole begins at `last` or
 * before. Answers where it stopped and sets `x.executed`; the condition code is the PSW's.
 */
export function interpretFloats(x: Execution, start: number, last: number, limit: number): number {
	const {gpr, fpr, halves, view, fetch, store} = x;
	const {psw, storage: {host}} = x.cpu;
	const result = host.floatResult;
	let ip = start;
	let left = limit;
	let cc = psw.cc | 0;
	run: for (; left > 0 && ip <= last; left--) {
		// Operation code below, the byte of registers above it.
		const h = halves[ip >> 1];
		const opcode = h & 255;
		if ((opcode & 0xA0) !== 0x20 || (h & 0x9000) !== 0) {
			break;
		}

		const register = h >>> 12;
		let a = 0;
		let length = 2;
		let otherHigh = 0;
		let otherLow = 0;
		if ((opcode & 0x40) === 0) {
			if ((h & 0x900) !== 0) {
				break;
			}

			otherHigh = fpr[(h >>> 8) & 15];
			otherLow = fpr[((h >>> 8) & 15) | 1];
		} else {
			const bd = halves[(ip >> 1) + 1];
			a =
				((((bd & 15) << 8) | (bd >>> 8))
					+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
					+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
				& 0xFF_FFFF;
			const at = (fetch[a >>> 11] + a) | 0;
			if (at < 0 || (a & 0x7FF) > 0x7F8 + ((opcode & 0x10) >> 2)) {
				break;
			}

			otherHigh = view.getInt32(at);
			// Behind a short operand there is something of the host's, at least.
			otherLow = view.getInt32(at + 4);
			length = 4;
		}

		// Both forms of an operation stand together; what was fetched for a store does not count.
		switch (opcode & 0x5F) {
			case 0x00: { // LPDR
				otherHigh &= 0x7FFF_FFFF;
				fpr[register] = otherHigh;
				fpr[register | 1] = otherLow;
				cc = (otherHigh & fractionMask) === 0 && otherLow === 0 ? 0 : 2;
				break;
			}

			case 0x02: // LTDR
			case 0x03: { // LCDR
				otherHigh ^= opcode << 31;
				fpr[register] = otherHigh;
				fpr[register | 1] = otherLow;
				cc = (otherHigh & fractionMask) === 0 && otherLow === 0 ? 0 : (otherHigh < 0 ? 1 : 2);
				break;
			}

			case 0x04: { // HDR
				// Moved right by one bit, or where that makes the first digit zero left by three.
				const fraction = otherHigh & fractionMask;
				const small = fraction < 2 * normal ? 1 : 0;
				const exponent = ((otherHigh >>> 24) & 127) - small;
				if (fraction < normal || exponent < 0) {
					break run;
				}

				const right = 4 - (small * 4);
				const high = (fraction << 3) | (otherLow >>> 29);
				fpr[register] = (otherHigh & signBit) | (exponent << 24) | (high >>> right);
				fpr[register | 1] = ((otherLow << 3) >>> right) | ((high << 1) << (31 - right));
				break;
			}

			case 0x08: // LDR
			case 0x48: { // LD
				fpr[register] = otherHigh;
				fpr[register | 1] = otherLow;
				break;
			}

			case 0x40: { // STD
				const at = (store[a >>> 11] + a) | 0;
				if (at < 0) {
					break run;
				}

				view.setInt32(at, fpr[register]);
				view.setInt32(at + 4, fpr[register | 1]);
				break;
			}

			case 0x09: // CDR
			case 0x49: // CD
			case 0x0A: // ADR
			case 0x4A: // AD
			case 0x0B: // SDR
			case 0x4B: { // SD
				otherHigh ^= ((opcode & 3) === 2 ? 0 : signBit);
				let largerHigh = fpr[register];
				let largerLow = fpr[register | 1];
				const ahead = ((largerHigh >>> 24) & 127) - ((otherHigh >>> 24) & 127);
				if (ahead < 0) {
					const spareHigh = largerHigh;
					const spareLow = largerLow;
					largerHigh = otherHigh;
					largerLow = otherLow;
					otherHigh = spareHigh;
					otherLow = spareLow;
				}

				// With the guard digit a fraction has 28 and 32 bits. That of the smaller exponent is moved right, and
				// its negative taken where the signs differ.
				const opposite = (largerHigh ^ otherHigh) >> 31;
				const distance = Math.abs(ahead);
				const beyond = distance > 14;
				const right = (distance * 4) & 31;
				let high = ((otherHigh & fractionMask) << 4) | (otherLow >>> 28);
				let low = otherLow << 4;
				if (distance > 7) {
					low = high;
					high = 0;
				}

				if (beyond) {
					low = 0;
				}

				low = ((low >>> right) | ((high << 1) << (31 - right))) ^ opposite;
				high = (high >>> right) ^ opposite;
				const augend = largerLow << 4;
				const sum = (augend + low - opposite) | 0;
				high =
					((((largerHigh & fractionMask) << 4) | (largerLow >>> 28))
						+ high
						+ (((augend & low) | ((augend | low) & ~sum)) >>> 31))
					| 0;
				// All ones where the other number is the larger one after all.
				const negative = high >> 31;
				const one = negative & 1;
				low = ((sum ^ negative) + one) | 0;
				high = ((high ^ negative) + (low === 0 ? one : 0)) | 0;
				const sign = (largerHigh ^ negative) & signBit;
				const isZero = (high | low) === 0;
				if ((opcode & 3) === 1) {
					cc = isZero ? 0 : (sign < 0 ? 1 : 2);
					break;
				}

				let exponent = ((largerHigh >>> 24) & 127) + 1;
				const lower = exponent - 8;
				if (high === 0) {
					high = low;
					low = 0;
					exponent = lower;
				}

				// The first digit to the first bits of 64, and eight bits back.
				const left = Math.clz32(high) & ~3;
				exponent -= left >> 2;
				if (isZero || (exponent & ~127) !== 0) {
					break run;
				}

				high = (high << left) | ((low >>> 1) >>> (31 - left));
				low <<= left;
				fpr[register] = sign | (exponent << 24) | (high >>> 8);
				fpr[register | 1] = (high << 24) | (low >>> 8);
				cc = sign < 0 ? 1 : 2;
				break;
			}

			case 0x0C: // MDR
			case 0x4C: { // MD
				const firstHigh = fpr[register];
				const firstLow = fpr[register | 1];
				const high = firstHigh & fractionMask;
				const second = otherHigh & fractionMask;
				if (high < normal || second < normal) {
					break run;
				}

				const a0 = firstLow & 0x3FFF;
				const a1 = (firstLow >>> 14) & 0x3FFF;
				const a2 = (firstLow >>> 28) | ((high & 0x3FF) << 4);
				const a3 = high >>> 10;
				const b0 = otherLow & 0x3FFF;
				const b1 = (otherLow >>> 14) & 0x3FFF;
				const b2 = (otherLow >>> 28) | ((second & 0x3FF) << 4);
				const b3 = second >>> 10;
				const c1 = (Math.imul(a0, b1) + Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 14)) | 0;
				const c2 = (Math.imul(a0, b2) + Math.imul(a1, b1) + Math.imul(a2, b0) + (c1 >>> 14)) | 0;
				const c3 =
					(Math.imul(a0, b3) + Math.imul(a1, b2) + Math.imul(a2, b1) + Math.imul(a3, b0) + (c2 >>> 14)) | 0;
				const c4 = (Math.imul(a1, b3) + Math.imul(a2, b2) + Math.imul(a3, b1) + (c3 >>> 14)) | 0;
				const c5 = (Math.imul(a2, b3) + Math.imul(a3, b2) + (c4 >>> 14)) | 0;
				const top = (Math.imul(a3, b3) + (c5 >>> 14)) | 0;
				const middle = ((c5 & 0x3FFF) << 14) | (c4 & 0x3FFF);
				// 28 + 28 bits, of which the first digit may be zero; and a digit more, for then it counts.
				const left = top > 0xFF_FFFF ? 0 : 1;
				const right = 4 - (left * 4);
				const exponent = ((firstHigh >>> 24) & 127) + ((otherHigh >>> 24) & 127) - 64 - left;
				if ((exponent & ~127) !== 0) {
					break run;
				}

				fpr[register] = ((firstHigh ^ otherHigh) & signBit) | (exponent << 24) | (top >>> right);
				fpr[register | 1] = (((middle << 4) | ((c3 >>> 10) & 15)) >>> right) | ((top << 1) << (31 - right));
				break;
			}

			case 0x0D: // DDR
			case 0x4D: { // DD
				const firstHigh = fpr[register];
				const firstLow = fpr[register | 1];
				const high = firstHigh & fractionMask;
				const second = otherHigh & fractionMask;
				if (high < normal || second < normal) {
					break run;
				}

				const ahead = (firstLow >>> 0) >= (otherLow >>> 0);
				const larger = high > second || (high === second && ahead);
				const exponent = ((firstHigh >>> 24) & 127) - ((otherHigh >>> 24) & 127) + (larger ? 65 : 64);
				if ((exponent & ~127) !== 0) {
					break run;
				}

				fpr[register] =
					((firstHigh ^ otherHigh) & signBit)
					| (exponent << 24)
					| host.floats.divide(high, firstLow, second, otherLow);
				fpr[register | 1] = view.getInt32(result, true);
				break;
			}

			case 0x10: { // LPER
				otherHigh &= 0x7FFF_FFFF;
				fpr[register] = otherHigh;
				cc = (otherHigh & fractionMask) === 0 ? 0 : 2;
				break;
			}

			case 0x12: // LTER
			case 0x13: { // LCER
				otherHigh ^= opcode << 31;
				fpr[register] = otherHigh;
				cc = (otherHigh & fractionMask) === 0 ? 0 : (otherHigh < 0 ? 1 : 2);
				break;
			}

			case 0x14: { // HER
				const fraction = otherHigh & fractionMask;
				const small = fraction < 2 * normal ? 1 : 0;
				const exponent = ((otherHigh >>> 24) & 127) - small;
				if (fraction < normal || exponent < 0) {
					break run;
				}

				fpr[register] = (otherHigh & signBit) | (exponent << 24) | ((fraction << 3) >>> (4 - (small * 4)));
				break;
			}

			case 0x18: // LER
			case 0x58: { // LE
				fpr[register] = otherHigh;
				break;
			}

			case 0x50: { // STE
				const at = (store[a >>> 11] + a) | 0;
				if (at < 0) {
					break run;
				}

				view.setInt32(at, fpr[register]);
				break;
			}

			case 0x19: // CER
			case 0x59: // CE
			case 0x1A: // AER
			case 0x5A: // AE
			case 0x1B: // SER
			case 0x5B: { // SE
				otherHigh ^= ((opcode & 3) === 2 ? 0 : signBit);
				let larger = fpr[register];
				const ahead = ((larger >>> 24) & 127) - ((otherHigh >>> 24) & 127);
				if (ahead < 0) {
					const spare = larger;
					larger = otherHigh;
					otherHigh = spare;
				}

				// As the long sum, in 28 bits.
				const opposite = (larger ^ otherHigh) >> 31;
				const distance = Math.abs(ahead);
				let other = ((otherHigh & fractionMask) << 4) >>> ((distance * 4) & 31);
				if (distance > 6) {
					other = 0;
				}

				const sum = (((larger & fractionMask) << 4) + ((other ^ opposite) - opposite)) | 0;
				const negative = sum >> 31;
				const sign = (larger ^ negative) & signBit;
				if ((opcode & 3) === 1) {
					cc = sum === 0 ? 0 : (sign < 0 ? 1 : 2);
					break;
				}

				const fraction = ((sum ^ negative) - negative) | 0;
				const left = Math.clz32(fraction) & ~3;
				const exponent = ((larger >>> 24) & 127) + 1 - (left >> 2);
				if (fraction === 0 || (exponent & ~127) !== 0) {
					break run;
				}

				fpr[register] = sign | (exponent << 24) | ((fraction << left) >>> 8);
				cc = sign < 0 ? 1 : 2;
				break;
			}

			case 0x1C: // MER
			case 0x5C: { // ME
				const first = fpr[register];
				const fraction = first & fractionMask;
				const other = otherHigh & fractionMask;
				if (fraction < normal || other < normal) {
					break run;
				}

				// 48 bits, exact; the first digit may be zero.
				const high = ((fraction * other) / 0x100_0000) | 0;
				const low = Math.imul(fraction, other) & fractionMask;
				const left = high > 0xF_FFFF ? 0 : 1;
				const exponent = ((first >>> 24) & 127) + ((otherHigh >>> 24) & 127) - 64 - left;
				if ((exponent & ~127) !== 0) {
					break run;
				}

				fpr[register] =
					((first ^ otherHigh) & signBit)
					| (exponent << 24)
					| (high << (left * 4))
					| (low >>> (24 - left * 4));
				fpr[register | 1] = low << (8 + (left * 4));
				break;
			}

			case 0x1D: // DER
			case 0x5D: { // DE
				const first = fpr[register];
				const fraction = first & fractionMask;
				const other = otherHigh & fractionMask;
				if (fraction < normal || other < normal) {
					break run;
				}

				const larger = fraction >= other;
				const exponent = ((first >>> 24) & 127) - ((otherHigh >>> 24) & 127) + (larger ? 65 : 64);
				if ((exponent & ~127) !== 0) {
					break run;
				}

				// 24 + 24 bits over 24 leave no room for a wrong rounding.
				const quotient = ((fraction * (larger ? 0x10_0000 : 0x100_0000)) / other) | 0;
				fpr[register] = ((first ^ otherHigh) & signBit) | (exponent << 24) | quotient;
				break;
			}

			default: {
				break run;
			}
		}

		ip = (ip + length) | 0;
	}

	psw.cc = cc;
	x.executed = limit - left;
	return ip;
}
