import test from 'ava';
import {ebcdicField} from '../../../source/base/ebcdic.js';
import {exchangeBlock, refusal, request, transferBlock, transferRequest} from '../../../source/base/intermachine.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {TestSystem} from '../../support/cp.js';

const at = 0x1000;

function transfer(system: TestSystem, vm: VirtualMachine, code: number, other = ''): number {
	const bytes = new Uint8Array(transferBlock.length);
	bytes[transferBlock.offset.code] = code;
	bytes.set(ebcdicField(other, 8), transferBlock.offset.userid);
	vm.storage.store(at, bytes);
	return system.cp.resourceTransfer.request(vm, at);
}

function imc(system: TestSystem, vm: VirtualMachine, code: number, userid: string): number {
	const bytes = new Uint8Array(exchangeBlock.length);
	bytes[exchangeBlock.offset.code] = code;
	bytes.set(ebcdicField(userid, 8), exchangeBlock.offset.userid);
	new DataView(bytes.buffer).setUint32(exchangeBlock.offset.area, 0x1100);
	vm.storage.store(at, bytes);
	return system.cp.intermachine.request(vm, at);
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
	imc(system, server, request.authorize, '*');
	return {system, user, other, third, server};
}

test('a share is lent only within an open exchange, to one lender\'s servant at a time, never in a circle', t => {
	const {system, user, other, server} = start();
	t.is(transfer(system, user, transferRequest.lend, 'MAINT'), refusal.notAuthorized);
	t.is(imc(system, user, request.signal, 'MAINT'), 0);
	t.is(transfer(system, user, transferRequest.lend, 'MAINT'), 0);
	t.is(server.assignment.chargeTo, user);
	imc(system, other, request.signal, 'MAINT');
	t.is(transfer(system, other, transferRequest.lend, 'MAINT'), refusal.busy);
	t.is(transfer(system, server, transferRequest.lend, 'USER1'), refusal.busy);
	t.is(transfer(system, other, transferRequest.withdraw, 'MAINT'), refusal.sequence);
	t.is(transfer(system, user, transferRequest.withdraw, 'MAINT'), 0);
	t.is(server.assignment.chargeTo, undefined);
	t.is(transfer(system, user, transferRequest.lend, 'NOBODY'), refusal.notLoggedOn);
	t.is(transfer(system, server, transferRequest.giveBack), refusal.sequence);
});

test('what the server consumes is charged to the lender; withdrawal, reset and logoff of the lender end it', t => {
	const {system, user, server} = start();
	imc(system, user, request.signal, 'MAINT');
	transfer(system, user, transferRequest.lend, 'MAINT');
	const before = user.account.usage.virtualCpu;
	compute(server);
	system.run(0.2);
	t.true(user.account.usage.virtualCpu - before > 50_000);
	t.is(user.account.usage.virtualCpu - before, server.account.usage.virtualCpu);
	user.reset(false);
	t.is(server.assignment.chargeTo, undefined);
});

test('the system stays fairly divided: a user and his server together get one share', t => {
	const {system, user, other, third, server} = start();
	imc(system, user, request.signal, 'MAINT');
	transfer(system, user, transferRequest.lend, 'MAINT');
	for (const vm of [user, other, third, server]) {
		compute(vm);
	}

	// Past queue 1, where all computing machines are alike.
	system.run(10);
	const used = (vm: VirtualMachine): number => vm.account.usage.virtualCpu;
	const start3 = [user, other, third].map(vm => used(vm));
	const serverBefore = used(server);
	system.run(20);
	const shares = [user, other, third].map((vm, index) => used(vm) - start3[index]);
	const total = shares.reduce((sum, share) => sum + share, 0);
	for (const share of shares) {
		t.true(Math.abs((share / total) - (1 / 3)) < 0.02, shares.join(' '));
	}

	const lent = used(server) - serverBefore;
	t.true(lent > 0.3 * shares[0] && lent < 0.7 * shares[0], 'the lender goes on beside its server');
});

test('a slave works for whom its creator says: neither side ends that by resource transfer', t => {
	const {system, user} = start();
	const master = system.logOn('SBSMASTR', 'GRAF 030').vm;
	const slave = system.cp.sessions.logon(system.cp.directory.find('SBSPROTO')!, undefined, 'SLAVE1', master.userid);
	slave.assignment.creator = master.userid;
	slave.assignment.chargeTo = user;
	t.is(transfer(system, user, transferRequest.withdraw, 'SLAVE1'), refusal.sequence);
	t.is(transfer(system, slave, transferRequest.giveBack), refusal.sequence);
	t.is(slave.assignment.chargeTo, user);
});
