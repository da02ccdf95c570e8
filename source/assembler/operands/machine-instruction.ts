/**
 * Machine instructions: from operands to bytes, by the formats of the machine's instruction table (GA22-7000,
 * "Instruction Formats").
 */
import {instructions} from '../../machine/instructions/index.js';
import {instructionLength} from '../../machine/instructions/instruction-length.js';
import type {Format, Instruction} from '../../machine/instructions/instruction.js';
import type {Assembly} from '../assembly.js';
import {operandBoundary} from './boundaries.js';
import {Flag} from '../diagnostic.js';
import {ExpressionReader, isAbsolute} from '../expression/expression.js';
import {extendedMnemonics} from './extended-mnemonics.js';
import {Reader} from '../source/reader.js';
import {
	readStorage, registerOf, type FirstKind, type StorageOperand,
} from './storage-operand.js';

/**
 * Kinds of operands: register or mask, immediate byte or digit, storage with index, with a length of 8 or of 4 bits,
 * with base only.
 */
type Kind = 'register' | 'byte' | 'digit' | 'indexed' | 'length8' | 'length4' | 'based';

/** What an instruction's operands come to, in their order: no format has more than two of a sort. */
type Operands = {
	/** Registers, masks, immediate bytes. */
	number1: number;
	number2: number;
	storage1: StorageOperand;
	storage2: StorageOperand;
};

type Encoding = {
	readonly operands: readonly Kind[];
	/**
	 * Puts the operands behind the first byte, which is at `at`: the second byte of an operation code of two comes
	 * later.
	 */
	encode(bytes: Uint8Array, at: number, operands: Operands): void;
};

function putAddress(bytes: Uint8Array, at: number, {base, displacement}: StorageOperand): void {
	bytes[at] = (base << 4) | (displacement >>> 8);
	bytes[at + 1] = displacement;
}

/** Length codes are one less than lengths; both 0 and 1 mean one byte. */
const code = ({first, implied}: StorageOperand): number => Math.max(0, (first ?? implied) - 1);

const twoRegisters: Encoding = {
	operands: ['register', 'register'],
	encode(bytes, at, {number1: r1, number2: r2}) {
		bytes[at + 1] = (r1 << 4) | r2;
	},
};
const indexed: Encoding = {
	operands: ['register', 'indexed'],
	encode(bytes, at, {number1: r1, storage1: s2}) {
		bytes[at + 1] = (r1 << 4) | (s2.first ?? 0);
		putAddress(bytes, at + 2, s2);
	},
};
const threeOperands: Encoding = {
	operands: ['register', 'register', 'based'],
	encode(bytes, at, {number1: r1, number2: r3, storage1: s2}) {
		bytes[at + 1] = (r1 << 4) | r3;
		putAddress(bytes, at + 2, s2);
	},
};

/** Two storage operands behind a second byte. */
function putTwo(
	bytes: Uint8Array,
	at: number,
	second: number,
	{storage1, storage2}: Operands,
): void {
	bytes[at + 1] = second;
	putAddress(bytes, at + 2, storage1);
	putAddress(bytes, at + 4, storage2);
}

const encodings: Readonly<Record<Format, Encoding>> = {
	RR: twoRegisters,
	MR: twoRegisters,
	R1: {
		operands: ['register'],
		encode(bytes, at, {number1: r1}) {
			bytes[at + 1] = r1 << 4;
		},
	},
	I: {
		operands: ['byte'],
		encode(bytes, at, {number1: i}) {
			bytes[at + 1] = i;
		},
	},
	RX: indexed,
	MX: indexed,
	RS: threeOperands,
	RM: threeOperands,
	DIAG: threeOperands,
	SH: {
		operands: ['register', 'based'],
		encode(bytes, at, {number1: r1, storage1: s2}) {
			bytes[at + 1] = r1 << 4;
			putAddress(bytes, at + 2, s2);
		},
	},
	SI: {
		operands: ['based', 'byte'],
		encode(bytes, at, {number1: i, storage1: s1}) {
			bytes[at + 1] = i;
			putAddress(bytes, at + 2, s1);
		},
	},
	S: {
		operands: ['based'],
		encode(bytes, at, {storage1: s2}) {
			putAddress(bytes, at + 2, s2);
		},
	},
	E: {
		operands: [],
		encode() {
			// Its operation code is all there is.
		},
	},
	RRE: {
		operands: ['register', 'register'],
		encode(bytes, at, {number1: r1, number2: r2}) {
			bytes[at + 3] = (r1 << 4) | r2;
		},
	},
	SS1: {
		operands: ['length8', 'based'],
		encode(bytes, at, operands) {
			putTwo(bytes, at, code(operands.storage1), operands);
		},
	},
	SS2: {
		operands: ['length4', 'length4'],
		encode(bytes, at, operands) {
			putTwo(bytes, at, (code(operands.storage1) << 4) | code(operands.storage2), operands);
		},
	},
	SSI: {
		operands: ['length4', 'based', 'digit'],
		encode(bytes, at, operands) {
			putTwo(bytes, at, (code(operands.storage1) << 4) | operands.number1, operands);
		},
	},
	SSE: {
		operands: ['based', 'based'],
		encode(bytes, at, operands) {
			putTwo(bytes, at, 0, operands);
		},
	},
};

