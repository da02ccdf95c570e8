/**
 * The hot loop's companion for hexadecimal floating point (GA22-7000, "Floating-Point Instructions"): executes such
 * instructions as long as they follow each other in one block, without a call between them. Where it meets anything
 * else, and what is rare (another kind of instruction, an invalid register, a sum of zero, an exponent out of range, an
 * operand across a block), it stops before that instruction, for the hot loop and the instruction table to go on; so it
 * makes no exceptions. `instructions/floating-point/` says what the arithmetic is; a property test holds both together.
 *
 * The arithmetic is in `kernels/float.ts` for long numbers and in `inline-float-short.ts` for short ones.
 */
/* eslint-disable no-labels -- `break run` leaves for the hot loop, `break` goes on to the next instruction. */
import {HexadecimalWord as Word} from '../instructions/floating-point/format.js';
import {rareWord} from '../kernels/float.js';
import type {Execution} from './execution.js';
import {
	addShort, compareShort, divideShort, halveShort,
} from './inline-float-short.js';

/**
 * Executes up to `limit` instructions from host offset `start`; the last that is surely whole begins at `last` or
 * before. Answers where it stopped and sets `x.executed`; the condition code is the PSW's.
 */
export function interpretFloats(x: Execution, start: number, last: number, limit: number): number {
	const {gpr, fpr, halves, view, fetch, store} = x;
	const {psw, storage: {host}} = x.cpu;
	const kernels = host.floatWords;
	const rare = rareWord;
	/** Where those put the second words of their results. */
	const second = host.floatResult;
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
				cc = (otherHigh & Word.fraction) === 0 && otherLow === 0 ? 0 : 2;
				break;
			}

			case 0x02: // LTDR
			case 0x03: { // LCDR
				otherHigh ^= opcode << 31;
				fpr[register] = otherHigh;
				fpr[register | 1] = otherLow;
				cc = (otherHigh & Word.fraction) === 0 && otherLow === 0 ? 0 : (otherHigh < 0 ? 1 : 2);
				break;
			}

			case 0x04: { // HDR
				const answer = kernels.halve(otherHigh, otherLow);
				if (answer === rare) {
					break run;
				}

				fpr[register] = answer;
				fpr[register | 1] = view.getInt32(second, true);
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
			case 0x49: { // CD
				cc = kernels.compare(fpr[register], fpr[register | 1], otherHigh ^ Word.sign, otherLow);
				break;
			}

			case 0x0A: // ADR
			case 0x4A: // AD
			case 0x0B: // SDR
			case 0x4B: { // SD
				const answer = kernels.add(fpr[register], fpr[register | 1], otherHigh ^ (opcode << 31), otherLow);
				// No sum but zero begins with zeros.
				if (answer === rare || answer === 0) {
					break run;
				}

				fpr[register] = answer;
				fpr[register | 1] = view.getInt32(second, true);
				cc = answer < 0 ? 1 : 2;
				break;
			}

			case 0x0C: // MDR
			case 0x4C: { // MD
				const answer = kernels.multiply(fpr[register], fpr[register | 1], otherHigh, otherLow);
				if (answer === rare) {
					break run;
				}

				fpr[register] = answer;
				fpr[register | 1] = view.getInt32(second, true);
				break;
			}

			case 0x0D: // DDR
			case 0x4D: { // DD
				const answer = kernels.divide(fpr[register], fpr[register | 1], otherHigh, otherLow);
				if (answer === rare) {
					break run;
				}

				fpr[register] = answer;
				fpr[register | 1] = view.getInt32(second, true);
				break;
			}

			case 0x10: { // LPER
				otherHigh &= 0x7FFF_FFFF;
				fpr[register] = otherHigh;
				cc = (otherHigh & Word.fraction) === 0 ? 0 : 2;
				break;
			}

			case 0x12: // LTER
			case 0x13: { // LCER
				otherHigh ^= opcode << 31;
				fpr[register] = otherHigh;
				cc = (otherHigh & Word.fraction) === 0 ? 0 : (otherHigh < 0 ? 1 : 2);
				break;
			}

			case 0x14: { // HER
				const answer = halveShort(otherHigh);
				if (answer === 0) {
					break run;
				}

				fpr[register] = answer;
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
			case 0x59: { // CE
				cc = compareShort(fpr[register], otherHigh ^ Word.sign);
				break;
			}

			case 0x1A: // AER
			case 0x5A: // AE
			case 0x1B: // SER
			case 0x5B: { // SE
				const answer = addShort(fpr[register], otherHigh ^ (opcode << 31));
				if (answer === 0) {
					break run;
				}

				fpr[register] = answer;
				cc = answer < 0 ? 1 : 2;
				break;
			}

			case 0x1C: // MER
			case 0x5C: { // ME
				// The exact product, of 48 bits.
				const answer = kernels.multiply(fpr[register], 0, otherHigh, 0);
				if (answer === rare) {
					break run;
				}

				fpr[register] = answer;
				fpr[register | 1] = view.getInt32(second, true);
				break;
			}

			case 0x1D: // DER
			case 0x5D: { // DE
				const answer = divideShort(fpr[register], otherHigh);
				if (answer === 0) {
					break run;
				}

				fpr[register] = answer;
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
