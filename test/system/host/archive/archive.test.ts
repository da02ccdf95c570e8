/** Backups in one file, of ours and of people who wish us ill. */
import {
	existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {gunzipSync, gzipSync} from 'node:zlib';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {limits} from '../../../../source/base/limits.js';
import {backUp, restore} from '../../../../source/system/host/backup.js';
import {encodeTarHeader, fillOf, tarHeader} from '../../../../source/system/host/archive/tar-format.js';
import {folderWith} from '../../../support/cli.js';

const volume = Buffer.concat([Buffer.from('CKD_P370'), Buffer.alloc(300_000), Buffer.from('THE END')]);

async function installation(t: ExecutionContext): Promise<string> {
	const home = await folderWith(t, {'built.json': '{}'});
	for (const [name, content] of [
		['volumes/YRKUSR.3350', volume], ['spool/0001', Buffer.from('A FILE')], ['journal/0001', Buffer.from('A CHANGE')],
		['tapes/Löwe.aws', Buffer.alloc(0)], ['output/.half.part', Buffer.from('HALF')],
	] as const) {
		mkdirSync(path.join(home, path.dirname(name)), {recursive: true});
		writeFileSync(path.join(home, name), content);
	}

	return home;
}

const file = (name: string, content: Uint8Array, size = content.length): Uint8Array => Buffer.concat([
	encodeTarHeader({name, size, time: 0}), content, new Uint8Array(fillOf(content.length)),
]);

const end = Buffer.alloc(1024);
const built = file('built.json', Buffer.from('{}'));

for (const ending of ['tgz', 'tar.gz', 'tar']) {
	test(`a backup in one file, ${ending}, comes back as it was, also by the host's tar`, async t => {
		const home = await installation(t);
		const place = await folderWith(t);
		const archive = path.join(place, `copy.${ending}`);
		await backUp(home, archive);
		t.deepEqual(readdirSync(place), [`copy.${ending}`], 'nothing beside it');
		t.is(statSync(archive).mode & 0o777, 0o600);
		const other = path.join(place, 'other');
		await restore(archive, other, false);
		t.deepEqual(readFileSync(path.join(other, 'volumes/YRKUSR.3350')), volume);
		t.is(readFileSync(path.join(other, 'spool/0001'), 'utf8'), 'A FILE');
		t.is(readFileSync(path.join(other, 'journal/0001'), 'utf8'), 'A CHANGE');
		t.true(existsSync(path.join(other, 'tapes/Löwe.aws')));
		t.false(existsSync(path.join(other, 'output/.half.part')), 'what is not done yet is in no backup');
		t.true(statSync(path.join(other, 'volumes/YRKUSR.3350')).blocks * 512 < 200_000, 'zeros take no room');
		const {stdout} = await execa('tar', ['-tf', archive]);
		t.deepEqual(stdout.split('\n').slice(0, 2), ['built.json', 'journal/0001']);
		await t.throwsAsync(backUp(home, archive), {message: /is there already/});
	});
}

const hostile: ReadonlyArray<readonly [string, () => Uint8Array, RegExp]> = [
	['a path that leaves the folder', () => file('../evil', Buffer.from('X')), /"\.\.\/evil" is no file of an install/],
	['a path that leaves a folder of it', () => file('spool/../../evil', Buffer.from('X')), /is no file of an installation/],
	['an absolute path', () => file('/tmp/evil', Buffer.from('X')), /is no file of an installation/],
	['a file that is none of ours', () => file('lock.1', Buffer.from('X')), /"lock\.1" is no file/],
	['a name that shows otherwise', () => file('spool/\u001B[2J', Buffer.from('X')), /"spool\/\\u001b\[2J" is no file/],
	['a file twice', () => Buffer.concat([file('spool/0001', end), file('spool/0001', end)]), /is no file of an installation/],
	['a giant size', () => file('volumes/BIG.3380', Buffer.alloc(0), limits.archiveFile.value + 1), /"volumes\/BIG\.3380" is too large/],
	['a symbolic link', () => {
		const header = encodeTarHeader({name: 'spool/0001', size: 0, time: 0});
		tarHeader.change(header, 0, {type: '2', link: '/etc/passwd'.padEnd(100, '\u0000'), checksum: ' '.repeat(8)});
		let bytes = 0;
		for (const byte of header) {
			bytes += byte;
		}

		tarHeader.change(header, 0, {checksum: `${bytes.toString(8).padStart(6, '0')}\u0000 `});
		return header;
	}, /no plain file/],
	['an archive that is cut off', () => file('spool/0001', Buffer.from('A FILE')).subarray(0, 515), /is cut off/],
	['no archive', () => Buffer.alloc(4096, 'not a tar file '), /no header of a tar archive/],
	['no installation', () => Buffer.concat([file('spool/0001', Buffer.from('X')), end]), /no installation/],
];

for (const [what, content, message] of hostile) {
	test(`an archive with ${what} is refused in one line, and nothing is left of it`, async t => {
		const place = await folderWith(t);
		const start = what === 'no installation' || what === 'no archive' ? [] : [built];
		const bytes = Buffer.concat([...start, content()]);
		for (const [name, each] of [['evil.tar', bytes], ['evil.tgz', gzipSync(bytes)]] as const) {
			const archive = path.join(place, name);
			writeFileSync(archive, each);
			const {message: text} = (await t.throwsAsync(restore(archive, path.join(place, 'home'), false), {message}));
			t.notRegex(text, /\n/);
			t.false(readdirSync(place).includes('home'));
			t.false(readdirSync(place).some(left => left.startsWith('home.')));
		}

		t.false(existsSync(path.join(place, '..', 'evil')));
	});
}

test('a compressed archive that is damaged or cut short is refused', async t => {
	const home = await installation(t);
	const place = await folderWith(t);
	const archive = path.join(place, 'copy.tgz');
	await backUp(home, archive);
	const whole = readFileSync(archive);
	const wrong = Buffer.from(whole);
	wrong[whole.length >> 1] ^= 0xFF;
	for (const bytes of [whole.subarray(0, -20), wrong, gzipSync(gunzipSync(whole).subarray(0, -1025))]) {
		writeFileSync(archive, bytes);
		await t.throwsAsync(restore(archive, path.join(place, 'home'), false), {message: /cut off|damaged|no header/});
	}
});

test('a restore that was killed between two names is finished by whatever comes next', async t => {
	const home = await installation(t);
	const place = await folderWith(t);
	await backUp(home, path.join(place, 'home.restored'));
	await backUp(path.join(place, 'home'), path.join(place, 'again'));
	t.deepEqual(readdirSync(place).toSorted((one, other) => one < other ? -1 : 1), ['again', 'home']);
});
