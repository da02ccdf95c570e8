import test from 'ava';
import {ebcdicField, fromEbcdic} from '../../../source/base/ebcdic.js';
import {refusal, slaveBlock, slaveRequest} from '../../../source/base/intermachine.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {TestSystem} from '../../support/cp.js';

const requestAt = 0x1000;

function ask(
	system: TestSystem,
	vm: VirtualMachine,
	code: number,
	name: string,
	other = '',
	{area = 0, length = 0, slaveAddress = 0, psw = [0, 0]} = {},
): number {
	const bytes = new Uint8Array(slaveBlock.length);
	const view = new DataView(bytes.buffer);
	bytes[slaveBlock.offset.code] = code;
	bytes.set(ebcdicField(name, 8), slaveBlock.offset.name);
	bytes.set(ebcdicField(other, 8), slaveBlock.offset.other);
	view.setUint32(slaveBlock.offset.psw, psw[0]);
	view.setUint32(slaveBlock.offset.psw + 4, psw[1]);
	view.setUint32(slaveBlock.offset.area, area);
	view.setUint32(slaveBlock.offset.length, length);
	view.setUint32(slaveBlock.offset.slaveAddress, slaveAddress);
	vm.storage.store(requestAt, bytes);
	return system.cp.slaves.request(vm, requestAt);
}

function start() {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const master = system.logOn('SBSMASTR', 'GRAF 020').vm;
	const user = system.logOn('USER1', 'GRAF 021').vm;
	const other = system.logOn('USER2', 'GRAF 022').vm;
	return {system, operator, master, user, other};
}

