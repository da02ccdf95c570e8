import test from 'ava';
import {pagedOut} from '../../../source/machine/storage/storage.js';
import {codeOf, machineWith, oldPsw, start} from '../../support/code.js';

test('a fullword across a page is stored and fetched as one', t => {
	const machine = machineWith('ST 1,0(,10); L 2,0(,10)');
	machine.cpu.gpr.set([0x1234_5678, 0], 1);
	machine.cpu.gpr[10] = 0x3FFE;
	machine.run(2);
	t.is(machine.cpu.gpr[2], 0x1234_5678);
	t.is(machine.storage.word(0x3FFC), 0x1234);
	t.is(machine.storage.word(0x4000), 0x5678_0000);
});

test('an instruction across a page is executed', t => {
	const machine = machineWith('');
	machine.storage.store(0x2FFE, codeOf('MVC 0(4,10),4(10)'));
	machine.storage.store(0x4004, Buffer.from('C1C2C3C4', 'hex'));
	machine.cpu.gpr[10] = 0x4000;
	machine.cpu.psw.address = 0x2FFE;
	machine.run(1);
	t.is(machine.storage.word(0x4000), 0xC1C2_C3C4);
	t.is(machine.cpu.psw.address, 0x3004);
});

test('a store by a key that does not fit is a protection exception, and nothing of it is stored', t => {
	// Across two blocks, the second with another key.
	const machine = machineWith('STM 1,4,0(10)', {high: 0x0020_0000});
	machine.storage.keys[8] = 0x20;
	machine.storage.keys[9] = 0x30;
	machine.storage.keys[2] = 0x20;
	machine.cpu.gpr.set([1, 2, 3, 4], 1);
	machine.cpu.gpr[10] = 0x47F8;
	machine.run(1);
	t.deepEqual(oldPsw(machine, 40), [0x0020_0004, 0x8000_1004]);
	t.is(machine.storage.word(0x47F8), 0);
});

test('fetch protection stops a fetch; without it a foreign key may read', t => {
	const machine = machineWith('L 1,0(,10); L 2,0(,10)', {high: 0x0020_0000});
	machine.storage.keys[8] = 0x30;
	machine.storage.setWord(0x4000, 7);
	machine.cpu.gpr[10] = 0x4000;
	machine.run(1);
	t.is(machine.cpu.gpr[1], 7);
	machine.storage.keys[8] = 0x38;
	machine.storage.tables.close(8);
	machine.run(1);
	t.is(machine.storage.word(40) & 0xFFFF, 4);
});

test('a new storage key holds at once, also for a block just used', t => {
	const machine = machineWith('SPKA X\'20\'; ST 1,0(,10); SSK 3,10; ST 1,0(,10)');
	machine.storage.keys[8] = 0x20;
	machine.cpu.gpr[10] = 0x4000;
	machine.cpu.gpr[3] = 0x30;
	machine.cpu.gpr[1] = 5;
	machine.run(4);
	t.is(machine.storage.word(40), 0x0020_0004);
});

test('reference and change bits are set by use and reported by ISK in EC mode and RRB', t => {
	const machine = machineWith('ISK 1,10; L 2,0(,10); ISK 3,10; ST 2,0(,10); ISK 4,10; RRB 0(10); ISK 5,10', {
		high: 0x0008_0000,
	});
	machine.cpu.gpr[10] = 0x4000;
	machine.run(7);
	t.deepEqual([1, 3, 4, 5].map(register => machine.cpu.gpr[register]), [0, 4, 6, 2]);
	t.is(machine.cpu.psw.cc, 3);
});

test('a page with the pager nullifies the instruction and exits; the retry succeeds', t => {
	// The target's second page is away.
	const machine = machineWith('MVC 0(16,10),0(11)');
	machine.cpu.gpr[10] = 0x4FF8;
	machine.cpu.gpr[11] = 0x6000;
	machine.storage.store(0x6000, new Uint8Array(16).fill(0xC1));
	machine.storage.setWord(0x4FF8, 1);
	const frame = machine.storage.frameOf(5);
	machine.storage.pages[5] = pagedOut;
	machine.storage.closePage(5);
	t.deepEqual({...machine.run(10)}, {reason: 'page', page: 5, store: true});
	t.is(machine.cpu.psw.address, start);
	t.is(machine.cpu.instructions, 0);
	t.is(machine.storage.word(0x4FF8), 1);
	machine.storage.pages[5] = frame;
	machine.run(1);
	t.is(machine.storage.word(0x4FF8), 0xC1C1_C1C1);
	t.is(machine.storage.word(0x5000), 0xC1C1_C1C1);
});

test('an instruction in a page with the pager exits before it starts', t => {
	const machine = machineWith('LR 1,1');
	machine.storage.pages[1] = pagedOut;
	machine.storage.closePage(1);
	t.deepEqual({...machine.run(10)}, {reason: 'page', page: 1, store: false});
	t.is(machine.cpu.psw.address, start);
});

test('a watched page counts a store of the processor as a new version', t => {
	const machine = machineWith('ST 1,0(,10); ST 1,0(,10); L 2,0(,10)');
	machine.cpu.gpr[10] = 0x4000;
	machine.run(1);
	const before = machine.storage.version(4);
	machine.run(1);
	const after = machine.storage.version(4);
	t.not(before, after);
	machine.run(1);
	t.is(machine.storage.version(4), after);
});

test('SPX exchanges the first page with another one', t => {
	const machine = machineWith('SPX 0(10); L 1,64; L 2,64(,11)');
	machine.cpu.gpr[10] = 0x3000;
	machine.cpu.gpr[11] = 0x8000;
	machine.storage.setWord(0x3000, 0x8000);
	machine.storage.setWord(0x8040, 8);
	machine.storage.setWord(64, 9);
	machine.run(3);
	t.deepEqual([machine.cpu.gpr[1], machine.cpu.gpr[2]], [8, 9]);
});

test('the address behind the last byte wraps to zero', t => {
	const machine = machineWith('L 1,0(,10)');
	machine.cpu.gpr[10] = 0xFF_FFFF;
	machine.run(1);
	t.is(machine.storage.word(40) & 0xFFFF, 5);
});

test('MVC and CLC see the next page of the machine, not of the host, whatever of them lies behind the page\'s end', t => {
	for (const [behind, other] of [
		[0, 0],
		[1, 0],
		[5, 0],
		[10, 0],
		[0, 1],
		[0, 5],
		[0, 10],
		[3, 7],
	]) {
		const machine = machineWith('MVC 0(10,10),0(11); CLC 0(10,10),0(11)');
		const {storage, cpu} = machine;
		for (const page of [9, 8, 7, 6, 5, 4]) {
			storage.frameOf(page);
		}

		cpu.gpr[10] = 0x5000 - 10 + behind;
		cpu.gpr[11] = 0x8000 - 10 + other;
		storage.store(cpu.gpr[11], Buffer.from('0123456789'));
		// Both in the fast tables already.
		machine.run(2);
		machine.cpu.psw.address = start;
		storage.store(cpu.gpr[11], Buffer.from('9876543210'));
		machine.run(2);
		t.is(Buffer.from(storage.fetch(cpu.gpr[10], 10)).toString(), '9876543210');
		t.is(cpu.psw.cc, 0);
	}
});
