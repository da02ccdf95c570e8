/** A slave that is prepared once begins there again, alone or in many machines, and keeps nothing of its owners. */
import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {refusal, slaveBlock, slaveRequest} from '../../../source/base/intermachine.js';
import {restartPsw} from '../../../source/cms/nucleus/ipl.js';
import {createCmsProgram} from '../../../source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../../../source/cms/nucleus/saved-system.js';
import {residentLoader} from '../../../source/guest/resident.js';
import {area} from '../../../source/cms/nucleus/storage/layout.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {defaultDirectory, TestSystem} from '../../support/cp.js';

const blockAt = 0x1000;

function ask(
	system: TestSystem,
	vm: VirtualMachine,
	code: number,
	name: string,
	other = '',
	more: Partial<Parameters<typeof slaveBlock.encode>[0]> = {},
): number {
	vm.storage.store(blockAt, slaveBlock.encodeSome({
		code, name, other, ...more,
	}));
	return system.cp.slaveRequests.request(vm, blockAt);
}

function start(...[options]: ConstructorParameters<typeof TestSystem>) {
	const system = new TestSystem(options);
	const {vm: master} = system.logOn('SBSMASTR', 'GRAF 020');
	const {vm: user} = system.logOn('USER1', 'GRAF 021');
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	const machine = (name = 'SLAVE1'): VirtualMachine => system.cp.machines.get(name)!;
	return {
		system, master, user, machine,
	};
}

/** LA 2,1(2); B * - 4: counts in register 2. */
const counting = Uint8Array.of(0x41, 0x22, 0, 1, 0x47, 0xF0, 0x08, 0);

test('a released slave runs from its ready image, and has nothing of who owned it', t => {
	const {system, master, user, machine} = start();
	machine().storage.store(0x800, counting);
	machine().storage.keys[1] = 0x30;
	machine().cpu.gpr[2] = 1_000_000;
	t.is(ask(system, master, slaveRequest.release, 'SLAVE1'), refusal.sequence, 'nothing is prepared');
	t.is(ask(system, user, slaveRequest.prepare, 'SLAVE1'), refusal.privilege);
	t.is(ask(system, master, slaveRequest.prepare, 'SLAVE1', '', {psw: [0, 0x800]}), 0);
	for (const round of [1, 2]) {
		ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
		t.is(ask(system, master, slaveRequest.prepare, 'SLAVE1'), refusal.busy, 'what its owner left is no image');
		t.is(ask(system, user, slaveRequest.release, 'SLAVE1'), refusal.privilege);
		machine().storage.store(0x800, new Uint8Array(8).fill(0xEE));
		machine().storage.store(0x9000, new Uint8Array(8).fill(0xEE));
		machine().settings.emsg = 'OFF';
		t.is(ask(system, master, slaveRequest.release, 'SLAVE1'), 0);
		t.is(system.cp.slaves.owner(machine()), 'SBSMASTR');
		t.deepEqual(machine().storage.fetch(0x800, 8), counting, `release ${round}`);
		t.deepEqual(machine().storage.fetch(0x9000, 8), new Uint8Array(8));
		t.is(machine().storage.keys[1] & 0xF0, 0x30);
		t.is(machine().settings.emsg, 'TEXT');
		system.run(0.01);
		t.true(machine().cpu.gpr[2] > 1_000_000);
		t.true(machine().cpu.gpr[2] < 1_010_000, 'from the count that was prepared');
	}
});

