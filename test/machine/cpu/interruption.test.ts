import test from 'ava';
import {raiseExternal, type IoInterruptionSource} from '../../../source/machine/cpu/interruption.js';
import {Machine} from '../../../source/machine/machine.js';
import {machineWith, oldPsw, start} from '../../support/code.js';

test('SVC stores the old PSW with its number and length at 32 and goes on at the new PSW', t => {
	const machine = machineWith('SVC 202');
	t.deepEqual({...machine.run(10)}, {reason: 'wait', enabled: false});
	t.deepEqual(oldPsw(machine, 32), [0x0000_00CA, 0x4000_1002]);
	t.is(machine.cpu.psw.address, 0xEE20);
	t.is(machine.cpu.instructions, 1);
	t.deepEqual({...machine.processor.taken}, {kind: 'svc', code: 0xCA});
});

test('in EC mode the SVC number is stored at 138 and the condition code stays in the left half of the PSW', t => {
	const machine = machineWith('SVC 202', {high: 0x0008_2000});
	machine.run(10);
	t.deepEqual(oldPsw(machine, 32), [0x0008_2000, start + 2]);
	t.is(machine.storage.word(136), 0x0002_00CA);
});

test('an external interruption waits for the mask in the PSW and for the one in control register 0', t => {
	const machine = machineWith('NOP 0; SSM 0(10); NOP 0');
	machine.storage.store(0x2000, Uint8Array.of(1));
	machine.cpu.gpr[10] = 0x2000;
	let accepted = 0;
	raiseExternal(machine.cpu, 0x40, () => {
		accepted++;
	});
	t.is(machine.run(1).reason, 'budget');
	t.is(accepted, 0);
	t.is(machine.run(5).reason, 'wait');
	t.is(accepted, 1);
	t.deepEqual(oldPsw(machine, 24), [0x0100_0040, 0x0000_1008]);
	t.is(machine.cpu.instructions, 2);

	const masked = machineWith('NOP 0', {high: 0x0100_0000});
	masked.cpu.cr[0] = 0;
	raiseExternal(masked.cpu, 0x40);
	t.is(masked.run(1).reason, 'budget');
	t.is(masked.cpu.external.length, 1);
});

test('intermachine communication needs the PSW mask only', t => {
	const machine = machineWith('NOP 0', {high: 0x0100_0000});
	machine.cpu.cr[0] = 0;
	raiseExternal(machine.cpu, 0x4010);
	machine.run(1);
	t.is(machine.storage.word(24) & 0xFFFF, 0x4010);
});

test('an I/O interruption is taken on a channel the PSW allows, and its source stores the CSW first', t => {
	// First only channel 0 enabled, then only channel 1, both waiting.
	const machine = machineWith('LPSW 8(10)');
	machine.cpu.gpr[10] = start;
	machine.processor.io = {
		highest(enabled) {
			if (!enabled(1)) {
				return undefined;
			}

			return {
				device: 0x190,
				store() {
					machine.processor.io = undefined;
					machine.storage.setWord(68, 0x0C00_0000);
				},
			};
		},
	};
	machine.storage.setWord(start + 8, 0x8002_0000);
	machine.storage.setWord(start + 12, 0x2222);
	t.deepEqual({...machine.run(5)}, {reason: 'wait', enabled: true});
	machine.cpu.psw.load(0x4002_0000, 0x2222);
	t.deepEqual({...machine.run(5)}, {reason: 'wait', enabled: false});
	t.deepEqual(oldPsw(machine, 56), [0x4002_0190, 0x2222]);
	t.is(machine.storage.word(68), 0x0C00_0000);
});

test('in EC mode the device is at 186 and control register 2 masks its channel', t => {
	const io: IoInterruptionSource = {
		highest: enabled => enabled(1)
			? {
				device: 0x190, store() {
					machine.processor.io = undefined;
				},
			}
			: undefined,
	};
	const machine = machineWith('NOP 0; NOP 0', {high: 0x020A_0000, io});
	machine.cpu.cr[2] = 0;
	t.is(machine.run(5).reason, 'wait');
	machine.cpu.cr[2] = 0x4000_0000;
	machine.run(5);
	t.is(machine.storage.word(184), 0x190);
	t.deepEqual(oldPsw(machine, 56), [0x020A_0000, start]);
});

test('an invalid EC-mode PSW is loaded and gives a specification exception', t => {
	const machine = machineWith('LPSW 0(10)');
	machine.cpu.gpr[10] = 0x2000;
	machine.storage.setWord(0x2000, 0x8008_0000);
	machine.storage.setWord(0x2004, 0x0000_3000);
	machine.run(5);
	t.is(machine.storage.word(140), 0x0000_0006);
	t.deepEqual(oldPsw(machine, 40), [0x8008_0000, 0x3000]);
});

test('a program-new PSW that is itself invalid ends the run instead of looping for ever', t => {
	const machine = machineWith('DC X\'0000\'');
	machine.storage.setWord(104, 0x8008_0000);
	t.is(machine.run(1_000_000).reason, 'loop');
	const odd = machineWith('DC X\'0000\'');
	odd.storage.setWord(104, 0);
	odd.storage.setWord(108, 0x1001);
	t.is(odd.run(1_000_000).reason, 'loop');
});

test('DIAGNOSE and I/O instructions come out with their operands, the PSW behind them', t => {
	const machine = machineWith('DIAGNOSE 1,2,8; SIO 14(10); SIOF 14(10)');
	machine.cpu.gpr[10] = 0x100;
	t.deepEqual({...machine.run(10)}, {
		reason: 'diagnose', code: 8, r1: 1, r3: 2, address: start,
	});
	t.is(machine.cpu.psw.address, start + 4);
	t.deepEqual({...machine.run(10)}, {reason: 'io', operation: 'SIO', device: 0x10E});
	t.deepEqual({...machine.run(10)}, {reason: 'io', operation: 'SIOF', device: 0x10E});
	t.is(machine.cpu.instructions, 3);
});

test('a run stops before a stop address, but not at the one it starts from', t => {
	const machine = machineWith('LR 1,1; LR 1,1; B 0(,10)');
	machine.cpu.gpr[10] = start;
	machine.processor.stops.add(start);
	t.is(machine.run(100).reason, 'stop');
	t.is(machine.cpu.instructions, 3);
	t.is(machine.run(100).reason, 'stop');
	t.is(machine.cpu.instructions, 6);
});

test('an external-new PSW that lets the same timer condition in again loops the machine, not the host', t => {
	const machine = new Machine({storage: 65_536, timers: {running: true}});
	const {cpu, processor, storage} = machine;
	storage.setWord(88, 0x0108_0000);
	storage.setWord(92, 0x1000);
	cpu.cr[0] = 0x400;
	processor.timers.setCpuTimer(-5n);
	cpu.psw.load(0x0108_0000, 0x1000);
	t.is(machine.run(100).reason, 'loop');
});
