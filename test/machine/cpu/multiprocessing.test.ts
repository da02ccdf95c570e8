import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {raiseExternal} from '../../../source/machine/cpu/interruption.js';
import {restart, storeStatus} from '../../../source/machine/cpu/manual-operations.js';
import {machineWith, oldPsw, start} from '../../support/code.js';

/** Status to register 4, CPU address in register 5. */
const signal = (order: number): string => `SIGP 4,5,${order}`;

test('sense finds nothing to tell, or an external call pending', t => {
	// Sense; external call; sense; external call
	const machine = machineWith([1, 2, 1, 2].map(order => signal(order)).join('; '));
	machine.cpu.gpr[4] = -1;
	machine.run(1);
	t.deepEqual([machine.cpu.psw.cc, machine.cpu.gpr[4]], [0, -1]);
	machine.run(1);
	t.is(machine.cpu.psw.cc, 0);
	for (let again = 0; again < 2; again++) {
		machine.cpu.gpr[4] = -1;
		machine.run(1);
		t.deepEqual([machine.cpu.psw.cc, machine.cpu.gpr[4]], [1, 0x80]);
	}
});

test('emergency signal and external call interrupt by their masks in control register 0, the CPU\'s address at 132', t => {
	for (const [order, code, mask] of [
		[3, 0x1201, 0x4000],
		[2, 0x1202, 0x2000],
	]) {
		const machine = machineWith(`${signal(order)}; LR 1,1`, {high: 0x0108_0000});
		machine.storage.setWord(132, 0x7777_7777);
		machine.cpu.cr[0] = 0xFFFF_FFFF & ~mask;
		machine.run(1);
		t.is(machine.run(0).reason, 'budget');
		t.is(machine.run(1).reason, 'budget');
		t.is(machine.cpu.external.length, 1);
		machine.cpu.cr[0] = mask;
		machine.run(1);
		t.is(machine.storage.word(132), code);
		t.deepEqual(oldPsw(machine, 24), [0x0108_0000, start + 6]);
	}
});

test('stop stops, stop and store status stores status first', t => {
	const machine = machineWith(`${signal(5)}; ${signal(9)}`);
	t.is(machine.run(5).reason, 'stop');
	t.true(machine.cpu.stopped);
	t.is(machine.cpu.psw.address, start + 4);
	machine.cpu.gpr[7] = 0x77;
	t.is(machine.run(5).reason, 'stop');
	t.is(machine.storage.word(384 + 28), 0x77);
	t.is(machine.storage.word(260) & 0xFF_FFFF, start + 8);
});

test('restart exchanges PSWs at 8 and 0', t => {
	const machine = machineWith(signal(6));
	machine.storage.setWord(0, 0x0002_0000);
	machine.storage.setWord(4, 0xABCD);
	machine.cpu.psw.cc = 3;
	t.is(machine.run(5).reason, 'wait');
	t.is(machine.cpu.psw.address, 0xABCD);
	t.is(machine.storage.word(8) & 0xFFFF_0000, 0);
	t.is(machine.storage.word(12) & 0x3FFF_FFFF, start + 4);
});

test('restart with an invalid PSW is a specification exception before the first instruction', t => {
	const machine = machineWith('LR 1,1');
	machine.storage.setWord(0, 0x8008_0000);
	restart(machine.processor.execution);
	machine.run(1);
	t.is(machine.storage.word(140), 6);
});

test('resets: the initial one clears PSW, prefix, control registers and timers; both clear what is pending', t => {
	for (const [order, isInitial] of [[7, true], [8, false], [11, true], [12, false]] as const) {
		const machine = machineWith(signal(order));
		let resets = 0;
		machine.cpu.resetChannels = () => {
			resets++;
		};

		machine.cpu.cr[1] = 5;
		machine.cpu.gpr[9] = 9;
		raiseExternal(machine.cpu, 0x40);
		t.is(machine.run(3).reason, 'stop');
		t.is(machine.cpu.external.length, 0);
		t.is(machine.cpu.cr[1], isInitial ? 0 : 5);
		t.is(machine.cpu.psw.address, isInitial ? 0 : start + 4);
		t.is(machine.cpu.gpr[9], 9);
		t.is(resets, order < 9 ? 1 : 0);
	}
});

