import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {hexBytes, parseHexBytes} from '../../../../source/base/hex.js';
import {cmsVolume, moduleFile} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';

const loop = ['&CONTROL OFF', '&LOOP 1 &TYPEFLAG EQ HT', '&CONTINUE', '&STACK RT', '&TYPE END'];

test('PROFILE EXEC runs after IPL, then the command that was typed', t => {
	const session = new CmsSession({
		files: {'PROFILE EXEC': ['&CONTROL OFF', '&TYPE MY PROFILE', '&EXIT 3']},
		first: 'set rdymsg smsg',
	});
	t.is(session.terminal.status, 'VM READ');
	t.deepEqual(session.enter('query rdymsg'), ['RDYMSG   = SMSG', 'Ready;']);
});

test('ACCESS (NOPROF as the first line suppresses the profiles', t => {
	const session = new CmsSession({files: {'PROFILE EXEC': ['&TYPE MY PROFILE']}});
	t.deepEqual(session.enter(''), ['CMS']);
});

test('an EXEC runs by its name, with and without SET IMPEX', t => {
	const session = new CmsSession({files: {'HELLO EXEC': ['&CONTROL OFF', '&TYPE HELLO &1', '&EXIT 5']}});
	t.deepEqual(session.enter('hello world'), ['HELLO WORLD', 'Ready(00005);']);
	t.deepEqual(session.enter('set impex off'), ['Ready;']);
	t.is(session.enter('hello world').at(-1), 'Unknown CP/CMS command');
	t.deepEqual(session.enter('exec hello you'), ['HELLO YOU', 'Ready(00005);']);
});

test('CP commands need no CP in front, unless SET IMPCP is OFF', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('query userid'), ['ALICE    AT TESTVM', 'Ready;']);
	t.deepEqual(session.enter('cp query userid'), ['ALICE    AT TESTVM', 'Ready;']);
	session.enter('set impcp off');
	t.deepEqual(session.enter('msg * hello'), ['Unknown CP/CMS command']);
	t.deepEqual(session.enter('query userid'), ['INVALID FUNCTION \'USERID\'.', 'Ready(00024);']);
});

test('CP\'s own error and its number are shown', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('msg bob hi'), ['BOB NOT LOGGED ON', 'Ready(00045);']);
});

test('HT stops typing, RT in the stack resumes it', t => {
	const session = new CmsSession({files: {'LOOP EXEC': loop}});
	session.terminal.line.enter('loop');
	session.run(1);
	t.is(session.terminal.status, 'RUNNING');
	t.deepEqual(session.enter('ht'), ['END', 'Ready;']);
});

test('HT holds back messages of errors, not of severe ones', t => {
	const session = new CmsSession({
		files: {'QUIET EXEC': [
			'&CONTROL OFF', '&STACK HT', 'STATE NO FILE', 'SET NONSHARE CMSVSAM', '&STACK RT', 'STATE NO FILE', '&EXIT 0',
		]},
	});
	t.deepEqual(session.enter('quiet'), [
		'DMSSET400S SYSTEM \'CMSVSAM\' DOES NOT EXIST.', 'File \'NO FILE\' not found.', 'Ready;',
	]);
});

test('HX clears the definitions of FILEDEF, those with PERM as well', t => {
	const session = new CmsSession({files: {'LOOP EXEC': loop}});
	session.enter('filedef in disk a b (perm');
	t.true(session.enter('query filedef')[0].startsWith('IN '));
	session.terminal.line.enter('loop');
	session.run(1);
	session.enter('hx');
	t.deepEqual(session.enter('query filedef'), ['NO USER DEFINED FILEDEF\'S IN EFFECT', 'Ready;']);
});

test('HX ends what runs, at whatever depth, and drops the stack', t => {
	const session = new CmsSession({
		files: {
			'DEEP EXEC': ['&CONTROL OFF', '&STACK NEVER RUN', 'EXEC LOOP', '&TYPE NEVER SEEN'],
			'LOOP EXEC': loop,
		},
	});
	session.terminal.line.enter('deep');
	session.run(1);
	t.deepEqual(session.enter('hx'), ['CMS']);
	t.is(session.terminal.status, 'VM READ');
	t.deepEqual(session.enter('state a b'), ['File \'A B\' not found.', 'Ready(00028);']);
});

