import test from 'ava';
import {ebcdicField} from '../../../source/base/ebcdic.js';
import {
	emptyExchange, exchangeBlock, flag, refusal, request, transferBlock, transferRequest,
} from '../../../source/base/intermachine.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {TestSystem} from '../../support/cp.js';

const at = 0x1000;

function transfer(system: TestSystem, vm: VirtualMachine, code: number, exchange = 0, limit = 0): number {
	vm.storage.store(at, transferBlock.encode({code, exchange, limit, used: 0}));
	return system.cp.resourceTransfer.request(vm, at);
}

function imc(system: TestSystem, vm: VirtualMachine, code: number, userid = '', exchange = 0): number {
	vm.storage.store(at, exchangeBlock.encode({
		...emptyExchange, code, userid, exchange, area: 0x1100, message: ebcdicField('WORK', 8),
	}));
	return system.cp.intermachine.request(vm, at);
}

/** Signals MAINT; answers the number of the exchange. */
function signal(system: TestSystem, vm: VirtualMachine): number {
	imc(system, vm, request.signal, 'MAINT');
	return vm.storage.word(at + exchangeBlock.offset.exchange);
}

/** Signals MAINT and lends it the share; MAINT works for that exchange. */
function workFor(system: TestSystem, user: VirtualMachine, server: VirtualMachine, limit = 0): number {
	const exchange = signal(system, user);
	transfer(system, user, transferRequest.lend, exchange, limit);
	transfer(system, server, transferRequest.workFor, exchange);
	return exchange;
}

/** A machine that computes without end. */
function compute(vm: VirtualMachine): void {
	vm.storage.store(0x800, Uint8Array.of(0x41, 0x22, 0, 1, 0x47, 0xF0, 0x08, 0));
	vm.cpu.gpr[15] = 0;
	vm.cpu.psw.load(0, 0x800);
	vm.begin(0x800);
}

function start() {
	const system = new TestSystem();
	const [user, other, third, server] = ['USER1', 'USER2', 'USER3', 'MAINT'].map((userid, index) => system.logOn(userid, `GRAF 02${index}`).vm);
	for (const vm of [user, other, third]) {
		imc(system, vm, request.area);
	}

	imc(system, server, request.authorize, '*');
	return {system, user, other, third, server};
}

test('a share is lent by the signaller of an open exchange, and worked on by whom it signalled', t => {
	const {system, user, other, server} = start();
	t.is(transfer(system, user, transferRequest.lend, 77), refusal.unknownExchange);
	const exchange = signal(system, user);
	t.is(transfer(system, other, transferRequest.lend, exchange), refusal.unknownExchange);
	t.is(transfer(system, server, transferRequest.lend, exchange), refusal.sequence);
	t.is(transfer(system, server, transferRequest.workFor, exchange), refusal.sequence, 'nothing lent');
	t.is(transfer(system, user, transferRequest.lend, exchange), 0);
	t.is(server.assignment.loan, undefined, 'it has not said for whom it works');
	t.is(transfer(system, other, transferRequest.workFor, exchange), refusal.sequence);
	t.is(transfer(system, server, transferRequest.workFor, exchange), 0);
	t.is(server.assignment.loan?.lender, user);
	t.is(transfer(system, other, transferRequest.withdraw, exchange), refusal.sequence);
	t.is(transfer(system, server, transferRequest.endWork), 0);
	t.is(transfer(system, server, transferRequest.endWork), refusal.sequence);
	t.is(server.assignment.loan, undefined);
	t.is(transfer(system, server, transferRequest.workFor, exchange), 0);
	t.is(transfer(system, user, transferRequest.withdraw, exchange), 0);
	t.is(server.assignment.loan, undefined);
	t.is(transfer(system, user, 99, exchange), refusal.unknownFunction);
});

test('nobody works for who works for him: he would pay himself', t => {
	const {system, user, server} = start();
	imc(system, user, request.authorize, '*');
	workFor(system, user, server);
	imc(system, server, request.signal, 'USER1');
	const back = server.storage.word(at + exchangeBlock.offset.exchange);
	t.is(transfer(system, server, transferRequest.lend, back), 0);
	t.is(transfer(system, user, transferRequest.workFor, back), refusal.busy);
	t.is(user.assignment.loan, undefined);
});

