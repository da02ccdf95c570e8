/** COMPARE and SORT (GC20-1818). */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

test('COMPARE types the records that differ', t => {
	const cms = new CmsSession({files: {
		'ONE DATA': ['SAME', 'LEFT', 'LAST'], 'TWO DATA': ['SAME', 'RIGHT', 'LAST'],
		'THREE DATA': ['SAME']}});
	t.deepEqual(cms.enter('compare one data a two = ='), [
		'COMPARING \'ONE DATA A1\' WITH \'TWO DATA A1\'.',
		'LEFT',
		'RIGHT',
		'FILES DO NOT COMPARE.',
		'Ready(00004);',
	]);
	t.deepEqual(cms.enter('com one data a two data a (col 4-4'), [
		'COMPARING \'ONE DATA A1\' WITH \'TWO DATA A1\'.',
		'LEFT',
		'RIGHT',
		'FILES DO NOT COMPARE.',
		'Ready(00004);',
	]);
	cms.enter('copyfile one data a copy data a');
	t.deepEqual(cms.enter('compare one data a copy data a'), ['COMPARING \'ONE DATA A1\' WITH \'COPY DATA A1\'.', 'Ready;']);
	t.deepEqual(cms.enter('compare one data a three data a').slice(1), [
		'PREMATURE EOF ON FILE \'THREE DATA A1\'.',
		'Ready(00040);',
	]);
});

test('what COMPARE refuses', t => {
	const cms = new CmsSession({files: {'ONE DATA': ['A'], 'TWO DATA': ['B']}});
	cms.enter('copyfile two data a fixed data a (recfm f lrecl 80');
	const refused: ReadonlyArray<readonly [string, string, number]> = [
		['one data a', 'INCOMPLETE FILEID SPECIFIED.', 24],
		['one data a = = =', 'IDENTICAL FILEIDS.', 24],
		['one data a no data a', 'FILE \'NO DATA A\' NOT FOUND.', 28],
		['one data a two data q', 'DISK \'Q\' NOT ACCESSED.', 36],
		['one data a * data a', 'INVALID * IN FILEID \'* DATA A\'.', 20],
		['one data a fixed data a', 'CONFLICTING FILE FORMATS.', 32],
		['one data a two data a (foo', 'INVALID OPTION \'FOO\'.', 24],
		['one data a two data a (col', 'NO \'COL\' SPECIFIED.', 24],
		['one data a two data a (col x', 'INVALID PARAMETER \'X\' IN THE OPTION \'COL\' FIELD.', 24],
		['one data a two data a (col 5-2', 'COLUMN FIELDS OUT OF SEQUENCE.', 24],
		['one data a two data a (col 9-9', 'COLUMN \'9\' EXCEEDS RECORD LENGTH \'1\'.', 24],
	];
	for (const [rest, message, rc] of refused) {
		t.deepEqual(cms.enter(`compare ${rest}`), [message, `Ready(000${rc});`], rest);
	}
});

test('SORT asks for its fields and keeps the order of equal ones', t => {
	const cms = new CmsSession({files: {'IN VARIED': ['B 2 x', 'A 2 y', 'B 1 z', 'A 2 a']}});
	cms.enter('copyfile in varied a in data a (recfm f lrecl 6');
	t.deepEqual(cms.enter('sort in data a out data a'), ['DMSSRT604R ENTER SORT FIELDS:']);
	t.deepEqual(cms.enter('1 1 3 3'), ['Ready;']);
	t.deepEqual(cms.enter('type out data a').slice(1, -2), ['A 2 y', 'A 2 a', 'B 1 z', 'B 2 x']);
	// The file that is there is replaced.
	cms.enter('sort in data a out data a');
	t.deepEqual(cms.enter('3 5'), ['Ready;']);
	t.deepEqual(cms.enter('type out data a').slice(1, -2), ['B 1 z', 'A 2 a', 'B 2 x', 'A 2 y']);
	for (const [fields, message, rc] of [
		['', 'NO SORT LIST ENTERED.', 40],
		['1', 'INVALID SORT FIELD PAIR DEFINED.', 24],
		['3 1', 'INVALID SORT FIELD PAIR DEFINED.', 24],
		['1 7', 'COLUMN \'7\' EXCEEDS RECORD LENGTH \'6\'.', 24],
	] as const) {
		cms.enter('sort in data a out data a');
		t.deepEqual(cms.enter(fields), [message, `Ready(000${rc});`], fields);
	}

	for (const [rest, message, rc] of [
		['in data a in data a', 'IDENTICAL FILEIDS.', 24],
		['in varied a x data a', 'FILE \'IN VARIED A\' IS NOT FIXED LENGTH.', 32],
		['in data a x data s', 'DISK \'S(190)\' IS READ/ONLY.', 36],
		['in data a x data a y', 'INVALID PARAMETER \'Y\'.', 24],
		['no data a x data a', 'FILE \'NO DATA A\' NOT FOUND.', 28],
	] as const) {
		t.deepEqual(cms.enter(`sort ${rest}`), [message, `Ready(000${rc});`], rest);
	}

	t.is(cms.enter('type out data a')[1], 'B 1 z', 'the old file is intact');
});