test('initial values of the control registers', t => {
	const {cpu} = machineWith('');
	t.deepEqual(
		[...cpu.cr].map(word => word >>> 0),
		[0xE0, 0, 0xFFFF_FFFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xC200_0000, 512],
	);
});

test('store status puts everything at its absolute address', t => {
	const clock = new VirtualClock(0);
	const machine = machineWith('', {high: 0x0038_3000, timers: {clock}});
	const {cpu, storage} = machine;
	cpu.psw.load(0x0038_3000, start);
	cpu.cpuTimer = 0x1234_5678_9000n;
	cpu.clockComparator = 0x8000_0000_0000_1000n;
	cpu.prefix = 0x3000;
	cpu.fpr.set([1, 2, 3, 4, 5, 6, 7, 8]);
	cpu.gpr.set(Array.from({length: 16}, (_, register) => register + 100));
	cpu.cr.set(Array.from({length: 16}, (_, register) => register + 200));
	storeStatus(machine.processor.execution);
	t.is(storage.word(216), 0x1234);
	t.is(storage.word(220), 0x5678_9000);
	t.is(storage.word(224), 0x8000_0000);
	t.is(storage.word(228), 0x1000);
	t.is(storage.word(256), 0x0038_3000);
	t.is(storage.word(260), start);
	t.is(storage.word(264), 0x3000);
	t.deepEqual([352, 380, 384, 444, 448, 508].map(at => storage.word(at)), [1, 8, 100, 115, 200, 215]);
});

test('STORE CLOCK tells set, not set and stopped', t => {
	const clock = new VirtualClock(0);
	const machine = machineWith('STCK 0(10); SCK 8(10); STCK 0(10)', {timers: {clock}});
	machine.cpu.gpr[10] = 0x2000;
	machine.processor.timers.loseTime();
	machine.cpu.psw.cc = 2;
	machine.run(1);
	t.is(machine.cpu.psw.cc, 1);
	t.true(machine.storage.word(0x2000) === 0 && machine.storage.word(0x2004) < 0x1_0000, 'it counts from zero');
	machine.storage.setWord(0x2008, 0x9000_0000);
	machine.run(1);
	t.is(machine.cpu.psw.cc, 0, 'set');
	machine.run(1);
	t.is(machine.cpu.psw.cc, 0);
	t.is(machine.storage.word(0x2000), 0x9000_0000);
});

test('with the synchronization-control bit SET CLOCK stops the clock, until the bit is off', t => {
	const clock = new VirtualClock(0);
	const machine = machineWith(
		'SCK 8(10); STCK 0(10); LR 1,1; STCK 16(10); LCTL 0,0,24(10); LR 1,1; LR 1,1; STCK 0(10)',
		{timers: {clock}},
	);
	machine.cpu.gpr[10] = 0x2000;
	machine.cpu.cr[0] = 0x2000_0000;
	machine.storage.setWord(0x2008, 0x9000_0000);
	machine.run(4);
	t.is(machine.cpu.psw.cc, 3);
	t.is(machine.storage.word(0x2014), 0);
	machine.run(4);
	t.is(machine.cpu.psw.cc, 0);
	t.is(machine.storage.word(0x2000), 0x9000_0000);
	t.is(machine.storage.word(0x2004), 3 << 12, 'three instructions since');
});

test('interval timer and interrupt key that are pending together come together; then SIGP\'s, then the clocks', t => {
	const clock = new VirtualClock(0);
	const codes: number[] = [];
	const machine = machineWith('', {high: 0x0102_0000, timers: {clock}});
	machine.cpu.cr[0] = 0xFFFF_FFFF;
	machine.cpu.cr[0] &= ~0x2000_0000;
	machine.cpu.cpuTimer = -1n;
	machine.cpu.clockComparator = 0n;
	for (const code of [0x1202, 0x1201, 0x40, 0x80]) {
		raiseExternal(machine.cpu, code);
	}

	for (let index = 0; index < 5; index++) {
		machine.run(1);
		codes.push(machine.storage.word(24) & 0xFFFF);
		machine.cpu.psw.load(0x0102_0000, 0);
		if (index === 3) {
			machine.cpu.clockComparator = 0xFFFF_FFFF_FFFF_FFFFn;
		}
	}

	t.deepEqual(codes, [0xC0, 0x1201, 0x1202, 0x1004, 0x1005]);
});
