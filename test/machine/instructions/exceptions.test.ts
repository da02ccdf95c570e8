/** Program interruptions that the operands' values cause, instruction by instruction (GA22-7000, "Program Interruption"). */
import test from 'ava';
import {instructionLength} from '../../../source/machine/instruction.js';
import {instructions} from '../../../source/machine/instructions/index.js';
import {machineWith, oldPsw} from '../../support/code.js';
import {rowOf} from './shapes.js';

const hexOf = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

test('every privileged instruction is a privileged-operation exception in problem state, whatever its operands', t => {
	const privileged = instructions.filter(row => row.privileged);
	for (const {opcode, mnemonic} of privileged) {
		const bytes = instructionLength(opcode > 255 ? opcode >>> 8 : opcode);
		const machine = machineWith(hexOf(opcode, opcode > 255 ? 4 : 2).padEnd(2 * bytes, 'F'), {high: 0x0001_0000});
		machine.cpu.gpr.fill(-1);
		machine.run(1);
		t.deepEqual(oldPsw(machine, 40), [0x0001_0002, ((bytes << 29) | (0x1000 + bytes)) >>> 0], mnemonic);
		t.true(machine.cpu.gpr.every(value => value === -1), mnemonic);
	}

	t.true(privileged.length >= 35);
});

test('operation codes that are none are operation exceptions', t => {
	for (const code of ['0000', '0100', '0C00', '5100A000', '6100A000', 'B2FF0000', 'C000A000B000', 'E5FFA000B000', 'FF00A000B000']) {
		const machine = machineWith(code);
		machine.run(1);
		t.deepEqual(oldPsw(machine, 40), [1, ((code.length << 28) | (0x1000 + (code.length / 2))) >>> 0], code);
	}
});

/** Instructions whose register must be even, one of 0 2 4 6, or 0 or 4; the other operand is right. */
const wrongRegisters: Readonly<Record<string, readonly string[]>> = {
	even: ['MR', 'DR', 'M', 'D', 'SLDL', 'SRDL', 'SLDA', 'SRDA', 'MVCL', 'CLCL', 'CDS'],
	float: [
		'LPDR', 'LNDR', 'LTDR', 'LCDR', 'HDR', 'LDR', 'CDR', 'ADR', 'SDR', 'MDR', 'DDR', 'AWR', 'SWR', 'STD', 'LD', 'CD', 'AD', 'SD', 'MD', 'DD', 'AW', 'SW',
		'LPER', 'LNER', 'LTER', 'LCER', 'HER', 'LER', 'CER', 'AER', 'SER', 'MER', 'DER', 'AUR', 'SUR', 'STE', 'LE', 'CE', 'AE', 'SE', 'ME', 'DE', 'AU', 'SU',
	],
	pair: ['AXR', 'SXR', 'MXR', 'MXDR', 'MXD', 'LRDR', 'LRER'],
};

test('a register that the instruction may not name is a specification exception, and nothing changes', t => {
	for (const [kind, mnemonics] of Object.entries(wrongRegisters)) {
		for (const mnemonic of mnemonics) {
			const {opcode, format} = rowOf(mnemonic);
			// The first operand of LRDR and LRER is one register; the second of LRDR is a pair, and so are both of AXR, SXR, MXR.
			const first = kind === 'pair' && !mnemonic.startsWith('LR') ? [0x20] : [0x10];
			const second = ['AXR', 'SXR', 'MXR', 'LRDR'].includes(mnemonic) ? [0x02] : [0x01];
			for (const registers of format === 'RR' && kind !== 'even' ? [...first, ...second] : first) {
				const machine = machineWith(`${hexOf(opcode, 2)}${hexOf(registers, 2)}${format === 'RR' ? '' : 'A000'}`);
				machine.cpu.gpr[10] = 0x4000;
				const before = [...machine.cpu.gpr, ...machine.cpu.fpr];
				machine.run(1);
				t.is(machine.storage.word(40) & 0xFFFF, 6, `${mnemonic} ${hexOf(registers, 2)}`);
				t.deepEqual([...machine.cpu.gpr, ...machine.cpu.fpr], before, mnemonic);
			}
		}
	}
});

