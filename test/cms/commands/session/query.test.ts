import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

const drain = {files: {'DRAIN EXEC': [
	'&CONTROL OFF', '-MORE &IF &READFLAG EQ CONSOLE &EXIT', '&READ VARS &A &B &C &D', '&TYPE &A &B &C &D', '&GOTO -MORE',
]}};

test('QUERY with STACK, FIFO or LIFO stacks what it would type', t => {
	const session = new CmsSession({
		files: {
			...drain.files,
			'ASK EXEC': [
				'&CONTROL OFF', 'QUERY BLIP (STACK', 'QUERY SYSNAMES ( LIFO )', 'QUERY RDYMSG (STACK LIFO)', 'EXEC DRAIN',
			],
		},
	});
	session.enter('set blip off');
	t.deepEqual(session.enter('ask'), [
		'RDYMSG = LMSG',
		'ENTRIES: CMSSEG CMSVSAM CMSAMS',
		'SYSNAMES CMSSEG CMSVSAM CMSAMS',
		'BLIP = OFF',
		'Ready;',
	]);
});

test('QUERY with STACK of what CP answers stacks that, also in an EXEC', t => {
	const session = new CmsSession({
		files: {...drain.files, 'ASK EXEC': ['&CONTROL OFF', 'QUERY USERID (STACK', 'EXEC DRAIN']},
	});
	t.deepEqual(session.enter('ask'), ['ALICE AT TESTVM', 'Ready;']);
	session.enter('set impcp off');
	t.deepEqual(session.enter('query userid (stack'), ['INVALID FUNCTION \'USERID\'.', 'Ready(00024);']);
});

test('what is no option of QUERY is refused', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('query blip (stak'), ['INVALID OPTION \'STAK\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('query blip (stack fifo lifo'), ['INVALID OPTION \'LIFO\'.', 'Ready(00024);']);
});

test('QUERY DISK MAX and R/W', t => {
	const session = new CmsSession();
	t.regex(session.enter('query disk max')[0], /^A \(191\).*R\/W$/);
	const writable = session.enter('query disk r/w');
	t.true(writable.slice(0, -1).every(line => line.endsWith('R/W')));
	t.true(session.enter('query disk').length > writable.length, 'the system disk is R/O');
	t.deepEqual(session.enter('query disk min'), ['INVALID MODE \'MIN\'.', 'Ready(00024);']);
});

test('QUERY of CMS/DOS: it is off', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('query dos'), ['DOS      = OFF', 'Ready;']);
	t.deepEqual(session.enter('query doslib'), ['DOSLIB   = NONE', 'Ready;']);
	t.deepEqual(session.enter('query upsi'), ['CMS/DOS ENVIRONMENT NOT ACTIVE.', 'Ready(00040);']);
});
