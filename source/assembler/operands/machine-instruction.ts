/**
 * Machine instructions: from operands to bytes, by the formats of the machine's instruction table (GA22-7000,
 * "Instruction Formats").
 */
import {findMnemonic} from '../../machine/instructions/instruction-table.js';
import {instructionLength} from '../../machine/instructions/instruction-length.js';
import type {Format, Instruction} from '../../machine/instructions/instruction.js';
import type {Assembly} from '../assembly.js';
import {operandBoundary} from './boundaries.js';
import {Flag} from '../diagnostic.js';
import {ExpressionReader, isAbsolute, type Scope} from '../expression/expression.js';
import {extendedMnemonics} from './extended-mnemonics.js';
import {Reader} from '../source/reader.js';
import {readStorage, registerOf, type StorageOperand} from './storage-operand.js';

/**
 * Kinds of operands: register or mask, immediate byte or digit, storage with index, with a length of 8 or of 4 bits,
 * with base only.
 */
type Kind = 'register' | 'byte' | 'digit' | 'indexed' | 'length8' | 'length4' | 'based';

type Encoding = {
	readonly operands: readonly Kind[];
	/** Second byte and what follows, from the numbers of register and immediate operands and the storage operands. */
	encode(numbers: readonly number[], storage: readonly StorageOperand[]): number[];
};

const address = ({base, displacement}: StorageOperand): number[] => [
	(base << 4) | (displacement >>> 8),
	displacement & 0xFF,
];
/** Length codes are one less than lengths; both 0 and 1 mean one byte. */
const code = ({first, implied}: StorageOperand): number => Math.max(0, (first ?? implied) - 1);

const twoRegisters: Encoding = {operands: ['register', 'register'], encode: ([r1, r2]) => [(r1 << 4) | r2]};
const indexed: Encoding = {
	operands: ['register', 'indexed'],
	encode: ([r1], [s2]) => [(r1 << 4) | (s2.first ?? 0), ...address(s2)],
};
const threeOperands: Encoding = {
	operands: ['register', 'register', 'based'],
	encode: ([r1, r3], [s2]) => [(r1 << 4) | r3, ...address(s2)],
};

const encodings: Readonly<Record<Format, Encoding>> = {
	RR: twoRegisters,
	MR: twoRegisters,
	R1: {operands: ['register'], encode: ([r1]) => [r1 << 4]},
	I: {operands: ['byte'], encode: ([i]) => [i]},
	RX: indexed,
	MX: indexed,
	RS: threeOperands,
	RM: threeOperands,
	DIAG: threeOperands,
	SH: {operands: ['register', 'based'], encode: ([r1], [s2]) => [r1 << 4, ...address(s2)]},
	SI: {operands: ['based', 'byte'], encode: ([i], [s1]) => [i, ...address(s1)]},
	S: {operands: ['based'], encode: (_, [s2]) => [0, ...address(s2)]},
	E: {operands: [], encode: () => [0, 0, 0]},
	RRE: {operands: ['register', 'register'], encode: ([r1, r2]) => [0, 0, (r1 << 4) | r2]},
	SS1: {operands: ['length8', 'based'], encode: (_, [s1, s2]) => [code(s1), ...address(s1), ...address(s2)]},
	SS2: {
		operands: ['length4', 'length4'],
		encode: (_, [s1, s2]) => [(code(s1) << 4) | code(s2), ...address(s1), ...address(s2)],
	},
	SSI: {
		operands: ['length4', 'based', 'digit'],
		encode: ([i], [s1, s2]) => [(code(s1) << 4) | i, ...address(s1), ...address(s2)],
	},
	SSE: {operands: ['based', 'based'], encode: (_, [s1, s2]) => [0, ...address(s1), ...address(s2)]},
};

const isStorage = (kind: Kind): boolean => ['indexed', 'length8', 'length4', 'based'].includes(kind);

