/**
 * Slaves and masters that are forced, loop, die, stop or never answer, and users who stop in the middle: whoever is
 * concerned is told in bounded time, or served by another; everybody else is served.
 */
import test, {type ExecutionContext} from 'ava';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import {patch} from '../support/cp-session.js';
import {Installation, type InstalledUser} from '../support/installation.js';

/** The default installation, its operator, and users who have a file to store. */
function start(t: ExecutionContext, ...userids: readonly string[]) {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const {cp} = installation.system;
	const operator = installation.logOn('OPERATOR');
	const users = userids.map(userid => installation.logOn(userid));
	for (const user of users) {
		user.enterAll('SET BLIP OFF', `COPYFILE HELLO EXEC Y ${user.userid} EXEC A`);
	}

	/** Does something to the first slave that is assigned from now on, `microseconds` after that. */
	const whenAssigned = (act: (slave: VirtualMachine) => void, microseconds = 0): void => {
		const cancel = cp.events.observe(happened => {
			if (happened.kind === 'slave' && happened.action === 'assigned') {
				cancel();
				cp.schedule(microseconds, () => {
					act(happened.vm);
				});
			}
		});
	};

	const slaves = (): VirtualMachine[] => cp.slaves.list('SBSMASTR');
	return {
		installation, cp, operator, users, whenAssigned, slaves,
	};
}

const stored = (user: InstalledUser, version = 1): string[] =>
	[`SBS104I ${user.userid} EXEC VERSION ${version} STORED`, 'Ready;'];
const put = (user: InstalledUser): string => `SBS PUT ${user.userid} EXEC`;
const none = ['SBS118I NO MEMBERS', 'Ready(00028);'];

/** Has a slave execute this at X'800', with nothing that could interrupt it. */
function execute(slave: VirtualMachine, code: string): void {
	slave.cpu.cr[0] = 0;
	patch(slave, 0x800, code);
	slave.cpu.psw.load(0, 0x800);
	slave.begin(0x800);
}

const loop = '47F00800';
/** LPSW of the doubleword behind it. */
const disabledWait = '82000808 00000000 00020000 0000DEAD';
const enabledWait = '82000808 00000000 01020000 00000800';

test('FORCE of a ready slave: the next user is served by another, and so is everybody', t => {
	const {operator, users: [one, other], slaves} = start(t, 'USER1', 'USER2');
	t.deepEqual(one.enter('SBS LIST'), none);
	operator.enter(`FORCE ${slaves()[0].userid}`);
	t.is(slaves().length, 1);
	t.deepEqual(one.enter('SBS LIST'), none);
	t.deepEqual(other.enter('SBS LIST'), none);
});

test('FORCE of a slave that starts: the user who waits for it gets another', t => {
	const {installation, cp, operator, users: [user], slaves} = start(t, 'USER1');
	operator.enter(`FORCE ${slaves()[0].userid}`);
	const [starting] = slaves();
	let forced = false;
	cp.events.observe(happened => {
		if (!forced && happened.kind === 'slave' && happened.action === 'released') {
			forced = true;
			operator.type(`FORCE ${starting.userid}`);
		}
	});
	t.deepEqual(user.enter('SBS LIST'), none);
	installation.settle();
	t.true(forced);
	t.deepEqual(user.enter('SBS LIST'), none);
});

test('FORCE of a slave at work: another does the work, once, and the user hears of it', t => {
	const {operator, users: [user], whenAssigned} = start(t, 'USER1');
	let repeated = 0;
	for (const microseconds of [0, 2000, 10_000, 20_000, 30_000]) {
		const file = `F${microseconds} EXEC`;
		user.enter(`COPYFILE HELLO EXEC Y ${file} A`);
		whenAssigned(slave => {
			operator.type(`FORCE ${slave.userid}`);
		}, microseconds);
		const typed = user.enter(`SBS PUT ${file}`);
		t.deepEqual(typed.slice(-2), [`SBS104I ${file} VERSION 1 STORED`, 'Ready;']);
		repeated += typed.filter(line => line === 'SBS REPEATS YOUR REQUEST - SLAVE LOST').length;
		t.is(user.enter(`SBS QUERY ${file}`).filter(line => line.startsWith('VERSION')).length, 1, file);
	}

	t.true(repeated > 1);
});