test('a line typed while something runs is stacked and runs afterwards', t => {
	const session = new CmsSession({
		files: {'LOOP EXEC': ['&CONTROL OFF', '&LOOP 1 &READFLAG EQ STACK', '&CONTINUE', '&TYPE END']},
	});
	session.terminal.line.enter('loop');
	session.run(1);
	t.deepEqual(session.enter('state a b'), ['END', 'Ready;', 'File \'A B\' not found.', 'Ready(00028);']);
});

test('EXECs nest 19 deep; the next level is an abend, after which CMS goes on', t => {
	const session = new CmsSession({
		files: {'NEST EXEC': ['&CONTROL OFF', '&N = &1 - 1', '&IF &N GT 0 EXEC NEST &N', '&EXIT &RETCODE']},
	});
	t.deepEqual(session.enter('nest 19'), ['Ready;']);
	const [message, ...rest] = session.enter('nest 20');
	t.regex(message, /MAXIMUM SVC DEPTH 20/);
	t.deepEqual(rest, ['CMS']);
	t.deepEqual(session.enter('nest 19'), ['Ready;']);
});

test('completion offers commands, EXECs, operands and files', t => {
	const session = new CmsSession({files: {'HELLO EXEC': ['&EXIT']}});
	t.deepEqual(session.terminal.line.complete('hel'), ['HELLO', 'HELP']);
	t.deepEqual(session.terminal.line.complete('set imp'), ['IMPEX', 'IMPCP']);
	t.true(session.terminal.line.complete('state he').includes('HELLO'));
});

test('every command can be asked for by HELP', t => {
	const session = new CmsSession();
	const menu = session.enter('help');
	t.is(menu.at(-1), 'Ready;');
	const names = menu.slice(menu.indexOf('CMS commands:'), -1).join(' ').match(/\b[A-Z]{2,}\b/g)!;
	for (const name of names.filter(word => !['CMS', 'CP', 'HELP'].includes(word))) {
		const lines = session.enter(`help ${name}`);
		t.is(lines.at(-1), 'Ready;', `HELP ${name}`);
		t.true(
			lines.every(line => line.length <= 79 || line.startsWith('   ')),
			`HELP ${name}`,
		);
	}

	t.deepEqual(session.enter('help nosuch'), ['HELP cannot find the information requested: NOSUCH', 'Ready(00028);']);
});

test('IPL while an EXEC runs starts afresh, as often as one likes', t => {
	const session = new CmsSession({files: {'LOOP EXEC': loop}});
	for (let round = 0; round < 5; round++) {
		session.terminal.line.enter('exec loop');
		session.run(1);
		t.is(session.terminal.status, 'RUNNING');
		session.terminal.line.enter('#cp ipl cms');
		session.run(1);
		t.deepEqual(session.typed, ['CMS VERSION 6.0 - 11/19/75 09:00']);
		t.deepEqual(session.enter('access (noprof'), ['Ready;']);
	}
});

test('a machine can be logged off while an EXEC runs', t => {
	const session = new CmsSession({files: {'LOOP EXEC': loop}});
	session.terminal.line.enter('loop');
	session.run(1);
	session.terminal.line.enter('#cp logoff');
	session.run(1);
	t.true(session.vm.session.loggedOff);
});

test('CP and back: BEGIN goes on where attention stopped', t => {
	const session = new CmsSession({files: {'LOOP EXEC': loop}});
	session.terminal.line.enter('loop');
	session.run(1);
	session.terminal.line.enter('#cp');
	session.run(1);
	t.is(session.terminal.status, 'CP READ');
	session.terminal.line.enter('begin');
	session.run(1);
	t.is(session.terminal.status, 'RUNNING');
	session.terminal.line.enter('ht');
	session.run(1);
	t.deepEqual(session.typed, ['END', 'Ready;']);
});

test('SET BLIP types while a program computes', t => {
	const session = new CmsSession({files: {'LOOP EXEC': loop}});
	session.enter('set blip **');
	t.deepEqual(session.enter('query blip'), ['BLIP     = **', 'Ready;']);
	session.terminal.line.enter('loop');
	session.run(7);
	t.deepEqual(session.typed, ['**', '**', '**']);
	t.deepEqual(session.enter('ht'), ['END', 'Ready;']);
	t.deepEqual(session.enter('set blip off'), ['Ready;']);
});

