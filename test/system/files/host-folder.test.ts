/** What may be done in a folder that a person gave us. */
import {execFileSync} from 'node:child_process';
import {mkdir, readdir, readFile, readlink, rename, symlink} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {HostFolder} from '../../../source/system/files/host-folder.js';
import {folderWith} from '../../support/cli.js';

const limit = 100;

test('a regular file is read, replaced whole and removed; nothing else is left behind', async t => {
	const where = await folderWith(t, {'a.data': 'old'});
	const folder = new HostFolder(where);
	t.deepEqual(folder.list(), [{name: 'a.data', strange: undefined}]);
	t.is(Buffer.from(folder.read('a.data', limit) as Uint8Array).toString(), 'old');
	t.is(folder.replace('a.data', 'new', true), undefined);
	t.is(folder.replace('b.data', 'new too', false), undefined);
	t.is(await readFile(path.join(where, 'a.data'), 'utf8'), 'new');
	t.is(folder.remove('a.data'), undefined);
	t.deepEqual(await readdir(where), ['b.data']);
	t.deepEqual(folder.read('b.data', 3), {problem: 'is longer than 3 bytes'});
});

test('a symbolic link is not followed out of the folder, not replaced, not removed', async t => {
	const outside = await folderWith(t, {secret: 'outside'});
	const where = await folderWith(t);
	const secret = path.join(outside, 'secret');
	await symlink(secret, path.join(where, 'a.data'));
	const folder = new HostFolder(where);
	t.deepEqual(folder.list(), [{name: 'a.data', strange: 'is a symbolic link, which is not followed'}]);
	t.deepEqual(folder.read('a.data', limit), {problem: 'is a symbolic link, which is not followed'});
	t.deepEqual(folder.replace('a.data', 'new', true), {problem: 'is a symbolic link, which is not followed'});
	t.deepEqual(folder.remove('a.data'), {problem: 'is a symbolic link, which is not followed'});
	t.is(await readFile(secret, 'utf8'), 'outside');
	t.is(await readlink(path.join(where, 'a.data')), secret);
});

test('a file that came while we were away is not replaced; a folder never is', async t => {
	const where = await folderWith(t, {'new.data': 'theirs'});
	const folder = new HostFolder(where);
	await mkdir(path.join(where, 'dir.data'));
	t.deepEqual(folder.replace('new.data', 'ours', false), {problem: 'the file exists already'});
	t.deepEqual(folder.replace('dir.data', 'ours', true), {problem: 'is a folder'});
	t.is(await readFile(path.join(where, 'new.data'), 'utf8'), 'theirs');
});

test('another folder under the same name is not ours', async t => {
	const where = await folderWith(t);
	const mine = path.join(where, 'mine');
	await mkdir(mine);
	const folder = new HostFolder(mine);
	await rename(mine, path.join(where, 'away'));
	await symlink(path.join(where, 'away', '..'), mine);
	t.deepEqual(folder.replace('x.data', 'ours', false), {problem: 'its folder has been replaced'});
	t.false((await readdir(where)).includes('x.data'));
});

test('a name with a path in it is a fault of ours, not a file', async t => {
	const folder = new HostFolder(await folderWith(t));
	for (const name of ['../x', '..', 'a/b', '']) {
		t.throws(() => folder.replace(name, '', false), {message: /not a plain file name/});
	}
});

const fifos = process.platform === 'win32' ? test.skip : test;
fifos('a FIFO is left alone, unopened: nothing waits for its other end', async t => {
	const where = await folderWith(t);
	execFileSync('mkfifo', [path.join(where, 'pipe.data')]);
	const folder = new HostFolder(where);
	const {strange} = folder.list()[0];
	t.is(strange, 'is no regular file (a FIFO, socket or device)');
	t.deepEqual(folder.read('pipe.data', limit), {problem: strange!});
	t.deepEqual(folder.replace('pipe.data', 'x', true), {problem: strange!});
});