test('what the server consumes is charged to the lender, apart from his own', t => {
	const {system, user, other, server} = start();
	const exchange = workFor(system, user, server);
	const before = user.account.charged.virtualCpu;
	compute(server);
	system.run(0.2);
	const {charged} = user.account;
	t.true(charged.virtualCpu - before > 50_000);
	t.deepEqual(charged, server.account.forOthers);
	t.is(user.account.own.virtualCpu, 0);
	t.is(server.account.own.virtualCpu, 0);

	// It serves others meanwhile: they pay for theirs.
	workFor(system, other, server);
	const first = {...charged};
	system.run(0.2);
	t.deepEqual(user.account.charged, first);
	t.true(other.account.charged.virtualCpu > 50_000);

	transfer(system, server, transferRequest.workFor, exchange);
	transfer(system, server, transferRequest.endWork);
	system.run(0.1);
	t.true(server.account.own.virtualCpu > 50_000, 'and the server for what it does for itself');
});

test('a loan ends with its exchange: refused, reset of either side, logoff', t => {
	const ends: ReadonlyArray<(system: TestSystem, user: VirtualMachine, server: VirtualMachine, n: number) => void> = [
		(system, user, _server, exchange) => {
			imc(system, user, request.refuse, '', exchange);
		},
		(system, _user, server, exchange) => {
			imc(system, server, request.refuse, '', exchange);
		},
		(_system, user) => {
			user.reset(false);
		},
		(_system, _user, server) => {
			server.reset(false);
		},
		(system, user) => {
			system.cp.sessions.logoff(user);
		},
	];
	for (const end of ends) {
		const {system, user, server} = start();
		const exchange = workFor(system, user, server);
		t.truthy(system.cp.resourceTransfer.loansTo(server));
		end(system, user, server, exchange);
		t.is(server.assignment.loan, undefined);
		t.is(system.cp.resourceTransfer.loansTo(server), undefined);
	}
});

test('a loan with a limit: not a microsecond more is charged, and both can ask', t => {
	const {system, user, server} = start();
	const exchange = workFor(system, user, server, 12_345);
	compute(server);
	system.run(0.2);
	t.is(user.account.charged.totalCpu, 12_345);
	t.true(server.account.own.virtualCpu > 50_000, 'the rest is the server\'s own');
	for (const vm of [user, server]) {
		t.is(transfer(system, vm, transferRequest.query, exchange), 0);
		const {limit, used} = transferBlock.decode(vm.storage.fetch(at, transferBlock.length));
		t.deepEqual({limit, used}, {limit: 12_345, used: 12_345});
	}

	// Lent again: as much again.
	transfer(system, user, transferRequest.lend, exchange, 5000);
	system.run(0.2);
	t.is(user.account.charged.totalCpu, 17_345);
});

test('what was begun for a lender is charged to him to its end, whomever the server works for by then', t => {
	const {system, user, other, server} = start();
	const exchange = workFor(system, user, server);
	system.cp.wall.guard(server, 'test', () => {
		system.cp.schedule(1000, () => {
			system.cp.charge(server, 'page');
			server.account.count('pageReads');
		});
	});
	imc(system, server, request.refuse, '', exchange);
	workFor(system, other, server);
	const before = user.account.charged.totalCpu;
	system.run(0.1);
	t.is(user.account.charged.totalCpu - before, 700);
	t.is(user.account.charged.pageReads, 1);
	t.is(other.account.charged.pageReads, 0);
});

test('the work of a slave\'s server is its owner\'s', t => {
	const {system, user, server} = start();
	const master = system.logOn('SBSMASTR', 'GRAF 030').vm;
	const slave = system.cp.sessions.logon(system.cp.directory.find('SBSPROTO')!, undefined, 'SLAVE1', master.userid);
	slave.assignment.creator = master.userid;
	slave.assignment.chargeTo = user;
	imc(system, slave, request.area);
	workFor(system, slave, server);
	compute(server);
	system.run(0.1);
	t.true(user.account.charged.virtualCpu > 50_000);
	t.is(slave.account.charged.virtualCpu, 0);
});

test('the system stays fairly divided: a user and his server together get one share', t => {
	const {system, user, other, third, server} = start();
	workFor(system, user, server);
	for (const vm of [user, other, third, server]) {
		compute(vm);
	}

	// Past queue 1, where all computing machines are alike.
	system.run(10);
	const used = (vm: VirtualMachine): number => vm.account.billed.virtualCpu;
	const start3 = [user, other, third].map(vm => used(vm));
	const serverBefore = server.account.performed.virtualCpu;
	system.run(20);
	const shares = [user, other, third].map((vm, index) => used(vm) - start3[index]);
	const total = shares.reduce((sum, share) => sum + share, 0);
	for (const share of shares) {
		t.true(Math.abs((share / total) - (1 / 3)) < 0.02, shares.join(' '));
	}

	const lent = server.account.performed.virtualCpu - serverBefore;
	t.true(lent > 0.3 * shares[0] && lent < 0.7 * shares[0], 'the lender goes on beside its server');
});

