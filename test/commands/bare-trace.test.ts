import test from 'ava';
import {traceStep} from '../../source/commands/bare-trace.js';
import {Standalone} from '../../source/machine/standalone.js';

const system = (code: string): Standalone => {
	const made = new Standalone(0x1_0000);
	made.machine.storage.store(0x1000, Buffer.from(code.replaceAll(' ', ''), 'hex'));
	made.machine.cpu.psw.load(0, 0x1000);
	for (const newPsw of [88, 96, 104, 120]) {
		made.machine.storage.setWord(newPsw + 4, 0x2000);
	}

	return made;
};

test('an instruction with what it left in the registers', t => {
	const traced = system('4110004D B70B0000 2B00');
	t.is(traceStep(traced).lines, '001000  4110004D      LA    1,X\'04D\'                  CC 0  R1=0000004D\n');
	traced.machine.storage.setWord(0, 5);
	t.regex(traceStep(traced).lines, /^001004 {2}B70B0000 {6}LCTL {2}0,11,X'000' +CC 0 {2}C0=00000005 C2=00000000\n/);
});

test('a program interruption behind its instruction', t => {
	t.deepEqual(traceStep(system('0000')).lines.split('\n'), [
		'001000  0000          DC    X\'0000\'                   CC 0', '        program interruption X\'0001\', old PSW 00000001 40001002', '',
	]);
});

test('an external interruption before the instruction that follows it', t => {
	const traced = system('1811');
	traced.machine.storage.store(0x2000, Uint8Array.of(0x18, 0x12));
	traced.machine.cpu.psw.systemMask = 1;
	traced.interrupt();
	t.deepEqual(traceStep(traced).lines.split('\n'), [
		'        external interruption X\'0040\', old PSW 01000040 00001000', '002000  1812          LR    1,2                       CC 0', '',
	]);
});

test('an instruction that cannot be fetched', t => {
	const traced = system('');
	traced.machine.cpu.psw.address = 0x2_0000;
	t.regex(traceStep(traced).lines, /^020000 +\(cannot be fetched\) +CC 0\n {8}program interruption X'0005'/);
});
