import test from 'ava';
import {overhead} from '../../../source/cp/machine/accounting.js';
import {ebcdicField, fromEbcdic} from '../../../source/base/ebcdic.js';
import {
	emptyExchange, event, exchangeBlock, reason, refusal, request, slaveBlock, slaveLoss, slaveRequest, slaveRights,
	slaveState,
} from '../../../source/base/intermachine.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {defaultDirectory, TestSystem} from '../../support/cp.js';

const requestAt = 0x1000;

function ask(
	system: TestSystem,
	vm: VirtualMachine,
	code: number,
	name: string,
	other = '',
	more: Partial<Parameters<typeof slaveBlock.encode>[0]> = {},
): number {
	vm.storage.store(requestAt, slaveBlock.encodeSome({
		code, name, other, ...more,
	}));
	return system.cp.slaveRequests.request(vm, requestAt);
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
	for (const name of ['SYSTEM', 'OPERATOR', 'ALL']) {
		t.is(ask(system, master, slaveRequest.create, name, 'SBSPROTO'), refusal.name, 'CP has it for itself');
	}

	t.is(ask(system, master, slaveRequest.create, 'SLAVE1', 'NOBODY'), refusal.privilege);
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

test('storage of a slave is read and written at the price of a transfer', t => {
	const {system, master} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	const cost = (length: number): number => {
		const before = master.account.usage.totalCpu;
		t.is(ask(system, master, slaveRequest.readStorage, 'SLAVE1', '', {area: 0x4000, length, slaveAddress: 0x800}), 0);
		return master.account.usage.totalCpu - before;
	};

	t.is(cost(16 * 1024) - cost(1), 15 * overhead.copy);
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

test('slaves are not assigned in a circle: nobody pays for who pays for him', t => {
	const {system, master} = start();
	for (const name of ['SLAVE1', 'SLAVE2']) {
		ask(system, master, slaveRequest.create, name, 'SBSPROTO');
	}

	t.is(ask(system, master, slaveRequest.assign, 'SLAVE1', 'SLAVE2'), 0);
	t.is(ask(system, master, slaveRequest.assign, 'SLAVE2', 'SLAVE1'), refusal.busy);
	t.is(ask(system, master, slaveRequest.assign, 'SLAVE2', 'SLAVE2'), refusal.busy);
	t.is(system.cp.machines.get('SLAVE2')!.assignment.chargeTo?.userid, 'SBSMASTR');
});

test('an owner that logs off gives its slaves back; a creator takes them with it', t => {
	const {system, master, user} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	ask(system, master, slaveRequest.create, 'SLAVE2', 'SBSPROTO');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	system.cp.sessions.logoff(user);
	const slave = system.cp.machines.get('SLAVE1')!;
	t.is(system.cp.slaves.owner(slave), 'SBSMASTR');
	t.is(slave.assignment.chargeTo?.userid, 'SBSMASTR');
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

/** `BC 15,0(,0)` at X'800': it runs for ever. */
function loop(slave: VirtualMachine): void {
	slave.storage.store(0x800, Uint8Array.of(0x47, 0xF0, 0x08, 0));
	slave.begin(0x800);
}

test('a slave stops at the processor time of its assignment, and its creator is told; others go on', t => {
	const {system, master} = start();
	listen(system, master);
	for (const [name, limit] of [['SLAVE1', 30_000], ['SLAVE2', 0]] as const) {
		ask(system, master, slaveRequest.create, name, 'SBSPROTO');
		ask(system, master, slaveRequest.assign, name, 'USER1', {limit});
		loop(system.cp.machines.get(name)!);
	}

	system.run(0.2);
	const [one, two] = ['SLAVE1', 'SLAVE2'].map(name => system.cp.machines.get(name)!);
	t.true(one.stopped && !two.stopped);
	t.deepEqual(told(master), [lost(slaveLoss.limit)]);
	t.is(one.timeLimit.used, 30_000, 'to the microsecond');
	t.true(two.timeLimit.used > 100_000);

	loop(one);
	system.run(0.1);
	t.deepEqual(told(master), [lost(slaveLoss.limit)], 'it has no more, whoever starts it');
	const {used} = one.timeLimit;
	t.true(used < 31_000);

	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER2', {limit: 10_000});
	const renewed = system.cp.machines.get('SLAVE1')!;
	loop(renewed);
	system.run(0.2);
	t.is(renewed.timeLimit.used, 10_000, 'the next assignment has its own');
});

test('query answers owner, rights, state, limit, time used and creator', t => {
	const {system, master} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	const query = () => {
		t.is(ask(system, master, slaveRequest.query, 'SLAVE1'), 0);
		const {rights, state, other, limit, used, creator} =
			slaveBlock.decode(master.storage.fetch(requestAt, slaveBlock.length));
		return {
			rights, state, other, limit, used, creator,
		};
	};

	t.deepEqual(query(), {
		rights: 0, state: slaveState.stopped, other: 'SBSMASTR', limit: 0, used: [0, 0], creator: 'SBSMASTR',
	});
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1', {rights: slaveRights.charge, limit: 20_000});
	const slave = system.cp.machines.get('SLAVE1')!;
	loop(slave);
	t.like(query(), {rights: slaveRights.charge, state: slaveState.running, other: 'USER1', limit: 20_000});
	system.run(0.1);
	t.like(query(), {state: slaveState.stopped, used: [0, 20_000]});
	ask(system, master, slaveRequest.assign, 'SLAVE1');
	t.like(query(), {rights: 0, other: 'SBSMASTR', limit: 0, used: [0, 0]}, 'of this assignment');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER2');
	t.is(query().rights, slaveRights.charge | slaveRights.control);
	ask(system, master, slaveRequest.start, 'SLAVE1', '', {psw: [0xFF02_0000, 0]});
	system.run(0.01);
	t.is(query().state, slaveState.waiting);
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

/** A directory where SBSMASTR has the OPTION statement given. */
const directoryWith = (option: string): string => defaultDirectory.replace(' OPTION CREATOR SBSPROTO', option);

test('the administrator says which prototypes a creator has: nobody else\'s privilege can be had by a slave', t => {
	const create = (option: string, prototype: string) => {
		const system = new TestSystem({directory: directoryWith(option)});
		const {vm} = system.logOn('SBSMASTR', 'GRAF 020');
		const result = ask(system, vm, slaveRequest.create, 'SLAVE1', prototype);
		return {result, classes: system.cp.machines.get('SLAVE1')?.classes};
	};

	const refused = {result: refusal.privilege, classes: undefined};
	t.deepEqual(create(' OPTION CREATOR SBSPROTO', 'SBSPROTO'), {result: 0, classes: 'G'});
	t.deepEqual(create(' OPTION CREATOR SBSPROTO', 'OPERATOR'), refused);
	t.deepEqual(create(' OPTION CREATOR SBSPROTO OPERATOR', 'OPERATOR'), {result: 0, classes: 'ABCDEFG'});
	t.deepEqual(create(' OPTION CREATOR', 'SBSPROTO'), {result: 0, classes: 'G'}, 'without a list: what nobody logs on to');
	t.deepEqual(create(' OPTION CREATOR', 'OPERATOR'), refused);
	t.deepEqual(create(' OPTION CREATOR', 'USER1'), refused);
	t.deepEqual(create(' OPTION CREATOR GONE', 'GONE'), {result: refusal.noSlave, classes: undefined});
});

test('CHARGE and CONTROL are given apart: who only pays cannot look into the slave, stop it or store into it', t => {
	const {system, master, user} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	const slave = system.cp.machines.get('SLAVE1')!;
	slave.storage.store(0x800, ebcdicField('SECRET', 8));
	const controls = [
		slaveRequest.start, slaveRequest.stop, slaveRequest.ipl, slaveRequest.readPsw,
		slaveRequest.readStorage, slaveRequest.writeStorage, slaveRequest.readRegisters, slaveRequest.writeRegisters,
	];
	const operands = {area: 0x3000, length: 8, slaveAddress: 0x800};

	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1', {rights: slaveRights.charge});
	t.is(slave.assignment.chargeTo, user);
	for (const code of controls) {
		t.is(ask(system, user, code, 'SLAVE1', 'CMS', operands), refusal.privilege);
	}

	t.deepEqual(slave.storage.fetch(0x800, 8), ebcdicField('SECRET', 8));
	t.is(ask(system, user, slaveRequest.query, 'SLAVE1'), 0, 'whose it is he may ask');

	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1', {rights: slaveRights.control});
	t.is(slave.assignment.chargeTo?.userid, 'SBSMASTR', 'an owner who does not pay leaves that to the creator');
	for (const code of controls) {
		t.is(ask(system, user, code, 'SLAVE1', 'CMS', operands), 0);
	}

	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	t.is(slave.assignment.chargeTo, user, 'the paper\'s owner has both');
	t.true(slave.assignment.control);
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER2', {rights: slaveRights.charge});
	t.is(ask(system, user, slaveRequest.stop, 'SLAVE1'), refusal.privilege, 'nothing is left of it');
});

const eventsAt = 0x6000;

/** Lets everybody signal `vm`; what it is told can then be taken with `told`. */
function listen(system: TestSystem, vm: VirtualMachine): void {
	vm.storage.store(requestAt, exchangeBlock.encode({
		...emptyExchange, code: request.authorize, userid: '*', area: eventsAt,
	}));
	system.cp.intermachine.request(vm, requestAt);
}

/** Takes the interruptions that wait for `vm`, as `code userid reason`. */
function told(vm: VirtualMachine): string[] {
	return vm.cpu.external.splice(0).map(pending => {
		pending.accept?.();
		const {code, userid, reason: why} = exchangeBlock.decode(vm.storage.fetch(eventsAt, exchangeBlock.length));
		return `${code} ${userid} ${why}`;
	});
}

const lost = (why: number, slave = 'SLAVE1'): string => `${event.slaveLost} ${slave} ${why}`;

test('the creator hears of every end of a slave, and of every way it stops working', t => {
	const {system, operator, master} = start();
	listen(system, master);
	const fresh = (): VirtualMachine => {
		ask(system, master, slaveRequest.delete, 'SLAVE1');
		ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
		ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
		t.deepEqual(told(master), [], 'what the creator does itself it knows');
		return system.cp.machines.get('SLAVE1')!;
	};

	fresh();
	operator.enter('force slave1');
	t.deepEqual(told(master), [lost(slaveLoss.forced)]);

	system.cp.sessions.logoff(fresh());
	t.deepEqual(told(master), [lost(slaveLoss.loggedOff)]);

	fresh();
	ask(system, master, slaveRequest.start, 'SLAVE1', '', {psw: [0x0002_0000, 0]});
	system.run(0.01);
	t.deepEqual(told(master), [lost(slaveLoss.disabledWait)]);

	fresh().abend('Error: for the test');
	t.deepEqual(told(master), [lost(slaveLoss.abend)]);

	const slave = fresh();
	slave.begin();
	system.cp.execute('CP', {
		vm: slave, line: undefined, reply: () => undefined, done: () => undefined,
	});
	slave.enterCp();
	t.deepEqual(told(master), [lost(slaveLoss.stopped)]);

	fresh().begin();
	system.cp.machines.get('SLAVE1')!.needTerminal();
	t.deepEqual(told(master), [lost(slaveLoss.consoleRead)]);

	fresh();
	ask(system, master, slaveRequest.ipl, 'SLAVE1', '191');
	t.deepEqual(told(master), [lost(slaveLoss.stopped)], 'it did not start at all');
});

test('a slave that stops again and again tells it once; its end is told after that all the same', t => {
	const {system, master, user} = start();
	listen(system, master);
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	ask(system, master, slaveRequest.assign, 'SLAVE1', 'USER1');
	for (let count = 0; count < 50; count++) {
		ask(system, user, slaveRequest.start, 'SLAVE1', '', {psw: [0x0002_0000, 0]});
		system.run(0.001);
	}

	system.cp.sessions.force(system.cp.machines.get('SLAVE1')!);
	t.deepEqual(told(master), [lost(slaveLoss.disabledWait), lost(slaveLoss.forced)]);
});

/** `one` signals `other`, which has authorized it: an exchange is open. */
function signal(system: TestSystem, one: VirtualMachine, other: VirtualMachine): void {
	listen(system, one);
	listen(system, other);
	one.storage.store(requestAt, exchangeBlock.encode({
		...emptyExchange, code: request.signal, userid: other.userid,
	}));
	system.cp.intermachine.request(one, requestAt);
	other.cpu.external.length = 0;
}

test('who keeps something for another machine hears once when that one is reset or gone', t => {
	const {system, master, user, other} = start();
	listen(system, master);
	t.is(ask(system, master, slaveRequest.watch, 'USER1'), refusal.privilege, 'they have nothing to do with each other');
	t.is(ask(system, master, slaveRequest.watch, 'NOBODY'), refusal.notLoggedOn);
	signal(system, user, master);
	signal(system, other, master);
	for (const userid of ['USER1', 'USER1', 'USER2']) {
		t.is(ask(system, master, slaveRequest.watch, userid), 0);
	}

	user.reset(false);
	user.reset(false);
	t.deepEqual(
		told(master).filter(line => line.startsWith(`${event.machineEnded} `)),
		[`${event.machineEnded} USER1 ${reason.reset}`],
	);
	system.cp.sessions.logoff(other);
	t.deepEqual(
		told(master).filter(line => line.startsWith(`${event.machineEnded} `)),
		[`${event.machineEnded} USER2 ${reason.loggedOff}`],
	);
	signal(system, user, master);
	ask(system, master, slaveRequest.watch, 'USER1');
	t.is(ask(system, master, slaveRequest.unwatch, 'USER1'), 0);
	t.is(ask(system, master, slaveRequest.unwatch, 'USER1'), refusal.sequence);
	system.cp.sessions.logoff(user);
	t.false(told(master).some(line => line.startsWith(`${event.machineEnded} `)));
});

test('a creator and its slaves may watch each other; a reset of the watcher ends it', t => {
	const {system, master} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	const slave = system.cp.machines.get('SLAVE1')!;
	listen(system, slave);
	t.is(ask(system, master, slaveRequest.watch, 'SLAVE1'), 0);
	t.is(ask(system, slave, slaveRequest.watch, 'SBSMASTR'), 0);
	slave.reset(false);
	listen(system, slave);
	master.reset(false);
	t.deepEqual(told(slave), []);
});

test('a creator that goes takes every slave with it, also those that others of its slaves own, in whatever order', t => {
	for (const [first, second] of [['SLAVE1', 'SLAVE2'], ['SLAVE2', 'SLAVE1']]) {
		const {system, master} = start();
		ask(system, master, slaveRequest.create, first, 'SBSPROTO');
		ask(system, master, slaveRequest.create, second, 'SBSPROTO');
		t.is(ask(system, master, slaveRequest.assign, 'SLAVE1', 'SLAVE2'), 0);
		system.cp.sessions.logoff(master);
		t.deepEqual(['SLAVE1', 'SLAVE2'].filter(name => system.cp.machines.has(name)), []);
	}
});
