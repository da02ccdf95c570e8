/** A file larger than every machine it passes through: from a 1M machine to the library and back (R16). */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {folderWith, yorktown} from '../support/cli.js';

test('14,000 records of 79 bytes are stored from a machine of 1M, and come back as they were', async t => {
	const lines = Array.from({length: 14_000}, (_, index) => `RECORD ${String(index).padStart(6, '0')} `.padEnd(79, 'ABCDEFGHIJ'));
	const content = lines.join('\n') + '\n';
	const folder = await folderWith(t, {
		'big.data': content,
		'p.exec': '&CONTROL OFF\nSBS PUT BIG DATA\n&TYPE RC &RETCODE\nERASE BIG DATA\nSBS GET BIG DATA\n&TYPE RC &RETCODE\n',
	});
	const {lines: typed, err} = await yorktown(['run', '--mount', `${folder}:A`, path.join(folder, 'p.exec')]);
	t.deepEqual(typed, ['SBS104I BIG DATA VERSION 1 STORED', 'RC 0', 'SBS105I BIG DATA VERSION 1 COPIED TO A1', 'RC 0'], err);
	t.is(await readFile(path.join(folder, 'big.data'), 'utf8'), content);
});