test('many slaves begin from the image of one, whose pages they share until they store', t => {
	const {system, master, user, machine} = start();
	machine().storage.store(0x800, counting);
	machine().storage.store(0x5000, new Uint8Array(4096).fill(7));
	ask(system, master, slaveRequest.prepare, 'SLAVE1', '', {psw: [0, 0x800]});
	const before = system.hostStorage.available;
	for (let number = 2; number <= 20; number++) {
		ask(system, master, slaveRequest.create, `SLAVE${number}`, 'SBSPROTO');
		t.is(ask(system, master, slaveRequest.release, `SLAVE${number}`, 'SLAVE1'), 0);
	}

	t.true(before - system.hostStorage.available < 20, 'no page of the image was copied');
	machine('SLAVE3').storage.store(0x5000, Uint8Array.of(9));
	t.is(machine('SLAVE4').storage.fetch(0x5000, 1)[0], 7);
	t.is(machine('SLAVE1').storage.fetch(0x5000, 1)[0], 7);
	system.run(2);
	t.true(machine('SLAVE20').cpu.gpr[2] > 0);
	ask(system, master, slaveRequest.delete, 'SLAVE1');
	t.is(ask(system, master, slaveRequest.release, 'SLAVE2', 'SLAVE1'), refusal.sequence, 'it went with its slave');
	t.is(machine('SLAVE2').storage.fetch(0x5000, 1)[0], 7);
	t.is(ask(system, user, slaveRequest.release, 'SLAVE2', 'SLAVE1'), refusal.privilege);
});

test('CMS that was loaded once begins from its image without IPL, under the name of each slave', t => {
	const {system, master, machine} = start({
		savedSystems: new Map([['CMS', cmsSavedSystem]]), programs: new Map([['CMS', residentLoader(createCmsProgram())]]),
	});
	ask(system, master, slaveRequest.ipl, 'SLAVE1', 'CMS');
	system.run(5);
	t.true(machine().console.reading);
	t.is(ask(system, master, slaveRequest.prepare, 'SLAVE1', '', {psw: restartPsw}), 0);
	ask(system, master, slaveRequest.create, 'SLAVE2', 'SBSPROTO');
	for (const name of ['SLAVE1', 'SLAVE2']) {
		t.is(ask(system, master, slaveRequest.release, name, 'SLAVE1'), 0);
		system.run(1);
		t.true(machine(name).console.reading, `${name} reads a line`);
		t.is(fromEbcdic(machine(name).storage.fetch(area.state, 8)).trim(), name);
		machine(name).console.deliver('QUERY SEARCH');
		system.run(1);
		t.true(machine(name).console.reading && !machine(name).stopped);
	}
});

/** A slave that has read its disks and is prepared, and another that begins as it did. */
function prepared() {
	const {system, master, user, machine} = start();
	ask(system, master, slaveRequest.create, 'SLAVE2', 'SBSPROTO');
	ask(system, master, slaveRequest.ipl, 'SLAVE1', 'CMS');
	system.run(0.1);
	return {
		system, master, user, machine,
		prepare: (name = 'SLAVE1') => ask(system, master, slaveRequest.prepare, name, '', {psw: [0, 0x800]}),
		release: (name = 'SLAVE2', from = 'SLAVE1') => ask(system, master, slaveRequest.release, name, from),
	};
}

test('an image is out of date when a disk that its slave has was written; one of others does not matter', t => {
	const {system, master, machine, prepare, release} = prepared();
	t.is(prepare(), 0);
	t.is(release(), 0);
	// Of USER1, whose disk the prototype has not.
	system.write('YRKUSR', 6);
	t.is(release(), 0);
	const before = machine('SLAVE2');
	// MAINT 190.
	system.write('YRKRES', 5);
	t.is(release(), refusal.sequence);
	t.is(machine('SLAVE2'), before, 'the slave stays as it is');
	t.is(prepare(), refusal.sequence, 'it has read the disk before that');
	ask(system, master, slaveRequest.ipl, 'SLAVE1', 'CMS');
	t.is(prepare(), 0);
	t.is(release(), 0);
	t.is(prepare('SLAVE2'), 0, 'who began as it has read what it had read');
	system.write('YRKRES', 5);
	t.is(release('SLAVE1', 'SLAVE2'), refusal.sequence);
});

