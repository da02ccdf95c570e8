/** `SBS SESSION`: a user keeps his slave from one command to the next. Between commands typed here hours may pass. */
import test, {type ExecutionContext} from 'ava';
import {Installation, type InstalledUser} from '../support/installation.js';

type Session = {
	readonly installation: Installation;
	readonly user: InstalledUser;
	/** `assigned SBSSLV01 USER1` and so on, since the last look. */
	readonly steps: string[];
};

function start(t: ExecutionContext, userid = 'USER1'): Session {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const user = installation.logOn(userid);
	const steps: string[] = [];
	installation.system.cp.events.observe(happened => {
		if (happened.kind === 'slave' && (happened.action === 'assigned' || happened.action === 'released')) {
			steps.push(`${happened.action} ${happened.vm.userid}`);
		}
	});
	return {installation, user, steps};
}

/** Has a procedure run, so that no time passes between its lines. */
function run(user: InstalledUser, ...lines: readonly string[]): string[] {
	user.enterAll('ERASE RUN EXEC', 'EDIT RUN EXEC', 'INPUT', '&CONTROL OFF', ...lines, '', 'FILE');
	return user.enter('RUN');
}

test('all commands of a session are done by one slave, which goes back at its end', t => {
	const {user, steps} = start(t);
	t.deepEqual(run(
		user, 'SBS SESSION START', 'SBS LIST', 'SBS ADD A EXEC', 'SBS LIST', '&TYPE &RETCODE', 'SBS SESSION END',
	), [
		'SBS242I SBS SESSION STARTED',
		'SBS118I NO MEMBERS',
		'SBS103I A EXEC ADDED; OWNER USER1',
		'NAME     TYPE       VER OWNER    DATE     TIME',
		'A        EXEC         0 USER1    11/19/75 09:00:01',
		'0',
		'SBS243I SBS SESSION ENDED',
		'Ready;',
	]);
	t.deepEqual(steps.map(step => step.split(' ')[0]), ['assigned', 'released']);
	steps.length = 0;
	run(user, 'SBS LIST', 'SBS LIST');
	t.deepEqual(steps.map(step => step.split(' ')[0]), ['assigned', 'released', 'assigned', 'released']);
});

test('a session has an end of its own; the next command gets another slave, and the session goes on', t => {
	const {user, steps} = start(t);
	user.enterAll('SBS SESSION START', 'SBS LIST');
	// The time of the service's profile is over by now.
	t.deepEqual(user.enter('SBS LIST'), ['SBS118I NO MEMBERS', 'Ready(00028);']);
	t.is(steps.filter(step => step.startsWith('assigned')).length, 2);
	t.deepEqual(user.enter('SBS SESSION END'), ['SBS243I SBS SESSION ENDED', 'Ready;']);
	t.deepEqual(user.enter('SBS SESSION END'), ['SBS245E NO SBS SESSION WAS STARTED', 'Ready(00004);']);
});

test('the slave of a session is forced between two commands: the next gets another one', t => {
	const {user} = start(t, 'MAINT');
	const typed = run(
		user, 'SBS SESSION START', 'SBS ADD A EXEC', 'CP FORCE SBSSLV01', 'CP FORCE SBSSLV02', 'SBS ADD B EXEC', 'SBS SESSION END',
	);
	t.true(typed.includes('SBS103I A EXEC ADDED; OWNER MAINT'));
	t.true(typed.includes('SBS103I B EXEC ADDED; OWNER MAINT'), typed.join('\n'));
});

test('another user is not served by the slave of a session; HX, IPL and logoff give it back', t => {
	for (const end of ['HX', '#CP IPL CMS', '#CP LOGOFF']) {
		const {installation, user, steps} = start(t);
		const other = installation.logOn('USER2');
		run(user, 'SBS SESSION START', 'SBS LIST');
		user.type('SBS LIST');
		user.type(end);
		t.deepEqual(other.enter('SBS LIST'), ['SBS118I NO MEMBERS', 'Ready(00028);']);
		installation.settle();
		const {slaves} = installation.system.cp;
		const owners = slaves.list('SBSMASTR').map(({assignment}) => assignment.owner).filter(Boolean);
		t.deepEqual(owners, [], `${end}: ${steps.join(', ')}`);
	}
});

test('each command of a session has the processor time of LIMIT for itself', t => {
	const {user, installation, steps} = start(t);
	const used: number[] = [];
	installation.system.cp.events.observe(happened => {
		if (happened.kind === 'exchange' && happened.action === 'signal' && happened.partner.userid.startsWith('SBSSLV')) {
			used.push(happened.partner.timeLimit.used);
		}
	});
	run(user, 'SBS SESSION START', ...Array.from({length: 6}, () => 'SBS LIST'), 'SBS SESSION END');
	t.is(steps.filter(step => step.startsWith('assigned')).length, 1);
	t.is(used.length, 6);
	t.true(used[5] < used[1], `${used.join(' ')}: the first has most to do; they do not count together`);
});
