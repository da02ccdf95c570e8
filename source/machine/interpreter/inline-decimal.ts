/**
 * The hot loop's companion for decimal instructions and conversions (GA22-7000, "Decimal Instructions", "General
 * Instructions"): executes them as long as they follow each other in one block. It finds their operands;
 * `kernels/decimal.ts` has the arithmetic. Where it meets anything else or what is rare (an operand across a block,
 * invalid digits, overflow), it stops before that instruction, for the hot loop and the instruction table to go on; so
 * it makes no exceptions.
 */
/* eslint-disable no-labels -- `break run` leaves for the hot loop, `break` goes on to the next instruction. */
import type {Execution} from './execution.js';

/** Operation codes that are here. */
export const decimalOpcodes = [0x4E, 0x4F, 0xDE, 0xDF, 0xF0, 0xF2, 0xF3, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD];

/** The kernels' windows begin as far before the end of an operand. */
const windowBytes = 16;

/** CVD and CVB of a register and eight bytes in one block; false where it did nothing. */
function convert({cpu, gpr, fetch, store}: Execution, opcode: number, register: number, address: number): boolean {
	const kernels = cpu.storage.host.decimals;
	if (opcode === 0x4E) { // CVD
		const at = (store[address >>> 11] + address) | 0;
		if (at < windowBytes) {
			return false;
		}

		kernels.toPacked(at, gpr[register]);
		return true;
	}

	const at = (fetch[address >>> 11] + address) | 0;
	if (opcode !== 0x4F || at < windowBytes) { // CVB
		return false;
	}

	const value = kernels.toNumber(at);
	const isWord = value >= -0x8000_0000 && value <= 0x7FFF_FFFF;
	if (isWord) {
		gpr[register] = value;
	}

	return isWord;
}

/**
 * Executes up to `limit` instructions from host offset `start`; the last that is surely whole begins at `last` or
 * before. Answers where it stopped and sets `x.executed`; the condition code is the PSW's.
 */
export function interpretDecimals(x: Execution, start: number, last: number, limit: number): number {
	const {gpr, halves, fetch, store} = x;
	const kernels = x.cpu.storage.host.decimals;
	const {psw} = x.cpu;
	let ip = start;
	let left = limit;
	let cc = psw.cc | 0;
	run: for (; left > 0 && ip <= last; left--) {
		// Operation code below, the byte of lengths or registers above it.
		const h = halves[ip >> 1];
		const opcode = h & 255;
		const bd = halves[(ip >> 1) + 1];
		const a = ((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])) & 0xFF_FFFF;
		if (opcode < 0xDE) {
			const address = (a + ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15])) & 0xFF_FFFF;
			if ((address & 0x7FF) > 0x7F8) {
				break;
			}

			if (!convert(x, opcode, h >>> 12, address)) {
				break;
			}

			ip = (ip + 4) | 0;
			continue;
		}

		const length1 = (h >>> 12) + 1;
		const length2 = ((h >>> 8) & 15) + 1;
		const bd2 = halves[(ip >> 1) + 2];
		const b = ((((bd2 & 15) << 8) | (bd2 >>> 8)) + ((bd2 & 0xF0) === 0 ? 0 : gpr[(bd2 >>> 4) & 15])) & 0xFF_FFFF;
		const first = ((opcode === 0xF9 ? fetch : store)[a >>> 11] + a) | 0;
		if (first < windowBytes || (a & 0x7FF) + length1 > 0x800) {
			break;
		}

		if (opcode === 0xF0) { // SRP
			const code = kernels.shift(first, length1, (b << 26) >> 26, length2 - 1);
			if (code < 0) {
				break;
			}

			cc = code;
			ip = (ip + 6) | 0;
			continue;
		}

		const second = (fetch[b >>> 11] + b) | 0;
		if (second < windowBytes || (b & 0x7FF) + length2 > 0x800) {
			break;
		}

		let code = cc;
		switch (opcode) {
			case 0xDE: // ED
			case 0xDF: { // EDMK
				const length = (h >>> 8) + 1;
				if ((a & 0x7FF) + length > 0x800 || (b & 0x7FF) + length > 0x800) {
					break run;
				}

				const answer = kernels.edit(first, length, second);
				code = answer < 0 ? answer : answer & 3;
				if (opcode === 0xDF && answer > 3) {
					gpr[1] = (gpr[1] & ~0xFF_FFFF) | ((a + (answer >> 2) - 1) & 0xFF_FFFF);
				}

				break;
			}

			case 0xF2: // PACK
			case 0xF3: { // UNPK
				if (first < second + length2 && second < first + length1) {
					break run;
				}

				if (opcode === 0xF2) {
					kernels.pack(first, length1, second, length2);
				} else {
					kernels.unpack(first, length1, second, length2);
				}

				break;
			}

			case 0xF8: { // ZAP
				code = kernels.zeroAndAdd(first, length1, second, length2);
				break;
			}

			case 0xF9: { // CP
				code = kernels.compare(first, length1, second, length2);
				break;
			}

			case 0xFA: // AP
			case 0xFB: { // SP
				code = kernels.add(first, length1, second, length2, opcode & 1);
				break;
			}

			case 0xFC: { // MP
				code = kernels.multiply(first, length1, second, length2) < 0 ? -1 : cc;
				break;
			}

			case 0xFD: { // DP
				code = kernels.divide(first, length1, second, length2) < 0 ? -1 : cc;
				break;
			}

			default: {
				break run;
			}
		}

		if (code < 0) {
			break;
		}

		cc = code;
		ip = (ip + 6) | 0;
	}

	psw.cc = cc;
	x.executed = limit - left;
	return ip;
}