test('a program typed at the terminal links, runs and becomes a command', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('start'), ['NO ENTRY POINT DEFINED.', 'Ready(00040);']);
	t.deepEqual(session.enter('genmod'), ['NO FILES LOADED.', 'Ready(00040);']);
	t.deepEqual(session.enter('load nosuch (origin xyz'), [
		'INVALID PARAMETER \'XYZ\' IN THE OPTION \'ORIGIN\' FIELD.',
		'Ready(00024);',
	]);
});

test('HX ends a program that loops in machine code', t => {
	const program = moduleFile('SPIN', parseHexBytes('05c047f0c000')!);
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [program])}});
	session.terminal.line.enter('spin');
	session.run(1);
	t.is(session.terminal.status, 'RUNNING');
	t.deepEqual(session.enter('hx'), ['CMS']);
	session.terminal.line.enter('spin');
	session.run(1);
	session.terminal.line.enter('state a b');
	session.run(1);
	t.deepEqual(session.enter('hx'), ['CMS'], 'what was typed ahead is dropped');
});

test('a program reads the terminal, stacks a line and is answered by its own EXEC (WAITRD, ATTN, TYPLIN)', t => {
	const plist = (name: string, operands: string): string => hexBytes(toEbcdic(name.padEnd(8))) + operands;
	// BALR 12,0 (base 2); LA 1,WAITRD; SVC 202; AL4(1); the same for ATTN and TYPLIN; SR 15,15; BR 14. Lists at +40,
	// +56, +72, buffer at +96.
	const code = [
		'05c0',
		'4110c026',
		'0aca',
		'00000001',
		'4110c036',
		'0aca',
		'00000001',
		'4110c046',
		'0aca',
		'00000001',
		'1bff',
		'07fe',
		'00000000',
		plist('WAITRD', '01020060e4000000'),
		plist('ATTN', 'd3c9c6d606020060'),
		plist('TYPLIN', '01020060c2000006'),
		'0000000000000000'.repeat(18),
	].join('');
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [moduleFile('ECHO2', parseHexBytes(code)!)])}});
	t.deepEqual(session.enter('echo2'), []);
	t.deepEqual(session.enter('help xx'), [
		'HELP X',
		'Ready;',
		'HELP cannot find the information requested: X',
		'Ready(00028);',
	]);
});

test('a stack that fills all storage is an abend, after which CMS goes on', t => {
	const session = new CmsSession({
		files: {
			'FILL EXEC': ['&CONTROL OFF', '&LOOP 1 &1 EQ 2', '&STACK ANOTHER LINE FOR THE STACK', '&EXIT'],
			'HELLO EXEC': ['&CONTROL OFF', '&TYPE HELLO'],
		},
	});
	t.deepEqual(session.enter('fill 1'), ['System abend 0F8 called from DMSFRE', 'CMS']);
	t.deepEqual(session.enter('hello'), ['HELLO', 'Ready;']);
});

test('a machine whose console is detached waits instead of running wild', t => {
	const session = new CmsSession();
	session.terminal.line.enter('cp detach 009');
	session.run(5);
	t.true(session.vm.account.usage.virtualCpu < 1_000_000);
});

test('an EXEC gets -3 for a name nobody has, -4 for one no file can have', t => {
	const session = new CmsSession({
		files: {
			'BAD EXEC': [
				'&CONTROL OFF',
				'NOSUCH',
				'&TYPE &RETCODE',
				'state a b',
				'&TYPE &RETCODE',
				'=5 X',
				'&TYPE &RETCODE',
			],
		},
	});
	t.deepEqual(
		session.enter('exec bad'),
		['-3', '-3', 'Invalid character \'=\' in fileID \'=5 MODULE\'.', '-4', 'Ready;'],
	);
});

test('a first word that can be no name is told as that of a MODULE', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('a?b c'), ['Invalid character \'?\' in fileID \'A?B MODULE\'.', 'Invalid CMS command']);
	t.deepEqual(session.enter('&type x'), ['Invalid character \'&\' in fileID \'&TYPE MODULE\'.', 'Invalid CMS command']);
});

test('BLIP does not pile up while a read waits and the timer runs', t => {
	const session = new CmsSession();
	session.enter('set blip xx');
	// From now on something always comes: the timer, every two seconds.
	session.terminal.line.enter('cp set timer real');
	session.run(600);
	session.terminal.take();
	session.terminal.line.enter('query blip');
	session.run(10);
	t.deepEqual(session.typed, ['BLIP     = XX', 'Ready;']);
});
