/** A row of the instruction table: all there is to know of one instruction (GA22-7000, appendix B). */
import type {Execution} from '../interpreter/execution.js';

/** Instruction formats, and the shapes operands take within them in assembler language. */
export type Format =
	/** Register, register. */
	| 'RR'
	/** One register (SPM). */
	| 'R1'
	/** Mask, register (BCR). */
	| 'MR'
	/** Immediate (SVC). */
	| 'I'
	/** Register, indexed storage. */
	| 'RX'
	/** Mask, indexed storage (BC). */
	| 'MX'
	/** Two registers, storage. */
	| 'RS'
	/** Register, shift amount. */
	| 'SH'
	/** Register, mask, storage (ICM). */
	| 'RM'
	/** Storage, immediate. */
	| 'SI'
	/** Storage; one or two bytes of operation code. */
	| 'S'
	/** No operand; two bytes of operation code. */
	| 'E'
	/** Registers in a four-byte instruction of the B2 group. */
	| 'RRE'
	/** Storage with one length, storage. */
	| 'SS1'
	/** Storage with length, storage with length. */
	| 'SS2'
	/** Storage with length, storage, immediate (SRP). */
	| 'SSI'
	/** Two storage operands without length (SSE). */
	| 'SSE'
	/** DIAGNOSE. */
	| 'DIAG';

/**
 * Executes the instruction whose bytes stand at host offset `at`. The PSW's address is behind it and its ILC set before
 * the call.
 */
export type Execute = (x: Execution, at: number) => void;

export type Instruction = {
	/** One byte of operation code, or two (X'B205'). */
	readonly opcode: number;
	readonly mnemonic: string;
	readonly format: Format;
	/**
	 * Exceptions in the manual's letters: A addressing, P protection, S specification (SP), D data, IF IK DF DK LS EU
	 * EO FK overflow, divide and float conditions, M privileged, EX execute, MO monitor event.
	 */
	readonly exceptions: string;
	readonly execute: Execute;
	/** Only in supervisor state. */
	readonly privileged: boolean;
};

/** Makes a row of the instruction table. */
export function instruction(
	opcode: number,
	mnemonic: string,
	format: Format,
	exceptions: string,
	execute: Execute,
): Instruction {
	return {
		opcode,
		mnemonic,
		format,
		exceptions,
		execute,
		privileged: exceptions.split(' ').includes('M'),
	};
}