test('six users stop their command with HX: the seventh is served', t => {
	const userids = ['USER1', 'USER2', 'USER3', 'CMSUSER', 'MAINT'];
	const {installation, cp, users} = start(t, ...userids);
	for (const user of [...users.slice(1), ...users.slice(1)]) {
		user.take();
		const cancel = cp.events.observe(happened => {
			if (happened.kind === 'slave' && happened.action === 'assigned') {
				cancel();
				user.type('HX');
			}
		});
		user.type('SBS LIST');
		installation.settle();
		t.true(user.take().includes('CMS'));
	}

	t.deepEqual(users[0].enter('SBS LIST'), none);
});

for (const [how, text, code] of [
	['loops', 'SBS GAVE UP - PROCESSOR LIMIT', loop],
	['dies in a disabled wait', 'SBS115E SLAVE SBSSLV01 ENDED BEFORE THE COMMAND WAS DONE', disabledWait],
	['never answers', 'SBS GAVE UP - TIME LIMIT', enabledWait],
] as const) {
	test(`a slave that ${how}: its user is told, others are served meanwhile and after`, t => {
		const {installation, users: [one, other], whenAssigned} = start(t, 'USER1', 'USER2');
		whenAssigned(slave => {
			execute(slave, code);
			other.type('SBS LIST');
		});
		t.deepEqual(one.enter(put(one)), [text, 'Ready(00104);']);
		t.deepEqual(other.take(), none);
		installation.settle();
		t.deepEqual(other.enter('SBS LIST'), none);
		t.deepEqual(one.enter(put(one)), stored(one));
	});
}

test('a user pays for the slave that works for him, and has no power over it', t => {
	const {users: [user], whenAssigned} = start(t, 'USER1');
	const rights: unknown[] = [];
	whenAssigned(slave => {
		const {owner, control, chargeTo} = slave.assignment;
		rights.push(owner?.userid, control, chargeTo?.userid);
	});
	t.deepEqual(user.enter(put(user)), stored(user));
	t.deepEqual(rights, ['USER1', false, 'USER1']);
});

test('a slave that somebody stops is as one that was forced', t => {
	const {users: [user], whenAssigned} = start(t, 'USER1');
	whenAssigned(slave => {
		slave.stop('command');
	});
	t.deepEqual(user.enter(put(user)), ['SBS REPEATS YOUR REQUEST - SLAVE LOST', ...stored(user)]);
});

test('a user who stops between signal and approval holds nobody up, and loses his slave in the end', t => {
	const {cp, users: [stopped, other], slaves} = start(t, 'USER1', 'USER2');
	cp.events.observe(happened => {
		if (happened.kind === 'exchange' && happened.action === 'reply' && happened.partner === stopped.vm
			&& slaves().includes(happened.vm)) {
			stopped.vm.stop('command');
			other.type(put(other));
		}
	});
	t.deepEqual(stopped.enter(put(stopped)), []);
	t.deepEqual(other.take(), stored(other));
	t.is(cp.slaves.list('SBSMASTR').find(slave => cp.slaves.owner(slave) === 'USER1'), undefined);
});

test('a master that is forced comes back; the request under way is done, once; its user hears of it', t => {
	const {operator, users: [user], whenAssigned, cp} = start(t, 'USER1');
	for (const microseconds of [0, 5000, 15_000, 25_000]) {
		const file = `M${microseconds} EXEC`;
		user.enter(`COPYFILE HELLO EXEC Y ${file} A`);
		cp.clock.advance(3_700_000_000);
		whenAssigned(() => {
			operator.type('FORCE SBSMASTR');
		}, microseconds);
		const typed = user.enter(`SBS PUT ${file}`);
		t.deepEqual(typed.slice(-2), [`SBS104I ${file} VERSION 1 STORED`, 'Ready;'], String(microseconds));
		t.is(user.enter(`SBS QUERY ${file}`).filter(line => line.startsWith('VERSION')).length, 1, file);
	}
});

test('a master that stands still: who waits for it is told when its own limits are over, and it is not asked again', t => {
	const {cp, users: [user, other]} = start(t, 'USER1', 'USER2');
	cp.machines.get('SBSMASTR')!.stop('command');
	const told: string[][] = [];
	for (const seconds of [60, 800]) {
		cp.schedule(seconds * 1_000_000, () => {
			told.push(user.take(), other.take());
		});
	}

	other.type('SERVICE QUERY SBS');
	user.enter('SBS LIST');
	t.deepEqual(told, [
		[], ['MASTER SBSMASTR OF SBS DOES NOT ANSWER', 'Ready(00104);'],
		['SBS114E SBS MASTER SBSMASTR DOES NOT ANSWER', 'Ready(00104);'], [],
	]);
	// A machine without a terminal that stands in CP for a quarter of an hour is forced, and logged on again.
	t.deepEqual(user.enter('SBS LIST'), none);
});
