import test from 'ava';
import {TestSystem} from '../../support/cp.js';

test('a session: LOGON, QUERY, LOGOFF', t => {
	const user = new TestSystem().terminal('GRAF 021');
	t.deepEqual(user.enter('logon user1'), ['ENTER PASSWORD:']);
	t.true(user.terminal.concealed);
	t.deepEqual(user.enter('user1'), ['LOGON AT 09:00:00 EST WEDNESDAY 11/19/75']);
	t.is(user.terminal.status, 'RUNNING');
	t.is(user.terminal.user, 'USER1');
	t.deepEqual(user.enter('#cp query users'), ['001 USERS, 000 DIALED']);
	const [times, end] = user.enter('#cp logoff');
	t.regex(times, /^CONNECT= 00:00:0[01] VIRTCPU= 000:00\.\d\d TOTCPU= 000:00\.\d\d$/);
	t.is(end, 'LOGOFF AT 09:00:01 EST WEDNESDAY 11/19/75');
	t.true(user.terminal.closed);
});

test('a wrong password: LOGON is to be entered anew; after three in a row the line is dropped', t => {
	const user = new TestSystem().terminal();
	const wrong = ['PASSWORD INCORRECT - REINITIATE LOGON PROCEDURE'];
	user.enter('LOGON USER1');
	t.deepEqual(user.enter('WRONG'), wrong);
	t.deepEqual(user.enter('USER1'), ['RESTART'], 'what comes next is a command again, and no LOGON');
	t.deepEqual(user.enter('LOGON USER1 WRONG'), wrong);
	user.enter('LOGON USER1');
	t.deepEqual(user.enter('USER2'), wrong);
	t.true(user.terminal.closed);
	t.false(user.cp.machines.has('USER1'));
});

test('LOGON says who does not exist, what is not an option, and who is here already', t => {
	const system = new TestSystem();
	const user = system.terminal('GRAF 021');
	t.deepEqual(user.enter('LOGON'), ['USERID MISSING OR INVALID']);
	t.deepEqual(user.enter('LOGON NOBODY'), ['NOBODY NOT IN CP DIRECTORY']);
	t.deepEqual(user.enter('L SBSPROTO'), ['SBSPROTO NOT IN CP DIRECTORY']);
	t.deepEqual(user.enter('LOGIN USER1 USER1 FAST'), ['INVALID OPTION - FAST']);
	system.logOn('USER1', 'GRAF 022');
	t.deepEqual(user.enter('LOGON USER1'), ['ALREADY LOGGED ON GRAF 022']);
});

test('NOIPL leaves the machine in CP READ', t => {
	const user = new TestSystem().terminal();
	t.deepEqual(user.enter('LOGON USER1 USER1 NOIPL'), ['LOGON AT 09:00:00 EST WEDNESDAY 11/19/75']);
	t.is(user.terminal.status, 'CP READ');
	t.is(user.vm.loaded.name, undefined);
});

test('what a system not saved leaves: its message, and CP READ', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('ipl nosuch'), ['SYSTEM NOSUCH DOES NOT EXIST']);
	t.deepEqual(user.enter('ipl 777'), ['DEV 777 DOES NOT EXIST']);
	t.deepEqual(user.enter('ipl cms fast'), ['INVALID OPTION - FAST']);
	t.deepEqual(user.enter('ipl'), ['OPERAND MISSING OR INVALID']);
	t.is(user.terminal.status, 'CP READ');
	t.deepEqual(user.enter('i cms'), []);
	t.is(user.terminal.status, 'RUNNING');
	t.is(user.vm.loaded.name, 'CMS');
	t.deepEqual(user.enter('#cp i cms clear stop parm AUTOCR'), ['INVALID OPTION - CLEAR']);
	user.enter('#cp i cms parm AUTOCR now');
	user.enter('#cp');
	t.deepEqual(user.enter('display g0:1'), ['GPR 0  = C1E4E3D6 C3D94095']);
});

test('a disconnected machine goes on, and LOGON gives it back', t => {
	const system = new TestSystem();
	const user = system.terminal('GRAF 021');
	user.enter('LOGON USER1 USER1');
	const {vm} = user;
	t.deepEqual(user.enter('#cp disconn'), ['DISCONNECT AT 09:00:00 EST WEDNESDAY 11/19/75']);
	t.true(user.terminal.closed);
	const again = system.terminal('GRAF 022');
	t.deepEqual(again.enter('LOGON USER1'), ['ENTER PASSWORD:']);
	t.deepEqual(again.enter('USER1'), ['RECONNECTED AT 09:00:01 EST WEDNESDAY 11/19/75']);
	t.is(again.vm, vm);
	t.is(again.terminal.status, 'CP READ');
	t.deepEqual(again.enter('begin'), []);
	t.is(again.terminal.status, 'RUNNING');
});

