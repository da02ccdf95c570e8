import test from 'ava';
import {Extent} from '../../../../source/machine/devices/volume/extent.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';
import {memoryVolume} from '../../../support/disks.js';

test('ACCESS without operands accesses 191 as A and says what it replaces', t => {
	const user = new FileSession({191: cmsVolume()});
	t.deepEqual(user.enter('ACCESS'), ['\'191\' REPLACES \' A (191) \'', 'Ready;']);
	t.deepEqual(user.enter('ac 191 a'), ['\'191\' REPLACES \' A (191) \'', 'Ready;']);
});

test('an extension is read-only; a pattern limits the files seen', t => {
	const user = new FileSession({191: cmsVolume({'KST1 DATA': ['X'], 'OTHER EXEC': ['X']})});
	t.deepEqual(user.enter('ACCESS 191 A/A NOSUCH FILE'), ['\'191\' REPLACES \' A (191) \'', 'A (191) R/O', 'Ready;']);
	t.deepEqual(user.enter('STATE KST1 DATA A'), ['File \'KST1 DATA A\' not found.', 'Ready(00028);']);
	user.enter('ACCESS 191 A/A KST1 *');
	t.deepEqual(user.enterAll('STATE KST1 DATA A', 'STATE OTHER EXEC A', 'ERASE KST1 DATA'), [
		'Ready;',
		'File \'OTHER EXEC A\' not found.',
		'Ready(00028);',
		'Disk \'A (191)\' is read/only.',
		'Ready(00036);',
	]);
});

test('the same read/write disk under a second mode leaves the first', t => {
	const user = new FileSession({191: cmsVolume({'KST1 DATA': ['X']})});
	t.deepEqual(user.enter('ACCESS 191 B'), ['\'191 A \' RELEASED', 'Ready;']);
	t.deepEqual(
		user.enterAll('STATE KST1 DATA B', 'STATE KST1 DATA *', 'STATE KST1 DATA A'),
		['Ready;', 'Ready;', 'Disk \'A\' not accessed.', 'Ready(00036);'],
	);
});

test('what ACCESS refuses', t => {
	const user = new FileSession({191: cmsVolume(), 192: memoryVolume()});
	t.deepEqual(user.enter('ACCESS XYZ A'), ['INVALID DEVICE ADDRESS \' XYZ \'', 'Ready(00024);']);
	t.deepEqual(user.enter('ACCESS 1919 A'), ['INVALID DEVICE ADDRESS \' 1919 \'', 'Ready(00024);']);
	t.deepEqual(user.enter('ACCESS 191'), ['INVALID MODE \' \'', 'Ready(00024);']);
	t.deepEqual(user.enter('ACCESS 191 AB'), ['INVALID MODE \' AB \'', 'Ready(00024);']);
	t.deepEqual(user.enter('ACCESS 191 A (FOO'), ['INVALID OPTION \' FOO \'', 'Ready(00024);']);
	t.deepEqual(user.enter('ACCESS 999 C'), ['\'C (999) \' NOT ATTACHED', 'Ready(00100);']);
	t.deepEqual(user.enter('ACCESS 192 C'), ['\'C (192) \' DEVICE ERROR', 'Ready(00100);']);
	t.deepEqual(user.enter('ACCESS 191 B/A'), ['\'191\' ALREADY ACCESSED AS READ/WRITE \' A\' DISK', 'Ready(00036);']);
	t.deepEqual(user.enter('QUERY SEARCH'), ['TEST    191  A    R/W', 'TEST    190  S    R/O', 'Ready;']);
});

test('a read-only disk hides files of mode number 0 and cannot be written', t => {
	const volume = cmsVolume({'PUBLIC DATA': ['X'], 'PRIVATE DATA A0': ['X']});
	const user = new FileSession({191: cmsVolume(), 195: new Extent(volume, 0, 2, {readOnly: true})});
	t.deepEqual(user.enter('ACCESS 195 B'), ['B (195) R/O', 'Ready;']);
	t.deepEqual(user.enterAll('STATE PUBLIC DATA B', 'STATE PRIVATE DATA B', 'STATEW PUBLIC DATA'), [
		'Ready;',
		'File \'PRIVATE DATA B\' not found.',
		'Ready(00028);',
		'File \'PUBLIC DATA\' not found.',
		'Ready(00028);',
	]);
	t.deepEqual(user.enter('ACCESS 195 C/A'), ['C (195) R/O', '195 ALSO = B-DISK', 'Ready;']);
	t.deepEqual(user.enter('STATE PUBLIC DATA A'), ['Ready;']);
	t.deepEqual(user.enter('QUERY SEARCH'), [
		'TEST    191  A    R/W',
		'TEST    195  B    R/O',
		'TEST    195  C/A  R/O',
		'TEST    190  S    R/O',
		'Ready;',
	]);
});

