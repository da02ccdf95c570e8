import test from 'ava';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';

const user = (): FileSession => new FileSession({191: cmsVolume({'KST1 DATA': ['X'], 'TWO DATA A2': ['X']})});

test('STATE finds a file with a mode, without, with * and whatever the mode number', t => {
	const cms = user();
	for (const operands of [
		'KST1 DATA A',
		'KST1 DATA',
		'KST1 DATA *',
		'KST1 DATA A1',
		'KST1 DATA A2',
		'* DATA A',
		'KST1 * A',
		'* * *',
	]) {
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

test('STATE looks at the mode number where name or type is *', t => {
	const cms = new FileSession({191: cmsVolume({'KST1 DATA A2': ['X']})});
	t.deepEqual(cms.enter('STATE KST1 DATA A1'), ['Ready;']);
	t.deepEqual(cms.enter('STATE * DATA A2'), ['Ready;']);
	t.deepEqual(cms.enter('STATE KST1 * A1'), ['File \'KST1 * A1\' not found.', 'Ready(00028);']);
	t.deepEqual(cms.enter('STATEW * * A1'), ['File \'* * A1\' not found.', 'Ready(00028);']);
	t.deepEqual(cms.enter('STATEW * * A2'), ['Ready;']);
});

test('STATE takes a parenthesis for an operand, and looks at a long mode first', t => {
	const user = new FileSession({191: cmsVolume()});
	for (const [line, message, code] of [
		['STATE A B (', 'Invalid mode \'(\'.', '24'],
		['STATE A B (TYPE', 'Invalid parameter \'TYPE\'.', '24'],
		['STATE ((', 'Invalid character \'(\' in fileID \'( (\'.', '20'],
		['STATE A? B AAA', 'Invalid mode \'AAA\'.', '24'],
		['STATE A? B 1', 'Invalid character \'?\' in fileID \'A? B\'.', '20'],
		['STATE A B 1', 'Invalid mode \'1\'.', '24'],
	]) {
		t.deepEqual(user.enter(line), [message, `Ready(000${code});`], line);
	}
});
