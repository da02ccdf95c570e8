/**
 * The hot loop: the instructions programs spend their time in stand inline in one `switch`; all others, and the hot ones in awkward places
 * (operands across a block, registers that wrap), go through the instruction table. DESIGN.md, "Two tiers", says why it is written like this:
 * state in locals, no calls and no allocation on the usual path. `bench/bare.js` measures it; a property test holds both forms together.
 */
import type {Execution} from './execution.js';
import {dispatchTable, lengthTable} from './instruction-table.js';
import {programCode, programException} from './program-exception.js';

/**
 * Executes up to `limit` instructions, less where one sets `x.changed`. Where it throws, `psw.address` is at the instruction that ended so and
 * `psw.ilc` is its length; `cpu.instructions` counts those before it.
 */
export function interpret(x: Execution, limit: number): void {
	const {cpu, gpr, bytes, view, fetch, store} = x;
	const {psw} = cpu;
	const start = cpu.instructions;
	let ia = psw.address;
	let {cc} = psw;
	let left = limit;
	/** First four bytes of the instruction, and its storage operand's address. */
	let w = 0;
	let a = 0;
	let host = 0;
	let at = 0;
	/** 0 = fetching an instruction, 1 = executing it inline, 2 = through the table. */
	let phase = 0;
	try {
		for (; left > 0; left--) {
			host = (fetch[ia >>> 11] + ia) | 0;
			// An odd address becomes a large one, so that one comparison finds it and the end of the block.
			if (host < 0 || (((ia << 31) | (ia & 0x7FF)) >>> 0) > 0x7FA) {
				ia &= 0xFF_FFFF;
				phase = 0;
				host = x.instructionAt(ia);
			}

			phase = 1;
			w = view.getInt32(host);
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

			switch (opcode) {
				case 0x05: { // BALR
					const target = gpr[(w >>> 16) & 15];
					gpr[(w >>> 20) & 15] = 0x4000_0000 | (cc << 28) | (psw.programMask << 24) | ((ia + 2) & 0xFF_FFFF);
					ia = (w & 0xF_0000) === 0 ? ia + 2 : target & 0xFF_FFFF;
					continue;
				}

				case 0x06: { // BCTR
					const target = gpr[(w >>> 16) & 15];
					const count = (gpr[(w >>> 20) & 15] - 1) | 0;
					gpr[(w >>> 20) & 15] = count;
					ia = count === 0 || (w & 0xF_0000) === 0 ? ia + 2 : target & 0xFF_FFFF;
					continue;
				}

				case 0x07: { // BCR
					ia = ((0x80_0000 >>> cc) & w) === 0 || (w & 0xF_0000) === 0 ? ia + 2 : gpr[(w >>> 16) & 15] & 0xFF_FFFF;
					continue;
				}

				case 0x12: { // LTR
					const value = gpr[(w >>> 16) & 15];
					gpr[(w >>> 20) & 15] = value;
					cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
					ia += 2;
					continue;
				}

				case 0x13: { // LCR
					const value = -gpr[(w >>> 16) & 15] | 0;
					gpr[(w >>> 20) & 15] = value;
					if (value === -0x8000_0000) {
						cc = 3;
						if ((psw.programMask & 8) !== 0) {
							programException(programCode.fixedPointOverflow);
						}
					} else {
						cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
					}

					ia += 2;
					continue;
				}

				case 0x14: { // NR
					const value = gpr[(w >>> 20) & 15] & gpr[(w >>> 16) & 15];
					gpr[(w >>> 20) & 15] = value;
					cc = value === 0 ? 0 : 1;
					ia += 2;
					continue;
				}

				case 0x16: { // OR
					const value = gpr[(w >>> 20) & 15] | gpr[(w >>> 16) & 15];
					gpr[(w >>> 20) & 15] = value;
					cc = value === 0 ? 0 : 1;
					ia += 2;
					continue;
				}

				case 0x17: { // XR
					const value = gpr[(w >>> 20) & 15] ^ gpr[(w >>> 16) & 15];
					gpr[(w >>> 20) & 15] = value;
					cc = value === 0 ? 0 : 1;
					ia += 2;
					continue;
				}

				case 0x15: { // CLR
					const first = gpr[(w >>> 20) & 15] >>> 0;
					const second = gpr[(w >>> 16) & 15] >>> 0;
					cc = first === second ? 0 : (first < second ? 1 : 2);
					ia += 2;
					continue;
				}

				case 0x18: { // LR
					gpr[(w >>> 20) & 15] = gpr[(w >>> 16) & 15];
					ia += 2;
					continue;
				}

				case 0x19: { // CR
					const first = gpr[(w >>> 20) & 15];
					const second = gpr[(w >>> 16) & 15];
					cc = first === second ? 0 : (first < second ? 1 : 2);
					ia += 2;
					continue;
				}

				case 0x1A: { // AR
					const first = gpr[(w >>> 20) & 15];
					const second = gpr[(w >>> 16) & 15];
					const result = (first + second) | 0;
					gpr[(w >>> 20) & 15] = result;
					if (((first ^ result) & (second ^ result)) < 0) {
						cc = 3;
						if ((psw.programMask & 8) !== 0) {
							programException(programCode.fixedPointOverflow);
						}
					} else {
						cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
					}

					ia += 2;
					continue;
				}

				case 0x1B: { // SR
					const first = gpr[(w >>> 20) & 15];
					const second = gpr[(w >>> 16) & 15];
					const result = (first - second) | 0;
					gpr[(w >>> 20) & 15] = result;
					if (((first ^ second) & (first ^ result)) < 0) {
						cc = 3;
						if ((psw.programMask & 8) !== 0) {
							programException(programCode.fixedPointOverflow);
						}
					} else {
						cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
					}

					ia += 2;
					continue;
				}

				case 0x1E: { // ALR
					const first = gpr[(w >>> 20) & 15];
					const second = gpr[(w >>> 16) & 15];
					const result = (first + second) | 0;
					gpr[(w >>> 20) & 15] = result;
					cc = (result === 0 ? 0 : 1) | ((result >>> 0) < (first >>> 0) ? 2 : 0);
					ia += 2;
					continue;
				}

				case 0x1F: { // SLR
					const first = gpr[(w >>> 20) & 15];
					const second = gpr[(w >>> 16) & 15];
					gpr[(w >>> 20) & 15] = (first - second) | 0;
					cc = (first === second ? 0 : 1) | ((first >>> 0) >= (second >>> 0) ? 2 : 0);
					ia += 2;
					continue;
				}

				case 0x40: { // STH
					at = (store[a >>> 11] + a) | 0;
					if (at < 0 || (a & 0x7FF) > 0x7FE) {
						x.setHalf(a, gpr[(w >>> 20) & 15]);
					} else {
						view.setInt16(at, gpr[(w >>> 20) & 15]);
					}

					ia += 4;
					continue;
				}

				case 0x41: { // LA
					gpr[(w >>> 20) & 15] = a;
					ia += 4;
					continue;
				}

				case 0x42: { // STC
					at = (store[a >>> 11] + a) | 0;
					bytes[at < 0 ? x.openStore(a) : at] = gpr[(w >>> 20) & 15];
					ia += 4;
					continue;
				}

				case 0x43: { // IC
					at = (fetch[a >>> 11] + a) | 0;
					const byte = bytes[at < 0 ? x.openFetch(a) : at];
					gpr[(w >>> 20) & 15] = (gpr[(w >>> 20) & 15] & ~255) | byte;
					ia += 4;
					continue;
				}

				case 0x45: { // BAL
					gpr[(w >>> 20) & 15] = -0x8000_0000 | (cc << 28) | (psw.programMask << 24) | ((ia + 4) & 0xFF_FFFF);
					ia = a;
					continue;
				}

				case 0x46: { // BCT
					const count = (gpr[(w >>> 20) & 15] - 1) | 0;
					gpr[(w >>> 20) & 15] = count;
					ia = count === 0 ? ia + 4 : a;
					continue;
				}

				case 0x47: { // BC
					ia = ((0x80_0000 >>> cc) & w) === 0 ? ia + 4 : a;
					continue;
				}

				case 0x48: { // LH
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FE ? x.half(a) : view.getInt16(at);
					gpr[(w >>> 20) & 15] = second;
					ia += 4;
					continue;
				}

				case 0x49: { // CH
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FE ? x.half(a) : view.getInt16(at);
					const first = gpr[(w >>> 20) & 15];
					cc = first === second ? 0 : (first < second ? 1 : 2);
					ia += 4;
					continue;
				}

				case 0x4A: { // AH
					const first = gpr[(w >>> 20) & 15];
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FE ? x.half(a) : view.getInt16(at);
					const result = (first + second) | 0;
					gpr[(w >>> 20) & 15] = result;
					if (((first ^ result) & (second ^ result)) < 0) {
						cc = 3;
						if ((psw.programMask & 8) !== 0) {
							programException(programCode.fixedPointOverflow);
						}
					} else {
						cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
					}

					ia += 4;
					continue;
				}

				case 0x4B: { // SH
					const first = gpr[(w >>> 20) & 15];
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FE ? x.half(a) : view.getInt16(at);
					const result = (first - second) | 0;
					gpr[(w >>> 20) & 15] = result;
					if (((first ^ second) & (first ^ result)) < 0) {
						cc = 3;
						if ((psw.programMask & 8) !== 0) {
							programException(programCode.fixedPointOverflow);
						}
					} else {
						cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
					}

					ia += 4;
					continue;
				}

				case 0x4C: { // MH
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FE ? x.half(a) : view.getInt16(at);
					gpr[(w >>> 20) & 15] = Math.imul(gpr[(w >>> 20) & 15], second);
					ia += 4;
					continue;
				}

				case 0x50: { // ST
					at = (store[a >>> 11] + a) | 0;
					if (at < 0 || (a & 0x7FF) > 0x7FC) {
						x.setWord(a, gpr[(w >>> 20) & 15]);
					} else {
						view.setInt32(at, gpr[(w >>> 20) & 15]);
					}

					ia += 4;
					continue;
				}

				case 0x54: { // N
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					const value = gpr[(w >>> 20) & 15] & second;
					gpr[(w >>> 20) & 15] = value;
					cc = value === 0 ? 0 : 1;
					ia += 4;
					continue;
				}

				case 0x56: { // O
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					const value = gpr[(w >>> 20) & 15] | second;
					gpr[(w >>> 20) & 15] = value;
					cc = value === 0 ? 0 : 1;
					ia += 4;
					continue;
				}

				case 0x57: { // X
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					const value = gpr[(w >>> 20) & 15] ^ second;
					gpr[(w >>> 20) & 15] = value;
					cc = value === 0 ? 0 : 1;
					ia += 4;
					continue;
				}

				case 0x55: { // CL
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					const first = gpr[(w >>> 20) & 15];
					cc = first === second ? 0 : ((first >>> 0) < (second >>> 0) ? 1 : 2);
					ia += 4;
					continue;
				}

				case 0x58: { // L
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					gpr[(w >>> 20) & 15] = second;
					ia += 4;
					continue;
				}

				case 0x59: { // C
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					const first = gpr[(w >>> 20) & 15];
					cc = first === second ? 0 : (first < second ? 1 : 2);
					ia += 4;
					continue;
				}

				case 0x5A: { // A
					const first = gpr[(w >>> 20) & 15];
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					const result = (first + second) | 0;
					gpr[(w >>> 20) & 15] = result;
					if (((first ^ result) & (second ^ result)) < 0) {
						cc = 3;
						if ((psw.programMask & 8) !== 0) {
							programException(programCode.fixedPointOverflow);
						}
					} else {
						cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
					}

					ia += 4;
					continue;
				}

				case 0x5B: { // S
					const first = gpr[(w >>> 20) & 15];
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					const result = (first - second) | 0;
					gpr[(w >>> 20) & 15] = result;
					if (((first ^ second) & (first ^ result)) < 0) {
						cc = 3;
						if ((psw.programMask & 8) !== 0) {
							programException(programCode.fixedPointOverflow);
						}
					} else {
						cc = (result >>> 31) | (((~result & -result) >>> 30) & 2);
					}

					ia += 4;
					continue;
				}

				case 0x5E: { // AL
					const first = gpr[(w >>> 20) & 15];
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					const result = (first + second) | 0;
					gpr[(w >>> 20) & 15] = result;
					cc = (result === 0 ? 0 : 1) | ((result >>> 0) < (first >>> 0) ? 2 : 0);
					ia += 4;
					continue;
				}

				case 0x5F: { // SL
					const first = gpr[(w >>> 20) & 15];
					at = (fetch[a >>> 11] + a) | 0;
					const second = at < 0 || (a & 0x7FF) > 0x7FC ? x.word(a) : view.getInt32(at);
					gpr[(w >>> 20) & 15] = (first - second) | 0;
					cc = (first === second ? 0 : 1) | ((first >>> 0) >= (second >>> 0) ? 2 : 0);
					ia += 4;
					continue;
				}

				case 0x86: { // BXH
					const third = (w >>> 16) & 15;
					const comparand = gpr[third | 1];
					const sum = (gpr[(w >>> 20) & 15] + gpr[third]) | 0;
					gpr[(w >>> 20) & 15] = sum;
					ia = sum > comparand ? a : ia + 4;
					continue;
				}

				case 0x87: { // BXLE
					const third = (w >>> 16) & 15;
					const comparand = gpr[third | 1];
					const sum = (gpr[(w >>> 20) & 15] + gpr[third]) | 0;
					gpr[(w >>> 20) & 15] = sum;
					ia = sum <= comparand ? a : ia + 4;
					continue;
				}

				case 0x88: { // SRL
					gpr[(w >>> 20) & 15] = (a & 32) === 0 ? gpr[(w >>> 20) & 15] >>> a : 0;
					ia += 4;
					continue;
				}

				case 0x89: { // SLL
					gpr[(w >>> 20) & 15] = (a & 32) === 0 ? gpr[(w >>> 20) & 15] << a : 0;
					ia += 4;
					continue;
				}

				case 0x8A: { // SRA
					const value = gpr[(w >>> 20) & 15] >> ((a & 32) === 0 ? a : 31);
					gpr[(w >>> 20) & 15] = value;
					cc = (value >>> 31) | (((~value & -value) >>> 30) & 2);
					ia += 4;
					continue;
				}

				case 0x90: { // STM
					const first = (w >>> 20) & 15;
					const last = (w >>> 16) & 15;
					at = (store[a >>> 11] + a) | 0;
					if (at < 0 || last < first || (a & 0x7FF) > 0x7C0) {
						break;
					}

					for (let register = first; register <= last; register++) {
						view.setInt32(at, gpr[register]);
						at += 4;
					}

					ia += 4;
					continue;
				}

				case 0x91: { // TM
					at = (fetch[a >>> 11] + a) | 0;
					const mask = (w >>> 16) & 255;
					const tested = bytes[at < 0 ? x.openFetch(a) : at] & mask;
					cc = tested === 0 ? 0 : (tested === mask ? 3 : 1);
					ia += 4;
					continue;
				}

				case 0x92: { // MVI
					at = (store[a >>> 11] + a) | 0;
					bytes[at < 0 ? x.openStore(a) : at] = w >>> 16;
					ia += 4;
					continue;
				}

				case 0x94: { // NI
					at = (store[a >>> 11] + a) | 0;
					at = at < 0 ? x.openStore(a) : at;
					const value = bytes[at] & ((w >>> 16) & 255);
					bytes[at] = value;
					cc = value === 0 ? 0 : 1;
					ia += 4;
					continue;
				}

				case 0x96: { // OI
					at = (store[a >>> 11] + a) | 0;
					at = at < 0 ? x.openStore(a) : at;
					const value = bytes[at] | ((w >>> 16) & 255);
					bytes[at] = value;
					cc = value === 0 ? 0 : 1;
					ia += 4;
					continue;
				}

				case 0x95: { // CLI
					at = (fetch[a >>> 11] + a) | 0;
					const first = bytes[at < 0 ? x.openFetch(a) : at];
					const second = (w >>> 16) & 255;
					cc = first === second ? 0 : (first < second ? 1 : 2);
					ia += 4;
					continue;
				}

				case 0x98: { // LM
					const first = (w >>> 20) & 15;
					const last = (w >>> 16) & 15;
					at = (fetch[a >>> 11] + a) | 0;
					if (at < 0 || last < first || (a & 0x7FF) > 0x7C0) {
						break;
					}

					for (let register = first; register <= last; register++) {
						gpr[register] = view.getInt32(at);
						at += 4;
					}

					ia += 4;
					continue;
				}

				case 0xD2: { // MVC
					const length = (w >>> 16) & 255;
					const base = bytes[host + 4];
					const b = (((base & 15) << 8) + bytes[host + 5] + (base < 16 ? 0 : gpr[base >>> 4])) & 0xFF_FFFF;
					at = (store[a >>> 11] + a) | 0;
					const from = (fetch[b >>> 11] + b) | 0;
					if (at < 0 || from < 0 || (a & 0x7FF) + length > 0x7FF || (b & 0x7FF) + length > 0x7FF) {
						break;
					}

					if (length < 32 || (at > from && at <= from + length)) {
						for (let index = 0; index <= length; index++) {
							bytes[at + index] = bytes[from + index];
						}
					} else {
						bytes.copyWithin(at, from, from + length + 1);
					}

					ia += 6;
					continue;
				}

				case 0xD5: { // CLC
					const length = (w >>> 16) & 255;
					const base = bytes[host + 4];
					const b = (((base & 15) << 8) + bytes[host + 5] + (base < 16 ? 0 : gpr[base >>> 4])) & 0xFF_FFFF;
					at = (fetch[a >>> 11] + a) | 0;
					const from = (fetch[b >>> 11] + b) | 0;
					if (at < 0 || from < 0 || (a & 0x7FF) + length > 0x7FF || (b & 0x7FF) + length > 0x7FF) {
						break;
					}

					let index = 0;
					while (index < length && bytes[at + index] === bytes[from + index]) {
						index++;
					}

					const first = bytes[at + index];
					const second = bytes[from + index];
					cc = first === second ? 0 : (first < second ? 1 : 2);
					ia += 6;
					continue;
				}

				default:
			}

			const length = lengthTable[opcode];
			psw.address = (ia + length) & 0xFF_FFFF;
			psw.ilc = length >>> 1;
			psw.cc = cc;
			cpu.instructions = start + limit - left;
			phase = 2;
			dispatchTable[opcode](x, host);
			ia = psw.address;
			({cc} = psw);
			if (x.changed) {
				left--;
				break;
			}
		}
	} catch (error) {
		if (phase !== 2) {
			psw.cc = cc;
		}

		psw.ilc = phase === 0 ? 1 : lengthTable[w >>> 24] >>> 1;
		psw.address = ia & 0xFF_FFFF;
		cpu.instructions = start + limit - left;
		throw error;
	}

	psw.address = ia & 0xFF_FFFF;
	psw.cc = cc;
	cpu.instructions = start + limit - left;
}
