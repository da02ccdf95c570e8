import test from 'ava';
import {Extent} from '../../../../source/machine/devices/volume/extent.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {FileSession} from '../../../support/file-session.js';

const user = (): FileSession => new FileSession({
	191: cmsVolume({'ONE DATA': ['FIRST', 'second'], 'TWO DATA': ['THIRD'], 'THREE EXEC': ['&EXIT']}),
	192: cmsVolume(),
	193: new Extent(cmsVolume({'RO DATA': ['R']}), 0, 2, {readOnly: true}),
});

test('RENAME changes identifiers; = keeps a part, * stands for any', t => {
	const cms = user();
	t.deepEqual(cms.enter('RENAME ONE DATA A UNO = A2'), ['Ready;']);
	t.deepEqual(cms.enter('R * DATA A = TEXT = (TYPE'), ['UNO      TEXT     A2', 'TWO      TEXT     A1', 'Ready;']);
	t.deepEqual(cms.enter('L'), ['UNO      TEXT     A2', 'TWO      TEXT     A1', 'THREE    EXEC     A1', 'Ready;']);
	t.deepEqual(cms.enter('T UNO TEXT'), ['', 'FIRST', 'second', '', 'Ready;']);
});

test('what RENAME refuses', t => {
	const cms = user();
	cms.enter('ACCESS 193 C');
	t.deepEqual(cms.enter('RENAME ONE DATA A X'), ['INCOMPLETE FILEID SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('RENAME ONE DATA A TWO DATA A'), ['FILE \'TWO DATA A1\' ALREADY EXISTS.', 'Ready(00028);']);
	t.deepEqual(cms.enter('RENAME ONE DATA A = = ='), ['IDENTICAL FILEIDS.', 'Ready(00024);']);
	t.deepEqual(cms.enter('RENAME NO DATA A X Y A'), ['FILE \'NO DATA A\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('RENAME ONE DATA A X Y C'), ['INVALID MODE CHANGE FROM \'A\' TO \'C\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('RENAME RO DATA C X Y C'), ['DISK \'C(193)\' IS READ/ONLY.', 'Ready(00036);']);
	t.deepEqual(cms.enter('RENAME ONE DATA A X.Y = ='), ['INVALID . IN FILEID \'X.Y = =\'.', 'Ready(00020);']);
});

test('RENAME tells new names where * stands for any; options may be shortened', t => {
	const cms = new CmsSession({files: {'ONE DATA': ['1'], 'TWO DATA': ['2']}});
	t.deepEqual(cms.enter('rename one data a uno data a (t'), ['Ready;']);
	t.deepEqual(cms.enter('rename * data a = text a (noupdirt type'), [
		'UNO      TEXT     A1',
		'TWO      TEXT     A1',
		'Ready;',
	]);
	t.deepEqual(cms.enter('rename * text a = data a (type not up'), ['Ready;']);
	t.deepEqual(cms.enter('rename * data a = text a (no'), ['INVALID OPTION \'NO\'.', 'Ready(00024);']);
});

test('RENAME with * for the mode, and where several files would get one name', t => {
	const cms = user();
	cms.enter('ACCESS 193 C');
	t.deepEqual(cms.enter('RENAME * DATA * = TEXT = (TYPE'), ['ONE      TEXT     A1', 'TWO      TEXT     A1', 'Ready;']);
	t.deepEqual(cms.enter('RENAME RO DATA * X Y *'), ['DISK \'C(193)\' IS READ/ONLY.', 'Ready(00036);']);
	t.deepEqual(cms.enter('RENAME ONE TEXT * X Y A'), ['INVALID MODE CHANGE FROM \'*\' TO \'A\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('RENAME * TEXT A SAME FILE A (TYPE'), [
		'SAME     FILE     A1', 'FILE \'SAME FILE A1\' ALREADY EXISTS.', 'Ready(00028);',
	]);
	t.deepEqual(cms.enter('RENAME THREE EXEC * FOUR = *'), ['Ready;']);
});
