import test from 'ava';
import {raiseExternal} from '../../../source/machine/cpu/interruption.js';
import {pagedOut} from '../../../source/machine/storage/storage.js';
import {codeOf, machineWith, oldPsw, start} from '../../support/code.js';

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
	code: storage.word(148) & 0xFFFF,
	address: storage.word(152),
	interruption: storage.word(140),
	next: storage.word(44),
});

test('instruction fetching in the designated area interrupts behind the instruction', t => {
	// The area is the second.
	const machine = recording('LR 1,1; LR 1,2; LR 1,3', fetching, start + 2, start + 3);
	machine.run(10);
	t.deepEqual(recorded(machine), {
		code: 0x4000, address: start + 2, interruption: 0x0002_0080, next: start + 4,
	});
	t.is(machine.cpu.instructions, 2);
	t.deepEqual({...machine.processor.taken}, {kind: 'program', code: 0x80});
});

test('an area whose start is above its end wraps', t => {
	const machine = recording('LR 1,1', fetching, 0xFF_0000, start);
	machine.run(10);
	t.is(recorded(machine).code, 0x4000);
	t.is(machine.cpu.instructions, 1);
	const outside = recording('LR 1,1', fetching, start + 1, start - 1);
	outside.run(1);
	t.is(recorded(outside).code, 0);
});

test('a branch that is taken is an event, wherever it goes; one that is not taken is none', t => {
	const machine = recording('BC 8,0(,10); BC 7,0(,10)', branching);
	machine.cpu.psw.cc = 1;
	machine.run(10);
	t.deepEqual(recorded(machine), {
		code: 0x8000, address: start + 4, interruption: 0x0004_0080, next: 0x2000,
	});
});

