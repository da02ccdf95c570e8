/** DLBL, QUERY DLBL and LISTDS (GC20-1818), where no disk is one of OS, DOS or VSAM. */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

const heading = 'DDNAME  MODE LOGUNIT TYPE CATALOG EXT VOL BUFSPC PERM DISK DATASET.NAME';

test('DLBL gives ddnames their files; without operands and with QUERY it shows them', t => {
	const cms = new CmsSession();
	t.deepEqual(cms.enter('dlbl'), ['NO USER DEFINED DLBL\'S IN EFFECT.', 'Ready;']);
	t.deepEqual(cms.enter('dlbl input a cms part data (perm'), ['Ready;']);
	t.deepEqual(cms.enter('dlbl sysutlong a1'), ['Ready;']);
	t.deepEqual(cms.enter('dlbl nothing dummy (vsam bufsp 4096'), ['Ready;']);
	t.deepEqual(cms.enter('dlbl input a cms other data (nochange'), ['Ready;']);
	const shown = [
		heading,
		'INPUT   A            SEQ                         YES  CMS  PART.DATA',
		'SYSUTLO A            SEQ                         NO   CMS  FILE.SYSUTLO',
		'NOTHING DUMMY         VSAM                   4096 NO',
	];
	t.deepEqual(cms.enter('query dlbl'), [...shown, 'Ready;']);
	t.deepEqual(cms.enter('dlbl'), [...shown, 'Ready;']);
	t.deepEqual(cms.enter('query dlbl extent'), ['NO USER DEFINED EXTENTS IN EFFECT.', 'Ready;']);
	t.deepEqual(cms.enter('dlbl (mult'), ['NO USER DEFINED EXTENTS IN EFFECT.', 'Ready;']);
	t.deepEqual(cms.enter('dlbl input a cms other data'), ['Ready;']);
	t.deepEqual(cms.enter('dlbl nothing clear (perm'), ['INVALID OPTION \'PERM\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('dlbl nothing clear'), ['Ready;']);
	t.deepEqual(cms.enter('dlbl nothing clear'), ['DDNAME \'NOTHING\' NOT FOUND; NO CLEAR EXECUTED.', 'Ready;']);
	t.deepEqual(cms.enter('query dlbl').slice(1), [
		'SYSUTLO A            SEQ                         NO   CMS  FILE.SYSUTLO',
		'INPUT   A            SEQ                         NO   CMS  OTHER.DATA',
		'Ready;',
	]);
	cms.enter('dlbl kept a (perm');
	t.deepEqual(cms.enter('dlbl * clear'), ['Ready;']);
	t.deepEqual(cms.enter('query dlbl'), [heading, 'KEPT    A            SEQ                         YES  CMS  FILE.KEPT', 'Ready;']);
	t.deepEqual(cms.enter('query filedef'), ['NO USER DEFINED FILEDEF\'S IN EFFECT', 'Ready;'], 'FILEDEF has its own');
});

test('what DLBL refuses', t => {
	const cms = new CmsSession();
	const refused: ReadonlyArray<readonly [line: string, message: string, code?: string]> = [
		['x', 'PARAMETER MISSING AFTER DDNAME.'],
		['x clear all', 'INVALID PARAMETER \'ALL\'.'],
		['9x a', 'INVALID DDNAME \'9X\'.'],
		['* a', 'INVALID DDNAME \'*\'.'],
		['x 191', 'INVALID MODE \'191\'.'],
		['x b', 'DISK \'B\' NOT ACCESSED.', '00036'],
		['x a cms', 'NO FILENAME SPECIFIED.'],
		['x a cms part', 'NO FILETYPE SPECIFIED.'],
		['x a cms part data a', 'INVALID PARAMETER \'A\'.'],
		['x a part data', 'INVALID PARAMETER \'PART\'.'],
		['x a dsn my data', '\'A\' DISK IN CMS FORMAT; INVALID FOR NON-CMS DATASET.'],
		['x a dsn ?', '\'A\' DISK IN CMS FORMAT; INVALID FOR NON-CMS DATASET.'],
		['x a dsn 9my', 'INVALID DATA SET NAME \'9MY\'.'],
		['x a (vsam', '\'A\' DISK IN CMS FORMAT; INVALID FOR NON-CMS DATASET.'],
		['x a (extent', '\'A\' DISK IN CMS FORMAT; INVALID FOR NON-CMS DATASET.'],
		['x a cms part data (cat y', '\'A\' DISK IN CMS FORMAT; INVALID FOR NON-CMS DATASET.'],
		['x a (sys001', '\'SYS001\' NOT ASSIGNED FOR DISK \'A\'.', '00036'],
		['x a (sys300', 'INVALID OPTION \'SYS300\'.'],
		['x a (perm perm', '\'PERM\' OPTION SPECIFIED TWICE.'],
		['x a (change nochange', '\'CHANGE\' AND \'NOCHANGE\' ARE CONFLICTING OPTIONS.'],
		['x dummy y', 'INVALID PARAMETER \'Y\'.'],
		['x dummy (mult', '\'DUMMY\' AND \'MULT\' ARE CONFLICTING OPTIONS.'],
		['x dummy (bufsp', 'NO \'BUFSP\' SPECIFIED.'],
		['x dummy (bufsp y', 'INVALID PARAMETER \'Y\'.'],
		['x dummy (cat y', 'CATALOG DDNAME \'Y\' NOT FOUND.'],
		['(file', 'INVALID PARAMETER \'FILE\'.'],
	];
	for (const [line, message, code = '00024'] of refused) {
		t.deepEqual(cms.enter(`dlbl ${line}`), [message, `Ready(${code});`], line);
	}

	t.deepEqual(cms.enter('query dlbl'), ['NO USER DEFINED DLBL\'S IN EFFECT.', 'Ready;']);
	cms.enter('dlbl x a (perm');
	cms.enter('debug');
	cms.enter('hx');
	t.deepEqual(cms.enter('query dlbl'), ['NO USER DEFINED DLBL\'S IN EFFECT.', 'Ready;'], 'HX clears all');
});

test('LISTDS looks at its operands and finds no data set', t => {
	const cms = new CmsSession();
	const answers: ReadonlyArray<readonly [line: string, message: string, code?: string]> = [
		['a', 'DATA SET NOT FOUND.', '00028'],
		['* (format', 'DATA SET NOT FOUND.', '00028'],
		['sys1.mac a (pds', 'DATA SET NOT FOUND.', '00028'],
		['sys1 maclib * (extent', 'DATA SET NOT FOUND.', '00028'],
		['', 'NO FILEMODE SPECIFIED.'],
		['my.data', 'INVALID MODE \'MY.DATA\'.'],
		['9my a', 'INVALID DATA SET NAME \'9MY\'.'],
		['c', 'DISK \'C\' NOT ACCESSED.', '00036'],
		['my a (free', 'NO DATA SET NAME ALLOWED WITH FREESPACE OPTION.'],
		['a (label', 'INVALID OPTION \'LABEL\'.'],
	];
	for (const [line, message, code = '00024'] of answers) {
		t.deepEqual(cms.enter(`listds ${line}`.trim()), [message, `Ready(${code});`], line);
	}

	t.deepEqual(cms.enter('listds ? a'), ['DMSLDS220R ENTER DATA SET NAME:']);
	t.deepEqual(cms.enter('my.own.data'), ['DATA SET NOT FOUND.', 'Ready(00028);']);
});
