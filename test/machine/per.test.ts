import test from 'ava';
import {raiseExternal} from '../../source/machine/interruption.js';
import {pagedOut} from '../../source/machine/storage.js';
import {machineWith, oldPsw, start} from '../support/code.js';

const branching = 0x8000_0000;
const fetching = 0x4000_0000;
const storing = 0x2000_0000;
const altering = 0x1000_0000;

/** EC mode, PSW bit 1 on; events of `masks` in the area from `from` to `to`. Register 10 is X'2000'. */
const recording = (code: string, masks: number, from = 0, to = 0xFF_FFFF) => {
	const machine = machineWith(code, {high: 0x4008_0000});
	machine.cpu.cr.set([masks, from, to], 9);
	machine.cpu.gpr[10] = 0x2000;
	return machine;
};

type Machine = ReturnType<typeof recording>;

/** PER code, PER address, interruption code, where the old PSW points to. */
const recorded = ({storage}: Machine) => ({
	code: storage.word(148) & 0xFFFF, address: storage.word(152), interruption: storage.word(140), next: storage.word(44),
});

test('instruction fetching in the designated area interrupts behind the instruction', t => {
	// LR; LR; LR: the area is the second
	const machine = recording('1811 1812 1813', fetching, start + 2, start + 3);
	machine.run(10);
	t.deepEqual(recorded(machine), {
		code: 0x4000, address: start + 2, interruption: 0x0002_0080, next: start + 4,
	});
	t.is(machine.cpu.instructions, 2);
	t.deepEqual({...machine.processor.taken}, {kind: 'program', code: 0x80});
});

test('an area whose start is above its end wraps', t => {
	const machine = recording('1811', fetching, 0xFF_0000, start);
	machine.run(10);
	t.is(recorded(machine).code, 0x4000);
	t.is(machine.cpu.instructions, 1);
	const outside = recording('1811', fetching, start + 1, start - 1);
	outside.run(1);
	t.is(recorded(outside).code, 0);
});

test('a branch that is taken is an event, wherever it goes; one that is not taken is none', t => {
	// BC 8; BC 7
	const machine = recording('4780A000 4770A000', branching);
	machine.cpu.psw.cc = 1;
	machine.run(10);
	t.deepEqual(recorded(machine), {
		code: 0x8000, address: start + 4, interruption: 0x0004_0080, next: 0x2000,
	});
});

test('all branches are branches', t => {
	const taken = ['051A', '061A', '07FA', '0D1A', '4510A000', '4610A000', '47F0A000', '4D10A000', '8612A000', '8712A000', '47F0F004'];
	const notTaken = ['0510', '0610', '07F0', '070A', '0D10', '4630A000', '4700A000', '8642A000', '8742A000', '1811', '0640'];
	const run = (code: string) => {
		const machine = recording(code, branching);
		machine.cpu.gpr.set([2, 0, 1], 1);
		// BXH 1,2: 2 + 0 against register 3 = 1 is high; BXLE is not.
		machine.cpu.gpr[15] = start;
		if (code.startsWith('87')) {
			machine.cpu.gpr[3] = code === '8712A000' ? 5 : 0;
			machine.cpu.gpr[4] = 7;
		}

		if (code.startsWith('8642')) {
			machine.cpu.gpr[3] = 9;
		}

		machine.run(1);
		return recorded(machine).code;
	};

	for (const code of taken) {
		t.is(run(code), 0x8000, code);
	}

	for (const code of notTaken) {
		t.is(run(code), 0, code);
	}
});

test('storing into the designated area, even what is there already', t => {
	// ST 1,0(10); ST 1,4(10); MVC 0(8,10),16(10)
	const machine = recording('5010A000 5010A004 D207A000A010', storing, 0x2005, 0x2005);
	machine.run(1);
	t.is(machine.run(10).reason, 'wait');
	t.deepEqual(recorded(machine), {
		code: 0x2000, address: start + 4, interruption: 0x0004_0080, next: start + 8,
	});

	const move = recording('D207A000A010', storing, 0x2007, 0x2010);
	move.run(10);
	t.is(recorded(move).code, 0x2000);
	const before = recording('D207A000A010', storing, 0x2008, 0x2010);
	before.run(1);
	t.is(recorded(before).code, 0);
});

test('every instruction that stores is one', t => {
	const stores = ['4010A000', '4210A000', '4E10A000', '5010A000', '6000A000', '7000A000', '9012A000', '9200A000', '9300A000', '9400A000', '9600A000', '9700A000',
		'AC00A000', 'B611A000', 'BA12A000', 'BB02A000', 'BE11A000', 'D100A000B000', 'D200A000B000', 'D300A000B000', 'D400A000B000', 'D600A000B000', 'D700A000B000',
		'DC00A000B000', 'F100A000B000', 'F200A000B000', 'F300A000B000', 'E800A000B000', 'B202A000', 'B205A000', 'B207A000', 'B209A000', 'B211A000', 'B212A000', '0EA2'];
	for (const code of stores) {
		const machine = recording(code, storing, 0x2000, 0x2000);
		machine.cpu.gpr[11] = 1;
		machine.run(1);
		t.is(recorded(machine).code, 0x2000, code);
	}

	const none = ['5810A000', 'BE10A000', 'D500A000B000', '91FFA000', '9800A000', 'BA32A000'];
	for (const code of none) {
		const machine = recording(code, storing, 0x2000, 0x2000);
		machine.cpu.gpr[3] = 1;
		machine.run(1);
		t.is(recorded(machine).code, 0, code);
	}
});

