import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {isRemoteA} from '../../../support/remote-a.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';

const data = ['ALPHA ONE', 'BETA TWO', 'GAMMA THREE', 'ALPHA FOUR'];

/** Runs `lines` as an EXEC; what it types. */
function exec(lines: readonly string[], files: Readonly<Record<string, readonly string[]>> = {}): string[] {
	const session = new CmsSession({files: {'DATA FILE': data, 'TRY EXEC': ['&CONTROL OFF NOMSG', ...lines], ...files}});
	return session.enter('TRY').slice(0, -1).map(line => line.trimEnd());
}

test('EXECIO DISKR stacks lines, goes on where it stopped, and tells the end', t => {
	t.deepEqual(exec([
		'EXECIO 3 DISKR DATA FILE A',
		'&TYPE &RETCODE',
		'EXECIO 2 DISKR DATA FILE',
		'&TYPE &RETCODE',
		'SENTRIES',
		'&TYPE &RETCODE',
		'&READ VARS &A &B',
		'&TYPE &A &B',
		'DESBUF',
		'EXECIO 1 DISKR DATA FILE * 2 (FINIS LIFO',
		'&READ VARS &A &B',
		'&TYPE &A &B &RETCODE',
		'EXECIO * DISKR DATA FILE (SKIP',
		'&TYPE &RETCODE &READFLAG',
		'EXECIO * DISKR DATA FILE A 1 (FINIS',
		'SENTRIES',
		'&TYPE &RETCODE',
		'DESBUF',
	]), ['0', '2', '4', 'ALPHA ONE', 'BETA TWO 0', '0 CONSOLE', '4']);
});

test('EXECIO searches with FIND, LOCATE and AVOID in a zone, and stacks the numbers first', t => {
	const search = (options: string, from = ''): string[] => exec([
		`EXECIO * DISKR DATA FILE A ${from} (FINIS ${options}`,
		'&TYPE &RETCODE',
		'&IF &READFLAG EQ CONSOLE &EXIT',
		'&READ VARS &A &B &C',
		'&TYPE &A &B &C',
		'&READ VARS &A &B &C',
		'&TYPE &A &B &C',
	]);
	t.deepEqual(search('FIND /ALPHA/', '2'), ['0', '3 4', 'ALPHA FOUR']);
	t.deepEqual(search('LOCATE /TWO/'), ['0', '2 2', 'BETA TWO']);
	t.deepEqual(search('AVOID /ALPHA/'), ['0', '2 2', 'BETA TWO']);
	t.deepEqual(search('FIND /TWO/'), ['3']);
	t.deepEqual(search('FIND /TWO/ ZONE 6 *'), ['0', '2 2', 'BETA TWO']);
	t.deepEqual(search('LOCATE /TWO/ ZONE 1 5'), ['3']);
	t.deepEqual(search('LOCATE /THREE/ MARGINS 1 5'), ['0', '3 3', 'GAMMA']);
});

test('EXECIO DISKW appends, replaces and pads; FINIS closes', t => {
	t.deepEqual(exec([
		'&STACK FIRST LINE',
		'&STACK SECOND',
		'EXECIO 2 DISKW NEW FILE A (FINIS',
		'&TYPE &RETCODE',
		'EXECIO 1 DISKW NEW FILE A (STRING A THIRD (ONE)',
		'EXECIO 1 DISKW FIXED FILE A 0 F 4 (STRING TOOLONG',
		'&TYPE &RETCODE',
		'EXECIO 0 DISKW NEW FILE A (FINIS',
		'EXECIO 1 DISKW FIXED FILE A 1 (FINIS STRING AB',
		'EXECIO 1 DISKW FIXED FILE A 0 V (STRING AB',
		'&TYPE &RETCODE',
		'TYPE NEW FILE',
		'LISTFILE * FILE A (FORMAT NOHEADER',
	]), [
		'0', '1', 'BAD PLIST: FILE FORMAT SPECIFIED (V) DOES NOT AGREE WITH EXISTING FILE FORMAT (F).', '24',
		'', 'FIRST LINE', 'SECOND', 'A THIRD ( ONE )', '',
		'DATA     FILE     A1 V    11', 'NEW      FILE     A1 V    15', 'FIXED    FILE     A1 F     4',
	]);
});

test('EXECIO DISKW with * writes up to a null line', t => {
	t.deepEqual(exec([
		'&STACK ONE',
		'&STACK TWO',
		'&STACK',
		'&STACK REST',
		'EXECIO * DISKW NEW FILE A (FINIS',
		'&TYPE &RETCODE',
		'&READ VARS &A',
		'&TYPE &A',
		'TYPE NEW FILE',
	]), ['0', 'REST', '', 'ONE', 'TWO', '']);
});

