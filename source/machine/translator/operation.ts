/** What a row of the table of translations (`operations.ts`) is. */
import type {Displacement} from './bytes-writer.js';
import type {FunctionWriter} from './function-writer.js';

/** Fields of an instruction as the formats name them; those it does not have mean nothing. */
export type Fields = {
	readonly r1: number;
	/** Also X2, R3, or the lower half of I2. */
	readonly r2: number;
	/** I2, or L. */
	readonly immediate: number;
	readonly base: number;
	readonly displacement: Displacement;
	/** Of the second operand of an SS instruction. */
	readonly base2: number;
	readonly displacement2: Displacement;
};

/** Writes one instruction. */
export type Translate = (writer: FunctionWriter, fields: Fields) => void;

export type Operation = {
	readonly translate: Translate;
	/**
	 * The same where its second byte is only known when it runs and stands in `local.modified`: as the subject of
	 * EXECUTE, or because the program changes it. None = it goes to the instruction table then.
	 */
	readonly modified?: Translate;
	/** It may go on somewhere else, or looks at its own length: no subject of EXECUTE. */
	readonly isBranch?: true;
	/** Whether this instruction can be translated; none = always. */
	readonly applies?: (fields: Fields) => boolean;
};

export type Operations = ReadonlyArray<readonly [opcode: number, operation: Operation]>;

/** The fields of an instruction of any format. */
export function fieldsOf(
	bytes: Uint8Array,
): Fields & {readonly displacement: number; readonly displacement2: number} {
	const [, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = bytes;
	return {
		r1: second >>> 4, r2: second & 15, immediate: second,
		base: third >>> 4, displacement: ((third & 15) << 8) | fourth,
		base2: fifth >>> 4, displacement2: ((fifth & 15) << 8) | sixth,
	};
}