type StorageKind = {
	/** What may stand in front of the base register. */
	readonly first: FirstKind;
	/** Greatest length. */
	readonly limit?: number;
};

const storageKinds: Readonly<Partial<Record<Kind, StorageKind>>> = {
	indexed: {first: 'index'},
	length8: {first: 'length', limit: 256},
	length4: {first: 'length', limit: 16},
	based: {first: 'none'},
};

const numberLimits: Readonly<Partial<Record<Kind, number>>> = {byte: 255, digit: 15};

/** An operand of an operation: in storage or a number. */
type Operand = {readonly storage: StorageKind | undefined; readonly numberLimit: number | undefined};

const operandsOf = ({format}: Instruction): readonly Operand[] =>
	encodings[format].operands.map(kind => ({storage: storageKinds[kind], numberLimit: numberLimits[kind]}));

const firstByte = ({opcode}: Instruction): number => opcode > 0xFF ? opcode >>> 8 : opcode;

/** What a mnemonic stands for. */
export type MachineOperation = {
	readonly row: Instruction;
	/** Given by the mnemonic. */
	readonly mask: number | undefined;
	/** Bytes. */
	readonly length: number;
	/** How many operands its format has in storage. */
	readonly storageOperands: number;
	/** Those that are written. */
	readonly operands: readonly Operand[];
	/** That the assembler checks storage operands against. */
	readonly boundary: number;
};

function machineOperation(row: Instruction, mask?: number): MachineOperation {
	const all = operandsOf(row);
	return {
		row,
		mask,
		length: instructionLength(firstByte(row)),
		storageOperands: all.filter(({storage}) => storage !== undefined).length,
		operands: mask === undefined ? all : all.slice(1),
		boundary: operandBoundary.get(row.mnemonic) ?? 1,
	};
}

const rows = new Map(instructions.map(row => [row.mnemonic, row]));

/** By mnemonic, extended mnemonics included. */
export const operations: ReadonlyMap<string, MachineOperation> = new Map([
	...instructions.map(row => [row.mnemonic, machineOperation(row)] as const),
	...[...extendedMnemonics].map(([name, {mnemonic, mask}]) =>
		[name, machineOperation(rows.get(mnemonic)!, mask)] as const),
]);

/** The instruction a mnemonic (in upper case) means, extended mnemonics included. */
export const findOperation = (mnemonic: string): MachineOperation | undefined => operations.get(mnemonic);

function checkLength(operand: StorageOperand, limit: number, reader: Reader): void {
	const length = operand.first ?? operand.implied;
	// An implied length is cut by the machine's limit only where it is written out.
	if (length < 0 || length > limit) {
		throw reader.flag(224);
	}
}

function readNumber(reader: Reader, expressions: ExpressionReader, limit: number | undefined): number {
	const value = expressions.read();
	if (limit === undefined) {
		return registerOf(value, reader);
	}

	if (!isAbsolute(value)) {
		throw reader.flag(179);
	}

	if (value.value < (limit === 255 ? -128 : 0) || value.value > limit) {
		throw reader.flag(212);
	}

	return value.value & limit;
}

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

const noStorage: StorageOperand = {
	base: 0, displacement: 0, first: undefined, implied: 0,
};

/** Assembles an instruction into the zeros at `at`; throws the flag that leaves them. */
export function encodeInstruction(
	assembly: Assembly,
	{row, mask, length, operands, boundary}: MachineOperation,
	bytes: Uint8Array,
	at: number,
): void {
	const reader = new Reader(assembly.line.statement.operands);
	const expressions = new ExpressionReader(reader, assembly.instructionScope(length));
	const read: Operands = {
		number1: mask ?? 0, number2: 0, storage1: noStorage, storage2: noStorage,
	};
	let isFirstNumber = mask === undefined;
	let isFirstStorage = true;
	if (operands.length > 0 && reader.ended) {
		throw new Flag(210);
	}

	for (let index = 0; index < operands.length; index++) {
		const {storage: kind, numberLimit} = operands[index];
		if (kind) {
			const {first, limit} = kind;
			const operand = readStorage(reader, assembly, expressions, first, limit === undefined ? boundary : 1);
			if (limit !== undefined) {
				checkLength(operand, limit, reader);
			}

			if (isFirstStorage) {
				read.storage1 = operand;
			} else {
				read.storage2 = operand;
			}

			isFirstStorage = false;
		} else {
			const number = readNumber(reader, expressions, numberLimit);
			if (isFirstNumber) {
				read.number1 = number;
			} else {
				read.number2 = number;
			}

			isFirstNumber = false;
		}

		separate(reader, index === operands.length - 1);
	}

	encodings[row.format].encode(bytes, at, read);
	const {opcode} = row;
	if (opcode > 0xFF) {
		bytes[at] = opcode >>> 8;
		bytes[at + 1] = opcode;
	} else {
		bytes[at] = opcode;
	}
}
