/**
 * The hot loop: the instructions programs spend their time in stand inline in one `switch`, in the order of the opcode
 * map; all others, and the hot ones in awkward places (operands across a block, a block not yet opened, overflow that
 * interrupts), go through the instruction table, but for decimal and floating-point instructions in a row: they have
 * loops of their own. ARCHITECTURE.md says why there are two tiers; `bench/bare.js` measures it; a property test holds
 * both forms together.
 *
 * Three things make it fast. The inner loop contains no call, so that what it works with is not saved and fetched again
 * around one. An instruction that follows another in its block is found by adding its length to a host offset; only
 * branches and the end of a block look at the fetch table. Nothing but a call can take a block away, so this is exact.
 * And every case makes its operand address for itself, in the same two lines, instead of once before the `switch`: that
 * gives the host's branch prediction something to go by.
 */
// A case has two ways out besides `continue`, and neither may be a call: `break table` to the instruction table,
// `break` to the branch.
/* eslint-disable no-labels */
import type {Execution} from './execution.js';
import {decimalOpcodes, interpretDecimals} from './inline-decimal.js';
import {interpretFloats} from './inline-float.js';
import type {TranslatedCode} from './translated-code.js';
import {dispatchTable, lengthTable} from '../instructions/instruction-table.js';

/** Which companion of this loop has instructions of an operation code: 1 floating point, 2 decimal, 0 none. */
const companions = Uint8Array.from({length: 256}, (_, opcode) =>
	(opcode & 0xA0) === 0x20 ? 1 : (decimalOpcodes.includes(opcode) ? 2 : 0));

/** More instructions in one call are not needed; so many fit a small integer. */
const longest = 0x3FFF_FFFF;

/** Fewer instructions are not worth translated code. */
const fewest = 32;

/**
 * Executes up to `limit` instructions, less where one sets `x.changed`. Where it throws, `psw.address` is at the
 * instruction that ended so and `psw.ilc` is its length; `cpu.instructions` counts those before it.
 */
