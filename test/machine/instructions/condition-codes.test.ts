/** Every condition code of every instruction that sets it by comparing, adding, or testing (GA22-7000, "General Instructions", appendix C). */
import test from 'ava';
import {machineWith} from '../../support/code.js';
import {rowOf} from './shapes.js';

const least = -0x8000_0000;
const most = 0x7FFF_FFFF;

/** First operand, second operand, condition code. Register instructions have them in registers 2 and 3, the others the second in storage. */
const cases: Readonly<Record<string, ReadonlyArray<readonly [first: number, second: number, code: number]>>> = {
	LPR: [[9, 0, 0], [9, -5, 2], [9, least, 3]],
	LNR: [[9, 0, 0], [9, 5, 1], [9, least, 1]],
	LTR: [[9, 0, 0], [9, -1, 1], [9, 1, 2]],
	LCR: [[9, 0, 0], [9, 5, 1], [9, -5, 2], [9, least, 3]],
	'CLR CL': [[5, 5, 0], [5, -1, 1], [-1, 5, 2]],
	'CR C': [[5, 5, 0], [-1, 5, 1], [5, -1, 2]],
	'AR A': [[1, -1, 0], [1, -2, 1], [1, 1, 2], [most, 1, 3], [least, -1, 3]],
	'SR S': [[1, 1, 0], [1, 2, 1], [2, 1, 2], [least, 1, 3], [most, -1, 3], [0, least, 3]],
	'ALR AL': [[0, 0, 0], [1, 1, 1], [-1, 1, 2], [-1, 2, 3]],
	'SLR SL': [[1, 2, 1], [1, 1, 2], [2, 1, 3], [0, 0, 2]],
	'NR N': [[0xF0, 0x0F, 0], [0xF0, 0x10, 1]],
	'OR O': [[0, 0, 0], [0, 1, 1]],
	'XR X': [[5, 5, 0], [5, 4, 1]],
	CH: [[-5, 0xFFFB_0000 | 0, 0], [-6, 0xFFFB_0000 | 0, 1], [5, 0xFFFB_0000 | 0, 2]],
	AH: [[1, 0xFFFF_0000 | 0, 0], [0, 0xFFFF_0000 | 0, 1], [1, 0x0001_0000, 2], [most, 0x0001_0000, 3]],
	SH: [[1, 0x0001_0000, 0], [0, 0x0001_0000, 1], [1, 0xFFFF_0000 | 0, 2], [least, 0x0001_0000, 3]],
	LCDR: [[9, 0, 0], [9, 0x4110_0000, 1], [9, 0xC110_0000 | 0, 2]],
	'LTDR LTER': [[9, 0, 0], [9, 0xC110_0000 | 0, 1], [9, 0x4110_0000, 2]],
	'LPDR LPER': [[9, 0, 0], [9, 0xC110_0000 | 0, 2]],
	'LNDR LNER': [[9, 0, 0], [9, 0x4110_0000, 1]],
	LCER: [[9, 0, 0], [9, 0x4110_0000, 1], [9, 0xC110_0000 | 0, 2]],
	'CDR CD CER CE': [[0x4110_0000, 0x4110_0000, 0], [0xC110_0000 | 0, 0x4110_0000, 1], [0x4120_0000, 0x4110_0000, 2]],
	'ADR AD AER AE AWR AW AUR AU': [[0x4110_0000, 0xC110_0000 | 0, 0], [0x4110_0000, 0xC120_0000 | 0, 1], [0x4110_0000, 0x4120_0000, 2]],
	'SDR SD SER SE SWR SW SUR SU': [[0x4110_0000, 0x4110_0000, 0], [0x4110_0000, 0x4120_0000, 1], [0x4120_0000, 0x4110_0000, 2]],
};

for (const [mnemonics, rows] of Object.entries(cases)) {
	test(`condition codes of ${mnemonics}`, t => {
		for (const mnemonic of mnemonics.split(' ')) {
			const {opcode, format} = rowOf(mnemonic);
			const isFloat = [0x20, 0x30, 0x60, 0x70].includes(opcode & 0xF0);
			for (const [first, second, code] of rows) {
				for (const initial of [0, 3]) {
					const machine = machineWith(`${opcode.toString(16).padStart(2, '0')}${format === 'RR' ? (isFloat ? '02' : '23') : (isFloat ? '00A000' : '20A000')}`);
					machine.cpu.gpr.set([first, second], 2);
					machine.cpu.fpr.set([first, 0, second, 0]);
					machine.cpu.gpr[10] = 0x4000;
					machine.storage.setWord(0x4000, second >>> 0);
					machine.cpu.psw.cc = initial;
					machine.run(1);
					t.is(machine.processor.taken.kind, 'none');
					t.is(machine.cpu.psw.cc, code, `${mnemonic} ${first} ${second}`);
				}
			}
		}
	});
}

