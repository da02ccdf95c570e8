/**
 * Program interruptions that the operation code alone causes (GA22-7000, "Program Interruption"): privileged-operation
 * and operation exceptions.
 */
import test from 'ava';
import {instructionLength} from '../../../source/machine/instructions/instruction-length.js';
import type {Format} from '../../../source/machine/instructions/instruction.js';
import {instructions} from '../../../source/machine/instructions/index.js';
import {machineWith, oldPsw, start} from '../../support/code.js';

const problemState = 0x0001_0000;

/** Operands that would be another exception, or have an effect, in supervisor state: all registers hold ones. */
const operands: Readonly<Partial<Record<Format, string>>> = {
	RR: '15,15',
	RRE: '15,15',
	RX: '15,4095(15,15)',
	RS: '15,14,4095(15)',
	DIAG: '15,14,4095(15)',
	SI: '4095(15),255',
	S: '4095(15)',
	E: '',
	SSE: '4095(15),4095(15)',
};

test('every privileged instruction is a privileged-operation exception in problem state, whatever its operands', t => {
	const privileged = instructions.filter(row => row.privileged);
	for (const {mnemonic, opcode, format} of privileged) {
		const statement = `${mnemonic} ${operands[format]!}`;
		const bytes = instructionLength(opcode > 255 ? opcode >>> 8 : opcode);
		const machine = machineWith(statement, {high: problemState});
		const {cpu, storage} = machine;
		cpu.gpr.fill(-1);
		const before = [...cpu.cr];
		const contents = Buffer.from(storage.fetch(start, 0xE000));
		machine.run(1);
		t.deepEqual(oldPsw(machine, 40), [problemState | 2, ((bytes << 29) | (start + bytes)) >>> 0], statement);
		t.true(cpu.gpr.every(value => value === -1), statement);
		t.deepEqual([...cpu.cr], before, statement);
		t.true(contents.equals(storage.fetch(start, 0xE000)), statement);
	}

	t.true(privileged.length >= 35);
});

test('operation codes that are none are operation exceptions, their length in their first two bits', t => {
	for (const code of [
		'0000',
		'0100',
		'0C00',
		'5100A000',
		'6100A000',
		'B2FF0000',
		'C000A000B000',
		'E5FFA000B000',
		'FF00A000B000',
	]) {
		const bytes = code.length / 2;
		const machine = machineWith(`DC X'${code}'`);
		machine.run(1);
		t.deepEqual(oldPsw(machine, 40), [1, ((bytes << 29) | (start + bytes)) >>> 0], code);
	}
});

/**
 * Instructions of the manual whose features are not installed (`instruction-catalogue.ts`); the assembler does not know
 * them either.
 */
const absent: Readonly<Record<string, string>> = {
	WRD: '84001000',
	RDD: '85001000',
	CONCS: 'B2001000',
	DISCS: 'B2011000',
	PC: 'B2181000',
	SAC: 'B2191000',
	IVSK: 'B2230012',
	IAC: 'B2240010',
	SSAR: 'B2250010',
	EPAR: 'B2260010',
	ESAR: 'B2270010',
	PT: 'B2280012',
	TB: 'B22C0012',
	MVCK: 'D90010002000',
	MVCP: 'DA0010002000',
	MVCS: 'DB0010002000',
	LASP: 'E50010002000',
};

test('instructions of features that are not installed are operation exceptions', t => {
	for (const [mnemonic, code] of Object.entries(absent)) {
		const machine = machineWith(`DC X'${code}'`);
		machine.run(1);
		t.is(machine.storage.word(40) & 0xFFFF, 1, mnemonic);
		t.throws(() => machineWith(`${mnemonic} 0`), undefined, mnemonic);
	}
});

test('every first byte that begins no instruction is an operation exception', t => {
	const used = new Set(instructions.map(({opcode}) => opcode > 255 ? opcode >>> 8 : opcode));
	const machine = machineWith('');
	for (let first = 0; first < 256; first++) {
		if (!used.has(first)) {
			machine.storage.store(start, Uint8Array.of(first, 0, 0, 0, 0, 0));
			machine.cpu.psw.load(0, start);
			machine.run(1);
			t.is(machine.storage.word(40) & 0xFFFF, 1, first.toString(16));
		}
	}

	t.true(used.size > 150);
});

test('a branch to an odd address is a specification exception of the instruction it leads to', t => {
	const machine = machineWith('B 1(,1)');
	machine.cpu.gpr[1] = 0x2000;
	machine.run(2);
	const [high, low] = oldPsw(machine, 40);
	// The address is updated by whatever the length code says.
	t.deepEqual([high, (low & 0xFF_FFFF) - (2 * (low >>> 30))], [6, 0x2001]);
});
