import test from 'ava';
import {scheduling} from '../../../source/cp/machine/place.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CpSession, start, type CpSessionOptions} from '../../support/cp-session.js';

/** BALR 15,0; LA 1,1(1); B *-4. */
const countUp = '05F0 41110001 47F0F000';
/** BALR 15,0; BCT 1,0(15); LPSW of an enabled wait: computes as many instructions as R1 says, then waits. */
const countDown = '05F0 4610F000 8200F00E 000000000000 FE020000 00000000';
/** Adds 1 to a word in each page from X'2000' to X'15000', round and round; R3 counts the rounds. */
const walk = '05F0 5820F026 58402000 5A40F02A 50402000 5A20F02E 5920F032 4740F004 41330001 47F0F000 0000'
	+ '00002000 00000001 00001000 00016000';

/** Machines `U1`, `U2`, … that execute `code`. */
function machines(session: CpSession, count: number, code: string, name = 'U'): VirtualMachine[] {
	return Array.from({length: count}, (_, index) => {
		const vm = session.cp.sessions.logon(session.cp.directory.find('ALICE')!, undefined, `${name}${index + 1}`);
		start(vm, code);
		return vm;
	});
}

const used = (vm: VirtualMachine): number => vm.account.billed.totalCpu;

/** What each of them used in `seconds`, as a part of all. */
function shares(session: CpSession, of: readonly VirtualMachine[], seconds: number): number[] {
	const before = of.map(vm => used(vm));
	const from = session.cp.dispatcher.time;
	session.run(seconds);
	return of.map((vm, index) => (used(vm) - before[index]) / (session.cp.dispatcher.time - from));
}

/** An operator, to whom commands are given. */
function operator(session: CpSession): (command: string) => string[] {
	const {terminal} = session.logOn('OPERATOR');
	return command => {
		terminal.take();
		terminal.line.enter(command);
		session.run(0.02);
		return terminal.take();
	};
}

test('a favored user has his percentage, and the others share what is left', t => {
	for (const percentage of [30, 60, 90]) {
		const session = new CpSession();
		const all = machines(session, 5, countUp);
		const command = operator(session);
		t.deepEqual(command(`set favored u1 ${percentage}`), []);
		session.run(5);
		const [favored, ...others] = shares(session, all, 30);
		t.true(Math.abs(favored - (percentage / 100)) < 0.02, `${percentage}: ${favored}`);
		for (const share of others) {
			t.true(Math.abs(share - ((1 - favored) / 4)) < 0.02);
		}

		// No longer: he does not pay for what he had.
		command('set favored u1 off');
		const [after] = shares(session, all, 10);
		t.true(Math.abs(after - 0.2) < 0.02, `afterwards ${after}`);
	}
});

test('a favored user that needs less than his percentage leaves the rest to others', t => {
	const session = new CpSession();
	const [idle, ...others] = machines(session, 3, countUp);
	operator(session)('set favored u1 80');
	idle.stop();
	const [share, ...rest] = shares(session, [idle, ...others], 10);
	t.is(share, 0);
	for (const one of rest) {
		t.true(Math.abs(one - 0.5) < 0.02);
	}
});

test('one user at a time is guaranteed a percentage; INDICATE FAVORED shows who is favored', t => {
	const session = new CpSession();
	machines(session, 3, countUp);
	const command = operator(session);
	for (const line of ['set favored u1 80', 'set favored u2', 'set favored u3 05']) {
		t.deepEqual(command(line), []);
	}

	t.deepEqual(command('indicate favored'), ['U1       FAVORED', 'U2       FAVORED', 'U3       FAVORED 05%']);
	t.deepEqual(command('set favored u1 off'), []);
	t.deepEqual(command('indicate favored'), ['U2       FAVORED', 'U3       FAVORED 05%']);
	t.deepEqual(command('set favored'), ['USERID MISSING OR INVALID']);
	t.deepEqual(command('set favored nobody'), ['NOBODY NOT LOGGED ON']);
	for (const wrong of ['0', '100', 'ON']) {
		t.deepEqual(command(`set favored u1 ${wrong}`), ['OPERAND MISSING OR INVALID']);
	}
});

test('an interactive user is answered while ten compute, whatever he has used before', t => {
	const session = new CpSession();
	machines(session, 10, countUp);
	const {vm: user} = session.logOn('BOB');
	session.run(30);
	const waits: number[] = [];
	for (let line = 0; line < 20; line++) {
		// He thinks for a second; then his line takes 5,000 instructions.
		start(user, countDown);
		user.cpu.gpr[1] = 5000;
		user.stop();
		session.run(1);
		session.cp.interaction(user);
		const from = session.cp.clock.now();
		user.begin();
		while (!user.cpu.psw.wait) {
			session.cp.pump(0);
		}

		waits.push(session.cp.clock.now() - from);
	}

	const worst = Math.max(...waits);
	t.true(worst < 10_000 + scheduling.chunk + 1000, `${worst}`);
});

