/** Every instruction with a storage operand, where the operand's second page is invalid: nullified, nothing changed. */
import test from 'ava';
import {disassemble} from '../../source/machine/disassembler.js';
import {instructions} from '../../source/machine/instructions/index.js';
import type {Format, Instruction} from '../../source/machine/instruction.js';
import type {Machine} from '../../source/machine/machine.js';
import {machineWith, oldPsw, start} from '../support/code.js';
import {Tables} from '../support/translation.js';

const boundary = 0x2_1000;
const realPage = 0x5000;
const otherPage = 0x6000;
const high = 0x0408_0000;

/** Registers 2 to 11 as most instructions like them; 12 is the base of the operand under test, 13 of the other one. */
function prepare(code: string, at: number): Machine {
	const machine = machineWith(code);
	const tables = new Tables(machine);
	tables.map(0, 0).map(start, start).map(boundary - 1, realPage).map(0x3_0000, otherPage).start(start, high);
	tables.pageEntry(boundary);
	const {storage, cpu} = machine;
	// Packed decimal zeros, so that no data exception comes first.
	for (let offset = 0; offset < 0x1000; offset += 8) {
		storage.store(realPage + offset, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x0C));
		storage.store(otherPage + offset, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x1C));
	}

	storage.store(realPage + 0xFF0, new Uint8Array(16));
	cpu.gpr.set([0x1111, 0x2222, 0, 9, 5, 6, 7, 8, 9, 10, 11, at, 0x3_0000, 14, 15], 1);
	storage.keys.fill(0);
	return machine;
}

const snapshot = ({cpu, storage}: Machine) => ({
	gpr: [...cpu.gpr].join(' '),
	fpr: [...cpu.fpr].join(' '),
	real: Buffer.from(storage.fetch(realPage, 0x1000)).toString('hex'),
	other: Buffer.from(storage.fetch(otherPage, 0x1000)).toString('hex'),
});

/** Bytes of operands shorter than one that could cross, and instructions that take addresses and no operands. */
const single = new Set(['IC', 'STC', 'MVI', 'CLI', 'NI', 'OI', 'XI', 'TM', 'TS', 'SSM', 'STNSM', 'STOSM', 'LA', 'BC', 'BAL', 'BCT', 'BAS', 'EX', 'LRA', 'MC', 'RRB',
	'SPKA', 'BXH', 'BXLE', 'SIGP', 'TPROT', 'DIAGNOSE']);
/** On a boundary of their own, or else a specification exception. */
const aligned = new Set(['CS', 'CDS', 'LCTL', 'STCTL', 'LPSW', 'SCK', 'SCKC', 'STCKC', 'SPT', 'STPT', 'STIDP', 'SPX', 'STPX', 'STAP']);

/** Code of an instruction whose operand begins one byte before the invalid page. */
function codes(row: Instruction): string[] {
	const first = row.opcode > 255 ? [row.opcode >>> 8, row.opcode & 255] : [row.opcode];
	const forms: Partial<Record<Format, number[][]>> = {
		RX: [[row.opcode, 0, 0xC0, 0]],
		RS: [[row.opcode, 0x2B, 0xC0, 0]],
		RM: [[row.opcode, 0x2F, 0xC0, 0]],
		S: [[...first, 0xC0, 0]],
		// Both operands in turn.
		SS1: [[row.opcode, 15, 0xC0, 0, 0xD0, 0], [row.opcode, 15, 0xD0, 0, 0xC0, 0]],
		SS2: [[row.opcode, 0xF7, 0xC0, 0, 0xD0, 0], [row.opcode, 0xF7, 0xD0, 0, 0xC0, 0]],
		SSI: [[row.opcode, 0xF1, 0xC0, 0, 0x10, 1]],
	};
	return (forms[row.format] ?? []).map(bytes => Buffer.from(bytes).toString('hex'));
}

/** Those that fetch their operand only as far as they need it, or end by exception of their own before. */
const exempt = new Map([
	['MVCIN', 'its second operand goes to the left'],
	['ED', 'the pattern decides how much of the source is used'],
	['EDMK', 'the pattern decides how much of the source is used'],
	['TRT', 'only as much as is looked at'],
	['TR', 'only the table bytes that are used'],
	['CLC', 'may end at the first difference'],
]);

for (const row of instructions) {
	if (!single.has(row.mnemonic) && !aligned.has(row.mnemonic) && !exempt.has(row.mnemonic) && (!row.privileged)) {
		for (const code of codes(row)) {
			test(`${disassemble(Buffer.from(code, 'hex')).text} over the end of the last valid page`, t => {
				// One byte before the end is enough for halfwords, too much for none.
				const machine = prepare(code, boundary - 1);
				const before = snapshot(machine);
				machine.run(1);
				t.is(machine.storage.word(140) & 0xFFFF, 0x11);
				t.is(machine.storage.word(144) & 0xFF_F000, boundary);
				t.deepEqual(oldPsw(machine, 40), [high, start]);
				t.deepEqual(snapshot(machine), before);
			});
		}
	}
}
