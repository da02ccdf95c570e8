/** Slaves that are still, or again, their creator's: on whose share they run, how many there are, how they end. */
import test from 'ava';
import {refusal, slaveBlock, slaveRequest, slaveRights} from '../../../source/base/intermachine.js';
import {limits} from '../../../source/base/limits.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {defaultDirectory, TestSystem} from '../../support/cp.js';

const blockAt = 0x1000;

function ask(system: TestSystem, vm: VirtualMachine, code: number, name: string, other = '', rights = 0): number {
	vm.storage.store(blockAt, slaveBlock.encodeSome({
		code, name, other, rights,
	}));
	return system.cp.slaveRequests.request(vm, blockAt);
}

/** Has a machine compute for ever: BC 15,X'800'. */
function compute(vm: VirtualMachine): void {
	vm.storage.store(0x800, Uint8Array.of(0x47, 0xF0, 0x08, 0));
	vm.cpu.psw.load(0, 0x800);
	vm.begin(0x800);
}

function start(directory = defaultDirectory) {
	const system = new TestSystem({directory});
	const {vm: master} = system.logOn('SBSMASTR', 'GRAF 020');
	const {vm: user} = system.logOn('USER1', 'GRAF 021');
	const machine = (name: string): VirtualMachine => system.cp.machines.get(name)!;
	return {
		system, master, user, machine,
	};
}

const used = ({account}: VirtualMachine): number => account.billed.totalCpu;

for (const [what, rights] of [['that nobody has', undefined], ['whose owner does not pay', slaveRights.control]] as const) {
	test(`slaves ${what} run on their creator's share and account, however many they are`, t => {
		const {system, master, user, machine} = start();
		master.settings.priority = 64;
		user.settings.priority = 64;
		for (const name of ['SLAVE1', 'SLAVE2', 'SLAVE3', 'SLAVE4']) {
			ask(system, master, slaveRequest.create, name, 'SBSPROTO');
			if (rights !== undefined) {
				ask(system, master, slaveRequest.assign, name, 'USER2', rights);
				system.logOn('USER2', 'GRAF 022');
				t.is(ask(system, master, slaveRequest.assign, name, 'USER2', rights), 0);
			}

			compute(machine(name));
		}

		compute(master);
		compute(user);
		const before = [used(master), used(user)];
		system.run(20);
		const [ofMaster, ofUser] = [used(master) - before[0], used(user) - before[1]];
		t.true(Math.abs((ofMaster / (ofMaster + ofUser)) - 0.5) < 0.03, `${ofMaster} to ${ofUser}`);
		for (const name of ['SLAVE1', 'SLAVE4']) {
			t.is(used(machine(name)), 0);
			t.true(machine(name).account.forOthers.virtualCpu > 1_000_000, 'it had its part of it');
		}
	});
}

test('a slave that nobody has is its creator\'s cost, not of whom the creator works for just then', t => {
	const {system, master, user, machine} = start();
	ask(system, master, slaveRequest.create, 'SLAVE1', 'SBSPROTO');
	master.assignment.loan = {
		exchange: 1, lender: user, borrower: master, limit: 0, used: 0,
	};
	compute(machine('SLAVE1'));
	const before = [used(master), used(user)];
	system.run(1);
	t.true(used(master) - before[0] > 900_000);
	t.is(used(user) - before[1], 0);
	master.assignment.loan = undefined;
});

test('a creator has so many slaves and no more, those of its slaves included; one that goes leaves room', t => {
	const directory = defaultDirectory.replace('USER SBSPROTO NOLOG 4M 16M G 30', '$&\n OPTION CREATOR SBSPROTO')
		.replace(' OPTION CREATOR SBSPROTO\n ACCOUNT SBS SBS\n IPL CMS', ' ACCOUNT SBS SBS\n OPTION CREATOR SBSPROTO\n IPL CMS');
	const {system, master, machine} = start(directory);
	const most = limits.slaves.value;
	for (let number = 0; number < most - 2; number++) {
		t.is(ask(system, master, slaveRequest.create, `S${number}`, 'SBSPROTO'), 0);
	}

	t.is(ask(system, machine('S0'), slaveRequest.create, 'A', 'SBSPROTO'), 0);
	t.is(ask(system, machine('A'), slaveRequest.create, 'B', 'SBSPROTO'), 0);
	for (const creator of [master, machine('S1'), machine('B')]) {
		t.is(ask(system, creator, slaveRequest.create, 'C', 'SBSPROTO'), refusal.tooMany);
	}

	const terminal = system.terminal('GRAF 023');
	terminal.enter('logon sbsmastr sbsmastr');
	t.is(ask(system, master, slaveRequest.delete, 'S0'), 0, 'with A and B');
	t.is(ask(system, machine('S1'), slaveRequest.create, 'C', 'SBSPROTO'), 0);
	t.false(system.cp.machines.has('B'));
});

test('SLAVE CREATE says that there are too many', t => {
	const {system} = start();
	const session = system.logOn('ASMSERV', 'GRAF 023');
	const {vm} = session;
	for (let number = 0; number < limits.slaves.value; number++) {
		ask(system, vm, slaveRequest.create, `S${number}`, 'ASMPROTO');
	}

	t.deepEqual(session.enter('slave create mine asmproto'), ['MINE NOT CREATED - 1000 SLAVES ALREADY']);
});

test('a line of slaves that are each the next one\'s creator ends with the first, the last before, without going deep', t => {
	const directory = defaultDirectory.replace(
		'USER SBSPROTO NOLOG 4M 16M G 30\n ACCOUNT SBS SBS',
		'$&\n OPTION CREATOR SBSPROTO',
	);
	const {system, master, machine} = start(directory);
	const names = Array.from({length: 60}, (_, number) => `S${number}`);
	let creator = master;
	for (const name of names) {
		t.is(ask(system, creator, slaveRequest.create, name, 'SBSPROTO'), 0);
		creator = machine(name);
	}

	const gone: string[] = [];
	const depths = new Set<number>();
	system.cp.events.observe(happened => {
		if (happened.kind === 'logoff') {
			gone.push(happened.vm.userid);
			Error.stackTraceLimit = 1000;
			depths.add(new Error('here').stack!.split('\n').length);
			Error.stackTraceLimit = 10;
		}
	});
	ask(system, master, slaveRequest.delete, 'S0');
	t.deepEqual(gone, names.toReversed());
	t.true(Math.max(...depths) - Math.min(...depths) < 12);
});

test('slaves that own each other go back in one go when the first leaves; nobody\'s owner is gone', t => {
	const {system, master, user, machine} = start();
	const names = Array.from({length: 30}, (_, number) => `S${number}`);
	let owner = user.userid;
	for (const name of names) {
		t.is(ask(system, master, slaveRequest.create, name, 'SBSPROTO'), 0);
		t.is(ask(system, master, slaveRequest.assign, name, owner), 0);
		owner = name;
	}

	system.cp.sessions.logoff(user);
	for (const name of names) {
		t.is(machine(name).assignment.owner, undefined);
		t.is(machine(name).assignment.chargeTo, master);
		t.false(machine(name).session.loggedOff);
	}
});
