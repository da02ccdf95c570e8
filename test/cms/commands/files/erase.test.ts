import test from 'ava';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';

const user = (): FileSession => new FileSession({191: cmsVolume({'KST1 DATA': ['X'], 'TWO DATA A2': ['X']})});

test('ERASE deletes from the A-disk unless told otherwise', t => {
	const cms = user();
	t.deepEqual(cms.enterAll('ERASE', 'ERASE KER2', 'ERASE KER2 DATA'), [
		'Incomplete fileID specified.',
		'Ready(00024);',
		'Incomplete fileID specified.',
		'Ready(00024);',
		'File \'KER2 DATA\' not found.',
		'Ready(00028);',
	]);
	t.deepEqual(cms.enterAll('ERASE * * A', 'STATE KST1 DATA A'), [
		'ERASE * * A not allowed.',
		'Ready(00024);',
		'Ready;',
	]);
	t.deepEqual(cms.enterAll('ERASE KST1 DATA', 'STATE KST1 DATA A'), [
		'Ready;',
		'File \'KST1 DATA A\' not found.',
		'Ready(00028);',
	]);
	t.deepEqual(cms.enter('ERASE TWO DATA A1 (TYPE'), ['TWO      DATA     A2', 'Ready;']);
	t.deepEqual(cms.enter('ERASE X Y Q'), ['Disk \'Q\' not accessed.', 'Ready(00036);']);
});

test('ERASE with * goes by the mode number', t => {
	const cms = user();
	t.deepEqual(cms.enter('ERASE * * A2'), ['Ready;']);
	t.deepEqual(cms.enterAll('STATE KST1 DATA A', 'STATE TWO DATA A'), [
		'Ready;',
		'File \'TWO DATA A\' not found.',
		'Ready(00028);',
	]);
});

test('erased files are gone after the next ACCESS too', t => {
	const cms = user();
	cms.enter('ERASE KST1 DATA');
	cms.enter('ACCESS 191 A');
	t.deepEqual(cms.enter('STATE KST1 DATA'), ['File \'KST1 DATA\' not found.', 'Ready(00028);']);
});

test('ERASE takes its options shortened, the last counts', t => {
	const cms = user();
	t.deepEqual(cms.enter('ERASE KST1 DATA A (N T'), ['KST1     DATA     A1', 'Ready;']);
	t.deepEqual(cms.enter('ERASE TWO DATA * (TY NOT'), ['Ready;']);
	t.deepEqual(cms.enter('ERASE TWO DATA A (TYPES'), ['Invalid option \'TYPES\'.', 'Ready(00024);']);
});
