import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {parseHexBytes} from '../../../../source/base/hex.js';
import {cmsVolume, moduleFile} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';

test('SET and QUERY agree, abbreviated as the manual allows', t => {
	const session = new CmsSession();
	for (const [set, query, answer] of [
		['impex off', 'impex', 'IMPEX    = OFF'],
		['impcp off', 'impcp', 'IMPCP    = OFF'],
		['abbrev off', 'abbrev', 'ABBREV   = OFF'],
		['redt on', 'redtype', 'REDTYPE  = ON'],
		['relp off', 'relpage', 'RELPAGE  = OFF'],
		['protect off', 'prot', 'PROTECT  = OFF'],
		['blip off', 'blip', 'BLIP     = OFF'],
		['blip on', 'blip', 'BLIP     = .'],
		['blip ab(8)', 'blip', 'BLIP     = AB'],
		['ldrtbls 8', 'ldrtbls', 'LDRTBLS  = 8'],
	] as const) {
		t.deepEqual(session.enter(`set ${set}`), ['Ready;'], set);
		t.deepEqual(session.enter(`query ${query}`), [answer, 'Ready;'], set);
	}
});

test('SET RDYMSG SMSG shortens the ready message', t => {
	const session = new CmsSession();
	const ready = (line: string): string => {
		session.terminal.take();
		session.terminal.line.enter(line);
		session.run();
		return session.terminal.take().at(-1)!;
	};

	t.is(ready('set rdymsg smsg'), 'Ready;');
	t.is(ready('state a b'), 'Ready(00028);');
	t.regex(ready('set rdy l'), /^Ready; T=/);
});

test('with SET ABBREV OFF only full names are commands', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('desbuf'), ['Ready;']);
	session.enter('set abbrev off');
	t.deepEqual(session.enter('genm'), ['Unknown CP/CMS command']);
});

test('operands that are missing or not valid are refused', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('set'), ['NO FUNCTION SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(session.enter('query'), ['NO FUNCTION SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(session.enter('set impex maybe'), ['INVALID PARAMETER \'MAYBE\' FOR \'IMPEX\' FUNCTION.', 'Ready(00024);']);
	t.deepEqual(session.enter('set impex on off'), ['INVALID PARAMETER \'OFF\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('query search x'), ['INVALID PARAMETER \'X\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('set impex'), ['PARAMETER MISSING AFTER \'IMPEX\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('set blip abcd 2'), ['INVALID PARAMETER \'2\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('set blip abcd (9)'), [
		'INVALID PARAMETER \'ABCD\' FOR \'BLIP\' FUNCTION.',
		'Ready(00024);',
	]);
	t.deepEqual(session.enter('set blip on (3)'), [
		'INVALID PARAMETER \'ON\' FOR \'BLIP\' FUNCTION.',
		'Ready(00024);',
	]);
	t.deepEqual(session.enter('set impex on (x'), ['INVALID PARAMETER \'(\'.', 'Ready(00024);']);
});

test('what is none of CMS\'s goes to CP', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('set emsg on'), ['Ready;']);
	t.deepEqual(session.enter('state a b'), ['DMSSTT002E File \'A B\' not found.', 'Ready(00028);']);
	t.deepEqual(session.enter('set emsg code'), ['Ready;']);
	t.deepEqual(session.enter('state a b'), ['DMSSTT002E', 'Ready(00028);']);
});

test('an EXEC has to say CP for what is none of CMS\'s: it sees -3', t => {
	const session = new CmsSession({files: {'ASK EXEC': ['QUERY USERID', 'SET EMSG ON', 'CP QUERY USERID']}});
	t.deepEqual(session.enter('ask'), [
		'QUERY USERID',
		'+++ R(-0003) +++',
		'SET EMSG ON',
		'+++ R(-0003) +++',
		'CP QUERY USERID',
		'ALICE    AT TESTVM',
		'Ready;',
	]);
});

