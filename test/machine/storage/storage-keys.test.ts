import test from 'ava';
import {machineWith, oldPsw} from '../../support/code.js';

test('reference is recorded again after RRB', t => {
	const machine = machineWith('L 1,0(,10); RRB 0(10); L 1,0(,10); ISK 2,10', {high: 0x0008_0000});
	machine.cpu.gpr[10] = 0x4000;
	machine.run(4);
	t.is(machine.cpu.gpr[2], 4);
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
