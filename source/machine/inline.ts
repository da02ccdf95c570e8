/**
 * The hot loop: the instructions programs spend their time in stand inline in one `switch`, in the order of the opcode map; all others, and the
 * hot ones in awkward places (operands across a block, a block not yet opened, overflow that interrupts), go through the instruction table.
 * DESIGN.md, "Two tiers", says why it is written like this; `bench/bare.js` measures it; a property test holds both forms together.
 *
 * Two things make it fast. The inner loop contains no call: the compiler then knows that the typed arrays stay what they are, and keeps their
 * addresses and lengths in registers. And an instruction that follows another in its block is found by adding its length to a host offset; only branches
 * and the end of a block look at the fetch table. Nothing but a call can take a block away, so this is exact.
 */
import type {Execution} from './execution.js';
import {dispatchTable, lengthTable} from './instruction-table.js';

/** More instructions in one call are not needed; so many fit a small integer. */
const longest = 0x3FFF_FFFF;

/**
 * Executes up to `limit` instructions, less where one sets `x.changed`. Where it throws, `psw.address` is at the instruction that ended so and
 * `psw.ilc` is its length; `cpu.instructions` counts those before it.
 */
export function interpret(x: Execution, limit: number): void {
	const {cpu, gpr, fpr, bytes, words, view, fetch, store, unfit} = x;
	const {psw} = cpu;
	let left = Math.min(limit, longest) | 0;
	const end = cpu.instructions + left;
	let cc = psw.cc | 0;
	/** Host offset of the instruction, that of address 0 as its block sees it, and the last offset at which an instruction is surely whole. */
	let ip = psw.address | 0;
	let base = 0;
	let last = 0;
	/** First four bytes of the instruction, its storage operand's address, and that one's host offset. */
	let w = 0;
	let a = 0;
	let at = 0;
	let ia = 0;
	let viaTable = false;
	try {
		while (left > 0) {
			ia = (ip - base) & 0xFF_FFFF;
			base = fetch[ia >>> 11];
			ip = (base + ia) | 0;
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

				w = view.getInt32(ip);
				const opcode = w >>> 24;
				if (opcode >= 0x40) {
					a = w & 0xFFF;
					if ((w & 0xF000) !== 0) {
						a += gpr[(w >>> 12) & 15];
					}

					if (opcode < 0x80 && (w & 0xF_0000) !== 0) {
						a += gpr[(w >>> 16) & 15];
					}

					a &= 0xFF_FFFF;
				}

				// `break table` leaves for the instruction table, `break` branches to `a`.
				table: {
					switch (opcode) {
						case 0x05: { // BALR
							const target = gpr[(w >>> 16) & 15];
							gpr[(w >>> 20) & 15] = 0x4000_0000 | (cc << 28) | (psw.programMask << 24) | ((ip + 2 - base) & 0xFF_FFFF);
							if ((w & 0xF_0000) === 0) {
								ip = (ip + 2) | 0;
								continue;
							}

							a = target & 0xFF_FFFF;
							break;
						}

						case 0x06: { // BCTR
							const target = gpr[(w >>> 16) & 15];
							const count = (gpr[(w >>> 20) & 15] - 1) | 0;
							gpr[(w >>> 20) & 15] = count;
							if (count === 0 || (w & 0xF_0000) === 0) {
								ip = (ip + 2) | 0;
								continue;
							}

							a = target & 0xFF_FFFF;
							break;
						}

						case 0x07: { // BCR
							if (((0x80_0000 >>> cc) & w) === 0 || (w & 0xF_0000) === 0) {
								ip = (ip + 2) | 0;
								continue;
							}

							a = gpr[(w >>> 16) & 15] & 0xFF_FFFF;
							break;
						}

						case 0x12: { // LTR
							const value = gpr[(w >>> 16) & 15];
							gpr[(w >>> 20) & 15] = value;
							cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x13: { // LCR
							const value = -gpr[(w >>> 16) & 15] | 0;
							if (value === -0x8000_0000) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
							}

							gpr[(w >>> 20) & 15] = value;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x14: { // NR
							const value = gpr[(w >>> 20) & 15] & gpr[(w >>> 16) & 15];
							gpr[(w >>> 20) & 15] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x16: { // OR
							const value = gpr[(w >>> 20) & 15] | gpr[(w >>> 16) & 15];
							gpr[(w >>> 20) & 15] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x17: { // XR
							const value = gpr[(w >>> 20) & 15] ^ gpr[(w >>> 16) & 15];
							gpr[(w >>> 20) & 15] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x15: { // CLR
							const first = gpr[(w >>> 20) & 15] >>> 0;
							const second = gpr[(w >>> 16) & 15] >>> 0;
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x18: { // LR
							gpr[(w >>> 20) & 15] = gpr[(w >>> 16) & 15];
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x19: { // CR
							const first = gpr[(w >>> 20) & 15];
							const second = gpr[(w >>> 16) & 15];
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1A: { // AR
							const first = gpr[(w >>> 20) & 15];
							const second = gpr[(w >>> 16) & 15];
							const result = (first + second) | 0;
							if (((first ^ result) & (second ^ result)) < 0) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
							}

							gpr[(w >>> 20) & 15] = result;

							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1B: { // SR
							const first = gpr[(w >>> 20) & 15];
							const second = gpr[(w >>> 16) & 15];
							const result = (first - second) | 0;
							if (((first ^ second) & (first ^ result)) < 0) {
								if ((psw.programMask & 8) !== 0) {
									break table;
								}

								cc = 3;
							} else {
								cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
							}

							gpr[(w >>> 20) & 15] = result;

							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1E: { // ALR
							const first = gpr[(w >>> 20) & 15];
							const second = gpr[(w >>> 16) & 15];
							const result = (first + second) | 0;
							gpr[(w >>> 20) & 15] = result;
							cc = (result === 0 ? 0 : 1) | ((result >>> 0) < (first >>> 0) ? 2 : 0);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x1F: { // SLR
							const first = gpr[(w >>> 20) & 15];
							const second = gpr[(w >>> 16) & 15];
							gpr[(w >>> 20) & 15] = (first - second) | 0;
							cc = (first === second ? 0 : 1) | ((first >>> 0) >= (second >>> 0) ? 2 : 0);
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x28: { // LDR
							if ((w & 0x99_0000) !== 0) {
								break table;
							}

							const low = fpr[((w >>> 16) & 15) | 1];
							fpr[(w >>> 20) & 15] = fpr[(w >>> 16) & 15];
							fpr[((w >>> 20) & 15) | 1] = low;
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x38: { // LER
							if ((w & 0x99_0000) !== 0) {
								break table;
							}

							fpr[(w >>> 20) & 15] = fpr[(w >>> 16) & 15];
							ip = (ip + 2) | 0;
							continue;
						}

						case 0x40: { // STH
							const value = gpr[(w >>> 20) & 15];
							at = (store[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							bytes[at] = value >>> 8;
							bytes[at + 1] = value;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x41: { // LA
							gpr[(w >>> 20) & 15] = a;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x42: { // STC
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							bytes[at] = gpr[(w >>> 20) & 15];
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x43: { // IC
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const byte = bytes[at];
							gpr[(w >>> 20) & 15] = (gpr[(w >>> 20) & 15] & ~255) | byte;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x45: { // BAL
							gpr[(w >>> 20) & 15] = -0x8000_0000 | (cc << 28) | (psw.programMask << 24) | ((ip + 4 - base) & 0xFF_FFFF);
							break;
						}

						case 0x46: { // BCT
							const count = (gpr[(w >>> 20) & 15] - 1) | 0;
							gpr[(w >>> 20) & 15] = count;
							if (count === 0) {
								ip = (ip + 4) | 0;
								continue;
							}

							break;
						}

						case 0x47: { // BC
							if (((0x80_0000 >>> cc) & w) === 0) {
								ip = (ip + 4) | 0;
								continue;
							}

							break;
						}

						case 0x48: { // LH
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							const second = view.getInt16(at);
							gpr[(w >>> 20) & 15] = second;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x49: { // CH
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							const second = view.getInt16(at);
							const first = gpr[(w >>> 20) & 15];
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x4A: { // AH
							const first = gpr[(w >>> 20) & 15];
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

							gpr[(w >>> 20) & 15] = result;

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x4B: { // SH
							const first = gpr[(w >>> 20) & 15];
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

							gpr[(w >>> 20) & 15] = result;

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x4C: { // MH
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FE) {
								break table;
							}

							const second = view.getInt16(at);
							gpr[(w >>> 20) & 15] = Math.imul(gpr[(w >>> 20) & 15], second);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x50: { // ST
							const value = gpr[(w >>> 20) & 15];
							at = (store[a >>> 11] + a) | 0;
							if ((at & unfit) !== 0) {
								break table;
							}

							words[at >> 2] = (((value << 8) | (value >>> 24)) & 0xFF_00FF) | (((value << 24) | (value >>> 8)) & -0xFF_0100);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x54: { // N
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const value = gpr[(w >>> 20) & 15] & second;
							gpr[(w >>> 20) & 15] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x56: { // O
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const value = gpr[(w >>> 20) & 15] | second;
							gpr[(w >>> 20) & 15] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x57: { // X
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const value = gpr[(w >>> 20) & 15] ^ second;
							gpr[(w >>> 20) & 15] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x55: { // CL
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const first = gpr[(w >>> 20) & 15];
							cc = first === second ? 0 : ((first >>> 0) < (second >>> 0) ? 1 : 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x58: { // L
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							gpr[(w >>> 20) & 15] = second;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x59: { // C
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const first = gpr[(w >>> 20) & 15];
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5A: { // A
							const first = gpr[(w >>> 20) & 15];
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

							gpr[(w >>> 20) & 15] = result;

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5B: { // S
							const first = gpr[(w >>> 20) & 15];
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

							gpr[(w >>> 20) & 15] = result;

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5E: { // AL
							const first = gpr[(w >>> 20) & 15];
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							const result = (first + second) | 0;
							gpr[(w >>> 20) & 15] = result;
							cc = (result === 0 ? 0 : 1) | ((result >>> 0) < (first >>> 0) ? 2 : 0);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x5F: { // SL
							const first = gpr[(w >>> 20) & 15];
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							const second = view.getInt32(at);
							gpr[(w >>> 20) & 15] = (first - second) | 0;
							cc = (first === second ? 0 : 1) | ((first >>> 0) >= (second >>> 0) ? 2 : 0);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x60: { // STD
							at = (store[a >>> 11] + a) | 0;
							if ((w & 0x90_0000) !== 0 || (at & unfit) !== 0 || (a & 0x7FF) > 0x7F8) {
								break table;
							}

							const high = fpr[(w >>> 20) & 15];
							const low = fpr[((w >>> 20) & 15) | 1];
							words[at >> 2] = (((high << 8) | (high >>> 24)) & 0xFF_00FF) | (((high << 24) | (high >>> 8)) & -0xFF_0100);
							words[(at >> 2) + 1] = (((low << 8) | (low >>> 24)) & 0xFF_00FF) | (((low << 24) | (low >>> 8)) & -0xFF_0100);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x68: { // LD
							at = (fetch[a >>> 11] + a) | 0;
							if ((w & 0x90_0000) !== 0 || at < 0 || (a & 0x7FF) > 0x7F8) {
								break table;
							}

							fpr[(w >>> 20) & 15] = view.getInt32(at);
							fpr[((w >>> 20) & 15) | 1] = view.getInt32(at + 4);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x70: { // STE
							at = (store[a >>> 11] + a) | 0;
							if ((w & 0x90_0000) !== 0 || (at & unfit) !== 0) {
								break table;
							}

							const value = fpr[(w >>> 20) & 15];
							words[at >> 2] = (((value << 8) | (value >>> 24)) & 0xFF_00FF) | (((value << 24) | (value >>> 8)) & -0xFF_0100);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x78: { // LE
							at = (fetch[a >>> 11] + a) | 0;
							if ((w & 0x90_0000) !== 0 || at < 0 || (a & 0x7FF) > 0x7FC) {
								break table;
							}

							fpr[(w >>> 20) & 15] = view.getInt32(at);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x86: { // BXH
							const third = (w >>> 16) & 15;
							const comparand = gpr[third | 1];
							const sum = (gpr[(w >>> 20) & 15] + gpr[third]) | 0;
							gpr[(w >>> 20) & 15] = sum;
							if (sum <= comparand) {
								ip = (ip + 4) | 0;
								continue;
							}

							break;
						}

						case 0x87: { // BXLE
							const third = (w >>> 16) & 15;
							const comparand = gpr[third | 1];
							const sum = (gpr[(w >>> 20) & 15] + gpr[third]) | 0;
							gpr[(w >>> 20) & 15] = sum;
							if (sum > comparand) {
								ip = (ip + 4) | 0;
								continue;
							}

							break;
						}

						case 0x88: { // SRL
							gpr[(w >>> 20) & 15] = (a & 32) === 0 ? gpr[(w >>> 20) & 15] >>> a : 0;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x89: { // SLL
							gpr[(w >>> 20) & 15] = (a & 32) === 0 ? gpr[(w >>> 20) & 15] << a : 0;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x8A: { // SRA
							const value = gpr[(w >>> 20) & 15] >> ((a & 32) === 0 ? a : 31);
							gpr[(w >>> 20) & 15] = value;
							cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x90: { // STM
							const final = (w >>> 16) & 15;
							let register = (w >>> 20) & 15;
							at = (store[a >>> 11] + a) | 0;
							if ((at & unfit) !== 0 || final < register || (a & 0x7FF) > 0x7C0) {
								break table;
							}

							for (; register <= final; register++) {
								const value = gpr[register];
								words[at >> 2] = (((value << 8) | (value >>> 24)) & 0xFF_00FF) | (((value << 24) | (value >>> 8)) & -0xFF_0100);
								at += 4;
							}

							ip = (ip + 4) | 0;
							continue;
						}

						case 0x91: { // TM
							at = (fetch[a >>> 11] + a) | 0;
							const mask = (w >>> 16) & 255;
							if (at < 0) {
								break table;
							}

							const tested = bytes[at] & mask;
							cc = tested === 0 ? 0 : (tested === mask ? 3 : 1);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x92: { // MVI
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							bytes[at] = w >>> 16;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x94: { // NI
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const value = bytes[at] & ((w >>> 16) & 255);
							bytes[at] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x96: { // OI
							at = (store[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const value = bytes[at] | ((w >>> 16) & 255);
							bytes[at] = value;
							cc = value === 0 ? 0 : 1;
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x95: { // CLI
							at = (fetch[a >>> 11] + a) | 0;
							if (at < 0) {
								break table;
							}

							const first = bytes[at];
							const second = (w >>> 16) & 255;
							cc = first === second ? 0 : (first < second ? 1 : 2);
							ip = (ip + 4) | 0;
							continue;
						}

						case 0x98: { // LM
							const first = (w >>> 20) & 15;
							const last = (w >>> 16) & 15;
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
							const length = (w >>> 16) & 255;
							const base = bytes[ip + 4];
							const b = (((base & 15) << 8) + bytes[ip + 5] + (base < 16 ? 0 : gpr[base >>> 4])) & 0xFF_FFFF;
							at = (store[a >>> 11] + a) | 0;
							const from = (fetch[b >>> 11] + b) | 0;
							if (at < 0 || from < 0 || (a & 0x7FF) + length > 0x7FF || (b & 0x7FF) + length > 0x7FF) {
								break table;
							}

							if (length > 31) {
								break table;
							}

							for (let index = 0; index <= length; index++) {
								bytes[at + index] = bytes[from + index];
							}

							ip = (ip + 6) | 0;
							continue;
						}

						case 0xD5: { // CLC
							const length = (w >>> 16) & 255;
							const base = bytes[ip + 4];
							const b = (((base & 15) << 8) + bytes[ip + 5] + (base < 16 ? 0 : gpr[base >>> 4])) & 0xFF_FFFF;
							at = (fetch[a >>> 11] + a) | 0;
							const from = (fetch[b >>> 11] + b) | 0;
							if (at < 0 || from < 0 || (a & 0x7FF) + length > 0x7FF || (b & 0x7FF) + length > 0x7FF) {
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
					if ((ip | (ip << 31)) < 0) {
						// Odd, or not in the table.
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
				const opcode = w >>> 24;
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
		psw.address = ia;
		cpu.instructions = end - left;
		throw error;
	}

	psw.address = (ip - base) & 0xFF_FFFF;
	psw.cc = cc;
	cpu.instructions = end - left;
}
