import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {epoch1900} from '../../../source/machine/cpu/timers.js';
import {machineWith, oldPsw, start} from '../../support/code.js';

/** A branch to itself. */
const loop = 'B 0(,10)';

const running = (high: number, rate = 1) => {
	const clock = new VirtualClock(0);
	const machine = machineWith(loop, {high, timers: {clock, rate}});
	machine.cpu.gpr[10] = start;
	return {machine, clock};
};

test('the interval timer at 80 drops by 256 each 1/300 second', t => {
	const {machine} = running(0);
	machine.storage.setWord(80, 0x0001_0000);
	for (let slice = 0; slice < 100; slice++) {
		machine.run(1000);
	}

	t.is(machine.storage.word(80), 0x0001_0000 - (30 * 256));
});

test('a machine of half the speed sees twice the time', t => {
	const {machine} = running(0, 2);
	machine.storage.setWord(80, 0x0001_0000);
	machine.run(100_000);
	t.is(machine.storage.word(80), 0x0001_0000 - (60 * 256));
});

test('going from plus to minus makes an external interruption X\'0080\', once', t => {
	const {machine} = running(0x0100_0000);
	machine.storage.setWord(80, 256 * 2);
	t.is(machine.run(1_000_000).reason, 'wait');
	t.is(machine.cpu.instructions, 10_000);
	t.deepEqual(oldPsw(machine, 24), [0x0100_0080, start]);
	t.is(machine.cpu.external.length, 0);
});

test('the CPU timer interrupts while it is negative, code X\'1005\'', t => {
	const {machine} = running(0x0100_0000);
	machine.cpu.cr[0] = 0x400;
	machine.cpu.cpuTimer = 500n << 12n;
	machine.run(1_000_000);
	t.is(machine.storage.word(24) & 0xFFFF, 0x1005);
	t.is(machine.cpu.instructions, 501);
});

test('the clock comparator interrupts once the clock is past it, code X\'1004\'', t => {
	const {machine} = running(0x0100_0000);
	machine.cpu.cr[0] = 0x800;
	machine.cpu.clockComparator = BigInt(epoch1900 + 2000) << 12n;
	machine.run(1_000_000);
	t.is(machine.storage.word(24) & 0xFFFF, 0x1004);
	t.is(machine.cpu.instructions, 2001);
});

test('STCK moves with every instruction; SCK sets the clock', t => {
	const clock = new VirtualClock(0);
	const machine = machineWith('STCK 0(10); STCK 8(10); SCK 16(10); STCK 16(10)', {timers: {clock}});
	machine.cpu.gpr[10] = 0x2000;
	machine.storage.setWord(0x2010, 0x8000_0000);
	machine.run(4);
	const tod = (address: number) =>
		(BigInt(machine.storage.word(address)) << 32n) | BigInt(machine.storage.word(address + 4));
	t.is(tod(0x2000), BigInt(epoch1900) << 12n);
	t.is(tod(0x2008) - tod(0x2000), 1n << 12n);
	t.is(tod(0x2010), 0x8000_0000_0000_0000n + (1n << 12n));
});

test('STPT is exact between the steps of the other timers', t => {
	// SPT 0(10); LR; LR; STPT 8(10)
	const clock = new VirtualClock(0);
	const machine = machineWith('SPT 0(10); LR 1,1; LR 1,1; STPT 8(10)', {timers: {clock}});
	machine.cpu.gpr[10] = 0x2000;
	machine.storage.setWord(0x2000, 1);
	machine.run(10);
	t.is(
		(BigInt(machine.storage.word(0x2008)) << 32n) | BigInt(machine.storage.word(0x200C)),
		(1n << 32n) - (3n << 12n),
	);
});

test('a waiting machine knows when its timers will end the wait', t => {
	const {machine} = running(0x0102_0000);
	machine.storage.setWord(80, 0);
	t.deepEqual({...machine.run(10)}, {reason: 'wait', enabled: true});
	const microseconds = machine.processor.timers.untilInterruption();
	t.is(microseconds, 3334);
	machine.processor.timers.wait(microseconds!);
	t.deepEqual({...machine.run(10)}, {reason: 'wait', enabled: false});
	t.is(machine.storage.word(24) & 0xFFFF, 0x80);
});

test('the interval timer that ends a wait is the one in the prefix area', t => {
	const {machine} = running(0x0102_0000);
	// New PSWs are those of the other page.
	machine.storage.store(0x3000, machine.storage.fetch(0, 512));
	machine.storage.setWord(80, 0x7FFF_FFFF);
	machine.storage.setWord(0x3000 + 80, 0);
	machine.cpu.prefix = 0x3000;
	machine.processor.pswReplaced();
	t.deepEqual({...machine.run(10)}, {reason: 'wait', enabled: true});
	const microseconds = machine.processor.timers.untilInterruption();
	t.is(microseconds, 3334);
	machine.processor.timers.wait(microseconds!);
	t.deepEqual({...machine.run(10)}, {reason: 'wait', enabled: false});
	t.is(machine.storage.word(0x3000 + 24) & 0xFFFF, 0x80);
	t.is(machine.storage.word(80), 0x7FFF_FFFF);
});