test('all branches are branches', t => {
	const taken = [
		'BALR 1,10',
		'BCTR 1,10',
		'BR 10',
		'BASR 1,10',
		'BAL 1,0(,10)',
		'BCT 1,0(,10)',
		'B 0(,10)',
		'BAS 1,0(,10)',
		'BXH 1,2,0(10)',
		'BXLE 1,2,0(10)',
		'B 4(,15)',
	];
	const notTaken = [
		'BALR 1,0',
		'BCTR 1,0',
		'BR 0',
		'BCR 0,10',
		'BASR 1,0',
		'BCT 3,0(,10)',
		'NOP 0(,10)',
		'BXH 4,2,0(10)',
		'BXLE 4,2,0(10)',
		'LR 1,1',
		'BCTR 4,0',
	];
	const run = (code: string) => {
		const machine = recording(code, branching);
		machine.cpu.gpr.set([2, 0, 1], 1);
		// BXH 1,2: 2 + 0 against register 3 = 1 is high; BXLE is not.
		machine.cpu.gpr[15] = start;
		if (code.startsWith('BXLE')) {
			machine.cpu.gpr[3] = code === 'BXLE 1,2,0(10)' ? 5 : 0;
			machine.cpu.gpr[4] = 7;
		}

		if (code.startsWith('BXH 4')) {
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
	const machine = recording('ST 1,0(,10); ST 1,4(,10); MVC 0(8,10),16(10)', storing, 0x2005, 0x2005);
	machine.run(1);
	t.is(machine.run(10).reason, 'wait');
	t.deepEqual(recorded(machine), {
		code: 0x2000, address: start + 4, interruption: 0x0004_0080, next: start + 8,
	});

	const move = recording('MVC 0(8,10),16(10)', storing, 0x2007, 0x2010);
	move.run(10);
	t.is(recorded(move).code, 0x2000);
	const before = recording('MVC 0(8,10),16(10)', storing, 0x2008, 0x2010);
	before.run(1);
	t.is(recorded(before).code, 0);
});

test('every instruction that stores is one', t => {
	const stores = [
		'STH 1,0(,10)',
		'STC 1,0(,10)',
		'CVD 1,0(,10)',
		'ST 1,0(,10)',
		'STD 0,0(,10)',
		'STE 0,0(,10)',
		'STM 1,2,0(10)',
		'MVI 0(10),0',
		'TS 0(10)',
		'NI 0(10),0',
		'OI 0(10),0',
		'XI 0(10),0',
		'STNSM 0(10),0',
		'STCTL 1,1,0(10)',
		'CS 1,2,0(10)',
		'CDS 0,2,0(10)',
		'STCM 1,1,0(10)',
		'MVN 0(1,10),0(11)',
		'MVC 0(1,10),0(11)',
		'MVZ 0(1,10),0(11)',
		'NC 0(1,10),0(11)',
		'OC 0(1,10),0(11)',
		'XC 0(1,10),0(11)',
		'TR 0(1,10),0(11)',
		'MVO 0(1,10),0(1,11)',
		'PACK 0(1,10),0(1,11)',
		'UNPK 0(1,10),0(1,11)',
		'MVCIN 0(1,10),0(11)',
		'STIDP 0(10)',
		'STCK 0(10)',
		'STCKC 0(10)',
		'STPT 0(10)',
		'STPX 0(10)',
		'STAP 0(10)',
		'MVCL 10,2',
	];
	for (const code of stores) {
		const machine = recording(code, storing, 0x2000, 0x2000);
		machine.cpu.gpr[11] = 1;
		machine.run(1);
		t.is(recorded(machine).code, 0x2000, code);
	}

	const none = [
		'L 1,0(,10)',
		'STCM 1,0,0(10)',
		'CLC 0(1,10),0(11)',
		'TM 0(10),X\'FF\'',
		'LM 0,0,0(10)',
		'CS 3,2,0(10)',
	];
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
		const machine = recording('LM 14,2,0(10)', altering | (0x8000 >>> register));
		machine.run(1);
		t.is(recorded(machine).code === 0x1000, is, `register ${register}`);
	}

	// TRT finds nothing: none; ICM under mask 0: none; CS equal: none; LA is one
	for (const [code, is] of [
		['TRT 0(1,10),0(11)', false],
		['ICM 1,0,0(10)', false],
		['CS 1,2,0(10)', false],
		['LA 1,0(,10)', true],
		['IPK', true],
		['MR 0,1', true],
		['ISK 10,1', true],
		['ISKE 1,0', true],
	] as const) {
		const machine = recording(code, altering | 0xFFFF);
		machine.cpu.gpr[11] = 0x3000;
		machine.run(1);
		t.is(recorded(machine).code === 0x1000, is, code);
	}
});

test('events come together in one code', t => {
	const machine = recording('BALR 1,10', branching | fetching | storing | altering | 0x4000);
	machine.run(10);
	t.is(recorded(machine).code, 0xD000);
	t.is(recorded(machine).next, 0x2000);
});

test('EXECUTE: the address is its own, fetching counts for the subject too', t => {
	const machine = recording('EX 0,0(,10)', storing | fetching, 0x2000, 0x2007);
	machine.storage.store(0x2000, codeOf('ST 1,4(,10)'));
	machine.run(10);
	t.deepEqual(recorded(machine), {
		code: 0x6000, address: start, interruption: 0x0004_0080, next: start + 4,
	});
});

test('an event and an exception are one interruption', t => {
	// It overflows: completed, so the register was altered.
	const overflow = recording('AR 1,1', fetching | altering | 0x4000);
	overflow.cpu.gpr[1] = 0x7FFF_FFFF;
	overflow.cpu.psw.programMask = 8;
	overflow.run(10);
	t.deepEqual(recorded(overflow), {
		code: 0x5000, address: start, interruption: 0x0002_0088, next: start + 2,
	});

	// From outside storage, suppressed: only fetched.
	const addressing = recording('L 1,1(,10)', fetching | altering | 0x4000);
	addressing.cpu.gpr[10] = 0xF0_0000;
	addressing.run(10);
	t.is(recorded(addressing).code, 0x4000);
	t.is(recorded(addressing).interruption, 0x0004_0085);
});

test('after SVC the supervisor-call interruption comes first, the program event then', t => {
	const machine = recording('SVC 5', fetching, start, start);
	machine.run(10);
	t.deepEqual(oldPsw(machine, 32), [0x4008_0000, start + 2]);
	t.is(machine.storage.word(136), 0x0002_0005);
	// The program old PSW is what SVC loaded; it is of BC mode and holds code and length itself.
	t.deepEqual(oldPsw(machine, 40), [0x0002_0080, 0x4000_EE20]);
	t.is(recorded(machine).address, start);
});

test('LPSW that turns recording off is still an event; with an invalid PSW both are indicated', t => {
	const machine = recording('LPSW 0(10)', fetching, start, start);
	machine.storage.setWord(0x2000, 0x0008_0000);
	machine.storage.setWord(0x2004, 0x3000);
	machine.run(10);
	t.is(recorded(machine).interruption, 0x0004_0080);
	t.deepEqual(oldPsw(machine, 40), [0x0008_0000, 0x3000]);

	const invalid = recording('LPSW 0(10)', fetching, start, start);
	invalid.storage.setWord(0x2000, 0x8008_0000);
	invalid.run(10);
	t.is(recorded(invalid).interruption, 0x0000_0086);
	t.is(recorded(invalid).code, 0x4000);
});

test('a monitor event and a program event do not disturb each other\'s fields', t => {
	const machine = recording('MC 7(10),3', fetching, start, start);
	machine.cpu.cr[8] = 0xFFFF;
	machine.run(10);
	t.is(machine.storage.word(148), 0x0003_4000);
	t.is(machine.storage.word(152), start);
	t.is(machine.storage.word(156), 0x2007);
	t.is(recorded(machine).interruption, 0x0004_00C0);
});

test('a program event comes before an external interruption that is pending', t => {
	const machine = recording('LR 1,1', fetching, start, start);
	machine.cpu.psw.systemMask = 0x41;
	machine.storage.setWord(104, 0x0108_0000);
	machine.run(1);
	raiseExternal(machine.cpu, 0x40);
	machine.run(10);
	t.is(recorded(machine).next, start + 2);
	t.is(machine.storage.word(28), 0xEE28, 'the external old PSW is the program new one');
});

test('an instruction that waits for a page of CP\'s is recorded once', t => {
	const machine = recording('L 1,0(,10)', fetching, start, start);
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
	const machine = machineWith('LR 1,1', {high: 0x4000_0000});
	machine.cpu.cr.set([fetching, 0, 0xFF_FFFF], 9);
	machine.run(1);
	t.is(machine.cpu.psw.address, start + 2);
});
