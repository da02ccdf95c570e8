/** Whatever TRACE shows and wherever ADSTOP stops, a program does what it does without. */
import test from 'ava';
import fc from 'fast-check';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CpSession} from '../../support/cp-session.js';
import {loadProgram, randomProgram, type RandomProgram} from '../../support/random-program.js';

/** What a program leaves. */
function left(vm: VirtualMachine, from: number) {
	const {cpu, storage} = vm;
	return {
		psw: [cpu.psw.high, cpu.psw.low],
		registers: [...cpu.gpr],
		executed: cpu.instructions - from,
		storage: Buffer.from(storage.fetch(0, 0x2000)).toString('hex'),
		keys: [...storage.keys.subarray(0, 8)],
	};
}

function machine(program: RandomProgram) {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	const enter = (line: string): void => {
		terminal.line.enter(line);
		session.run(0.01);
	};

	enter('#cp system clear');
	loadProgram(vm, program);
	return {
		session, vm, terminal, enter, from: vm.cpu.instructions,
		left: () => left(vm, 0),
	};
}

/** Runs it to its end: BEGIN for as long as something stops it before. */
function finish({vm, enter}: ReturnType<typeof machine>): void {
	enter('begin');
	for (let count = 0; count < 3000 && (vm.cpu.psw.address !== 0xDEAD || !vm.cpu.psw.wait); count++) {
		enter('begin');
	}

	if (vm.cpu.psw.address !== 0xDEAD) {
		throw new Error('the program did not come to its end');
	}
}

const traces = [
	'all', 'instruct', 'branch', 'svc program', 'priv', 'svc i/o prog ext priv sio ccw branch instruct all csw',
].flatMap(what => ['', 'run', 'printer', 'both run'].map(how => `trace ${what} ${how}`));

test('a traced program leaves what it leaves untraced', t => {
	fc.assert(fc.property(randomProgram, fc.constantFrom(...traces), (program, trace) => {
		const untraced = machine(program);
		finish(untraced);
		const traced = machine(program);
		traced.enter(trace);
		finish(traced);
		t.deepEqual(traced.left(), untraced.left());
		return traced.terminal.lines.includes('TRACE STARTED');
	}), {numRuns: 20});
});

test('ADSTOP stops exactly before the instruction, and nothing is different behind it', t => {
	fc.assert(fc.property(randomProgram, fc.nat(), fc.boolean(), (program, which, traced) => {
		const address = program.addresses[which % program.addresses.length];
		const reference = machine(program);
		const {vm: {cpu, processor}} = reference;
		while (cpu.psw.address !== address && !cpu.psw.wait) {
			processor.run(1);
		}

		const stopped = machine(program);
		stopped.enter(`adstop ${address.toString(16)}`);
		if (traced) {
			stopped.enter('trace instruct printer');
		}

		stopped.enter('begin');
		t.deepEqual(stopped.left(), reference.left());
		const untraced = machine(program);
		finish(untraced);
		finish(stopped);
		t.deepEqual(stopped.left(), untraced.left());
		return true;
	}), {numRuns: 20});
});