test('what another machine changes is not seen until the next ACCESS', t => {
	const volume = cmsVolume({'OLD DATA': ['X']});
	const owner = new FileSession({191: volume});
	const reader = new FileSession({191: cmsVolume(), 195: new Extent(volume, 0, 2, {readOnly: true})});
	reader.enter('ACCESS 195 B');
	t.deepEqual(owner.enter('RENAME OLD DATA A NEW DATA A'), ['Ready;']);
	t.deepEqual(reader.enterAll('STATE OLD DATA B', 'STATE NEW DATA B'), [
		'Ready;',
		'File \'NEW DATA B\' not found.',
		'Ready(00028);',
	]);
	reader.enter('ACCESS 195 B');
	t.deepEqual(reader.enter('STATE NEW DATA B'), ['Ready;']);
});

test('ACCESS with ERASE empties the disk', t => {
	const user = new FileSession({191: cmsVolume({'OLD DATA': ['X']})});
	user.enter('ACCESS 191 A (ERASE');
	t.deepEqual(user.enter('QUERY DISK A'), [
		'A (191): 0 FILES; 5 REC IN USE, 1135 LEFT (OF 1140), 0% FULL (2 CYL), 3350, R/W',
		'Ready;',
	]);
});

test('what was erased by ACCESS is there again, as long as nothing was written', t => {
	const user = new FileSession({191: cmsVolume({'OLD DATA': ['X'], 'TWO DATA': ['Y']})});
	user.enter('ACCESS 191 A (ERASE');
	t.deepEqual(user.enter('STATE OLD DATA A'), ['File \'OLD DATA A\' not found.', 'Ready(00028);']);
	user.enter('ACCESS 191 A');
	t.deepEqual(user.enter('STATE OLD DATA A'), ['Ready;']);
	user.enter('ACCESS 191 A (ERASE');
	user.enter('EXECIO 1 DISKW NEW DATA A (STRING HELLO');
	user.enter('FINIS * * *');
	user.enter('ACCESS 191 A');
	t.deepEqual(user.enter('LISTFILE * * A'), ['NEW      DATA     A1', 'Ready;']);
});

test('a disk that cannot be read leaves its letter to nobody', t => {
	const user = new FileSession({191: cmsVolume(), 192: memoryVolume()});
	t.deepEqual(user.enter('ACCESS 192 A'), [
		'\'192\' REPLACES \' A (191) \'', '\'A (192) \' DEVICE ERROR', 'Ready(00100);',
	]);
	t.deepEqual(user.enter('STATE A DATA A'), ['Disk \'A\' not accessed.', 'Ready(00036);']);
	t.deepEqual(user.enter('ACCESS 191 A'), ['Ready;']);
});

/** What each filter shows of five files, as IBM's ACCESS does (`system/ibm-cms.test.ts` compares). */
const filters: ReadonlyArray<readonly [line: string, seen: string]> = [
	['D/A', 'ONE TWO TWOA FOUR'],
	['D/A T*', 'TWO TWOA'],
	['D/A T*X', 'TWO TWOA'],
	['D/A ** *', 'ONE TWO TWOA FOUR'],
	['D/A * D*', 'ONE TWO FOUR'],
	['D/A * D* D2', 'TWO'],
	['D/A * * D0', 'INVALID PARAMETER \' D0 \''],
	['D/A * * D6', 'INVALID PARAMETER \' D6 \''],
	['D/A * * A1', 'INVALID PARAMETER \' A1 \''],
	['D/A X Y Z', 'INVALID PARAMETER \' Z \''],
	['D/A * * D1 X', 'INVALID PARAMETER \' X \''],
	['D/A (MODE0', 'ZERO ONE TWO TWOA FOUR'],
	['D/A Z* (MODE0', 'ZERO'],
];

test('a filter of ACCESS shows what it names', t => {
	const disk = cmsVolume({
		'ZERO DATA A0': ['X'], 'ONE DATA A1': ['X'], 'TWO DATA A2': ['X'], 'TWOA ASSEMBLE A1': ['X'], 'FOUR DATE A4': ['X'],
	});
	const user = new FileSession({191: cmsVolume(), 195: disk});
	for (const [line, seen] of filters) {
		const said = user.enter(`ACCESS 195 ${line}`).find(text => text.startsWith('INVALID'));
		const files = user.enter('LISTFILE * * D').filter(text => / D\d$/.test(text)).map(text => text.split(' ')[0]);
		t.is(said ?? files.join(' '), seen, line);
	}
});

