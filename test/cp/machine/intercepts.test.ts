import test from 'ava';
import {CpSession, patch, start} from '../../support/cp-session.js';

test('a disabled wait stops the machine and shows its PSW', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	start(vm, '05F0 8200F006 0000 000A0000 00000123');
	session.run();
	t.deepEqual(terminal.take(), ['CP ENTERED; DISABLED WAIT PSW \'000A0000 00000123\'']);
	t.is(terminal.status, 'CP READ');
	t.is(session.cp.pump(10), 'idle');
});

test('a program interruption loop is found', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	vm.settings.emsg = 'ON';
	// The program new PSW points at an invalid operation again.
	patch(vm, 104, '00000000 00002000');
	start(vm, '0000');
	session.run();
	t.deepEqual(terminal.take(), ['DMKDSP453W CP ENTERED; PROGRAM INTERRUPT LOOP']);
});

test('a DIAGNOSE nobody knows is a specification exception', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	patch(vm, 104, '000A0000 00000777');
	start(vm, '83120FFC');
	session.run();
	t.is(vm.cpu.psw.address, 0x777);
	t.is(vm.storage.word(40) & 0xFFFF, 6);
});

test('I/O to a device that is not there answers condition code 3', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	// BALR 15,0; SIO 191; BC 1 to the LPSW of the second disabled wait; LPSW of the first.
	start(vm, '05F0 9C000191 4710F01E 8200F00E 0000 000A000000000001 000A000000000002 8200F016');
	session.run();
	t.is(vm.cpu.psw.address, 2);
});

test('CPU time: the instructions are virtual, CP\'s work comes on top, and who pays sees both', t => {
	const session = new CpSession();
	const {vm: alice} = session.logOn('ALICE');
	const {vm: bob} = session.logOn('BOB');
	bob.assignment.chargeTo = alice;
	start(bob, '05F0 8200F006 0000 000A0000 00000000');
	session.run();
	t.is(bob.account.usage.virtualCpu, 2);
	t.true(bob.account.usage.totalCpu > 2);
	t.deepEqual(alice.account.charged, bob.account.forOthers);
	t.deepEqual(alice.account.usage, bob.account.usage);
	t.is(bob.account.billed.totalCpu, 0);
});