export function interpret(x: Execution, limit: number, translated: TranslatedCode): void {
	const {cpu, gpr, bytes, halves, view, fetch, store} = x;
	const {lines} = translated;
	const {psw} = cpu;
	let left = Math.min(limit, longest) | 0;
	const end = cpu.instructions + left;
	let cc = psw.cc | 0;
	/**
	 * Host offset of the instruction, that of address 0 as its block sees it, and the last offset at which an
	 * instruction is surely whole.
	 */
	let ip = psw.address | 0;
	let base = 0;
	let last = 0;
	let ia = 0;
	let viaTable = false;
	/** Translated code runs, and says itself where it threw. */
	let isTranslated = false;
	try {
		while (left > 0) {
			ia = (ip - base) & 0xFF_FFFF;
			base = fetch[ia >>> 11];
			ip = (base + ia) | 0;
			if (lines[(ip >>> 8) & 0xFFFF] < 0 && left >= fewest) {
				psw.cc = cc;
				cpu.instructions = end - left;
				isTranslated = true;
				const executed = translated.run(ip, ia, left);
				isTranslated = false;
				if (executed > 0) {
					left = (left - executed) | 0;
					cc = psw.cc | 0;
					ip = psw.address | 0;
					base = 0;
					if (x.changed) {
						break;
					}

					continue;
				}
			}

			last = (ip | 0x7FF) - 5;
			if (ip < 0 || ip > last || (ia & 1) !== 0) {
				psw.cc = cc;
				psw.ilc = 1;
				ip = x.instructionAt(ia) | 0;
				base = (ip - ia) | 0;
				last = ip;
			}

			for (; left > 0; left--) {
				if (ip > last) {
					break;
				}

				// Operation code below, the byte of registers above it.
				const h = halves[ip >> 1];
				const opcode = h & 255;
				/**
				 * Address of the storage operand or to branch to, and its host offset: of this instruction only, which
				 * spares the loop keeping them.
				 */
				let a = 0;
				let at = 0;
				// `break table` leaves for the instruction table, `break` branches to `a`.
				table: {
					switch (opcode) {
						case 0x05: { // BALR
							const target = gpr[(h >>> 8) & 15];
							gpr[h >>> 12] =
								0x4000_0000 | (cc << 28) | (psw.programMask << 24) | ((ip + 2 - base) & 0xFF_FFFF);
							if ((h & 0xF00) === 0) {
								ip = (ip + 2) | 0;
								continue;
							}

							a = target & 0xFF_FFFF;
							break;
						}

						case 0x06: { // BCTR
							const target = gpr[(h >>> 8) & 15];
							const count = (gpr[h >>> 12] - 1) | 0;
							gpr[h >>> 12] = count;
							if (count === 0 || (h & 0xF00) === 0) {
								ip = (ip + 2) | 0;
								continue;
							}

							a = target & 0xFF_FFFF;
							break;
						}

						case 0x07: { // BCR
							if (((0x8000 >>> cc) & h) === 0 || (h & 0xF00) === 0) {
								ip = (ip + 2) | 0;
								continue;
							}

							a = gpr[(h >>> 8) & 15] & 0xFF_FFFF;
							break;
						}

						case 0x0D: { // BASR
							const target = gpr[(h >>> 8) & 15];
							gpr[h >>> 12] = (ip + 2 - base) & 0xFF_FFFF;
							if ((h & 0xF00) === 0) {
								ip = (ip + 2) | 0;
								continue;
							}

							a = target & 0xFF_FFFF;
							break;
						}

						case 0x10: { // LPR
							const second = gpr[(h >>> 8) & 15];
							if (second === -0x8000_0000) {
								break table;
							}

							const value = second < 0 ? -second | 0 : second;
							gpr[h >>> 12] = value;
							cc = value === 0 ? 0 : 2;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x11: { // LNR
							const second = gpr[(h >>> 8) & 15];
							const value = second > 0 ? -second | 0 : second;
							gpr[h >>> 12] = value;
							cc = value >>> 31;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x12: { // LTR
							const value = gpr[(h >>> 8) & 15];
							gpr[h >>> 12] = value;
							cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x13: { // LCR
							const value = -gpr[(h >>> 8) & 15] | 0;
							if (value === -0x8000_0000) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
							}

							gpr[h >>> 12] = value;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x14: { // NR
							const value = gpr[h >>> 12] & gpr[(h >>> 8) & 15];
							gpr[h >>> 12] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x16: { // OR
							const value = gpr[h >>> 12] | gpr[(h >>> 8) & 15];
							gpr[h >>> 12] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x17: { // XR
							const value = gpr[h >>> 12] ^ gpr[(h >>> 8) & 15];
							gpr[h >>> 12] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x15: { // CLR
							const first = gpr[h >>> 12] >>> 0;
							const second = gpr[(h >>> 8) & 15] >>> 0;
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x18: { // LR
							gpr[h >>> 12] = gpr[(h >>> 8) & 15];
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x19: { // CR
							const first = gpr[h >>> 12];
							const second = gpr[(h >>> 8) & 15];
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1A: { // AR
							const first = gpr[h >>> 12];
							const second = gpr[(h >>> 8) & 15];
							const result = (first + second) | 0;
							if (((first ^ result) & (second ^ result)) < 0) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
							}

							gpr[h >>> 12] = result;

							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1B: { // SR
							const first = gpr[h >>> 12];
							const second = gpr[(h >>> 8) & 15];
							const result = (first - second) | 0;
							if (((first ^ second) & (first ^ result)) < 0) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
							}

							gpr[h >>> 12] = result;

							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1C: { // MR
							if ((h & 0x1000) !== 0) {
								break table;
							}

							const second = gpr[(h >>> 8) & 15];
							const first = gpr[(h >>> 12) | 1];
							const low = first * (second & 0xFFFF);
							// Upper 32 bits of the product: the second factor in halves, so that every step is exact.
							gpr[h >>> 12] = Math.floor(
								(first * (second >> 16) + Math.floor(low / 0x1_0000)) / 0x1_0000,
							);
							gpr[(h >>> 12) | 1] = Math.imul(first, second);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1E: { // ALR
							const first = gpr[h >>> 12];
							const second = gpr[(h >>> 8) & 15];
							const result = (first + second) | 0;
							gpr[h >>> 12] = result;
							cc = (result === 0 ? 0 : 1) | ((result >>> 0) < (first >>> 0) ? 2 : 0);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1F: { // SLR
							const first = gpr[h >>> 12];
							const second = gpr[(h >>> 8) & 15];
							gpr[h >>> 12] = (first - second) | 0;
							cc = (first === second ? 0 : 1) | ((first >>> 0) >= (second >>> 0) ? 2 : 0);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x40: { // STH
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const value = gpr[h >>> 12];
							at = (store[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							view.setInt16(at, value);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x41: { // LA
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							gpr[h >>> 12] = a;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x42: { // STC
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							bytes[at] = gpr[h >>> 12];
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x43: { // IC
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const byte = bytes[at];
							gpr[h >>> 12] = (gpr[h >>> 12] & ~255) | byte;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x45: { // BAL
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							gpr[h >>> 12] =
								-0x8000_0000 | (cc << 28) | (psw.programMask << 24) | ((ip + 4 - base) & 0xFF_FFFF);
							break;
						}

						case 0x46: { // BCT
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const count = (gpr[h >>> 12] - 1) | 0;
							gpr[h >>> 12] = count;
							if (count === 0) {
								ip = (ip + 4) | 0;
								continue;
							}

							break;
						}

						case 0x47: { // BC
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							if (((0x8000 >>> cc) & h) === 0) {
								ip = (ip + 4) | 0;
								continue;
							}

							break;
						}

						case 0x48: { // LH
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							const second = view.getInt16(at);
							gpr[h >>> 12] = second;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x49: { // CH
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							const second = view.getInt16(at);
							const first = gpr[h >>> 12];
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x4A: { // AH
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const first = gpr[h >>> 12];
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							const second = view.getInt16(at);
							const result = (first + second) | 0;
							if (((first ^ result) & (second ^ result)) < 0) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
							}

							gpr[h >>> 12] = result;

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x4B: { // SH
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const first = gpr[h >>> 12];
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							const second = view.getInt16(at);
							const result = (first - second) | 0;
							if (((first ^ second) & (first ^ result)) < 0) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
							}

							gpr[h >>> 12] = result;

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x4C: { // MH
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							const second = view.getInt16(at);
							gpr[h >>> 12] = Math.imul(gpr[h >>> 12], second);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x4D: { // BAS
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							gpr[h >>> 12] = (ip + 4 - base) & 0xFF_FFFF;
							break;
						}

						case 0x50: { // ST
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const value = gpr[h >>> 12];
							at = (store[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							view.setInt32(at, value);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x54: { // N
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const value = gpr[h >>> 12] & second;
							gpr[h >>> 12] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x56: { // O
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const value = gpr[h >>> 12] | second;
							gpr[h >>> 12] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x57: { // X
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const value = gpr[h >>> 12] ^ second;
							gpr[h >>> 12] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x55: { // CL
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const first = gpr[h >>> 12];
							cc = first === second ? 0 : ((first >>> 0) < (second >>> 0) ? 1 : 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x58: { // L
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							gpr[h >>> 12] = second;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x59: { // C
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const first = gpr[h >>> 12];
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5A: { // A
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const first = gpr[h >>> 12];
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const result = (first + second) | 0;
							if (((first ^ result) & (second ^ result)) < 0) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
							}

							gpr[h >>> 12] = result;

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5B: { // S
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const first = gpr[h >>> 12];
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const result = (first - second) | 0;
							if (((first ^ second) & (first ^ result)) < 0) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
							}

							gpr[h >>> 12] = result;

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5C: { // M
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if ((h & 0x1000) !== 0 || at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const first = gpr[(h >>> 12) | 1];
							const low = first * (second & 0xFFFF);
							// Upper 32 bits of the product: the second factor in halves, so that every step is exact.
							gpr[h >>> 12] = Math.floor(
								(first * (second >> 16) + Math.floor(low / 0x1_0000)) / 0x1_0000,
							);
							gpr[(h >>> 12) | 1] = Math.imul(first, second);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5E: { // AL
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const first = gpr[h >>> 12];
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const result = (first + second) | 0;
							gpr[h >>> 12] = result;
							cc = (result === 0 ? 0 : 1) | ((result >>> 0) < (first >>> 0) ? 2 : 0);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5F: { // SL
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8))
									+ ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15])
									+ ((h & 0xF00) === 0 ? 0 : gpr[(h >>> 8) & 15]))
								& 0xFF_FFFF;
							const first = gpr[h >>> 12];
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							gpr[h >>> 12] = (first - second) | 0;
							cc = (first === second ? 0 : 1) | ((first >>> 0) >= (second >>> 0) ? 2 : 0);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x86: { // BXH
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							const third = (h >>> 8) & 15;
							const comparand = gpr[third | 1];
							const sum = (gpr[h >>> 12] + gpr[third]) | 0;
							gpr[h >>> 12] = sum;
							if (sum <= comparand) {
								ip = (ip + 4) | 0;
								continue;
							}

							break;
						}

						case 0x87: { // BXLE
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							const third = (h >>> 8) & 15;
							const comparand = gpr[third | 1];
							const sum = (gpr[h >>> 12] + gpr[third]) | 0;
							gpr[h >>> 12] = sum;
							if (sum > comparand) {
								ip = (ip + 4) | 0;
								continue;
							}

							break;
						}

						case 0x88: { // SRL
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							gpr[h >>> 12] = (a & 32) === 0 ? gpr[h >>> 12] >>> a : 0;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x89: { // SLL
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							gpr[h >>> 12] = (a & 32) === 0 ? gpr[h >>> 12] << a : 0;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x8A: { // SRA
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							const value = gpr[h >>> 12] >> ((a & 32) === 0 ? a : 31);
							gpr[h >>> 12] = value;
							cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x8C: { // SRDL
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							if ((h & 0x1000) !== 0 || (a & 32) !== 0) {
								break table;
							}

							const high = gpr[h >>> 12];
							if ((a & 31) !== 0) {
								gpr[h >>> 12] = high >>> a;
								gpr[(h >>> 12) | 1] = (gpr[(h >>> 12) | 1] >>> a) | (high << -a);
							}

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x8D: { // SLDL
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							if ((h & 0x1000) !== 0 || (a & 32) !== 0) {
								break table;
							}

							const low = gpr[(h >>> 12) | 1];
							if ((a & 31) !== 0) {
								gpr[h >>> 12] = (gpr[h >>> 12] << a) | (low >>> -a);
								gpr[(h >>> 12) | 1] = low << a;
							}

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x90: { // STM
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							const final = (h >>> 8) & 15;
							let register = h >>> 12;
							at = (store[a >>> 11] + a) | 0;
							if (at < 0 || final < register || (a & 0x7FF) > 0x7C0) {
								break table;
							}

							for (; register <= final; register++) {
								const value = gpr[register];
								view.setInt32(at, value);
								at += 4;
							}

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x91: { // TM
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							const mask = h >>> 8;
							if (at < 0) {
								break table;
							}

							const tested = bytes[at] & mask;
							cc = tested === 0 ? 0 : (tested === mask ? 3 : 1);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x92: { // MVI
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							bytes[at] = h >>> 8;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x94: { // NI
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const value = bytes[at] & (h >>> 8);
							bytes[at] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x96: { // OI
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const value = bytes[at] | (h >>> 8);
							bytes[at] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x95: { // CLI
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const first = bytes[at];
							const second = h >>> 8;
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x97: { // XI
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const value = bytes[at] ^ (h >>> 8);
							bytes[at] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x98: { // LM
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							const first = h >>> 12;
							const last = (h >>> 8) & 15;
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || last < first || (a & 0x7FF) > 0x7C0) {
								break table;
							}

							for (let register = first; register <= last; register++) {
								gpr[register] = view.getInt32(at);
								at += 4;
							}

							ip = (ip + 4) | 0;
							continue;
						}

						case 0xD2: { // MVC
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							const length = h >>> 8;
							const base = bytes[ip + 4];
							const b =
								(((base & 15) << 8) + bytes[ip + 5] + (base < 16 ? 0 : gpr[base >>> 4])) & 0xFF_FFFF;
							at = (store[a >>> 11] + a) | 0;
							const from = (fetch[b >>> 11] + b) | 0;
							if (at < 0 || from < 0 || (a & 0x7FF) + length > 0x7FF || (b & 0x7FF) + length > 0x7FF) {
								break table;
							}

							if (length > 15) {
								break table;
							}

							let index = 0;
							if (at <= from || at - from > 3) {
								for (; index + 3 <= length; index += 4) {
									view.setInt32(at + index, view.getInt32(from + index));
								}
							}

							for (; index <= length; index++) {
								bytes[at + index] = bytes[from + index];
							}

							ip = (ip + 6) | 0;
							continue;
						}

						case 0xD5: { // CLC
							const bd = halves[(ip >> 1) + 1];
							a =
								((((bd & 15) << 8) | (bd >>> 8)) + ((bd & 0xF0) === 0 ? 0 : gpr[(bd >>> 4) & 15]))
								& 0xFF_FFFF;
							const length = h >>> 8;
							const base = bytes[ip + 4];
							const b =
								(((base & 15) << 8) + bytes[ip + 5] + (base < 16 ? 0 : gpr[base >>> 4])) & 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							const from = (fetch[b >>> 11] + b) | 0;
							if (at < 0 || from < 0 || (a & 0x7FF) + length > 0x7FF || (b & 0x7FF) + length > 0x7FF) {
								break table;
							}

							if (length > 15 && bytes[at] === bytes[from]) {
								break table;
							}

							let index = 0;
							while (index < length && bytes[at + index] === bytes[from + index]) {
								index++;
							}

							const first = bytes[at + index];
							const second = bytes[from + index];
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 6) | 0;
							continue;
						}

						default: {
							break table;
						}
					}

					base = fetch[a >>> 11];
					ip = (base + a) | 0;
					last = (ip | 0x7FF) - 5;
					if ((ip | (ip << 31) | lines[(ip >>> 8) & 0xFFFF]) < 0) {
						// Odd, not in the table, or perhaps translated.
						ip = a;
						base = 0;
						last = -1;
					}

					continue;
				}

				viaTable = true;
				break;
			}

			if (viaTable) {
				viaTable = false;
				const opcode = bytes[ip];
				const companion = companions[opcode];
				if (companion !== 0) {
					psw.cc = cc;
					ip =
						(companion === 1 ? interpretFloats(x, ip, last, left) : interpretDecimals(x, ip, last, left))
						| 0;
					cc = psw.cc | 0;
					if (x.executed > 0) {
						left = (left - x.executed) | 0;
						continue;
					}
				}

				const length = lengthTable[opcode];
				ia = (ip - base) & 0xFF_FFFF;
				psw.address = (ia + length) & 0xFF_FFFF;
				psw.ilc = length >>> 1;
				psw.cc = cc;
				cpu.instructions = end - left;
				dispatchTable[opcode](x, ip);
				left--;
				cc = psw.cc | 0;
				ip = psw.address | 0;
				base = 0;
				if (x.changed) {
					break;
				}
			}
		}
	} catch (error) {
		if (!isTranslated) {
			psw.address = ia;
			cpu.instructions = end - left;
		}

		throw error;
	}

	psw.address = (ip - base) & 0xFF_FFFF;
	psw.cc = cc;
	cpu.instructions = end - left;
}
