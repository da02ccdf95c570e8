import {
	cp, readFile, readdir, stat, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {takeLock} from '../../../source/system/host/lock.js';
import {folderWith, yorktown} from '../../support/cli.js';

const files = {
	'put.exec': '&CONTROL OFF\nSBS PUT MEMBER DATA\n',
	'member.data': 'KEPT\n',
	'two.script': 'USER1: SBS GET MEMBER DATA\nUSER1> COPIED\nUSER1: TYPE MEMBER DATA\nUSER1> KEPT\n',
};

test('what one run puts into a library the next one gets, and a script too', async t => {
	const folder = await folderWith(t, {...files, 'get.exec': '&CONTROL OFF\nSBS GET MEMBER DATA\n&TYPE RC &RETCODE\n'});
	const library = path.join(folder, 'library');
	const put = await yorktown(['run', '--library', library, path.join(folder, 'put.exec')]);
	t.regex(put.out, /SBS104I MEMBER DATA VERSION 1 STORED/);
	t.is((await stat(library)).mode & 0o777, 0o700);
	t.deepEqual(await readdir(path.join(library, 'journal')), [], 'everything is in the volume');
	const alone = await folderWith(t, {'get.exec': '&CONTROL OFF\nSBS GET MEMBER DATA\n&TYPE RC &RETCODE\n'});
	const get = await yorktown(['run', '--library', library, path.join(alone, 'get.exec')]);
	t.is(get.lines.at(-1), 'RC 0', get.out + get.err);
	const script = await yorktown(['script', '--library', library, path.join(folder, 'two.script')]);
	t.is(script.status, 0, script.err);
});

test('a library in use, of another format, or a folder of other things is refused with one line', async t => {
	const folder = await folderWith(t, files);
	const library = path.join(folder, 'library');
	const words = ['run', '--library', library, path.join(folder, 'put.exec')];
	t.is((await yorktown(words)).status, 0);
	const unlock = takeLock(library);
	const used = await yorktown(words);
	t.deepEqual([used.status, used.err], [
		2,
		`yorktown: library ${library} is in use by another system (process ${process.pid})`,
	]);
	unlock();
	const record = path.join(library, 'library.json');
	await writeFile(record, (await readFile(record, 'utf8')).replace('"format":1', '"format":2'));
	const other = await yorktown(words);
	t.deepEqual([other.status, other.err], [
		2,
		`yorktown: library ${library} is of format 2; this version reads and writes format 1`,
	]);
	const foreign = await yorktown(['run', '--library', folder, path.join(folder, 'put.exec')]);
	t.is(foreign.status, 2);
	t.regex(foreign.err, /^yorktown: .* holds other things: [^\n]*$/);
	t.false((await readdir(folder)).some(name => name.startsWith('lock')));
});

test('a library made when the profile\'s disk was smaller is still a library', async t => {
	const folder = await folderWith(t, files);
	const library = path.join(folder, 'library');
	const profile = path.join(folder, 'small');
	await cp(fileURLToPath(new URL('../../../../profiles/default', import.meta.url)), profile, {recursive: true});
	const directory = path.join(profile, 'USER DIRECT');
	const source = await readFile(directory, 'utf8');
	await writeFile(directory, source.replace(/^ MDISK 300 3350 (\d+) \d+ /m, ' MDISK 300 3350 $1 008 '));
	const put = await yorktown(['run', '--profile', profile, '--library', library, path.join(folder, 'put.exec')]);
	t.is(put.status, 0, put.err);
	const script = await yorktown(['script', '--library', library, path.join(folder, 'two.script')]);
	t.is(script.status, 0, script.err);
});
