import test from 'ava';
import {traceStep} from '../../../source/commands/bare/bare-trace.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {Printer1403} from '../../../source/machine/devices/unit-record/1403.js';
import {Standalone} from '../../../source/machine/standalone.js';

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
		'001000  0000          DC    X\'0000\'                   CC 0',
		'        program interruption X\'0001\', old PSW 00000001 40001002',
		'',
	]);
});

test('an external interruption before the instruction that follows it', t => {
	const traced = system('1811');
	traced.machine.storage.store(0x2000, Uint8Array.of(0x18, 0x12));
	traced.machine.cpu.psw.systemMask = 1;
	traced.interrupt();
	t.deepEqual(traceStep(traced).lines.split('\n'), [
		'        external interruption X\'0040\', old PSW 01000040 00001000',
		'002000  1812          LR    1,2                       CC 0',
		'',
	]);
});

test('an instruction that cannot be fetched', t => {
	const traced = system('');
	traced.machine.cpu.psw.address = 0x2_0000;
	t.regex(traceStep(traced).lines, /^020000 +\(cannot be fetched\) +CC 0\n {8}program interruption X'0005'/);
});

test('every interruption of a step: two before the instruction, a program event behind its supervisor call', t => {
	const traced = system('1811');
	const {storage, cpu} = traced.machine;
	traced.channels.attach(0x00E, new Printer1403({print: () => true}));
	storage.store(0x2000, Uint8Array.of(0x18, 0x12));
	// The external-new PSW allows I/O interruptions.
	storage.setWord(88, 0xFE00_0000);
	storage.store(0x600, ccwBytes(0x09, 0x700, 0, 1));
	storage.setWord(72, 0x600);
	t.is(traced.channels.startIo(0x00E), 0);
	// The printer takes the line, then prints it.
	for (let second = 0; second < 2; second++) {
		traced.clock.advance(1_000_000);
		traced.events.runDue();
	}

	traced.interrupt();
	cpu.psw.systemMask = 1;
	t.deepEqual(traceStep(traced).lines.split('\n'), [
		'        external interruption X\'0040\', old PSW 01000040 00001000',
		'        I/O interruption X\'000E\', old PSW FE00000E 00002000',
		'002000  1812          LR    1,2                       CC 0',
		'',
	]);

	const recorded = system('0A01');
	recorded.machine.cpu.psw.load(0x4008_0000, 0x1000);
	recorded.machine.cpu.cr.set([0x4000_0000, 0x1000, 0x1000], 9);
	t.deepEqual(traceStep(recorded).lines.split('\n'), [
		'001000  0A01          SVC   1                         CC 0',
		'        supervisor-call interruption X\'0001\', old PSW 40080000 00001002',
		'        program interruption X\'0080\', old PSW 00000080 40002000',
		'',
	]);
});

test('the condition code is what the instruction left, not that of the PSW behind its interruption', t => {
	const traced = system('1C13');
	traced.machine.cpu.psw.cc = 2;
	t.regex(traceStep(traced).lines, /^001000 {2}1C13 {10}MR {4}1,3 +CC 2\n {8}program interruption X'0006'/);
});

test('a wait shows the interruptions that end it', t => {
	const traced = system('');
	traced.machine.storage.setWord(88, 0x0002_0000);
	traced.machine.cpu.psw.load(0x0102_0000, 0);
	traced.interrupt();
	const {rest, lines} = traceStep(traced);
	t.is(rest, 'disabled wait');
	t.is(lines, '        external interruption X\'0040\', old PSW 01020040 00000000\n');
});
