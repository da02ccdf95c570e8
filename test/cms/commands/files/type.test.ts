import test from 'ava';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';
import {textFile} from '../../../support/disks.js';

const user = (): FileSession => new FileSession({
	191: cmsVolume(
		{'PROFILE EXEC': ['&CONTROL OFF', '* NOTHING'], 'KST1 DATA A2': ['X', 'SECOND', 'THIRD']},
		[textFile('CARD', 'ASSEMBLE', [' END'.padEnd(72) + '00010000'], {
			recordFormat: 'F', recordLength: 80, date: '1978-11-05', time: '14:07',
		})],
	),
});

test('TYPE types a file, some of its lines, some of its columns', t => {
	const cms = user();
	t.deepEqual(cms.enter('TYPE KST1 DATA'), ['', 'X', 'SECOND', 'THIRD', '', 'Ready;']);
	t.deepEqual(cms.enter('T KST1 DATA A 2 2'), ['', 'SECOND', '', 'Ready;']);
	t.deepEqual(cms.enter('T KST1 DATA A 2 *'), ['', 'SECOND', 'THIRD', '', 'Ready;']);
	t.deepEqual(cms.enter('T KST1 DATA A 2 (COL 2-4'), ['', 'ECO', 'HIR', '', 'Ready;']);
	t.deepEqual(cms.enter('T CARD ASSEMBLE'), ['', ` END${' '.repeat(68)}00010000`, '', 'Ready;']);
	t.deepEqual(cms.enter('T KST1 DATA A 1 1 (HEX'), [
		'', 'RECORD          1 LENGTH=         1', '', 'E7', '', '', 'Ready;',
	]);
});

test('what TYPE refuses', t => {
	const cms = user();
	t.deepEqual(cms.enter('TYPE X'), ['INCOMPLETE FILEID SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('TYPE NO FILE A'), ['FILE \'NO FILE A\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('TYPE KST1 DATA A 5 2'), ['INVALID LINE NUMBER \'2\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('TYPE KST1 DATA A 4'), ['INVALID LINE NUMBER \'4\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('TYPE KST1 DATA A (H'), ['INVALID OPTION \'H\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('TYPE KST1 DATA A (COL 9-3'), [
		'INVALID PARAMETER \'9-3\' IN THE OPTION \'COL\' FIELD.',
		'Ready(00024);',
	]);
	t.deepEqual(cms.enter('TYPE KST1 DATA A (COL 90'), ['COLUMN \'90\' EXCEEDS RECORD LENGTH \'6\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('TYPE KST1 DATA A (MEMBER X'), ['FILE \'KST1 DATA A2\' IS NOT A LIBRARY.', 'Ready(00032);']);
	t.deepEqual(cms.enter('TYPE KST1 DATA Q'), ['DISK \'Q\' NOT ACCESSED.', 'Ready(00036);']);
});

test('TYPE without a mode looks on the A-disk and its extensions, with * everywhere', t => {
	const cms = new FileSession({
		191: cmsVolume(),
		192: cmsVolume({'FAR DATA': ['FAR'], 'LONG LISTING': ['1' + 'X'.repeat(140), ' LINE']}),
	});
	cms.enter('ACCESS 192 C');
	t.deepEqual(cms.enter('TYPE FAR DATA'), ['FILE \'FAR DATA\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('TYPE FAR DATA *'), ['', 'FAR', '', 'Ready;']);
	cms.enter('ACCESS 192 C/A');
	t.deepEqual(cms.enter('TYPE FAR DATA'), ['', 'FAR', '', 'Ready;']);
	// Column 1 of a LISTING is the carriage's, unless columns are asked for; 130 characters are typed.
	t.deepEqual(cms.enter('TYPE LONG LISTING'), ['', 'X'.repeat(130), 'LINE', '', 'Ready;']);
	t.deepEqual(cms.enter('TYPE LONG LISTING C 1 1 (COL 1-2'), ['', '1X', '', 'Ready;']);
	t.is(cms.enter('TYPE LONG LISTING C 1 1 (HEX')[1], 'RECORD          1 LENGTH=       141');
	t.true(cms.enter('TYPE LONG LISTING C 1 1 (HEX')[3].startsWith('F1E7E7E7'));
});
