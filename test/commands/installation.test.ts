/** The verbs about an installation: users, volumes, backup, restore, check. What is printed is looked at in a shell. */
import {copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {checkFolder} from '../../source/system/host/check-folder.js';
import {inClosedFolder} from '../../source/system/host/closed-folder.js';
import {openInstallation} from '../../source/system/installation.js';
import {FileVolume} from '../../source/machine/devices/volume/file-volume.js';
import {openVolume} from '../../source/machine/devices/volume/open-volume.js';
import {trackRecords, usedLength} from '../../source/machine/devices/volume/ckd-track.js';
import {readVolumeLabel, writeVolumeLabel} from '../../source/machine/devices/volume/volume-label.js';
import {backup, restore} from '../../source/commands/backup.js';
import {dasd} from '../../source/commands/dasd/dasd.js';
import {user} from '../../source/commands/user.js';
import {UsageError} from '../../source/commands/verb.js';
import {folderWith, yorktown} from '../support/cli.js';
import {Typist} from '../support/typist.js';

const quiet = (): void => undefined;
const profile = [
	'DIRECTORY 150 3350 YRKRES',
	'USER OPERATOR OPERATOR 1M 2M ABCDEFG',
	' CONSOLE 009 3215',
	'USER ALICE SECRET 1M 2M G',
	' CONSOLE 009 3215',
	' MDISK 191 3350 001 002 YRKUSR MR',
].join('\n');

/** A profile without system disks, which starts in no time, and an installation of it. */
async function installed(t: Parameters<typeof folderWith>[0]): Promise<readonly [home: string, folder: string]> {
	const folder = await folderWith(t, {'USER DIRECT': profile});
	const home = path.join(await folderWith(t), 'home');
	await openInstallation(home, folder, quiet).close();
	return [home, folder];
}

test('users are added, get another password, are removed; the folder has hashes alone', async t => {
	const [home, folder] = await installed(t);
	const at = {home, profile: folder};
	await user({...at, password: 'xyzzy'}, ['add', 'bob']);
	await user({...at, password: 'plugh', type: '3330', cylinders: '5'}, ['add', 'carol']);
	await user({...at, password: 'changed'}, ['passwd', 'alice']);
	t.notRegex(readFileSync(path.join(home, 'USER DIRECT'), 'utf8'), /XYZZY|PLUGH|CHANGED|SECRET/);
	t.deepEqual((await yorktown(['user', 'list', '--home', home])).lines, [
		'OPERATOR ABCDEFG  01024K',
		'ALICE    G        01024K       191 3350 2 CYL YRKUSR',
		'BOB      G        01024K       191 3350 3 CYL YRKUSR',
		'CAROL    G        01024K       191 3330 5 CYL YRKU01',
	]);
	const {system, close} = openInstallation(home, folder, quiet);
	for (const [userid, password] of [['BOB', 'XYZZY'], ['CAROL', 'PLUGH'], ['ALICE', 'CHANGED']]) {
		const typist = new Typist(system, userid, password);
		await typist.type(`LOGON ${userid} NOIPL`);
		t.regex((await typist.type(password)).join(' '), /LOGON AT/, userid);
		t.regex((await typist.type('QUERY VIRTUAL DASD')).join(' '), /DASD 191/, userid);
	}

	await close();
	const before = readFileSync(path.join(home, 'USER DIRECT'), 'utf8');
	for (const [flags, words, message] of [
		[{password: 'x'}, ['add', 'alice'], /ALICE: is in the directory/],
		[{}, ['remove', 'nobody'], /NOBODY: not in the directory/],
		[{password: 'far too long'}, ['passwd', 'alice'], /password has 1 to 8 characters/],
		[{password: 'x', cylinders: '999'}, ['add', 'dave'], /--cylinders 999/],
		[{password: 'x'}, ['add', 'not-a-userid'], /not a userid/],
		[{home: folder}, ['list'], /no installation/],
	] as const) {
		await t.throwsAsync(user({...at, ...flags}, words), {instanceOf: UsageError, message});
	}

	t.is(readFileSync(path.join(home, 'USER DIRECT'), 'utf8'), before, 'nothing half written');
	await user(at, ['remove', 'bob']);
	t.notRegex(readFileSync(path.join(home, 'USER DIRECT'), 'utf8'), /BOB/);
});

test('volumes are created, written out in both forms, brought in and listed', async t => {
	const [home] = await installed(t);
	const place = await folderWith(t);
	const at = {home};
	await dasd({...at, type: '3340', cylinders: '4'}, ['create', 'SPARE']);
	await dasd(at, ['export', 'YRKUSR', path.join(place, 'plain')]);
	await dasd({...at, compressed: true}, ['export', 'YRKUSR', path.join(place, 'packed')]);
	t.is((await yorktown(['dasd', 'import', '--home', home, path.join(place, 'packed'), 'COPY1'])).out, 'COPY1');
	const {lines} = await yorktown(['dasd', 'list', '--home', home]);
	t.deepEqual(lines.map(line => line.replace(/ +\d+K/, '')), [
		'COPY1  3350       3 CYL  free',
		'SPARE  3340       4 CYL  free',
		'YRKUSR 3350       3 CYL  1 minidisks',
	]);
	const [plain, packed] = ['plain', 'packed'].map(name => {
		const volume = openVolume(path.join(place, name), {readOnly: true});
		if ('problem' in volume) {
			throw new Error(volume.problem);
		}

		const track = Uint8Array.from(volume.readTrack(1, 5));
		volume.close();
		return track.slice(0, usedLength(track));
	});
	t.is(trackRecords(plain).length, 20, 'every record is there');
	t.deepEqual(plain, packed);
	const refused = {instanceOf: UsageError};
	await t.throwsAsync(dasd(at, ['import', path.join(place, 'plain')]), refused, 'never in place of another');
	await t.throwsAsync(dasd(at, ['export', 'YRKUSR', path.join(place, 'plain')]), refused);
	await t.throwsAsync(dasd(at, ['export', 'NONE', path.join(place, 'x')]), refused);
	t.false(existsSync(path.join(place, 'x')));
});

test('a free volume can be attached at the next start', async t => {
	const [home, folder] = await installed(t);
	await dasd({home, cylinders: '2'}, ['create', 'SPARE']);
	const {system, close} = openInstallation(home, folder, quiet);
	const operator = new Typist(system, 'OPERATOR');
	await operator.type('LOGON OPERATOR');
	await operator.type('OPERATOR');
	t.regex((await operator.type('QUERY DASD')).join(' | '), /DASD 250 FREE/);
	t.deepEqual(await operator.type('ATTACH 250 TO * AS 250'), ['DASD 250 ATTACH TO OPERATOR 250']);
	await close();
});

test('a backup of a running system is an installation; a restore is refused while one runs', async t => {
	const [home, folder] = await installed(t);
	const copy = path.join(await folderWith(t), 'copy');
	const running = openInstallation(home, folder, quiet);
	const operator = new Typist(running.system, 'OPERATOR');
	await operator.type('LOGON OPERATOR');
	await operator.type('OPERATOR');
	await operator.type('ACNT CLOSE');
	t.is(await backup({home}, [copy]), 0);
	await t.throwsAsync(backup({home}, [copy]), {instanceOf: UsageError}, 'never over another');
	await t.throwsAsync(restore({home, replace: true}, [copy]), {message: /is in use by another system/});
	await running.close();
	await t.throwsAsync(restore({home}, [copy]), {message: /is not empty/});
	t.is((await yorktown(['restore', '--home', home, '--replace', copy])).out, `${home}.replaced: what was there`);
	const other = path.join(await folderWith(t), 'other');
	await restore({home: other}, [copy]);
	for (const each of [home, other]) {
		t.deepEqual(await inClosedFolder(each, async () => checkFolder(each, false)), []);
		await openInstallation(each, folder, quiet).close();
	}
});

test('check finds what is wrong, and mends what can be mended', async t => {
	const [home] = await installed(t);
	t.deepEqual(await inClosedFolder(home, async () => checkFolder(home, false)), []);
	const file = path.join(home, 'volumes', 'YRKUSR.3350');
	const volume = FileVolume.open(file);
	if ('problem' in volume) {
		throw new Error(volume.problem);
	}

	writeVolumeLabel(volume, 'WRONG');
	volume.close();
	writeFileSync(path.join(home, 'spool', '0001'), 'no spool file');
	copyFileSync(file, path.join(home, 'volumes', 'SHORT.3350'));
	writeFileSync(path.join(home, 'volumes', 'SHORT.3350'), readFileSync(file).subarray(0, 100_000));
	const found = await yorktown(['check', '--home', home]);
	t.is(found.status, 1);
	t.deepEqual(found.lines.map(line => line.replace(/: truncated.*/, ': truncated')), [
		'volume SHORT: truncated',
		'volume YRKUSR: its label says WRONG',
		'spool file 0001 cannot be read',
	]);
	t.true(readdirSync(path.join(home, 'spool')).includes('0001'));
	const mended = await inClosedFolder(home, async () => checkFolder(home, true));
	t.is(mended.filter(({isMended}) => isMended).length, 2);
	const again = FileVolume.open(file, {readOnly: true});
	t.is('problem' in again ? '' : readVolumeLabel(again), 'YRKUSR');
	t.is((await inClosedFolder(home, async () => checkFolder(home, false))).length, 1);
});
