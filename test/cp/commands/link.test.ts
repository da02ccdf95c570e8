import test from 'ava';
import {TestSystem} from '../../support/cp.js';

test('LINK with a password that is asked for, and DETACH', t => {
	const system = new TestSystem();
	const owner = system.logOn('USER1', 'GRAF 021');
	const user = system.logOn('USER2', 'GRAF 022');
	t.deepEqual(user.enter('link user1 191 291 rr'), ['ENTER READ PASSWORD:']);
	t.true(user.terminal.concealed);
	t.deepEqual(user.enter('ruser1'), ['DASD 291 LINKED R/O; R/W BY USER1']);
	t.deepEqual(owner.enter('query links 191'), ['USER1    191 R/W, USER2    291 R/O']);
	t.deepEqual(user.enter('link user1 191 291 rr'), ['ENTER READ PASSWORD:']);
	t.deepEqual(user.enter('ruser1'), ['USER1 191 NOT LINKED; DASD 291 ALREADY DEFINED']);
	t.deepEqual(user.enter('detach 291'), ['DASD 291 DETACHED']);
	t.deepEqual(user.enter('detach 291'), ['DEV 291 DOES NOT EXIST']);
	t.deepEqual(user.enter('detach'), ['VADDR MISSING OR INVALID']);
	t.deepEqual(owner.enter('q links 191'), ['USER1    191 R/W']);
});

test('a password for everybody is not asked for', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('link to maint 190 as 390 rr'), ['DASD 390 LINKED R/O; R/O BY USER1']);
	t.deepEqual(user.enter('set imsg off'), []);
	t.deepEqual(user.enter('link maint 190 391 rr'), []);
});

test('every refusal has its number', t => {
	const system = new TestSystem({volumes: ['YRKUSR']});
	system.logOn('USER1', 'GRAF 021');
	const user = system.logOn('USER2', 'GRAF 022');
	const cases: ReadonlyArray<readonly [command: string, rc: number, response: string]> = [
		['LINK', 20, 'USERID MISSING OR INVALID'],
		['LINK USER1', 22, 'VADDR MISSING OR INVALID'],
		['LINK USER1 XYZ 291', 22, 'VADDR MISSING OR INVALID'],
		['LINK NOBODY 191 291', 53, 'NOBODY NOT IN CP DIRECTORY'],
		['LINK USER1 777 291', 107, 'USER1 777 NOT LINKED; NOT IN CP DIRECTORY'],
		['LINK MAINT 190 390 RR', 108, 'MAINT 190 NOT LINKED; VOLID YRKRES NOT MOUNTED'],
		['LINK USER1 191 191 RR RUSER1', 110, 'USER1 191 NOT LINKED; DASD 191 ALREADY DEFINED'],
		['LINK SBSMASTR 191 291 M MSBS', 113, 'SBSMASTR 191 NOT LINKED; NO MULT PASSWORD'],
		['LINK USER1 191 291 RR NONSENSE', 114, 'USER1 191 NOT LINKED; MODE OR READ PASSWORD INCORRECT'],
		['LINK USER1 191 291 RR', 114, 'USER1 191 NOT LINKED; MODE OR READ PASSWORD INCORRECT'],
		['LINK USER1 191 291 R RUSER1', 105, 'USER1 191 NOT LINKED; R/W BY USER1'],
		['LINK USER1 191 291 W WUSER1', 105, 'USER1 191 NOT LINKED; R/W BY USER1'],
		['LINK USER1 191 291 RR PASS= RUSER1 MORE', 116, 'USER1 191 NOT LINKED; COMMAND FORMAT NOT VALID'],
		['LINK USER1 191 291 WR PASS= WUSER1', 102, 'DASD 291 FORCED R/O; R/W BY USER1'],
		['LINK USER1 191 292 M MUSER1', 106, 'USER1 191 NOT LINKED; R/W BY USER1; R/O BY USER2'],
		['LINK USER1 191 292 MR MUSER1', 103, 'DASD 292 FORCED R/O; R/W BY USER1; R/O BY USER2'],
		['LINK USER1 191 293 MW MUSER1', 0, 'DASD 293 LINKED R/W; R/W BY USER1; R/O BY 002 USERS'],
	];
	for (const [command, rc, response] of cases) {
		t.deepEqual(user.execute(command), {rc, response: [response]});
	}
});