test('SET INPUT and SET OUTPUT translate what comes from the terminal and what is shown', t => {
	const session = new CmsSession({files: {'SAY EXEC': ['&CONTROL OFF', '&TYPE &1']}});
	t.deepEqual(session.enter('query input'), ['NO USER DEFINED INPUT TRANSLATE TABLE IN USE', 'Ready;']);
	t.deepEqual(session.enter('query output'), ['NO USER DEFINED OUTPUT TRANSLATE TABLE IN USE', 'Ready;']);
	t.deepEqual(session.enter('set input $ 5b'), ['Ready;']);
	t.deepEqual(session.enter('set input ! c1'), ['Ready;']);
	t.deepEqual(session.enter('set input 6f c2'), ['Ready;']);
	t.deepEqual(session.enter('query input'), ['INPUT    ! C1', '         ? C2', 'Ready;']);
	t.deepEqual(session.enter('say !?!'), ['ABA', 'Ready;']);
	t.deepEqual(session.enter('set output c1 %'), ['Ready;']);
	t.deepEqual(session.enter('say abba'), ['%BB%', 'Ready;']);
	t.deepEqual(session.enter('query output'), ['OUTPUT   C1 %', 'Ready;']);
	t.deepEqual(session.enter('set input'), ['Ready;']);
	t.deepEqual(session.enter('set output'), ['Ready;']);
	t.deepEqual(session.enter('say a?'), ['A?', 'Ready;']);
	t.deepEqual(session.enter('set output abc d'), ['INVALID PARAMETER \'ABC\' FOR \'OUTPUT\' FUNCTION.', 'Ready(00024);']);
	t.deepEqual(session.enter('set input a'), ['NO TRANSLATION CHARACTER SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(
		session.enter('set input a b1 c'),
		['INVALID PARAMETER \'C\'.', 'Ready(00024);'],
		'the operand too many is named',
	);
});

test('SET PROTECT OFF lets a program store into the nucleus', t => {
	// LA 1,X'100'; SLL 1,4 (X'1000', behind NUCON) or 8 (X'10000', its code); MVI 0(1),1; SR 15,15; BR 14
	const programs = [
		moduleFile('POKE', parseHexBytes('4110010089100004920110001bff07fe')!),
		moduleFile('POKECODE', parseHexBytes('4110010089100008920110001bff07fe')!),
	];
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, programs)}});
	t.deepEqual(session.enter('poke'), ['PROTECTION EXCEPTION OCCURRED AT 02000C IN ROUTINE POKE', 'CMS']);
	session.enter('set protect off');
	t.deepEqual(session.enter('poke'), ['Ready;']);
	t.deepEqual(
		session.enter('pokecode'),
		['CP ENTERED; CMS SHARED PAGE 010000 ALTERED'],
		'its code is a page that all share: CP takes the store back',
	);
	t.deepEqual(session.enter('begin'), ['Ready;']);
});

test('SET AUTOREAD OFF: no read waits for a command, a line typed is an attention', t => {
	const session = new CmsSession();
	t.is(session.terminal.status, 'VM READ');
	t.deepEqual(session.enter('set autoread off'), ['Ready;']);
	t.not(session.terminal.status, 'VM READ', 'CMS does not read');
	t.deepEqual(session.enter('query autoread'), ['AUTOREAD = OFF', 'Ready;']);
	t.deepEqual(session.enter('set autoread on'), ['Ready;']);
	t.is(session.terminal.status, 'VM READ');
	t.deepEqual(session.enter('query autoread'), ['AUTOREAD = ON', 'Ready;']);
});

test('SET SYSNAME names another system, and what would come from one is refused', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('query sysnames'), [
		'SYSNAMES: CMSSEG   CMSVSAM  CMSAMS   CMSDOS',
		'ENTRIES:  CMSSEG   CMSVSAM  CMSAMS   CMSDOS',
		'Ready;',
	]);
	t.deepEqual(session.enter('set sysname cmsdos mydos'), ['Ready;']);
	t.is(session.enter('query sysnames')[1], 'ENTRIES:  CMSSEG   CMSVSAM  CMSAMS   MYDOS');
	t.deepEqual(session.enter('set dos on'), ['DMSSET400S SYSTEM \'MYDOS\' DOES NOT EXIST.', 'Ready(00044);']);
	t.deepEqual(session.enter('set dos on z (vsam'), ['DISK \'Z\' NOT ACCESSED.', 'Ready(00036);']);
	t.deepEqual(session.enter('set dos on (sam'), ['INVALID PARAMETER \'SAM\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('set dos off'), ['Ready;']);
	t.deepEqual(session.enter('set nonshare cmsvsam'), ['DMSSET400S SYSTEM \'CMSVSAM\' DOES NOT EXIST.', 'Ready(00044);']);
	t.deepEqual(
		session.enter('set nonshare other'),
		['INVALID PARAMETER \'OTHER\' FOR \'NONSHARE\' FUNCTION.', 'Ready(00024);'],
	);
	t.deepEqual(session.enter('set sysname cmsdos'), ['PARAMETER MISSING AFTER \'CMSDOS\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('set upsi off'), ['CMS/DOS ENVIRONMENT NOT ACTIVE.', 'Ready(00040);']);
});

test('SET LDRTBLS: as many pages as there is room for', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('query ldrtbls').slice(1), ['Ready;']);
	t.deepEqual(session.enter('set ldrtbls 129'), [
		'INVALID PARAMETER \'129\' FOR \'LDRTBLS\' FUNCTION.', 'Ready(00024);',
	]);
	session.enter('cp define storage 256k');
	session.enter('cp ipl cms');
	session.enter('access (noprof');
	t.deepEqual(session.enter('query ldrtbls'), ['LDRTBLS  = 2', 'Ready;']);
	t.deepEqual(session.enter('set ldrtbls 100'), ['LOADER TABLES CANNOT BE MODIFIED.', 'Ready(00040);']);
});

