import test from 'ava';
import {Extent} from '../../../../source/machine/devices/volume/extent.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';

const user = (): FileSession => new FileSession({
	191: cmsVolume({'ONE DATA': ['FIRST', 'second'], 'TWO DATA': ['THIRD'], 'THREE EXEC': ['&EXIT']}),
	192: cmsVolume(),
	193: new Extent(cmsVolume({'RO DATA': ['R']}), 0, 2, {readOnly: true}),
});

test('COPYFILE copies to another name and to another disk', t => {
	const cms = user();
	t.deepEqual(cms.enter('COPYFILE ONE DATA A COPY = ='), ['Ready;']);
	t.deepEqual(cms.enter('T COPY DATA'), ['', 'FIRST', 'second', '', 'Ready;']);
	t.deepEqual(cms.enter('COPY * DATA A = = D (TYPE'), [
		'COPY \'ONE DATA A1\' TO \'ONE DATA D1\' (NEW FILE).',
		'COPY \'TWO DATA A1\' TO \'TWO DATA D1\' (NEW FILE).',
		'COPY \'COPY DATA A1\' TO \'COPY DATA D1\' (NEW FILE).',
		'Ready;',
	]);
	t.deepEqual(cms.enter('L * * D'), [
		'ONE      DATA     D1',
		'TWO      DATA     D1',
		'COPY     DATA     D1',
		'Ready;',
	]);
});

test('COPYFILE puts several files together, appends, and takes a part', t => {
	const cms = user();
	t.deepEqual(cms.enter('COPYFILE ONE DATA A TWO DATA A ALL DATA A'), ['Ready;']);
	t.deepEqual(cms.enter('COPYFILE TWO DATA A ALL DATA A (APPEND'), ['Ready;']);
	t.deepEqual(cms.enter('T ALL DATA'), ['', 'FIRST', 'second', 'THIRD', 'THIRD', '', 'Ready;']);
	t.deepEqual(cms.enter('COPYFILE ALL DATA A PART DATA A (FROM 2 FOR 2 UPCASE'), ['Ready;']);
	t.deepEqual(cms.enter('T PART DATA'), ['', 'SECOND', 'THIRD', '', 'Ready;']);
});

test('COPYFILE changes record format and length of a file in place', t => {
	const cms = user();
	t.deepEqual(cms.enter('COPYFILE ONE DATA A (RECFM F LRECL 80'), ['Ready;']);
	t.deepEqual(cms.enter('L ONE DATA (FO NOH'), ['ONE      DATA     A1 F    80', 'Ready;']);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A (RECFM V TRUNC'), ['Ready;']);
	t.deepEqual(cms.enter('L ONE DATA (FO NOH'), ['ONE      DATA     A1 V     6', 'Ready;']);
});

test('COPYFILE keeps or renews the date', t => {
	const cms = user();
	t.deepEqual(cms.enter('COPYFILE ONE DATA A OLD = = (OLDDATE'), ['Ready;']);
	t.deepEqual(cms.enter('L OLD DATA (DATE NOH'), [
		'OLD      DATA     A1 V     6      2      1 11/19/75  9:00',
		'Ready;',
	]);
});

test('what COPYFILE refuses', t => {
	const cms = user();
	cms.enter('ACCESS 193 C');
	t.deepEqual(cms.enter('COPYFILE'), ['NO FILEID(S) SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('COPYFILE ONE DATA'), ['INCOMPLETE FILEID \'ONE DATA\' SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A TWO DATA A'), [
		'FILE \'TWO DATA A1\' ALREADY EXISTS -- SPECIFY \'REPLACE\'.',
		'Ready(00028);',
	]);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A TWO DATA A (REPLACE'), ['Ready;']);
	t.deepEqual(cms.enter('COPYFILE NO DATA A X DATA A'), ['INPUT FILE \'NO DATA A\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A = = C'), ['OUTPUT DISK \'C(193)\' IS READ/ONLY.', 'Ready(00036);']);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A = = Q'), ['DISK \'Q\' NOT ACCESSED.', 'Ready(00036);']);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A X Y A (FOO'), ['INVALID OPTION \'FOO\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A X Y A (RECFM X'), [
		'INVALID PARAMETER \'X\' IN THE OPTION \'RECFM\' FIELD.',
		'Ready(00024);',
	]);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A X Y A (APPEND REPLACE'), [
		'\'APPEND\' AND \'REPLACE\' ARE CONFLICTING OPTIONS.',
		'Ready(00024);',
	]);
	t.deepEqual(cms.enter('COPYFILE ONE DATA A X Y A (FROM 9'), [
		'\'FROM 00000009\' NOT FOUND -- THE FILE \'ONE DATA A1\' HAS ONLY \'00000002\' RECORDS.',
		'Ready(00032);',
	]);
});