test('a server runs with the sum of the shares lent to it, in turn for each lender', t => {
	const {system, user, other, third, server} = start();
	const exchanges = [user, other].map(vm => {
		const exchange = signal(system, vm);
		transfer(system, vm, transferRequest.lend, exchange);
		return exchange;
	});
	for (const vm of [third, server]) {
		compute(vm);
	}

	system.run(5);
	const before = [user, other, third].map(vm => vm.account.billed.virtualCpu);
	for (let second = 0; second < 30; second++) {
		transfer(system, server, transferRequest.workFor, exchanges[second % 2]);
		system.run(1);
	}

	const [ofUser, ofOther, ofThird] = [user, other, third]
		.map((vm, index) => (vm.account.billed.virtualCpu - before[index]) / 30e6);
	t.true(Math.abs(ofThird - (1 / 3)) < 0.03, `${ofThird}`);
	t.true(Math.abs(ofUser - (1 / 3)) < 0.03 && Math.abs(ofOther - (1 / 3)) < 0.03, `${ofUser} ${ofOther}`);

	// A long request: its lender is charged, and who waits behind it lends his share for it meanwhile.
	transfer(system, server, transferRequest.workFor, exchanges[0]);
	system.run(1);
	const from = user.account.billed.virtualCpu;
	system.run(20);
	const long = (user.account.billed.virtualCpu - from) / 20e6;
	t.true(Math.abs(long - (2 / 3)) < 0.03, `${long}`);
});

test('a server works in the queue, and with the favour, of whom it works for', t => {
	const {system, user, other, third, server} = start();
	const {scheduler} = system.cp.dispatcher;
	for (const vm of [user, other, third, server]) {
		compute(vm);
	}

	system.run(5);
	for (const vm of [user, other]) {
		vm.stop();
	}

	const [one, two] = [user, other].map(vm => {
		const exchange = signal(system, vm);
		transfer(system, vm, transferRequest.lend, exchange);
		return exchange;
	});
	transfer(system, server, transferRequest.workFor, one);
	t.is(scheduler.queueOf(server), 2);
	transfer(system, server, transferRequest.workFor, two);
	system.cp.interaction(other);
	t.is(scheduler.queueOf(server), 1);
	scheduler.favor(other, 90);
	const before = other.account.charged.totalCpu;
	system.run(10);
	t.true(Math.abs(((other.account.charged.totalCpu - before) / 10e6) - 0.9) < 0.02);
});

test('a signal can bring its loan with it: who works for it at once does so at its cost', t => {
	const {system, user, server} = start();
	user.storage.store(at, exchangeBlock.encode({
		...emptyExchange, code: request.signal, userid: 'MAINT', flags: flag.lend, message: ebcdicField('WORK', 8),
	}));
	t.is(system.cp.intermachine.request(user, at), 0);
	const exchange = user.storage.word(at + exchangeBlock.offset.exchange);
	t.is(transfer(system, server, transferRequest.workFor, exchange), 0);
	t.is(server.assignment.loan?.lender, user);
	imc(system, user, request.refuse, '', exchange);
	t.is(server.assignment.loan, undefined);
	// Without the flag nothing is lent.
	t.is(transfer(system, server, transferRequest.workFor, signal(system, user)), refusal.sequence);
});

test('work begun for a lender is his also where he works for the worker by the time it ends', t => {
	const {system, user, server} = start();
	const {cp} = system;
	imc(system, user, request.authorize, '*');
	workFor(system, user, server);
	cp.wall.guard(server, 'turn', () => {
		cp.schedule(1000, () => {
			cp.charge(server, 'io');
			server.account.count('sio');
		});
	});
	transfer(system, server, transferRequest.endWork);
	imc(system, server, request.signal, 'USER1');
	const back = server.storage.word(at + exchangeBlock.offset.exchange);
	t.is(transfer(system, server, transferRequest.lend, back), 0);
	t.is(transfer(system, user, transferRequest.workFor, back), 0);
	const before = {...user.account.charged};
	cp.clock.advance(1000);
	cp.timeline.runDue();
	t.is(user.account.charged.totalCpu - before.totalCpu, overhead.io);
	t.is(user.account.charged.sio - before.sio, 1);
	t.is(server.account.charged.totalCpu, 0);
});

test('a spent loan of who pays anyway leaves him to pay: nothing goes round for ever', t => {
	const {system, user, server} = start();
	workFor(system, user, server, overhead.io + 1);
	server.assignment.chargeTo = user;
	const before = user.account.charged.totalCpu;
	system.cp.charge(server, 'io', 3);
	t.is(user.account.charged.totalCpu - before, 3 * overhead.io);
	t.is(server.account.forOthers.totalCpu, 3 * overhead.io);
	t.true(server.assignment.loan !== undefined && server.assignment.loan.used === server.assignment.loan.limit);
});
