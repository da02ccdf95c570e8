/** Host files that the caller names are read up to a limit, and refused by name behind it. */
import path from 'node:path';
import test from 'ava';
import {limits} from '../../source/base/limits.js';
import {readBytes, readLines} from '../../source/commands/input-bytes.js';
import {folderWith} from '../support/cli.js';

test('lines end at line feeds, with carriage returns or without; the last one needs none', async t => {
	const file = path.join(await folderWith(t, {'in.txt': 'ONE\r\nTWO\n\nFOUR'}), 'in.txt');
	t.deepEqual(readLines(file), ['ONE', 'TWO', '', 'FOUR']);
});

test('a file of more lines than there may be is refused, with its name', async t => {
	const most = limits.hostLines.value;
	const folder = await folderWith(t, {'most.txt': '\n'.repeat(most), 'more.txt': '\n'.repeat(most + 1)});
	t.is(readLines(path.join(folder, 'most.txt')).length, most);
	const more = path.join(folder, 'more.txt');
	// What is read apart: a million lines are no difference to print.
	t.throws(() => readLines(more).length, {message: `${more}: has more than ${most} lines`});
});

test('a file of more bytes than there may be, a folder and a file that is not there are refused', async t => {
	const most = limits.hostFile.value;
	const folder = await folderWith(t, {more: new Uint8Array(most + 1)});
	const more = path.join(folder, 'more');
	t.throws(() => readBytes(more), {message: `${more}: is longer than ${most} bytes`});
	t.throws(() => readBytes(folder), {message: new RegExp(`^${folder}: `)});
	t.throws(() => readBytes(path.join(folder, 'none')), {message: /none: /});
});