test('an image is out of date when a system that its slave has loaded was saved anew', t => {
	const {system, prepare, release, machine} = prepared();
	t.is(prepare(), 0);
	const cms = system.cp.systems.get('CMS')!;
	t.is(machine().loaded.systems[0], cms);
	t.is(release(), 0);
	system.cp.systems.purge('CMS');
	t.is(release(), refusal.sequence);
});

for (const [what, command] of [
	['a device that it linked', 'LINK MAINT 190 290 RR'], ['a device that it detached', 'DETACH 19E'],
	['a temporary disk', 'DEFINE T3350 AS 300 CYL 2'], ['a setting', 'SET EMSG OFF'], ['a terminal setting', 'TERMINAL CHARDEL %'],
	['a spooled device set otherwise', 'SPOOL PRINTER CLASS X'], ['another size of storage', 'DEFINE STORAGE 8M'],
] as const) {
	test(`a slave with ${what} is not prepared: no new machine would have it`, t => {
		const {system, machine, prepare} = prepared();
		system.cp.execute(command, {
			vm: machine(), line: undefined,
			reply: () => undefined,
			done: () => undefined,
		});
		// From inside a machine it comes when the instruction is over.
		system.run(0.001);
		t.is(prepare(), refusal.address);
	});
}

test('a slave that was just made is not made twice to begin from an image; one that was touched is', t => {
	const {system, master, machine, prepare, release} = prepared();
	prepare();
	ask(system, master, slaveRequest.create, 'SLAVE3', 'SBSPROTO');
	const fresh = machine('SLAVE3');
	t.is(release('SLAVE3'), 0);
	t.is(machine('SLAVE3'), fresh);
	for (const touch of [
		(): unknown => ask(system, master, slaveRequest.writeStorage, 'SLAVE4', '', {area: 0x3000, length: 8, slaveAddress: 0}),
		(): unknown => ask(system, master, slaveRequest.writeRegisters, 'SLAVE4', '', {area: 0x3000}),
		(): unknown => ask(system, master, slaveRequest.assign, 'SLAVE4', '', {limit: 1000}),
		(): unknown => system.logOn('OPERATOR', 'CONS 009').enter('SET PRIORITY SLAVE4 3'),
	]) {
		ask(system, master, slaveRequest.create, 'SLAVE4', 'SBSPROTO');
		const touched = machine('SLAVE4');
		touch();
		t.is(release('SLAVE4'), 0);
		t.not(machine('SLAVE4'), touched);
		ask(system, master, slaveRequest.delete, 'SLAVE4');
		if (system.cp.machines.has('OPERATOR')) {
			system.cp.sessions.logoff(system.cp.machines.get('OPERATOR')!);
		}
	}
});

test('an image is for slaves of the same creator and prototype', t => {
	const system = new TestSystem({
		directory: defaultDirectory.replace(' OPTION CREATOR SBSPROTO', ' OPTION CREATOR SBSPROTO ASMPROTO'),
	});
	const {vm: master} = system.logOn('SBSMASTR', 'GRAF 020');
	const {vm: other} = system.logOn('ASMSERV', 'GRAF 021');
	for (const [creator, name, prototype] of [
		[master, 'SLAVE1', 'ASMPROTO'], [master, 'SLAVE2', 'SBSPROTO'], [master, 'SLAVE3', 'ASMPROTO'],
		[other, 'SLAVE4', 'ASMPROTO'],
	] as const) {
		t.is(ask(system, creator, slaveRequest.create, name, prototype), 0);
	}

	t.is(ask(system, master, slaveRequest.prepare, 'SLAVE1', '', {psw: [0, 0x800]}), 0);
	t.is(ask(system, master, slaveRequest.release, 'SLAVE2', 'SLAVE1'), refusal.sequence);
	t.is(ask(system, other, slaveRequest.release, 'SLAVE4', 'SLAVE1'), refusal.sequence);
	t.is(ask(system, master, slaveRequest.release, 'SLAVE3', 'SLAVE1'), 0);
});