test('the log message greets who logs on', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	t.deepEqual(operator.enter('query logmsg'), ['THERE IS NO LOGMSG DATA']);
	operator.enter('set logmsg System down at 18:00');
	operator.enter('set logmsg Happy Thanksgiving');
	operator.enter('set logmsg 1 System down at 19:00');
	t.deepEqual(operator.enter('q log'), ['* System down at 19:00', '* Happy Thanksgiving']);
	const user = system.terminal();
	t.deepEqual(
		user.enter('LOGON USER1 USER1 NOIPL').map(line => line.replaceAll(/\d\d:\d\d:\d\d/g, 'hh:mm:ss')),
		[
			'LOGMSG - hh:mm:ss EST WEDNESDAY 11/19/75',
			'* System down at 19:00',
			'* Happy Thanksgiving',
			'LOGON AT hh:mm:ss EST WEDNESDAY 11/19/75',
		],
	);
	operator.enter('set logmsg null');
	t.deepEqual(operator.enter('q logmsg'), ['THERE IS NO LOGMSG DATA']);
});

test('the operator sees who comes and goes', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const user = system.logOn('USER1', 'GRAF 021');
	t.deepEqual(operator.wait().map(line => line.slice(9)), ['GRAF 021 LOGON  AS USER1    USERS = 002']);
	user.enter('ipl cms');
	user.enter('#cp disc');
	t.deepEqual(operator.wait().map(line => line.slice(9)), ['GRAF 021 DSCONNECT USER1    USERS = 002']);
	t.deepEqual(
		operator.enter('force user1').map(line => line.replace(/^[\d:]+ /, '')),
		['USER DSC LOGOFF AS USER1    USERS = 001  FORCED'],
	);
	t.deepEqual(operator.enter('force user1'), ['USER1 NOT LOGGED ON']);
	t.deepEqual(operator.enter('force'), ['USERID MISSING OR INVALID']);
});

test('AUTOLOG starts a service machine without a terminal', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	t.deepEqual(operator.enter('autolog sbsmastr wrong'), ['PASSWORD INCORRECT']);
	t.deepEqual(
		operator.enter('autolog sbsmastr sbsmastr').map(line => line.slice(9)),
		['AUTO LOGON   ***   SBSMASTR USERS = 002  BY  OPERATOR'],
	);
	const master = system.cp.machines.get('SBSMASTR')!;
	t.is(master.loaded.name, 'CMS');
	t.false(master.cpMode.active);
	t.deepEqual(operator.enter('autolog sbsmastr sbsmastr'), ['SBSMASTR ALREADY LOGGED ON DISCONNECTED']);
});

test('FORCE tells its victim, SHUTDOWN everybody', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const first = system.logOn('USER1', 'GRAF 021');
	const second = system.logOn('USER2', 'GRAF 022');
	operator.enter('force user1');
	t.regex(first.terminal.take().at(-1)!, /^LOGOFF AT .* BY SYSTEM$/);
	t.true(first.terminal.closed);
	operator.terminal.take();
	t.deepEqual(operator.enter('shutdown foo'), ['INVALID OPTION - FOO'], 'a slip does not end everything');
	t.deepEqual(
		operator.enter('shutdown').map(line => line.replace(/^\d\S+ /, '')),
		['GRAF 022 LOGOFF AS USER2    USERS = 001', 'DMKCKP961W SYSTEM SHUTDOWN COMPLETE'],
	);
	t.deepEqual(second.terminal.take(), ['SYSTEM SHUTDOWN BY OPERATOR']);
	t.true(second.terminal.closed);
	t.is(system.cp.machines.size, 0);
});

test('a command of another class, or of nobody, is unknown', t => {
	const system = new TestSystem();
	const user = system.logOn('USER1');
	t.deepEqual(user.enter('shutdown'), ['?CP: SHUTDOWN']);
	t.deepEqual(user.enter('Frobnicate now'), ['?CP: FROBNICATE']);
	t.deepEqual(user.execute('FROB'), {rc: 1, response: ['?CP: FROB']});
	t.deepEqual(user.enter('* a comment'), []);
	t.deepEqual(user.enter('cp q userid'), ['USER1    AT YORKTOWN']);
});

