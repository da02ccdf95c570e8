import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {limits} from '../../../source/base/limits.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import {scheduling} from '../../../source/cp/machine/place.js';
import {CpSession, patch, start} from '../../support/cp-session.js';

/** BALR 15,0; LA 1,1(1); B *-4. */
const countUp = '05F0 41110001 47F0F000';

/** Userids in the order they got the processor, 50 simulated milliseconds apart at most. */
function turns(session: CpSession, pieces: number): string[] {
	const seen: string[] = [];
	const before = new Map<string, number>();
	for (let piece = 0; piece < pieces; piece++) {
		session.cp.pump(0);
		for (const vm of session.cp.machines.values()) {
			if (vm.cpu.instructions !== (before.get(vm.userid) ?? 0)) {
				seen.push(vm.userid);
				before.set(vm.userid, vm.cpu.instructions);
			}
		}
	}

	return seen;
}

test('two machines that compute get the same processor time', t => {
	const session = new CpSession();
	const alice = session.logOn('ALICE').vm;
	const bob = session.logOn('BOB').vm;
	start(alice, countUp);
	start(bob, countUp);
	session.run(10);
	const share = alice.account.usage.virtualCpu / (alice.account.usage.virtualCpu + bob.account.usage.virtualCpu);
	t.true(Math.abs(share - 0.5) < 0.02);
});

test('a better priority gives more of the processor, and nobody starves', t => {
	const session = new CpSession();
	const [alice, bob, carol] = ['ALICE', 'BOB', 'CAROL'].map(userid => session.logOn(userid).vm);
	alice.settings.priority = 0;
	carol.settings.priority = 99;
	for (const vm of [alice, bob, carol]) {
		start(vm, countUp);
	}

	session.run(30);
	t.true(alice.account.usage.virtualCpu > 1.2 * bob.account.usage.virtualCpu);
	t.true(bob.account.usage.virtualCpu > carol.account.usage.virtualCpu);
	t.true(carol.account.usage.virtualCpu > 3e6);
});

test('the same input gives the same order of turns, however host time cuts it', t => {
	const run = (hostNow: () => number) => {
		const session = new CpSession({hostNow});
		for (const userid of ['ALICE', 'BOB', 'CAROL']) {
			start(session.logOn(userid).vm, countUp);
		}

		return turns(session, 400).join(' ');
	};

	let host = 0;
	const slow = run(() => host += 1);
	t.is(slow, run(() => host += 3));
	for (const userid of ['ALICE', 'BOB', 'CAROL']) {
		t.true(slow.includes(userid));
	}
});

test('a machine that talks to its terminal comes before one that computes', t => {
	const session = new CpSession();
	const {vm: alice} = session.logOn('ALICE');
	start(alice, countUp);
	session.run(5);
	t.is(session.cp.dispatcher.scheduler.queueOf(alice), 2);

	const {vm: bob, terminal} = session.logOn('BOB');
	start(bob, countUp);
	terminal.line.enter('#cp q userid');
	const before = session.cp.dispatcher.time;
	while (bob.account.usage.virtualCpu === 0) {
		session.cp.pump(0);
	}

	t.true(session.cp.dispatcher.time - before <= scheduling.slice + 20_000);
});

test('time jumps to the next event while every machine waits', t => {
	const clock = new VirtualClock(0);
	const session = new CpSession({clock});
	session.cp.schedule(3_600_000_000, () => undefined);
	t.is(session.cp.pump(1000), 'idle');
	t.is(clock.now(), 3_600_000_000);
});

test('a host clock is waited for, not advanced', t => {
	let now = 1000;
	const session = new CpSession({clock: {now: () => now, advance: () => undefined, isVirtual: false, zone: 'EST'}});
	let happened = false;
	session.cp.schedule(500, () => {
		happened = true;
	});
	t.deepEqual(session.cp.pump(1), {wakeAt: 1500});
	now = 1500;
	t.is(session.cp.pump(1), 'idle');
	t.true(happened);
});

test('an idle system is told when there is work', t => {
	const session = new CpSession();
	const {terminal} = session.logOn('ALICE');
	t.is(session.cp.pump(1000), 'idle');
	let woken = 0;
	session.cp.onWork = () => {
		woken++;
	};

	terminal.line.enter('query userid');
	t.true(woken > 0);
	session.run();
	t.deepEqual(terminal.take(), ['ALICE    AT TESTVM']);
});

test('an enabled wait with TIMER REAL ends when the interval timer runs out', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	vm.settings.timer = 'REAL';
	// The timer at 80 runs out after a second (300 steps of 256); the external new PSW is a disabled wait.
	patch(vm, 80, '00012B00');
	patch(vm, 88, '000A0000 00000E77');
	// BALR 15,0; LPSW of a wait enabled for external interruptions.
	start(vm, '05F0 8200F006 0000 01020000 00000000');
	const began = session.cp.clock.now();
	session.run(5);
	t.is(vm.cpu.psw.address, 0xE77);
	t.true(session.cp.clock.now() - began > 990_000);
});

test('program interruptions without end are taken a few in one go, and each has its price', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	// At the new PSW an instruction that does nothing, and none.
	patch(vm, 0x68, '00000000 00002000');
	patch(vm, 0x2000, '0700 0000');
	start(vm, '0000');
	session.cp.pump(0);
	t.true(vm.cpu.instructions <= 2 * limits.programInterruptions.value);
	session.run(1);
	const {virtualCpu, totalCpu} = vm.account.usage;
	const interruptions = vm.cpu.instructions / 2;
	t.true(interruptions < 1e6 / overhead.intercept);
	t.true(Math.abs(totalCpu - virtualCpu - (interruptions * overhead.intercept)) < 10_000);
});