/** First and second operand of float instructions: what is wrong with them, by program mask (2 underflow, 1 significance). */
const floats: ReadonlyArray<readonly [mnemonics: string, first: string, second: string, programMask: number, code: number, result: string]> = [
	['ADR AD', '7FFFFFFFFFFFFFFF', '7F10000000000000', 0, 0x0C, '0010FFFFFFFFFFFF'],
	['SDR SD', '7FFFFFFFFFFFFFFF', 'FF10000000000000', 0, 0x0C, '0010FFFFFFFFFFFF'],
	['AWR AW', '7FFFFFFFFFFFFFFF', '7F10000000000000', 0, 0x0C, '0010FFFFFFFFFFFF'],
	['SWR SW', '7FFFFFFFFFFFFFFF', 'FF10000000000000', 0, 0x0C, '0010FFFFFFFFFFFF'],
	['MDR MD', '7F10000000000000', '7F10000000000000', 0, 0x0C, '3D10000000000000'],
	['DDR DD', '7F10000000000000', '0110000000000000', 0, 0x0C, '3F10000000000000'],
	['AER AE AUR AU', '7FFFFFFF00000000', '7F10000000000000', 0, 0x0C, '0010FFFF00000000'],
	['SER SE SUR SU', '7FFFFFFF00000000', 'FF10000000000000', 0, 0x0C, '0010FFFF00000000'],
	['MER ME', '7F10000000000000', '7F10000000000000', 0, 0x0C, '3D10000000000000'],
	['DER DE', '7F10000000000000', '0110000000000000', 0, 0x0C, '3F10000000000000'],
	['ADR AD', '0010000000000001', '8010000000000000', 2, 0x0D, '7310000000000000'],
	['SDR SD', '0010000000000001', '0010000000000000', 2, 0x0D, '7310000000000000'],
	['AER AE', '0010000100000000', '8010000000000000', 2, 0x0D, '7B10000000000000'],
	['SER SE', '0010000100000000', '0010000000000000', 2, 0x0D, '7B10000000000000'],
	['MDR MD', '0110000000000000', '0110000000000000', 2, 0x0D, '4110000000000000'],
	['MER ME', '0110000000000000', '0110000000000000', 2, 0x0D, '4110000000000000'],
	['DDR DD', '0110000000000000', '7F10000000000000', 2, 0x0D, '4310000000000000'],
	['DER DE', '0110000000000000', '7F10000000000000', 2, 0x0D, '4310000000000000'],
	['ADR AD AWR AW', '4112345600000000', 'C112345600000000', 1, 0x0E, '4100000000000000'],
	['SDR SD SWR SW', '4112345600000000', '4112345600000000', 1, 0x0E, '4100000000000000'],
	['AER AE AUR AU', '4112345600000000', 'C112345600000000', 1, 0x0E, '4100000000000000'],
	['SER SE SUR SU', '4112345600000000', '4112345600000000', 1, 0x0E, '4100000000000000'],
	['DDR DD', '4112345600000000', '4500000000000000', 0, 0x0F, '4112345600000000'],
	['DER DE', '4112345600000000', '4500000000000000', 0, 0x0F, '4112345600000000'],
];

/** Runs a float instruction on register 0 and register 2 or storage; register 0 afterwards and the interruption code. */
function floating(mnemonic: string, first: string, second: string, programMask: number): {readonly result: string; readonly code: number; readonly cc: number} {
	const {opcode, format} = rowOf(mnemonic);
	const machine = machineWith(`${hexOf(opcode, 2)}${format === 'RR' ? '02' : '00A000'}`);
	const {cpu, storage} = machine;
	const words = (digits: string): [number, number] => [Number.parseInt(digits.slice(0, 8), 16), Number.parseInt(digits.slice(8), 16)];
	cpu.fpr.set(words(first), 0);
	cpu.fpr.set(words(second), 2);
	cpu.gpr[10] = 0x4000;
	storage.store(0x4000, Buffer.from(second, 'hex'));
	cpu.psw.programMask = programMask;
	machine.run(1);
	const isTaken = machine.processor.taken.kind === 'program';
	return {
		result: hexOf(cpu.fpr[0] >>> 0, 8).toUpperCase() + hexOf(cpu.fpr[1] >>> 0, 8).toUpperCase(),
		code: storage.word(40) & 0xFFFF,
		cc: isTaken ? (storage.word(44) >>> 28) & 3 : cpu.psw.cc,
	};
}

for (const [mnemonics, first, second, programMask, code, result] of floats) {
	test(`${mnemonics} of ${first} and ${second} under program mask ${programMask} interrupts with ${code}`, t => {
		for (const mnemonic of mnemonics.split(' ')) {
			t.like(floating(mnemonic, first, second, programMask), {code, result}, mnemonic);
		}
	});
}

