import test from 'ava';
import {machineWith, oldPsw, start} from '../support/code.js';

test('ISK in BC mode gives key and fetch protection only, in EC mode reference and change too; the rest of the register stays', t => {
	for (const [high, shown] of [[0, 0x38], [0x0008_0000, 0x3E]]) {
		const machine = machineWith('ISK 1,10', {high});
		machine.storage.keys[8] = 0x3E;
		machine.cpu.gpr.set([0x7777_7777], 1);
		machine.cpu.gpr[10] = 0xFF00_47F0;
		machine.run(1);
		t.is(machine.cpu.gpr[1], 0x7777_7700 | shown);
	}
});

test('the register of SSK and ISK must have zeros in its last four bits', t => {
	for (const code of ['ISK 1,10', 'SSK 1,10']) {
		const machine = machineWith(code);
		machine.cpu.gpr[10] = 0x4008;
		machine.run(1);
		t.deepEqual(oldPsw(machine, 40), [6, 0x4000_1002], code);
	}
});

test('keys of storage that is not there are an addressing exception', t => {
	for (const code of ['ISK 1,10', 'SSK 1,10', 'RRB 0(10)', 'ISKE 1,10', 'RRBE 1,10', 'SSKE 1,10']) {
		const machine = machineWith(code);
		machine.cpu.gpr[10] = 0x1_0000;
		machine.run(1);
		t.is(machine.storage.word(40) & 0xFFFF, 5, code);
	}
});

test('key instructions are privileged, but for SPM', t => {
	for (const code of ['ISK 1,10', 'SSK 1,10', 'RRB 0(10)', 'ISKE 1,10', 'RRBE 1,10', 'SSKE 1,10', 'SPKA 0', 'IPK']) {
		const machine = machineWith(code, {high: 0x0001_0000});
		machine.run(1);
		t.is(machine.storage.word(40) & 0xFFFF, 2, code);
	}
});

test('RRB takes the reference bit away and tells what there was', t => {
	for (const [key, code] of [[0x30, 0], [0x32, 1], [0x34, 2], [0x36, 3]]) {
		const machine = machineWith('RRB 2047(10)');
		machine.storage.keys[8] = key;
		machine.cpu.gpr[10] = 0x4000;
		machine.run(1);
		t.is(machine.cpu.psw.cc, code);
		t.is(machine.storage.keys[8], key & 0xFB);
		t.is(machine.storage.keys[9], 0);
	}
});

test('reference is recorded again after RRB', t => {
	const machine = machineWith('L 1,0(,10); RRB 0(10); L 1,0(,10); ISK 2,10', {high: 0x0008_0000});
	machine.cpu.gpr[10] = 0x4000;
	machine.run(4);
	t.is(machine.cpu.gpr[2], 4);
});

test('SSKE sets both keys of a page, ISKE unites reference and change of both, RRBE resets both', t => {
	const machine = machineWith('SSKE 1,10; ISKE 2,10; RRBE 0,10');
	machine.cpu.gpr[1] = 0xFFFF_FF31;
	machine.cpu.gpr[10] = 0x4ABC;
	machine.run(1);
	t.deepEqual([...machine.storage.keys.subarray(8, 10)], [0x30, 0x30]);
	machine.storage.keys[8] |= 4;
	machine.storage.keys[9] |= 2;
	machine.run(1);
	t.is(machine.cpu.gpr[2], 0x36);
	machine.run(1);
	t.is(machine.cpu.psw.cc, 3);
	t.deepEqual([...machine.storage.keys.subarray(8, 10)], [0x30, 0x32]);
});

test('keys are of real blocks: prefixing counts', t => {
	const machine = machineWith('SSK 1,10');
	machine.cpu.prefix = 0x8000;
	machine.storage.store(0x8000 + 104, machine.storage.fetch(104, 8));
	machine.cpu.gpr[1] = 0x50;
	machine.run(1);
	t.is(machine.storage.keys[16], 0x50);
});

test('two keys in one page protect their halves', t => {
	const machine = machineWith('ST 1,0(,10); ST 1,0(,11)', {high: 0x0030_0000});
	machine.storage.keys.set([0x30, 0x40], 8);
	machine.storage.keys[2] = 0x30;
	machine.cpu.gpr.set([0x47FC, 0x4800], 10);
	machine.run(2);
	t.deepEqual(oldPsw(machine, 40), [0x0030_0004, 0x8000_1008]);
});

test('SPKA takes its key from the address, IPK gives it back in register 2', t => {
	const machine = machineWith('SPKA X\'F0\'(10); IPK');
	machine.cpu.gpr[10] = 0xFFFF_FF00;
	machine.cpu.gpr[2] = -1;
	machine.run(2);
	t.is(machine.cpu.psw.key, 15);
	t.is(machine.cpu.gpr[2], 0xFFFF_FFF0 | 0);
	t.is(machine.cpu.psw.address, start + 8);
});
