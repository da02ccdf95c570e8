import fc from 'fast-check';
import test from 'ava';
import {matchesPattern} from '../../../../source/cms/commands/files/file-operands.js';
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

test('LISTFILE shows names, and as much more as is asked for', t => {
	const cms = user();
	t.deepEqual(cms.enter('LISTFILE'), [
		'PROFILE  EXEC     A1',
		'KST1     DATA     A2',
		'CARD     ASSEMBLE A1',
		'Ready;',
	]);
	t.deepEqual(cms.enter('L * DATA (LABEL'), [
		'FILENAME FILETYPE FM FORMAT    RECS BLOCKS   DATE   TIME  LABEL',
		'KST1     DATA     A2 V     6      3      1 11/19/75  9:00 TEST',
		'Ready;',
	]);
	t.deepEqual(cms.enter('LISTF CARD * A (DATE'), [
		'FILENAME FILETYPE FM FORMAT    RECS BLOCKS   DATE   TIME',
		'CARD     ASSEMBLE A1 F    80      1      1 11/05/78 14:07',
		'Ready;',
	]);
	t.deepEqual(cms.enter('L * * A2 (FN'), ['KST1', 'Ready;']);
	t.deepEqual(cms.enter('L PRO* (AL NOH'), ['PROFILE  EXEC     A1 V    12      2      1', 'Ready;']);
	t.deepEqual(cms.enter('L (H'), [
		'FILENAME FILETYPE FM',
		'PROFILE  EXEC     A1',
		'KST1     DATA     A2',
		'CARD     ASSEMBLE A1',
		'Ready;',
	]);
});

test('what LISTFILE refuses', t => {
	const cms = user();
	t.deepEqual(cms.enter('L NO FILE'), ['FILE NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('L * * Q'), ['DISK \'Q\' NOT ACCESSED.', 'Ready(00036);']);
	t.deepEqual(cms.enter('L * * A9'), ['INVALID MODE \'A9\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('L (FOO'), ['INVALID OPTION \'FOO\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('L (EXEC APPEND'), ['\'EXEC\' AND \'APPEND\' ARE CONFLICTING OPTIONS.', 'Ready(00024);']);
});

test('LISTFILE EXEC writes a procedure that runs a command on every file', t => {
	const cms = user();
	t.deepEqual(cms.enter('LISTFILE * DATA A (EXEC'), ['Ready;']);
	t.deepEqual(cms.enter('EXEC CMS STATE').filter(line => !line.startsWith('STATE')), ['Ready;']);
	t.deepEqual(cms.enter('LISTFILE * ASSEMBLE A (APPEND'), ['Ready;']);
	t.deepEqual(cms.enter('TYPE CMS EXEC'), [
		'',
		' &1 &2 KST1     DATA     A2',
		' &1 &2 CARD     ASSEMBLE A1',
		'',
		'Ready;',
	]);
	t.deepEqual(cms.enter('L CMS EXEC (FO'), ['FILENAME FILETYPE FM FORMAT', 'CMS      EXEC     A1 F    80', 'Ready;']);
});

test('LISTFILE STACK puts the list into the stack of an EXEC, FIFO or LIFO, without heading', t => {
	const listed = (options: string): string[] => new FileSession({
		191: cmsVolume({
			'TRY EXEC': [
				'&CONTROL OFF',
				`LISTFILE *A% DATA A (${options}`,
				'&TYPE &RETCODE',
				'&READ VARS &A &B &C &D',
				'&TYPE &A &B &C &D',
				'&READ VARS &A &B &C &D',
				'&TYPE &A &B &C &D',
				'&TYPE &READFLAG',
			],
			'AB DATA': ['X'],
			'CAD DATA': ['Y'],
			'CADE DATA': ['Y'],
		}),
	}).enterAll('EXEC TRY');
	const first = 'AB DATA A1';
	const second = 'CAD DATA A1';
	for (const options of ['STACK', 'FIFO', 'STACK FIFO']) {
		t.deepEqual(listed(options), ['0', first, second, 'CONSOLE', 'Ready;']);
	}

	for (const options of ['STACK LIFO', 'LIFO']) {
		t.deepEqual(listed(options), ['0', second, first, 'CONSOLE', 'Ready;']);
	}

	t.deepEqual(listed('STACK FORMAT').slice(1, 3), [`${first} V`, `${second} V`]);
});

test('a list of LISTFILE has one destination', t => {
	const cms = user();
	t.deepEqual(cms.enter('L (STACK HEADER'), ['\'HEADER\' AND \'STACK\' ARE CONFLICTING OPTIONS.', 'Ready(00024);']);
	t.deepEqual(cms.enter('L (LIFO EXEC'), ['\'EXEC\' AND \'LIFO\' ARE CONFLICTING OPTIONS.', 'Ready(00024);']);
	t.deepEqual(cms.enter('L (FIFO LIFO'), ['\'FIFO\' AND \'LIFO\' ARE CONFLICTING OPTIONS.', 'Ready(00024);']);
});

test('a pattern of LISTFILE means what the regular expression of it means', t => {
	const letters = fc.string({unit: fc.constantFrom('A', 'B', '*', '%'), maxLength: 8});
	fc.assert(fc.property(letters, fc.string({unit: fc.constantFrom('A', 'B'), maxLength: 8}), (pattern, text) => {
		const expression = pattern.replaceAll('*', '.*').replaceAll('%', '.');
		t.is(matchesPattern(pattern, text), new RegExp(`^(?:${expression})$`).test(text), `${pattern} ${text}`);
	}));
});