test('what DISKW writes after DISKRU takes the place of the line read', t => {
	t.deepEqual(exec([
		'EXECIO 1 DISKRU DATA FILE A 2',
		'EXECIO 1 DISKW DATA FILE A (STRING NEXT TWO',
		'EXECIO 1 DISKRU DATA FILE A',
		'EXECIO 0 DISKW DATA FILE A (FINIS',
		'&READ VARS &A &B',
		'&TYPE &A &B',
		'&READ VARS &A &B',
		'&TYPE &A &B',
		'TYPE DATA FILE',
	]), ['BETA TWO', 'GAMMA THREE', '', 'ALPHA ONE', 'NEXT TWO', 'GAMMA THREE', 'ALPHA FOUR', '']);
});

test('a file that EXECIO has open for writing is on the disk for the next command', t => {
	t.deepEqual(exec([
		'EXECIO 1 DISKW LOG FILE A (STRING ONE',
		'STATE LOG FILE A',
		'&TYPE &RETCODE',
		'EXECIO 1 DISKW LOG FILE A (STRING TWO',
		'TYPE LOG FILE',
	]), ['0', '', 'ONE', 'TWO', '']);
});

test('EXECIO CP stacks CP\'s response and answers its return code', t => {
	t.deepEqual(exec([
		'EXECIO * CP (STRING QUERY USERID',
		'&TYPE &RETCODE',
		'EXECIO 0 CP (STRING NOSUCH',
		'&TYPE &RETCODE',
		'SENTRIES',
		'&TYPE &RETCODE',
		'DESBUF',
	]), ['0', '1001', '1']);
});

test('EXECIO CP without a command does nothing', t => {
	t.deepEqual(new CmsSession().enter('EXECIO 1 CP (STRING'), ['Ready;']);
});

test('EXECIO EMSG types lines as SET EMSG has messages', t => {
	t.deepEqual(exec([
		'EXECIO 1 EMSG (STRING DMSXYZ001E TROUBLE AHEAD',
		'&TYPE &RETCODE',
		'CP SET EMSG CODE',
	]).slice(0, 2), ['OUBLE AHEAD', '0']);
	const session = new CmsSession();
	t.deepEqual(session.enter('EXECIO 1 EMSG (STRING DMSXYZ001E Trouble ahead'), ['Trouble ahead', 'Ready;']);
});

test('what EXECIO refuses, with a message unless NOTYPE', t => {
	const session = new CmsSession({files: {'DATA FILE': data}});
	const refused = (line: string): string => session.enter(line).join(' ');
	t.is(refused('EXECIO'), 'BAD PLIST: DEVICE AND LINES ARGUMENTS ARE REQUIRED. Ready(00024);');
	t.is(refused('EXECIO 1 TAPE'), 'BAD PLIST: UNKNOWN OPERATION (TAPE). Ready(00024);');
	t.is(refused('EXECIO X DISKR A B'), 'BAD PLIST: INVALID VALUE (X) FOR NUMBER OF LINES ARGUMENT. Ready(00024);');
	t.is(refused('EXECIO 1 DISKW A B'), 'BAD PLIST: DISK FILEMODE REQUIRED FOR DISKW. Ready(00024);');
	t.is(refused('EXECIO 1 DISKR A'), 'BAD PLIST: MISSING FILE IDENTIFIER. Ready(00024);');
	t.is(refused('EXECIO 1 DISKR A B A 1 2'), 'BAD PLIST: INVALID POSITIONAL ARGUMENT (2). Ready(00024);');
	t.is(refused('EXECIO 1 DISKR A B (FOO'), 'BAD PLIST: UNKNOWN OPTION NAME (FOO). Ready(00024);');
	t.is(refused('EXECIO 1 CARD (FINIS'), 'BAD PLIST: OPTION (FINIS) NOT VALID WITH CARD OPERATION. Ready(00024);');
	t.is(refused('EXECIO 1 CARD (LIFO SKIP'), 'BAD PLIST: OPTION (SKIP) NOT VALID WITH (LIFO) OPTION. Ready(00024);');
	t.is(refused('EXECIO 1 CARD (ZONE 5 2'), 'BAD PLIST: INVALID VALUE (5 2) AFTER ZONE OPTION. Ready(00024);');
	t.is(refused('EXECIO 1 CARD (LOCATE /A'), 'BAD PLIST: MISSING DELIMITED STRING AFTER LOCATE OPTION. Ready(00024);');
	t.is(
		refused('EXECIO * PUNCH (STRING A'),
		'BAD PLIST: STRING OPTION WITH LINES=* IS VALID ONLY FOR CP OPERATION. Ready(00024);',
	);
	t.is(
		refused('EXECIO 1 DISKR DATA FILE A (STEM X.'),
		'OPTION \'STEM\' CAN BE USED FROM AN EXEC 2 OR REXX EXEC ONLY. Ready(00024);',
	);
	t.is(refused('EXECIO 1 DISKR A B (FOO NOTYPE'), 'Ready(00024);');
	t.is(refused('EXECIO 1 DISKR NO FILE'), 'I/O ERROR IN EXECIO; RC=28 FROM \'STATE\' COMMAND. Ready(00028);');
	t.is(refused('EXECIO 1 DISKW NEW FILE Q (STRING A'), 'I/O ERROR IN EXECIO; RC=36 FROM \'STATE\' COMMAND. Ready(00136);');
	t.is(refused('EXECIO 1 DISKW NEW FILE S (STRING A'), 'I/O ERROR IN EXECIO; RC=12 FROM \'FSWRITE\' COMMAND. Ready(00112);');
	t.is(refused('EXECIO 1 DISKR NO FILE (NOTYPE'), 'Ready(00028);');
});