/** How many operands of each format are in storage. */
export const storageOperands = Object.fromEntries(Object.entries(encodings).map(([format, {operands}]) =>
	[format, operands.filter(kind => isStorage(kind)).length])) as Readonly<Record<Format, number>>;

const firstByte = ({opcode}: Instruction): number => opcode > 0xFF ? opcode >>> 8 : opcode;

export type MachineOperation = {
	readonly row: Instruction;
	/** Given by the mnemonic. */ readonly mask: number | undefined;
};

/** The instruction a mnemonic means, extended mnemonics included. */
export function findOperation(mnemonic: string): MachineOperation | undefined {
	const extended = extendedMnemonics.get(mnemonic);
	const row = findMnemonic(extended?.mnemonic ?? mnemonic);
	return row && {row, mask: extended?.mask};
}

export function lengthOf({row}: MachineOperation): number {
	return instructionLength(firstByte(row));
}

function checkLength(operand: StorageOperand, limit: number, reader: Reader): void {
	const length = operand.first ?? operand.implied;
	// An implied length is cut by the machine's limit only where it is written out.
	if (length < 0 || length > limit) {
		throw reader.flag(224);
	}
}

function readNumber(reader: Reader, scope: Scope, limit: number): number {
	const value = new ExpressionReader(reader, scope).read();
	if (!isAbsolute(value)) {
		throw reader.flag(179);
	}

	if (value.value < (limit === 255 ? -128 : 0) || value.value > limit) {
		throw reader.flag(212);
	}

	return value.value & limit;
}

const numberKinds: Readonly<Partial<Record<Kind, (reader: Reader, scope: Scope) => number>>> = {
	register: (reader, scope) => registerOf(new ExpressionReader(reader, scope).read(), reader),
	byte: (reader, scope) => readNumber(reader, scope, 255),
	digit: (reader, scope) => readNumber(reader, scope, 15),
};

const lengthLimits: Readonly<Partial<Record<Kind, number>>> = {length8: 256, length4: 16};

/** Operands that stand in front of others need a comma behind them, the last one the end of the field. */
function separate(reader: Reader, last: boolean): void {
	if (last) {
		if (!reader.ended) {
			throw reader.next === ',' ? new Flag(211) : reader.flag(178);
		}
	} else if (reader.ended) {
		throw new Flag(210);
	} else {
		reader.expect(',');
	}
}

/** Assembles an instruction; throws the flag that makes it zeros. */
export function encodeInstruction(assembly: Assembly, {row, mask}: MachineOperation): Uint8Array {
	const {operands} = assembly.line.statement;
	const encoding = encodings[row.format];
	const length = instructionLength(firstByte(row));
	const reader = new Reader(operands);
	const scope = assembly.scope(length);
	const numbers: number[] = mask === undefined ? [] : [mask];
	const storage: StorageOperand[] = [];
	const kinds = mask === undefined ? encoding.operands : encoding.operands.slice(1);
	const boundary = operandBoundary.get(row.mnemonic) ?? 1;
	if (kinds.length > 0 && reader.ended) {
		throw new Flag(210);
	}

	for (const [index, kind] of kinds.entries()) {
		const read = numberKinds[kind];
		if (read) {
			numbers.push(read(reader, scope));
		} else {
			const length = lengthLimits[kind];
			const first = kind === 'indexed' ? 'index' : (length === undefined ? 'none' : 'length');
			const operand = readStorage(reader, assembly, scope, first, length === undefined ? boundary : 1);
			if (length !== undefined) {
				checkLength(operand, length, reader);
			}

			storage.push(operand);
		}

		separate(reader, index === kinds.length - 1);
	}

	const {opcode} = row;
	const rest = encoding.encode(numbers, storage);
	// Two-byte operation codes take the place of the second byte.
	const bytes = opcode > 0xFF ? [opcode >>> 8, opcode & 0xFF, ...rest.slice(1)] : [opcode, ...rest];
	return Uint8Array.from(bytes.slice(0, length));
}