test('SET ABEND stacks a command after an abend, once', t => {
	// LA 1,X'100'; SLL 1,4; MVI 0(1),1
	const poke = moduleFile('POKE', parseHexBytes('4110010089100004920110001bff07fe')!);
	const session = new CmsSession({volumes: {
		0x191: cmsVolume({'AFTER EXEC': ['&CONTROL OFF', '&TYPE AFTER THE ABEND']}, [poke]),
	}});
	t.deepEqual(session.enter('query abend'), ['ABEND    = NONE', 'Ready;']);
	session.enter('set abend after');
	t.deepEqual(session.enter('query abend'), ['ABEND    = AFTER', 'Ready;']);
	t.deepEqual(session.enter('poke').slice(1), ['CMS', 'AFTER THE ABEND', 'Ready;']);
	t.deepEqual(session.enter('poke').slice(1), ['CMS']);
	t.deepEqual(session.enter('query abend'), ['ABEND    = NONE', 'Ready;']);
	t.deepEqual(session.enter('set abend'), ['PARAMETER MISSING AFTER \'ABEND\'.', 'Ready(00024);']);
});

test('commands that SET ABBREV and SYNONYM leave: full names always, the rest as the table of HELP SYNONYM says', t => {
	const table = toEbcdic('FILEDEF USENAME 3'.padEnd(80));
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [{
		name: 'USERTAB', type: 'SYNONYM', modeNumber: '1', recordFormat: 'F', recordLength: 80, records: [table],
	}])}});
	const known = (word: string): boolean => session.enter(`${word} * clear`).at(-1) === 'Ready;';
	for (const [abbrev, synonym, forms] of [
		['ON', 'USERTAB (STD', [true, true, true]],
		['OFF', 'USERTAB (STD', [false, false, true]],
		['ON', 'USERTAB (NOSTD', [false, true, true]],
		['OFF', 'USERTAB (NOSTD', [false, false, true]],
		['ON', '(CLEAR STD', [true, false, false]],
		['OFF', '(CLEAR STD', [false, false, false]],
		['ON', '(CLEAR NOSTD', [false, false, false]],
	] as const) {
		session.enter(`set abbrev ${abbrev}`);
		session.enter(`synonym ${synonym}`);
		t.deepEqual(['fi', 'usen', 'usename'].map(word => known(word)), [...forms], `${abbrev} ${synonym}`);
		t.true(known('filedef'));
	}
});

test('IMPEX OFF: an EXEC needs EXEC, by a synonym too; IMPCP OFF: CP needs CP, in SET and QUERY too', t => {
	const session = new CmsSession({files: {'HELLO EXEC': ['&CONTROL OFF', '&TYPE HELLO']}});
	session.enter('set impcp off');
	session.enter('set impex off');
	t.deepEqual(session.enter('hello'), ['Unknown CP/CMS command']);
	t.deepEqual(session.enter('exec hello'), ['HELLO', 'Ready;']);
	t.deepEqual(session.enter('query time'), ['INVALID FUNCTION \'TIME\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('set msg off'), ['INVALID FUNCTION \'MSG\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('cp set msg off'), ['Ready;']);
	t.deepEqual(session.enter('msg * hi'), ['Unknown CP/CMS command']);
	session.enter('set impex on');
	t.deepEqual(session.enter('hello'), ['HELLO', 'Ready;']);
});

test('lines are edited by CP in every read of CMS: of EXECs, of commands, of EDIT', t => {
	const session = new CmsSession({files: {
		'ASK EXEC': ['&CONTROL OFF', '&READ ARGS', '&TYPE GOT &1 &2', '&READ ARGS', '&TYPE AND &1'],
	}});
	session.enter('ask');
	t.deepEqual(session.enter('wrng@@ong words#mi@ore'), ['GOT WRONG WORDS', 'AND MORE', 'Ready;']);
	session.enter('edit new file');
	session.enter('input');
	session.enter('all wrong¢ab@c#"#');
	t.deepEqual(session.enter(''), ['EDIT:']);
	t.deepEqual(session.enter('top#type *').map(line => line.trimEnd()), ['TOF:', 'TOF:', 'AC', '#', 'EOF:']);
});

test('SET CMSTYPE HT keeps back what commands type, until RT or Ready', t => {
	const session = new CmsSession({files: {'ASK EXEC': [
		'&CONTROL OFF', 'SET CMSTYPE HT', '&F = &TYPEFLAG', 'QUERY RDYMSG', 'SET CMSTYPE RT', 'QUERY CMSTYPE',
		'&TYPE &F &TYPEFLAG',
	]}});
	t.deepEqual(session.enter('ask'), ['CMSTYPE  = RT', 'HT RT', 'Ready;']);
	t.deepEqual(session.enter('set cmstype ht'), ['Ready;']);
	t.deepEqual(session.enter('query cmstype'), ['CMSTYPE  = RT', 'Ready;']);
	t.deepEqual(session.enter('set cmstype off'), ['INVALID PARAMETER \'OFF\' FOR \'CMSTYPE\' FUNCTION.', 'Ready(00024);']);
});