test('altering a general register that control register 9 names', t => {
	// LM 14,2,0(10): registers 14, 15, 0, 1, 2
	for (const [register, is] of [[14, true], [15, true], [0, true], [2, true], [3, false], [13, false]] as const) {
		const machine = recording('98E2A000', altering | (0x8000 >>> register));
		machine.run(1);
		t.is(recorded(machine).code === 0x1000, is, `register ${register}`);
	}

	// TRT finds nothing: none; ICM under mask 0: none; CS equal: none; LA is one
	for (const [code, is] of [['DD00A000B000', false], ['BF10A000', false], ['BA12A000', false], ['4110A000', true], ['B20B0000', true], ['1C01', true], ['09A1', true], ['B2290010', true]] as const) {
		const machine = recording(code, altering | 0xFFFF);
		machine.cpu.gpr[11] = 0x3000;
		machine.run(1);
		t.is(recorded(machine).code === 0x1000, is, code);
	}
});

test('events come together in one code', t => {
	// BALR 1,10
	const machine = recording('051A', branching | fetching | storing | altering | 0x4000);
	machine.run(10);
	t.is(recorded(machine).code, 0xD000);
	t.is(recorded(machine).next, 0x2000);
});

test('EXECUTE: the address is its own, fetching counts for the subject too', t => {
	// EX 0,0(10) of ST 1,4(10)
	const machine = recording('4400A000', storing | fetching, 0x2000, 0x2007);
	machine.storage.setWord(0x2000, 0x5010_A004);
	machine.run(10);
	t.deepEqual(recorded(machine), {
		code: 0x6000, address: start, interruption: 0x0004_0080, next: start + 4,
	});
});

test('an event and an exception are one interruption', t => {
	// AR 1,1 overflows: completed, so the register was altered
	const overflow = recording('1A11', fetching | altering | 0x4000);
	overflow.cpu.gpr[1] = 0x7FFF_FFFF;
	overflow.cpu.psw.programMask = 8;
	overflow.run(10);
	t.deepEqual(recorded(overflow), {
		code: 0x5000, address: start, interruption: 0x0002_0088, next: start + 2,
	});

	// L 1,1(10) from outside storage is suppressed: only fetched
	const addressing = recording('5810A001', fetching | altering | 0x4000);
	addressing.cpu.gpr[10] = 0xF0_0000;
	addressing.run(10);
	t.is(recorded(addressing).code, 0x4000);
	t.is(recorded(addressing).interruption, 0x0004_0085);
});

test('after SVC the supervisor-call interruption comes first, the program event then', t => {
	const machine = recording('0A05', fetching, start, start);
	machine.run(10);
	t.deepEqual(oldPsw(machine, 32), [0x4008_0000, start + 2]);
	t.is(machine.storage.word(136), 0x0002_0005);
	// The program old PSW is what SVC loaded; it is of BC mode and holds code and length itself.
	t.deepEqual(oldPsw(machine, 40), [0x0002_0080, 0x4000_EE20]);
	t.is(recorded(machine).address, start);
});

test('LPSW that turns recording off is still an event; with an invalid PSW both are indicated', t => {
	// LPSW 0(10)
	const machine = recording('8200A000', fetching, start, start);
	machine.storage.setWord(0x2000, 0x0008_0000);
	machine.storage.setWord(0x2004, 0x3000);
	machine.run(10);
	t.is(recorded(machine).interruption, 0x0004_0080);
	t.deepEqual(oldPsw(machine, 40), [0x0008_0000, 0x3000]);

	const invalid = recording('8200A000', fetching, start, start);
	invalid.storage.setWord(0x2000, 0x8008_0000);
	invalid.run(10);
	t.is(recorded(invalid).interruption, 0x0000_0086);
	t.is(recorded(invalid).code, 0x4000);
});

test('a monitor event and a program event do not disturb each other\'s fields', t => {
	// MC 7(10),3
	const machine = recording('AF03A007', fetching, start, start);
	machine.cpu.cr[8] = 0xFFFF;
	machine.run(10);
	t.is(machine.storage.word(148), 0x0003_4000);
	t.is(machine.storage.word(152), start);
	t.is(machine.storage.word(156), 0x2007);
	t.is(recorded(machine).interruption, 0x0004_00C0);
});

test('a program event comes before an external interruption that is pending', t => {
	const machine = recording('1811', fetching, start, start);
	machine.cpu.psw.systemMask = 0x41;
	machine.storage.setWord(104, 0x0108_0000);
	machine.run(1);
	raiseExternal(machine.cpu, 0x40);
	machine.run(10);
	t.is(recorded(machine).next, start + 2);
	t.is(machine.storage.word(28), 0xEE28, 'the external old PSW is the program new one');
});

test('an instruction that waits for a page of CP\'s is recorded once', t => {
	const machine = recording('5810A000', fetching, start, start);
	const frame = machine.storage.frameOf(2);
	machine.storage.closePage(2);
	machine.storage.pages[2] = pagedOut;
	t.is(machine.run(10).reason, 'page');
	t.is(machine.run(10).reason, 'page');
	t.is(recorded(machine).code, 0);
	machine.storage.pages[2] = frame;
	machine.run(10);
	t.is(recorded(machine).code, 0x4000);
	t.is(machine.cpu.instructions, 1);
});

test('BC mode knows no program events', t => {
	const machine = machineWith('1811', {high: 0x4000_0000});
	machine.cpu.cr.set([fetching, 0, 0xFF_FFFF], 9);
	machine.run(1);
	t.is(machine.cpu.psw.address, start + 2);
});