test('one wrong password ends LINK: the next line is a command again', t => {
	const user = new TestSystem().logOn('USER2');
	t.deepEqual(user.enter('link user1 191 291 w'), ['ENTER WRITE PASSWORD:']);
	t.deepEqual(user.enter('A'), ['USER1 191 NOT LINKED; MODE OR WRITE PASSWORD INCORRECT']);
	t.deepEqual(user.enter('query userid'), ['USER2    AT YORKTOWN']);
});

test('wrong LINK passwords count for the session, inline ones too; then none is right any more', t => {
	const system = new TestSystem();
	const user = system.logOn('USER2');
	for (let attempt = 0; attempt < 10; attempt++) {
		t.is(user.execute('LINK USER1 191 291 RR NONSENSE').rc, 114);
	}

	t.deepEqual(user.enter('link user1 191 291 rr'), ['LINK INVALID; EXCESSIVE INCORRECT PASSWORDS']);
	t.deepEqual(user.execute('LINK USER1 191 291 RR RUSER1'), {
		rc: 115,
		response: ['LINK INVALID; EXCESSIVE INCORRECT PASSWORDS'],
	});
	t.is(user.execute('LINK MAINT 190 390 RR').rc, 0, 'no password is needed here');
	user.enter('logoff');
	t.is(system.logOn('USER2').execute('LINK USER1 191 291 RR RUSER1').rc, 0, 'a new session');
});

test('one\'s own disk needs no password and has the directory\'s mode', t => {
	const user = new TestSystem().logOn('USER1');
	user.enter('detach 191');
	t.deepEqual(user.enter('link * 191 191'), ['DASD 191 LINKED R/W']);
});

test('LOGON takes what is left of a disk somebody else writes, and says so', t => {
	const system = new TestSystem();
	const user = system.logOn('USER2', 'GRAF 022');
	user.enter('link user1 191 291 mw muser1');
	const owner = system.terminal('GRAF 021');
	t.is(owner.enter('LOGON USER1 USER1 NOIPL')[0], 'DASD 191 FORCED R/O; R/W BY USER2');
	t.deepEqual(owner.enter('q v 191'), ['DASD 191 3350 YRKUSR R/O    003 CYL']);
});

test('LOGON without the volume', t => {
	const user = new TestSystem({volumes: ['YRKRES']}).terminal();
	t.deepEqual(user.enter('LOGON USER1 USER1 NOIPL'), [
		'DASD 191 NOT ATTACHED; VOLID YRKUSR NOT MOUNTED',
		'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
	]);
});

test('temporary space is new for everybody', t => {
	const system = new TestSystem({
		directory: `DIRECTORY 150 3350 YRKRES
USER A A
 MDISK 191 3350 T-DISK 002 MR ALL
USER B B
 MDISK 191 3350 T-DISK 002 MR
`,
	});
	const first = system.logOn('A', 'GRAF 021');
	const second = system.logOn('B', 'GRAF 022');
	t.deepEqual(first.enter('q v dasd'), ['DASD 191 3350 (TEMP) R/W    002 CYL']);
	t.deepEqual(second.enter('q v dasd'), ['DASD 191 3350 (TEMP) R/W    002 CYL']);
	t.deepEqual(second.enter('link a 191 291 rr'), ['A 191 NOT LINKED; NOT IN CP DIRECTORY']);
});

test('DETACH takes several addresses or a range, and goes on past what is missing', t => {
	const user = new TestSystem().logOn('USER1');
	user.enter('detach 191');
	for (const address of ['290', '291', '293']) {
		user.enter(`link * 191 ${address} rr`);
	}

	t.deepEqual(user.enter('detach 290 777 293'), ['DEV 777 DOES NOT EXIST', '290 293 DETACHED']);
	user.enter('link * 191 290 rr');
	user.enter('link * 191 293 rr');
	t.deepEqual(user.enter('det 290-293'), ['290-291 DETACHED', 'DEV 292 DOES NOT EXIST', '293 DETACHED']);
	t.deepEqual(user.enter('det 293-290'), ['VADDR MISSING OR INVALID']);
	t.deepEqual(user.enter('det 290 291-292'), ['VADDR MISSING OR INVALID']);
});
