/** Instructions as assembler language shows them, from the instruction table. */
import {hex} from '../../base/hex.js';
import {instructionLength} from './instruction-length.js';
import type {Format} from './instruction.js';
import {findInstruction} from './instruction-table.js';

export type Disassembly = {
	/** Bytes of the instruction. */
	readonly length: number;
	/** Mnemonic and operands; `DC X'…'` where it is none. */
	readonly text: string;
};

/** `D(B)` of a halfword. */
function based(high: number, low: number): string {
	const displacement = `X'${hex(((high & 15) << 8) | low, 3)}'`;
	return high >>> 4 === 0 ? displacement : `${displacement}(${high >>> 4})`;
}

/** `D(X,B)`, or `D(L,B)` with a length. */
function with2(first: number, high: number, low: number): string {
	const displacement = `X'${hex(((high & 15) << 8) | low, 3)}'`;
	return high >>> 4 === 0 && first === 0 ? displacement : `${displacement}(${first},${high >>> 4})`;
}

const operands: Readonly<Record<Format, (b: Uint8Array) => string>> = {
	RR: b => `${b[1] >>> 4},${b[1] & 15}`,
	R1: b => String(b[1] >>> 4),
	MR: b => `${b[1] >>> 4},${b[1] & 15}`,
	I: b => String(b[1]),
	RX: b => `${b[1] >>> 4},${with2(b[1] & 15, b[2], b[3])}`,
	MX: b => `${b[1] >>> 4},${with2(b[1] & 15, b[2], b[3])}`,
	RS: b => `${b[1] >>> 4},${b[1] & 15},${based(b[2], b[3])}`,
	SH: b => `${b[1] >>> 4},${b[2] >>> 4 === 0 ? String(((b[2] & 15) << 8) | b[3]) : based(b[2], b[3])}`,
	RM: b => `${b[1] >>> 4},B'${(b[1] & 15).toString(2).padStart(4, '0')}',${based(b[2], b[3])}`,
	SI: b => `${based(b[2], b[3])},X'${hex(b[1], 2)}'`,
	S: b => based(b[2], b[3]),
	E: () => '',
	RRE: b => `${b[3] >>> 4},${b[3] & 15}`,
	SS1: b => `${with2(b[1] + 1, b[2], b[3])},${based(b[4], b[5])}`,
	SS2: b => `${with2((b[1] >>> 4) + 1, b[2], b[3])},${with2((b[1] & 15) + 1, b[4], b[5])}`,
	SSI: b => `${with2((b[1] >>> 4) + 1, b[2], b[3])},${based(b[4], b[5])},${b[1] & 15}`,
	SSE: b => `${based(b[2], b[3])},${based(b[4], b[5])}`,
	DIAG: b => `${b[1] >>> 4},${b[1] & 15},${based(b[2], b[3])}`,
};

/** The instruction that `bytes` begin with; they may be fewer than it has. */
export function disassemble(bytes: Uint8Array): Disassembly {
	const length = instructionLength(bytes[0] ?? 0);
	const row = bytes.length < length ? undefined : findInstruction(bytes[0], bytes[1]);
	if (!row) {
		const data = bytes.subarray(0, Math.min(2, bytes.length));
		return {length: 2, text: `DC    X'${[...data].map(byte => hex(byte, 2)).join('')}'`};
	}

	return {length, text: `${row.mnemonic.padEnd(5)} ${operands[row.format](bytes)}`.trimEnd()};
}
