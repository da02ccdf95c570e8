/** TXTLIB, GLOBAL and what LOAD makes of them (GC20-1818). */
import test from 'ava';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {programFile} from '../../../support/program-file.js';

const main = programFile('MAIN', ' L     15,=V(SEVEN)\n LR    7,14\n BALR  14,15\n LR    14,7\n BR    14');
const seven = programFile(
	'PARTS',
	' ENTRY SEVEN,EIGHT\nSEVEN    LA    15,7\n BR    14\nEIGHT    LA    15,8\n BR    14',
);
const nine = programFile('NINE', ' LA    15,9\n BR    14');

const session = (): CmsSession =>
	new CmsSession({volumes: {0x191: cmsVolume({'NO TXTLIB': ['X']}, [main, seven, nine])}});

test('a library gives LOAD what no TEXT file has', t => {
	const cms = session();
	t.deepEqual(cms.enter('txtlib gen mylib parts nine'), ['Ready;']);
	cms.enter('erase parts text');
	t.deepEqual(cms.enter('load main'), ['THE FOLLOWING NAMES ARE UNDEFINED:', ' SEVEN', 'Ready(00004);']);
	t.deepEqual(cms.enter('global txtlib mylib'), ['Ready;']);
	t.deepEqual(cms.enter('query txtlib'), ['TXTLIB   = MYLIB', 'Ready;']);
	t.deepEqual(cms.enter('query library'), ['MACLIB   = NONE', 'TXTLIB   = MYLIB', 'DOSLIB   = NONE', 'Ready;']);
	t.deepEqual(cms.enter('load main'), ['Ready;']);
	t.deepEqual(cms.enter('start'), ['Execution begins...', 'Ready(00007);']);
	t.deepEqual(cms.enter('load main (nolibe'), ['THE FOLLOWING NAMES ARE UNDEFINED:', ' SEVEN', 'Ready(00004);']);
	t.deepEqual(cms.enter('load eight (start reset eight'), ['Execution begins...', 'Ready(00008);']);
	cms.enter('load main');
	t.deepEqual(cms.enter('genmod seven'), ['Ready;']);
	t.deepEqual(cms.enter('seven'), ['Ready(00007);']);
	t.deepEqual(cms.enter('global txtlib'), ['Ready;']);
	t.deepEqual(cms.enter('query txtlib'), ['TXTLIB   = NONE', 'Ready;']);
});

test('ADD, DEL and MAP', t => {
	const cms = session();
	cms.enter('txtlib gen mylib parts');
	t.deepEqual(cms.enter('txtlib add mylib nine nosuch'), ['FILE \'NOSUCH TEXT\' NOT FOUND.', 'Ready(00004);']);
	t.deepEqual(cms.enter('txtlib map mylib (term'), [
		'ENTRY      INDEX',
		'PARTS          2',
		'SEVEN          2',
		'EIGHT          2',
		'NINE           6',
		'4 ENTRIES IN LIBRARY',
		'Ready;',
	]);
	t.deepEqual(cms.enter('txtlib del mylib eight'), ['Ready;']);
	t.deepEqual(cms.enter('txtlib map mylib'), ['Ready;']);
	t.deepEqual(
		cms.enter('type mylib map').map(line => line.trim()),
		['', 'ENTRY      INDEX', 'NINE           2', '1 ENTRIES IN LIBRARY', '', 'Ready;'],
	);
	t.deepEqual(cms.enter('txtlib del mylib eight'), [
		'MEMBER \'EIGHT\' NOT FOUND IN LIBRARY \'MYLIB TXTLIB A1\'.',
		'Ready(00032);',
	]);
	cms.enter('txtlib del mylib nine');
	t.deepEqual(cms.enter('txtlib map mylib'), ['FILE \'MYLIB TXTLIB\' NOT FOUND.', 'Ready(00028);']);
});

test('what TXTLIB and GLOBAL refuse', t => {
	const cms = session();
	t.deepEqual(cms.enter('txtlib'), ['NO FUNCTION SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('txtlib cut x'), ['INVALID FUNCTION \'CUT\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('txtlib gen'), ['NO LIBRARY NAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('txtlib gen x'), ['NO FILENAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('txtlib gen x y'), [
		'FILE \'Y TEXT\' NOT FOUND.',
		'LIBRARY \'X TXTLIB A1\' NOT CREATED.',
		'Ready(00004);',
	]);
	t.deepEqual(cms.enter('txtlib map no'), ['FILE \'NO TXTLIB A1\' CONTAINS INVALID RECORD FORMATS.', 'Ready(00032);']);
	t.deepEqual(cms.enter('global'), ['NO FUNCTION SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('global phaselib x'), ['INVALID FUNCTION \'PHASELIB\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('global maclib a b c d e f g h i'), [
		'DMSGLB108S MORE THAN 8 LIBRARIES SPECIFIED.',
		'Ready(00088);',
	]);
	t.deepEqual(cms.enter('global maclib a'), ['FILE \'A MACLIB\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('global maclib (x'), [
		'FILE \'( MACLIB\' NOT FOUND.', 'FILE \'X MACLIB\' NOT FOUND.', 'Ready(00028);',
	]);
});