test('a file of mode number 3 is erased when it was read', t => {
	const user = new FileSession({191: cmsVolume({
		'WORK DATA A3': ['ONE', 'TWO'], 'KEPT DATA A3': ['X'], 'GO EXEC A3': ['&TYPE HERE', 'STATE GO EXEC A'],
	})});
	t.deepEqual(user.enter('STATE WORK DATA A'), ['Ready;']);
	t.deepEqual(user.enter('TYPE WORK DATA A'), ['', 'ONE', 'TWO', '', 'Ready;']);
	t.deepEqual(user.enter('STATE WORK DATA A'), ['File \'WORK DATA A\' not found.', 'Ready(00028);']);
	user.enter('EXECIO 1 DISKR KEPT DATA A');
	user.enter('DESBUF');
	t.deepEqual(user.enter('LISTFILE KEPT DATA'), ['FILE NOT FOUND.', 'Ready(00028);']);
	t.is(user.enter('GO').at(-1), 'Ready;');
	t.deepEqual(user.enter('STATE GO EXEC A'), ['File \'GO EXEC A\' not found.', 'Ready(00028);']);
	const reader = new FileSession({191: cmsVolume(), 195: new Extent(cmsVolume({'WORK DATA A3': ['ONE']}), 0, 2, {
		readOnly: true,
	})});
	reader.enter('ACCESS 195 B');
	reader.enter('TYPE WORK DATA B');
	t.deepEqual(reader.enter('STATE WORK DATA B'), ['Ready;'], 'only the owner\'s');
});

test('a disk detached under CMS: reading and writing end with an error, the other disks stay', t => {
	const user = new FileSession({191: cmsVolume({'A DATA': ['ONE']}), 192: cmsVolume({'D DATA': ['TWO']})});
	user.enter('CP DETACH 192');
	t.deepEqual(user.enter('TYPE D DATA D'), ['', 'ERROR \'3\' READING FILE \'D DATA D\' FROM DISK.', 'Ready(00100);']);
	t.deepEqual(user.enter('ERASE D DATA D'), ['ERROR \'3\' WRITING FILE \'D DATA D1\' ON DISK.', 'Ready(00100);']);
	t.deepEqual(user.enter('STATE D DATA D'), ['Ready;']);
	t.deepEqual(user.enter('TYPE A DATA'), ['', 'ONE', '', 'Ready;']);
	t.deepEqual(user.enter('REL D'), ['Ready;']);
});

test('the letter is the old disk\'s no more, whatever becomes of the new one', t => {
	const user = new FileSession({191: cmsVolume({'MY DATA': ['X']})});
	t.deepEqual(user.enter('ACCESS 193 A'), ['\'193\' REPLACES \' A (191) \'', '\'A (193) \' NOT ATTACHED', 'Ready(00100);']);
	t.deepEqual(user.enter('STATE MY DATA A'), ['Disk \'A\' not accessed.', 'Ready(00036);']);
	t.deepEqual(user.enter('ACCESS 191 A'), ['Ready;']);
});

test('who writes on a disk has it under one letter: extensions of it are released', t => {
	const user = new FileSession({191: cmsVolume()});
	user.enter('ACCESS 191 A/A');
	t.deepEqual(user.enter('ACCESS 191 B/A'), ['B (191) R/O', '191 ALSO = A-DISK', 'Ready;']);
	t.deepEqual(user.enter('ACCESS 191 A'), ['\'191\' REPLACES \' A (191) \'', '\'191 B/A\' RELEASED', 'Ready;']);
});

test('a parent comes before its extension; a part of a disk is an extension; ERASE is not for it', t => {
	const user = new FileSession({191: cmsVolume({'MY DATA': ['X']}), 192: cmsVolume()});
	user.enter('ACCESS 192 D');
	for (const [line, ...said] of [
		['ACCESS 192 C/D', 'INVALID MODE \' C/D \''],
		['ACCESS 192 D/B', 'INVALID MODE \' D/B \''],
		['ACCESS 190 S', 'INVALID MODE \' S \''],
		['ACCESS 191 A MY DATA', 'INVALID PARAMETER \' MY \''],
		['ACCESS 191 A/A MY DATA 1', 'INVALID PARAMETER \' 1 \''],
		['ACCESS 191 A/A MY DATA A1 X', 'INVALID PARAMETER \' X \''],
		['ACCESS 191 A/A (ERASE', 'INVALID OPTION \' ERASE \''],
		['ACCESS (ERASE', 'INVALID OPTION \' ERASE \''],
		['ACCESS 191 A (ERA', 'INVALID OPTION \' ERA \''],
		['ACCESS (NODISK', 'INVALID OPTION \' NODISK \''],
		['ACCESS TOOLONGADDRESS A', 'INVALID DEVICE ADDRESS \' TOOLONGA\''],
	]) {
		t.deepEqual(user.enter(line), [...said, 'Ready(00024);'], line);
	}

	t.deepEqual(user.enter('STATE MY DATA A'), ['Ready;']);
	t.deepEqual(user.enter('ACCESS ('), ['Ready;']);
});