/** Whole instructions, with storage at R10 and R11 and registers 2 to 5 before them. */
const programs: ReadonlyArray<readonly [code: string, first: string, second: string, registers: readonly number[], condition: number]> = [
	['9400A000', 'FF', '', [], 0], ['94F0A000', 'FF', '', [], 1],
	['9600A000', '00', '', [], 0], ['9601A000', '00', '', [], 1],
	['97FFA000', 'FF', '', [], 0], ['97F0A000', 'FF', '', [], 1],
	['D401A000B000', 'F00F', '0FF0', [], 0], ['D401A000B000', 'F00F', '0F0F', [], 1],
	['D601A000B000', '0000', '0000', [], 0], ['D601A000B000', '0000', '0001', [], 1],
	['D701A000B000', '1234', '1234', [], 0], ['D701A000B000', '1234', '1235', [], 1],
	['9100A000', 'FF', '', [], 0], ['910FA000', 'F0', '', [], 0], ['910FA000', '01', '', [], 1], ['910FA000', '0F', '', [], 3],
	['9580A000', '80', '', [], 0], ['9580A000', '7F', '', [], 1], ['957FA000', '80', '', [], 2],
	['D501A000B000', '1280', '1280', [], 0], ['D501A000B000', '127F', '1280', [], 1], ['D501A000B000', '1280', '127F', [], 2],
	['BD25A000', '3478', '', [0x1234_5678], 0], ['BD25A000', '3479', '', [0x1234_5678], 1], ['BD25A000', '3477', '', [0x1234_5678], 2], ['BD20A000', '34', '', [1], 0],
	['BF2FA000', '00000000', '', [9], 0], ['BF2FA000', '80000000', '', [9], 1], ['BF2FA000', '7F000000', '', [9], 2], ['BF20A000', 'FF', '', [9], 0],
	['9300A000', '7F', '', [], 0], ['9300A000', '80', '', [], 1],
	['BA24A000', '00000007', '', [7, 0, 8], 0], ['BA24A000', '00000006', '', [7, 0, 8], 1],
	['BB24A000', '0000000700000008', '', [7, 8, 1, 2], 0], ['BB24A000', '0000000700000009', '', [7, 8, 1, 2], 1],
	['0E24', '', '', [0x4000, 8, 0x5000, 8], 0], ['0E24', '', '', [0x4000, 7, 0x5000, 8], 1], ['0E24', '', '', [0x4000, 9, 0x5000, 8], 2], ['0E24', '', '', [0x5001, 9, 0x5000, 9], 3],
	['0F24', '0102', '0102', [0x4000, 2, 0x5000, 2], 0], ['0F24', '0102', '0103', [0x4000, 2, 0x5000, 2], 1], ['0F24', '0103', '0102', [0x4000, 2, 0x5000, 2], 2],
	['0F24', '01', '01FF', [0x4000, 1, 0x5000, 2 | (0xFF << 24)], 0],
	['8A200001', '', '', [1], 0], ['8A200001', '', '', [-2], 1], ['8A200001', '', '', [2], 2],
	['8B200001', '', '', [0], 0], ['8B200001', '', '', [-1], 1], ['8B200001', '', '', [1], 2], ['8B200001', '', '', [0x4000_0000], 3],
	['8E200001', '', '', [0, 1], 0], ['8E200001', '', '', [-2, 0], 1], ['8E200001', '', '', [2, 0], 2],
	['8F200001', '', '', [0, 0], 0], ['8F200001', '', '', [-1, 0], 1], ['8F200001', '', '', [0, 1], 2], ['8F200001', '', '', [0x4000_0000, 0], 3],
	['DD01A000B000', '0001', '0000', [], 0], ['DD01A000B000', '0100', '0009', [], 1], ['DD01A000B000', '0001', '0009', [], 2],
	['F811A000B000', '000C', '000C', [], 0], ['F811A000B000', '000C', '001D', [], 1], ['F811A000B000', '000C', '001C', [], 2], ['F801A000B000', '0C', '123C', [], 3],
	['F911A000B000', '001C', '001C', [], 0], ['F911A000B000', '001D', '001C', [], 1], ['F911A000B000', '001C', '001D', [], 2], ['F911A000B000', '000D', '000C', [], 0],
	['FA11A000B000', '001C', '001D', [], 0], ['FA11A000B000', '001C', '002D', [], 1], ['FA11A000B000', '001C', '001C', [], 2], ['FA11A000B000', '999C', '001C', [], 3],
	['FB11A000B000', '001C', '001C', [], 0], ['FB11A000B000', '001C', '002C', [], 1], ['FB11A000B000', '001C', '001D', [], 2], ['FB11A000B000', '999C', '001D', [], 3],
	['F010A0000001', '000C', '', [], 0], ['F010A0000001', '001D', '', [], 1], ['F010A0000001', '001C', '', [], 2], ['F010A0000001', '123C', '', [], 3],
	['DE03A000B000', '40202020', '000C', [], 0], ['DE03A000B000', '40202020', '001D', [], 1], ['DE03A000B000', '40202020', '001C', [], 2],
	['DF03A000B000', '40202020', '000C', [], 0], ['DF03A000B000', '40202020', '001D', [], 1], ['DF03A000B000', '40202020', '001C', [], 2],
	['0420', '', '', [0], 0], ['0420', '', '', [0x1000_0000], 1], ['0420', '', '', [0x2000_0000], 2], ['0420', '', '', [0x3000_0000], 3],
];

test('condition codes of the instructions on storage, shifts and decimal numbers', t => {
	for (const [code, first, second, registers, condition] of programs) {
		const machine = machineWith(code);
		const {cpu, storage} = machine;
		cpu.gpr.set([0x4000, 0x5000], 10);
		cpu.gpr.set(registers, 2);
		storage.store(0x4000, Buffer.from(first, 'hex'));
		storage.store(0x5000, Buffer.from(second, 'hex'));
		cpu.psw.cc = condition ^ 3;
		machine.run(1);
		t.is(machine.processor.taken.kind, 'none', code);
		t.is(cpu.psw.cc, condition, `${code} ${first} ${second} ${registers.join(' ')}`);
	}
});