test('nobody starves: priorities, queues and lines entered, all at once', t => {
	const session = new CpSession();
	const all = machines(session, 12, countUp);
	all[0].settings.priority = 99;
	for (const vm of all.slice(1)) {
		vm.settings.priority = 0;
	}

	// Half of them talk to their terminals all the time.
	const talk = (): void => {
		for (const vm of all.slice(6)) {
			session.cp.interaction(vm);
		}

		session.cp.schedule(100_000, talk);
	};

	talk();
	session.run(5);
	let longest = 0;
	let last = used(all[0]);
	let since = session.cp.dispatcher.time;
	for (let piece = 0; piece < 4000; piece++) {
		session.run(0.01);
		if (used(all[0]) !== last) {
			last = used(all[0]);
			since = session.cp.dispatcher.time;
		}

		longest = Math.max(longest, session.cp.dispatcher.time - since);
	}

	// Eleven others have two and a half times his share each; a queue that comes later costs him once.
	t.true(longest < 10_000_000, `waited ${longest}`);
	const [worst] = shares(session, all, 20);
	t.true(Math.abs(worst - (1 / (1 + (11 * 163 / 64)))) < 0.02, `${worst}`);
});

test('who computes for long comes into queue 3, and back by a line; all queues have the same share', t => {
	const session = new CpSession();
	const [long, other] = machines(session, 2, countUp);
	const {scheduler} = session.cp.dispatcher;
	const seen = new Set<number>();
	for (let second = 0; second < 40; second++) {
		session.run(1);
		session.cp.interaction(other);
		seen.add(scheduler.queueOf(long));
	}

	t.deepEqual([...seen], [2, 3]);
	for (const share of shares(session, [long, other], 20)) {
		t.true(Math.abs(share - 0.5) < 0.02);
	}

	session.cp.interaction(long);
	t.is(scheduler.queueOf(long), 1);
});

test('machines whose working sets do not fit together take turns in storage, and do not thrash', t => {
	/** Rounds of all machines, and how many pages were fetched for each. */
	const run = (options: CpSessionOptions, count: number) => {
		const session = new CpSession(options);
		const all = machines(session, count, walk);
		session.run(15);
		const rounds = all.map(vm => vm.cpu.gpr[3]);
		const command = operator(session);
		return {session, rounds, reads: session.cp.pager.reads, queues: command('indicate queues').join(' ')};
	};

	// 23 pages each: one fits into 32 frames, four do not.
	const {rounds, reads, queues} = run({storage: 128 * 1024}, 4);
	const sum = rounds.reduce((total, each) => total + each, 0);
	t.true(reads / sum < 0.5, `${reads} pages for ${sum} rounds of 20`);
	t.true(Math.min(...rounds) > 0.4 * Math.max(...rounds), `each has his turn: ${rounds.join(' ')}`);
	t.regex(queues, /Q[123] (?:RU|PG) /);
	t.regex(queues, /E[123] EL /);
	// Where all fit nobody waits.
	const roomy = run({storage: 1024 * 1024}, 4);
	t.is(roomy.reads, 0);
	t.notRegex(roomy.queues, / E\d /);
});

test('a favored machine is never in the eligible list', t => {
	const session = new CpSession({storage: 128 * 1024});
	const all = machines(session, 4, walk);
	operator(session)('set favored u4');
	for (let second = 0; second < 10; second++) {
		session.run(1);
		const waiting = session.cp.dispatcher.scheduler.queued(all).filter(({isEligible}) => isEligible);
		t.false(waiting.some(({vm}) => vm === all[3]));
	}
});

test('who waits for a person does not keep the others out of storage', t => {
	const session = new CpSession({storage: 128 * 1024});
	const [first, second] = machines(session, 2, walk);
	session.run(3);
	const [waiting, running] = session.cp.dispatcher.scheduler.queued([first, second])[0].vm === first
		? [first, second]
		: [second, first];
	// A read of a screen, say: DIAGNOSE X'58' keeps the machine until somebody types.
	waiting.holds.add('io');
	const before = running.cpu.gpr[3];
	session.run(10);
	t.true(running.cpu.gpr[3] > before + 100);
});

test('who slept has no claim for the time he did not use', t => {
	const session = new CpSession();
	const [sleeper, ...others] = machines(session, 4, countUp);
	session.run(1);
	sleeper.stop();
	session.run(60);
	sleeper.begin();
	const [share, ...rest] = shares(session, [sleeper, ...others], 10);
	t.true(share < 0.3, `${share}`);
	for (const one of rest) {
		t.true(one > 0.2, `${one}`);
	}
});
