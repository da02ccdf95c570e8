/** The instruction table: from operation codes to rows, for the processor, the disassembler and the assembler. */
import {instructionLength} from './instruction-length.js';
import type {Execute, Instruction} from './instruction.js';
import {instructions} from './index.js';
import {programCode, programException} from '../cpu/program-exception.js';

/** Operation codes whose second byte is part of the code, and the bits of it that count. */
const secondByteMask: Readonly<Record<number, number>> = {
	0x9C: 1, 0x9D: 1, 0x9E: 1, 0x9F: 0, 0xB2: 0xFF, 0xE5: 0xFF,
};

/** The row for the first two bytes of an instruction, or `undefined`. */
export function findInstruction(first: number, second: number): Instruction | undefined {
	const mask = secondByteMask[first];
	return byCode.get(mask === undefined ? first : (first << 8) | (second & mask));
}

/** The row of a mnemonic (upper case), or `undefined`. */
export function findMnemonic(mnemonic: string): Instruction | undefined {
	return byMnemonic.get(mnemonic);
}

const byCode = new Map(instructions.map(row => [row.opcode, row]));
const byMnemonic = new Map(instructions.map(row => [row.mnemonic, row]));

const invalid: Execute = () => {
	programException(programCode.operation);
};

/** The row's function, with the check for supervisor state where it needs one. */
function guarded(row: Instruction | undefined): Execute {
	if (!row) {
		return invalid;
	}

	if (!row.privileged) {
		return row.execute;
	}

	const {execute} = row;
	return (x, at) => {
		if (x.cpu.psw.problem) {
			programException(programCode.privilegedOperation);
		}

		execute(x, at);
	};
}

/** What to call for each first byte of an instruction. */
export const dispatchTable: readonly Execute[] = Array.from({length: 256}, (_, first) => {
	const mask = secondByteMask[first];
	if (mask === undefined) {
		return guarded(byCode.get(first));
	}

	const seconds = Array.from({length: 256}, (_, second) => guarded(byCode.get((first << 8) | (second & mask))));
	return (x, at) => {
		seconds[x.bytes[at + 1]](x, at);
	};
});

/** Bytes of the instruction with each first byte. */
export const lengthTable = Uint8Array.from({length: 256}, (_, first) => instructionLength(first));