test('only a creator creates; the name must be nobody\'s, the prototype a user of the directory', t => {
	const {system, master, user} = start();
	t.is(ask(system, user, slaveRequest.create, 'SLAVE1', 'SBSPROTO'), refusal.privilege);
	t.is(ask(system, master, slaveRequest.create, 'USER3', 'SBSPROTO'), refusal.name);
	t.is(ask(system, master, slaveRequest.create, 'BAD.NAME', 'SBSPROTO'), refusal.name);
	t.is(ask(system, master, slaveRequest.create, 'SLAVE1', 'NOBODY'), refusal.noSlave);
	t.is(ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO'), 0);
	t.is(ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO'), refusal.name);
	const slave = system.cp.machines.get('SLAVE1')!;
	t.is(slave.storage.size, master.storage.size);
	t.true(slave.session.disconnected && slave.cpMode.active);
});

test('the operator sees slaves created, assigned, released and deleted', t => {
	const {system, operator, master} = start();
	operator.wait();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	ask(system, master, slaveRequest.assign, 'SLAVE1');
	ask(system, master, slaveRequest.delete, 'SLAVE1');
	const told = operator.wait().filter(line => line.includes('SLAVE  '));
	t.deepEqual(
		told.map(line => line.replace(/^\S+ /, '')),
		[
			'SLAVE  SLAVE1   CREATED BY SBSMASTR',
			'SLAVE  SLAVE1   ASSIGNED TO USER1',
			'SLAVE  SLAVE1   RELEASED BY USER1',
			'SLAVE  SLAVE1   DELETED',
		],
	);
	t.false(system.cp.machines.has('SLAVE1'));
});

test('the owner starts and stops its slave and reads and writes PSW, registers and storage; nobody else does', t => {
	const {system, master, user, other} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	t.is(ask(system, user, slaveRequest.query, 'SLAVE1'), refusal.privilege);
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	t.is(ask(system, other, slaveRequest.stop, 'SLAVE1'), refusal.privilege);
	t.is(ask(system, user, slaveRequest.assign, 'SLAVE1', 'USER1'), refusal.privilege, 'only the creator reassigns');
	t.is(ask(system, user, slaveRequest.delete, 'SLAVE1'), refusal.privilege, 'nor does anybody else delete it');

	// LA 2,1(2); BC 15,X'800'
	user.storage.store(0x3000, Uint8Array.of(0x41, 0x22, 0, 1, 0x47, 0xF0, 0x08, 0));
	t.is(ask(system, user, slaveRequest.writeStorage, 'SLAVE1', '', {area: 0x3000, length: 8, slaveAddress: 0x800}), 0);
	t.is(ask(system, user, slaveRequest.start, 'SLAVE1', '', {psw: [0, 0x800]}), 0);
	system.run(0.01);
	t.is(ask(system, user, slaveRequest.stop, 'SLAVE1'), 0);
	t.is(ask(system, user, slaveRequest.readRegisters, 'SLAVE1', '', {area: 0x4000}), 0);
	const counted = user.storage.word(0x4000 + 8);
	t.true(counted > 1000);
	system.run(0.01);
	t.is(system.cp.machines.get('SLAVE1')!.cpu.gpr[2], counted, 'a stopped slave does not run');
	t.is(ask(system, user, slaveRequest.readPsw, 'SLAVE1'), 0);
	t.true([0x800, 0x804].includes(user.storage.word(requestAt + slaveBlock.offset.psw + 4) & 0xFF_FFFF));
	t.is(
		ask(system, user, slaveRequest.readStorage, 'SLAVE1', '', {area: 0x5000, length: 8, slaveAddress: 0xFF_FFF8}),
		refusal.address,
	);
});

test('what a slave consumes is charged to its owner', t => {
	const {system, master, user} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	const slave = system.cp.machines.get('SLAVE1')!;
	slave.storage.store(0x800, Uint8Array.of(0x47, 0xF0, 0x08, 0));
	slave.cpu.psw.load(0, 0x800);
	slave.cpu.gpr[15] = 0;
	const [before, creatorBefore] = [user.account.usage.virtualCpu, master.account.usage.virtualCpu];
	slave.begin(0x800);
	system.run(0.05);
	t.true(user.account.usage.virtualCpu - before > 10_000);
	t.is(user.account.usage.virtualCpu - before, slave.account.usage.virtualCpu);
	t.is(master.account.usage.virtualCpu, creatorBefore);
});

test('nothing of one assignment leaks into the next', t => {
	const {system, master} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	const slave = system.cp.machines.get('SLAVE1')!;
	slave.storage.store(0x8000, ebcdicField('SECRET', 8));
	slave.cpu.gpr.fill(42);
	slave.cpu.fpr.fill(42);
	slave.cpu.psw.load(0, 0x4242);
	slave.storage.keys[20] = 0x42;
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER2');
	t.deepEqual(slave.storage.fetch(0x8000, 8), new Uint8Array(8));
	t.deepEqual([...slave.cpu.gpr], Array.from({length: 16}, () => 0));
	t.deepEqual([...slave.cpu.fpr], Array.from({length: 8}, () => 0));
	t.is(slave.cpu.psw.address, 0);
	t.is(slave.storage.keys[20], 0);
	t.true(slave.cpMode.active);
	t.is(system.cp.slaves.owner(slave), 'USER2');
});

test('an owner that logs off gives its slaves back; a creator takes them with it', t => {
	const {system, master, user} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	ask(system, master, slaveRequest.create, 'SLAVE2', 'SBSPROTO');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	system.cp.sessions.logoff(user);
	const slave = system.cp.machines.get('SLAVE1')!;
	t.is(system.cp.slaves.owner(slave), 'SBSMASTR');
	t.is(slave.assignment.chargeTo, undefined);
	system.cp.sessions.logoff(master);
	t.deepEqual(system.cp.slaves.list(), []);
});

test('query answers the owner, to the slave itself as well', t => {
	const {system, master} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	for (const vm of [master, system.cp.machines.get('SLAVE1')!]) {
		t.is(ask(system, vm, slaveRequest.query, 'SLAVE1'), 0);
		t.is(fromEbcdic(vm.storage.fetch(requestAt + slaveBlock.offset.other, 8)), 'USER1   ');
	}
});

test('INDICATE USER and QUERY TIME show the slave\'s time as its owner\'s', t => {
	const {system, operator, master} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	const slave = system.cp.machines.get('SLAVE1')!;
	slave.storage.store(0x800, Uint8Array.of(0x47, 0xF0, 0x08, 0));
	slave.begin(0x800);
	// Two seconds of the processor, all the slave's.
	for (let turn = 0; turn < 20; turn++) {
		system.run(0.1);
	}

	t.regex(operator.enter('indicate user user1')[1], /^VTIME=000:0[12] TTIME=000:0[12] SIO=000000 /);
	t.regex(operator.enter('indicate user sbsmastr')[1], /^VTIME=000:00 TTIME=000:00 /);
	t.regex(operator.enter('indicate queues').join(' '), /SLAVE1 {3}Q2 RU 001\/001/);
});

test('a creator that is forced off: its slaves go first, and every line counts who is left', t => {
	const {system, operator, master} = start();
	for (const name of ['SLAVE1', 'SLAVE2']) {
		ask(system, master, slaveRequest.create, name, 'SBSPROTO');
	}

	operator.wait();
	t.deepEqual(
		operator
			.enter('force sbsmastr')
			.filter(line => line.includes('USERS'))
			.map(line => line.replace(/^\S+ /, '')),
		[
			'USER DSC LOGOFF AS SLAVE1   USERS = 005',
			'USER DSC LOGOFF AS SLAVE2   USERS = 004',
			'GRAF 020 LOGOFF AS SBSMASTR USERS = 003  FORCED',
		],
	);
});
