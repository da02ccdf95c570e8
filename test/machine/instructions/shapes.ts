/**
 * One valid example of every instruction that has a storage operand: statement, operands and their lengths, for the
 * tests that put operands where they cannot be.
 */
import type {Instruction} from '../../../source/machine/instructions/instruction.js';
import {instructions} from '../../../source/machine/instructions/index.js';

/** An operand: the register that is its base, its length, its bytes, and what the instruction does with it. */
export type Operand = {
	readonly base: 10 | 11;
	readonly length: number;
	readonly bytes: string;
	readonly use: 'fetch' | 'store' | 'both';
	/** Multiple that its address must be. */
	readonly boundary: number;
};

export type Shape = {
	readonly row: Instruction;
	/** The instruction in assembler language; registers 10 and 11 address its operands. */
	readonly source: string;
	readonly operands: readonly Operand[];
};

const hexOf = (value: number, digits = 2): string => value.toString(16).padStart(digits, '0');
const filler = (length: number): string => Array.from({length}, (_, index) => hexOf((index * 17) & 255)).join('');
const packed = (digits: string, length: number): string => `${digits}C`.padStart(2 * length, '0');

const operand = (
	base: Operand['base'],
	length: number,
	use: Operand['use'],
	more: {readonly bytes?: string | undefined; readonly boundary?: number} = {},
): Operand => ({
	base,
	length,
	use,
	bytes: more.bytes ?? filler(length),
	boundary: more.boundary ?? 1,
});

/** Lengths of RX operands; 0: the address is not used for storage. */
const indexedLengths: Readonly<Record<string, number>> = {
	STH: 2,
	LH: 2,
	CH: 2,
	AH: 2,
	SH: 2,
	MH: 2,
	STC: 1,
	IC: 1,
	LA: 0,
	LRA: 0,
	BC: 0,
	BAL: 0,
	BAS: 0,
	BCT: 0,
	EX: 0,
	CVD: 8,
	CVB: 8,
};
const storing = new Set(['STH', 'ST', 'STC', 'STD', 'STE', 'CVD']);

function indexed(row: Instruction): Shape {
	const isLong = row.opcode >= 0x60 && row.opcode < 0x70;
	const length = indexedLengths[row.mnemonic] ?? (isLong ? 8 : 4);
	const isFloat = row.opcode >= 0x60 && row.opcode < 0x80;
	const bytes =
		row.mnemonic === 'CVB' ? packed('123', 8) : (isFloat ? '4110000000000000'.slice(0, 2 * length) : undefined);
	return {
		row,
		source: `${row.mnemonic} ${isFloat ? 0 : 2},0(,10)`,
		operands: length === 0 ? [] : [operand(10, length, storing.has(row.mnemonic) ? 'store' : 'fetch', {bytes})],
	};
}

/** RS instructions with registers 2 to 5, and what their operand is. */
const registers: Readonly<Record<string, Operand>> = {
	STM: operand(10, 16, 'store'),
	LM: operand(10, 16, 'fetch'),
	STCTL: operand(10, 16, 'store', {boundary: 4}),
	LCTL: operand(10, 16, 'fetch', {boundary: 4, bytes: '0'.repeat(32)}),
	CS: operand(10, 4, 'both', {boundary: 4}),
	CDS: operand(10, 8, 'both', {boundary: 8}),
};

/** Instructions of the S format with an operand. */
const single: Readonly<Record<string, Operand>> = {
	TS: operand(10, 1, 'both'),
	SSM: operand(10, 1, 'fetch', {bytes: '00'}),
	LPSW: operand(10, 8, 'fetch', {boundary: 8, bytes: '0000000000001000'}),
	STIDP: operand(10, 8, 'store', {boundary: 8}),
	STCK: operand(10, 8, 'store'),
	SCK: operand(10, 8, 'fetch', {boundary: 8}),
	SCKC: operand(10, 8, 'fetch', {boundary: 8}),
	STCKC: operand(10, 8, 'store', {boundary: 8}),
	SPT: operand(10, 8, 'fetch', {boundary: 8, bytes: '0000000100000000'}),
	STPT: operand(10, 8, 'store', {boundary: 8}),
	SPX: operand(10, 4, 'fetch', {boundary: 4, bytes: '00000000'}),
	STPX: operand(10, 4, 'store', {boundary: 4}),
	STAP: operand(10, 2, 'store', {boundary: 2}),
};

