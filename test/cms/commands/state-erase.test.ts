import test from 'ava';
import {cmsVolume} from '../../support/cms-disk.js';
import {FileSession} from '../../support/file-session.js';

const user = (): FileSession => new FileSession({191: cmsVolume({'KST1 DATA': ['X'], 'TWO DATA A2': ['X']})});

test('STATE finds a file with a mode, without, with * and whatever the mode number', t => {
	const cms = user();
	for (const operands of ['KST1 DATA A', 'KST1 DATA', 'KST1 DATA *', 'KST1 DATA A1', 'KST1 DATA A2', '* DATA A', 'KST1 * A', '* * *']) {
		t.deepEqual(cms.enter(`STATE ${operands}`), ['Ready;']);
	}

	t.deepEqual(cms.enter('state kst1 data a'), ['Ready;']);
});

test('STATE refuses what is no file identifier', t => {
	const cms = user();
	const said: Array<[string, string, number]> = [
		['', 'Incomplete fileID specified.', 24],
		['KST1', 'Incomplete fileID specified.', 24],
		['KST1 DATA 1', 'Invalid mode \'1\'.', 24],
		['KST1 DATA AB', 'Invalid mode \'AB\'.', 24],
		['KST1 DATA A9', 'Invalid mode \'A9\'.', 24],
		['KS.T1 DATA A', 'Invalid character \'.\' in fileID \'KS.T1 DATA\'.', 20],
		['KST1 DATA A EXTRA', 'Invalid parameter \'EXTRA\'.', 24],
		['KST1 DATA A (FOO', 'Invalid parameter \'(\'.', 24],
		['KST1AAAAAAAA DATA A', 'File \'KST1AAAA DATA A\' not found.', 28],
		['KST1 DATA Q', 'Disk \'Q\' not accessed.', 36],
	];
	for (const [operands, text, rc] of said) {
		t.deepEqual(cms.enter(`STATE ${operands}`), [text, `Ready(${String(rc).padStart(5, '0')});`]);
	}
});

test('STATEW knows read/write disks only', t => {
	const cms = user();
	t.deepEqual(cms.enter('STATEW KST1 DATA A'), ['Ready;']);
	t.deepEqual(cms.enter('STATEW NO FILE A'), ['File \'NO FILE A\' not found.', 'Ready(00028);']);
	t.deepEqual(cms.enter('STATEW'), ['Incomplete fileID specified.', 'Ready(00024);']);
});

test('ERASE deletes from the A-disk unless told otherwise', t => {
	const cms = user();
	t.deepEqual(
		cms.enterAll('ERASE', 'ERASE KER2', 'ERASE KER2 DATA'),
		['Incomplete fileID specified.', 'Ready(00024);', 'Incomplete fileID specified.', 'Ready(00024);', 'File \'KER2 DATA\' not found.', 'Ready(00028);'],
	);
	t.deepEqual(cms.enterAll('ERASE * * A', 'STATE KST1 DATA A'), ['ERASE * * A not allowed.', 'Ready(00024);', 'Ready;']);
	t.deepEqual(cms.enterAll('ERASE KST1 DATA', 'STATE KST1 DATA A'), ['Ready;', 'File \'KST1 DATA A\' not found.', 'Ready(00028);']);
	t.deepEqual(cms.enter('ERASE TWO DATA A1 (TYPE'), ['TWO      DATA     A2', 'Ready;']);
	t.deepEqual(cms.enter('ERASE X Y Q'), ['Disk \'Q\' not accessed.', 'Ready(00036);']);
});

test('ERASE with * goes by the mode number', t => {
	const cms = user();
	t.deepEqual(cms.enter('ERASE * * A2'), ['Ready;']);
	t.deepEqual(cms.enterAll('STATE KST1 DATA A', 'STATE TWO DATA A'), ['Ready;', 'File \'TWO DATA A\' not found.', 'Ready(00028);']);
});

test('erased files are gone after the next ACCESS too', t => {
	const cms = user();
	cms.enter('ERASE KST1 DATA');
	cms.enter('ACCESS 191 A');
	t.deepEqual(cms.enter('STATE KST1 DATA'), ['File \'KST1 DATA\' not found.', 'Ready(00028);']);
});