test('LOGON of somebody who is logged on is an unknown command, told once and as it was typed', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('l'), ['?CP: L']);
	t.deepEqual(user.enter('login user2'), ['?CP: LOGIN']);
	t.is(user.execute('LOGON USER2').rc, 1);
});

test('SHUTDOWN by another operator tells both, and counts everybody who goes', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const maint = system.logOn('MAINT', 'GRAF 021');
	system.logOn('USER1', 'GRAF 022');
	system.logOn('USER2', 'GRAF 023');
	operator.terminal.take();
	maint.terminal.take();
	maint.enter('shutdown');
	t.deepEqual(
		operator.terminal.take().map(line => line.replace(/^\d\S+ /, '')),
		[
			'SYSTEM SHUTDOWN BY OPERATOR',
			'GRAF 022 LOGOFF AS USER1    USERS = 003',
			'GRAF 023 LOGOFF AS USER2    USERS = 002',
			'DMKCKP961W SYSTEM SHUTDOWN COMPLETE',
		],
	);
	t.true(maint.terminal.closed && operator.terminal.closed);
});

test('AUTOLOG: nothing to load, data for the first read, and who issued it', t => {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	const maint = system.logOn('MAINT', 'GRAF 021');
	operator.terminal.take();
	t.deepEqual(maint.enter('autolog user1 user1 exec  startup'), ['AUTO LOGON   ***   USER1    USERS = 003']);
	t.deepEqual(
		operator.terminal.take().map(line => line.replace(/^\d\S+ /, '')),
		['AUTO LOGON   ***   USER1    USERS = 003  BY  MAINT'],
	);
	t.is(system.cp.machines.get('USER1')!.loaded.name, 'CMS');
	const idle = new TestSystem({
		directory:
			'DIRECTORY 150 3350 YRKRES\nUSER OPERATOR OPERATOR 512K 1M ABG\n CONSOLE 009 3215\nUSER IDLE IDLE\nUSER '
			+ 'LOST LOST\n IPL NOSUCH\n',
	});
	const other = idle.logOn('OPERATOR', 'CONS 009');
	t.deepEqual(other.execute('AUTOLOG IDLE IDLE'), {rc: 59, response: ['AUTOLOG FAILED FOR IDLE; IPL MISSING']});
	t.deepEqual(other.execute('AUTOLOG LOST LOST'), {rc: 44, response: ['SYSTEM NOSUCH DOES NOT EXIST']});
	t.false(idle.cp.machines.has('IDLE'));
});

test('IPL of a user\'s own disk, with no system on it, ends in CP READ instead of a loop', t => {
	const user = new TestSystem().logOn('USER1');
	user.enter('set emsg on');
	t.deepEqual(user.enter('ipl 191'), ['DMKVMI233E IPL TERMINATED; FATAL I/O ERROR']);
	t.is(user.terminal.status, 'CP READ');
	t.is(user.vm.loaded.name, undefined);
	user.enter('ipl cms');
	t.deepEqual(user.enter('#cp ipl 191'), ['DMKVMI233E IPL TERMINATED; FATAL I/O ERROR']);
	t.is(user.terminal.status, 'CP READ');
});

test('LOGON tells of disks that somebody else writes', t => {
	const system = new TestSystem();
	system.logOn('MAINT', 'GRAF 021');
	system.logOn('USER2', 'GRAF 022');
	t.deepEqual(system.terminal('GRAF 023').enter('logon user1 user1 noipl'), [
		'DASD 190 LINKED R/O; R/W BY MAINT; R/O BY USER2',
		'DASD 19E LINKED R/O; R/W BY MAINT; R/O BY USER2',
		'LOGON AT 09:00:01 EST WEDNESDAY 11/19/75',
	]);
});

test('two who type one user\'s password at the same time: one gets the machine, the other is told where it is', t => {
	const system = new TestSystem();
	const [one, other] = ['GRAF 021', 'GRAF 022'].map(address => system.terminal(address));
	t.deepEqual(one.enter('logon user1 noipl'), ['ENTER PASSWORD:']);
	t.deepEqual(other.enter('logon user1 noipl'), ['ENTER PASSWORD:']);
	one.enter('user1');
	t.deepEqual(other.enter('user1'), ['ALREADY LOGGED ON GRAF 021']);
	t.is(system.cp.machines.get('USER1'), one.vm);
});