function twoOperands(row: Instruction): Shape {
	const {mnemonic} = row;
	if (row.format === 'SSI') {
		return {
			row,
			source: `${mnemonic} 0(16,10),2,0`,
			operands: [operand(10, 16, 'both', {bytes: packed('123', 16)})],
		};
	}

	if (row.format === 'SS2') {
		const isDecimal = row.opcode >= 0xF8;
		const use = mnemonic === 'CP' ? 'fetch' : (['ZAP', 'PACK', 'UNPK'].includes(mnemonic) ? 'store' : 'both');
		return {
			row, source: `${mnemonic} 0(16,10),0(8,11)`,
			operands: [
				operand(10, 16, use, isDecimal ? {bytes: packed('1234', 16)} : {}),
				operand(11, 8, 'fetch', isDecimal ? {bytes: packed('7', 8)} : {}),
			],
		};
	}

	const isEdit = mnemonic.startsWith('ED');
	const isTranslate = mnemonic.startsWith('TR');
	const use = ['CLC', 'TRT'].includes(mnemonic) ? 'fetch' : (['MVC', 'MVCIN'].includes(mnemonic) ? 'store' : 'both');
	const first = operand(10, 16, use, {
		bytes: isEdit ? '40'.padEnd(32, '20') : (isTranslate ? '00FF'.repeat(8) : undefined),
	});
	const second = isEdit
		? operand(11, 8, 'fetch', {bytes: packed('1234', 8)})
		: (isTranslate
			? operand(11, 256, 'fetch', {bytes: '00'.repeat(256)})
			: operand(11, 16, 'fetch'));
	// The second operand of MVCIN is named by its last byte.
	return {row, source: `${mnemonic} 0(16,10),${mnemonic === 'MVCIN' ? 15 : 0}(11)`, operands: [first, second]};
}

function shapeOf(row: Instruction): Shape | undefined {
	switch (row.format) {
		case 'RR': case 'R1': case 'MR': case 'I': case 'SH': case 'E': case 'RRE': case 'SSE': case 'DIAG': {
			return undefined;
		}

		case 'RX': case 'MX': {
			return indexed(row);
		}

		case 'RS': {
			const found = registers[row.mnemonic];
			return (
				found && {
					row,
					source: `${row.mnemonic} 2,${row.mnemonic.startsWith('C') ? 4 : 5},0(10)`,
					operands: [found],
				}
			);
		}

		case 'RM': {
			return {
				row,
				source: `${row.mnemonic} 2,15,0(10)`,
				operands: [operand(10, 4, row.mnemonic === 'STCM' ? 'store' : 'fetch')],
			};
		}

		case 'SI': {
			const use =
				row.mnemonic === 'MVI' || row.mnemonic.startsWith('ST')
					? 'store'
					: (['TM', 'CLI'].includes(row.mnemonic)
						? 'fetch'
						: 'both');
			return row.mnemonic === 'MC'
				? undefined
				: {row, source: `${row.mnemonic} 0(10),90`, operands: [operand(10, 1, use)]};
		}

		case 'S': {
			const found = single[row.mnemonic];
			return found && {row, source: `${row.mnemonic} 0(10)`, operands: [found]};
		}

		case 'SS1': case 'SS2': case 'SSI': {
			return twoOperands(row);
		}
	}
}

/** Every instruction with storage operands that are not interruptible. */
export const shapes: readonly Shape[] = instructions
	.map(row => shapeOf(row))
	.filter(shape => shape !== undefined && shape.operands.length > 0) as Shape[];

/** Mnemonics whose row says that they have access exceptions, and that no shape stands for. */
export const unshaped: readonly string[] = instructions
	.filter(row => row.exceptions.split(' ').includes('P') && !shapes.some(shape => shape.row === row))
	.map(row => row.mnemonic);