test('without their masks an underflow gives zero and a lost significance zero, both with condition code 0', t => {
	for (const [mnemonics, first, second, programMask] of floats.filter(row => row[3] !== 0)) {
		for (const mnemonic of mnemonics.split(' ')) {
			const {code, result, cc} = floating(mnemonic, first, second, 0);
			t.deepEqual([code, result, cc], [0, '0000000000000000', 0], `${mnemonic} ${programMask}`);
		}
	}
});

test('extended operands: overflow, underflow, significance', t => {
	const run = (code: string, registers: readonly number[], programMask: number): [number, string] => {
		const machine = machineWith(code);
		machine.cpu.fpr.set(registers);
		machine.cpu.psw.programMask = programMask;
		machine.run(1);
		return [machine.storage.word(40) & 0xFFFF, [...machine.cpu.fpr.subarray(0, 4)].map(word => hexOf(word >>> 0, 8).toUpperCase()).join('')];
	};

	const largest = [0x7FFF_FFFF, -1, 0x71FF_FFFF, -1];
	const x = [0x4112_3456, 0, 0x3300_0000, 0];
	t.deepEqual(run('3604', [...largest, ...largest], 0), [0x0C, '001FFFFFFFFFFFFF72FFFFFFFFFFFFFF']);
	t.deepEqual(run('3704', [...x, ...x], 1), [0x0E, '41000000000000003300000000000000']);
	t.deepEqual(run('3704', [...x, ...x], 0), [0, '0'.repeat(32)]);
	t.is(run('2500', largest, 0)[0], 0x0C);
	t.is(run('3500', [0x7FFF_FFFF, -1, 0, 0], 0)[0], 0x0C);
});

test('fixed-point overflow needs its mask', t => {
	for (const [code, first, second] of [
		['1B23', -0x8000_0000, 1], ['4B20A000', -0x8000_0000, 0x10000], ['4A20A000', 0x7FFF_FFFF, 0x10000], ['5A20A000', 0x7FFF_FFFF, 1], ['5B20A000', -0x8000_0000, 1], ['8F200001', 0x4000_0000, 0],
		['8B200001', 0x4000_0000, 0], ['1023', 0, -0x8000_0000], ['1323', 0, -0x8000_0000],
	] as const) {
		for (const mask of [8, 0]) {
			const machine = machineWith(code);
			machine.cpu.gpr.set([first, second], 2);
			machine.cpu.gpr[10] = 0x4000;
			machine.storage.setWord(0x4000, second >>> 0);
			machine.cpu.psw.programMask = mask;
			machine.run(1);
			t.is(machine.storage.word(40) & 0xFFFF, mask === 8 ? 8 : 0, code);
			t.is((mask === 8 ? machine.storage.word(44) >>> 28 : machine.cpu.psw.cc) & 3, 3, code);
		}
	}
});

test('decimal instructions: digits and signs that are none', t => {
	for (const mnemonic of ['ZAP', 'CP', 'AP', 'SP', 'MP', 'DP', 'EDMK', 'ED', 'SRP']) {
		for (const bad of ['00000000000A000C', '0000000000000004']) {
			const {opcode} = rowOf(mnemonic);
			const isEdit = mnemonic.startsWith('ED');
			const machine = machineWith(`${hexOf(opcode, 2)}${isEdit ? '0F' : 'F7'}A000B000`);
			const {cpu, storage} = machine;
			cpu.gpr.set([0x4000, mnemonic === 'SRP' ? 2 : 0x5000], 10);
			storage.store(0x4000, Buffer.from(mnemonic === 'SRP' ? bad.padStart(32, '0') : (isEdit ? '40'.padEnd(32, '20') : '1C'.padStart(32, '0')), 'hex'));
			storage.store(0x5000, Buffer.from(isEdit ? '00F0000000000000' : bad, 'hex'));
			const before = Buffer.from(storage.fetch(0x4000, 16));
			machine.run(1);
			t.is(storage.word(40) & 0xFFFF, 7, `${mnemonic} ${bad}`);
			t.true(before.equals(storage.fetch(0x4000, 16)), mnemonic);
		}
	}
});

test('lengths of MP and DP that may not be are specification exceptions', t => {
	for (const code of ['FC88A000B000', 'FC77A000B000', 'FC37A000B000', 'FD88A000B000', 'FD77A000B000', 'FD37A000B000']) {
		const machine = machineWith(code);
		machine.run(1);
		t.is(machine.storage.word(40) & 0xFFFF, 6, code);
	}
});