test('EXECIO reads cards, punches and prints', t => {
	const devices = new UnitRecordDevices();
	devices.feed('CARD ONE', 'CARD TWO', 'CARD THREE');
	const session = new CmsSession({
		units: devices.units,
		files: {
			'TRY EXEC': [
				'&CONTROL OFF',
				'EXECIO 1 CARD (STRIP',
				'EXECIO * CARD (LOCATE /TWO/',
				'&TYPE &RETCODE',
				'EXECIO 2 PUNCH',
				'EXECIO 1 PUNCH ( CASE U STRIP',
				'EXECIO 5 CARD (SKIP',
				'&TYPE &RETCODE',
				'EXECIO 1 PRINT (STRING PLAIN',
				'EXECIO 1 PRINT (CC 0 STRING TWO',
				'EXECIO 1 PRINT (CC DATA STRING 1TOP',
				'&TYPE &RETCODE',
			],
		},
	});
	t.deepEqual(session.enter('TRY'), ['0', '2', '0', 'Ready;']);
	t.deepEqual(devices.takePunched(), ['CARD ONE', '1', 'CARD TWO']);
	t.is(devices.printed.filter(line => /PLAIN|TWO|TOP/.test(line)).length, 3);
});

test('EXECIO without devices says which function failed', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('EXECIO 1 CARD'), ['I/O ERROR IN EXECIO; RC=4 FROM \'CARDRD\' COMMAND.', 'Ready(00104);']);
	t.deepEqual(session.enter('EXECIO 1 PUNCH (STRING A'), [
		'I/O ERROR IN EXECIO; RC=4 FROM \'CARDPH\' COMMAND.',
		'Ready(00104);',
	]);
});

test('a stack that is full ends EXECIO with code 41, and CMS goes on', t => {
	const lines = new CmsSession({
		files: {
			'BIG FILE': Array.from({length: 1500}, () => 'X'.repeat(250)),
			'TRY EXEC': [
				'&CONTROL OFF',
				'-MORE EXECIO * DISKR BIG FILE A 1',
				'&IF &RETCODE EQ 0 &GOTO -MORE',
				'&TYPE &RETCODE',
				'DESBUF',
				'STATE BIG FILE',
				'&TYPE &RETCODE',
			],
		},
	}).enter('TRY');
	t.deepEqual(lines, ['INSUFFICIENT FREE STORAGE FOR THE CONSOLE STACK.', '41', '0', 'Ready;']);
});

test('a file that EXECIO was writing is another one once a command erased, renamed or replaced it', t => {
	const between = (...lines: readonly string[]): string[] => exec([
		'EXECIO 1 DISKW NEW FILE A (STRING BEFORE',
		...lines,
		'EXECIO 1 DISKW NEW FILE A (STRING BEHIND',
		'&TYPE &RETCODE',
		'FINIS NEW FILE A',
		'TYPE NEW FILE A',
	]).filter(line => line !== '');
	t.deepEqual(between(), ['0', 'BEFORE', 'BEHIND']);
	t.deepEqual(between('ERASE NEW FILE A'), ['0', 'BEHIND']);
	t.deepEqual(between('RENAME NEW FILE A OLD FILE A', 'TYPE OLD FILE A'), ['BEFORE', '0', 'BEHIND']);
	t.deepEqual(between('COPYFILE DATA FILE A NEW FILE A (REPLACE'), ['0', ...data, 'BEHIND']);
	t.deepEqual(
		between('ERASE NEW FILE A', 'EXECIO 1 DISKW NEW FILE A 1 F 8 (STRING FIXED'),
		['0', 'FIXED', 'BEHIND'],
	);
	if (!isRemoteA) {
		t.deepEqual(between('LISTFILE NEW FILE A', 'ACCESS 191 A').slice(-3), ['0', 'BEFORE', 'BEHIND']);
	}
});
