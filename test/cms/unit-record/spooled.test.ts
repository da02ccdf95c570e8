/** The same commands on CP's spooled devices: what is punched for oneself is read again. */
import test from 'ava';
import {cmsVolume} from '../../support/cms-disk.js';
import {SystemSession} from '../../support/whole-system.js';

const settled = (lines: readonly string[]): string[] =>
	lines.map(line => line.replace(/^(Ready(?:\(-?\d+\))?;).*$/, '$1'));

test('PUNCH, READCARD, DISK and PRINT through the spool; spool files have the names of the files', t => {
	const session = new SystemSession({
		191: cmsVolume({'PART DATA': ['FIRST', 'SECOND'], 'WIDE DATA': ['X'.repeat(100)]}),
	});
	session.enter('');
	const enter = (line: string): string[] => settled(session.enter(line));
	t.deepEqual(enter('readcard *'), ['READER EMPTY OR NOT READY.', 'Ready(00008);']);
	t.is(enter('spool punch to *').at(-1), 'Ready;');
	t.is(enter('punch part data').at(-1), 'Ready;');
	t.regex(enter('query reader all')[1], /000003 .*PART {6}DATA/);
	enter('erase part data');
	t.deepEqual(enter('readcard *'), [':READ  PART     DATA     A1 TEST   11/19/75  09:00', 'Ready;']);
	t.is(enter('disk dump wide data').at(-1), 'Ready;');
	enter('erase wide data');
	t.deepEqual(enter('disk load'), ['WIDE     DATA     A1', 'Ready;']);
	t.is(enter('print part data').at(-1), 'Ready;');
	t.regex(enter('query printer all')[1], /PART {6}DATA/);
});
