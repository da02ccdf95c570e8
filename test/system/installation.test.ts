import {readdir, readFile, stat, truncate, rm, writeFile, cp} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {ConfigurationError} from '../../source/system/configuration-error.js';
import {openInstallation} from '../../source/system/installation.js';
import {packageRoot} from '../../source/system/host/package-root.js';
import {folderWith} from '../support/cli.js';
import {Typist} from '../support/typist.js';

const quiet = (): void => undefined;

test.serial('the first start builds the volumes; a second one finds everything again, users\' files too', async t => {
	const home = await folderWith(t);
	const steps: string[] = [];
	const first = openInstallation(home, undefined, step => {
		steps.push(step);
	});
	t.true(steps.some(step => step.includes('MAINT 190')));
	t.deepEqual((await readdir(path.join(home, 'volumes'))).toSorted(), ['YRKRES.3350', 'YRKUSR.3350']);
	const user = new Typist(first.system, 'USER1');
	await user.logon();
	await user.type('COPYFILE HELLO EXEC Y MINE EXEC A');
	await first.close();

	const again: string[] = [];
	const second = openInstallation(home, undefined, step => {
		again.push(step);
	});
	t.deepEqual(again, [], 'nothing is built twice');
	const same = new Typist(second.system, 'USER1');
	await same.logon();
	t.true((await same.type('LISTFILE * * A')).includes('MINE     EXEC     A2'));
	await second.close();
});

test.serial('spool files stay over a warm start, a cold one drops them; accounting cards and log are files', async t => {
	const home = await folderWith(t);
	const first = openInstallation(home, undefined, quiet);
	const user = new Typist(first.system, 'USER1');
	await user.logon();
	await user.type('PRINT HELLO EXEC Y');
	await first.close();
	t.is((await readdir(path.join(home, 'accounting'))).length, 1);
	for (const [start, files] of [['warm', 1], ['force', 1], ['cold', 0], ['warm', 0]] as const) {
		const next = openInstallation(home, undefined, quiet, quiet, {start});
		t.is(next.system.cp.spooler.filesOf('USER1', 'PRT').length, files, start);
		await next.close();
	}

	const log = await readFile(path.join(home, 'log', 'operator.log'), 'utf8');
	t.regex(log, /^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d YORKTOWN WARM START\n/);
	t.regex(log, / LOGON {2}AS USER1 {4}USERS = 001\n/);
	t.regex(log, / YORKTOWN COLD START; 1 SPOOL FILES DROPPED\n/);
});

test.serial('a second system on one data folder is refused; a lock left by a dead process is not obeyed', async t => {
	const home = await folderWith(t);
	const first = openInstallation(home, undefined, quiet);
	const error = t.throws(() => openInstallation(home, undefined, quiet), {instanceOf: ConfigurationError});
	t.regex(error.message, /is in use by another system \(process \d+\)/);
	await first.close();
	await writeFile(path.join(home, 'lock.00000009'), '999999999 1\n');
	await openInstallation(home, undefined, quiet).close();
	t.deepEqual((await readdir(home)).filter(name => name.startsWith('lock')), []);
});

test.serial('the object directory holds no clear passwords', async t => {
	const home = await folderWith(t);
	await openInstallation(home, undefined, quiet).close();
	const text = await readFile(path.join(home, 'directory.json'), 'utf8');
	t.true(text.includes('"USER1"') && text.includes('scrypt$'));
	t.notRegex(text, /"password":"USER1"/);
});

test.serial('another program version rebuilds the system disks and leaves users\' disks alone', async t => {
	const home = await folderWith(t);
	const first = openInstallation(home, undefined, quiet);
	const user = new Typist(first.system, 'USER1');
	await user.logon();
	await user.type('COPYFILE HELLO EXEC Y MINE EXEC A');
	await first.close();
	const stamp = path.join(home, 'built.json');
	await writeFile(stamp, (await readFile(stamp, 'utf8')).replace(/"program":"[^"]*"/, '"program":"older"'));
	const steps: string[] = [];
	const second = openInstallation(home, undefined, step => {
		steps.push(step);
	});
	t.deepEqual(steps, ['building MAINT 190', 'building MAINT 19E', 'building MAINT 193']);
	const same = new Typist(second.system, 'USER1');
	await same.logon();
	t.true((await same.type('LISTFILE * * A')).includes('MINE     EXEC     A2'));
	await second.close();
});

test.serial('a missing volume of an installation is named, never replaced by an empty one', async t => {
	const home = await folderWith(t);
	await openInstallation(home, undefined, quiet).close();
	await rm(path.join(home, 'volumes', 'YRKUSR.3350'));
	t.regex(
		t.throws(() => openInstallation(home, undefined, quiet), {instanceOf: ConfigurationError}).message,
		/YRKUSR\.3350 is missing/,
	);
	t.deepEqual(await readdir(path.join(home, 'volumes')), ['YRKRES.3350']);
});

test.serial('a truncated volume and one that is no volume are named with the reason', async t => {
	const home = await folderWith(t);
	await openInstallation(home, undefined, quiet).close();
	const file = path.join(home, 'volumes', 'YRKUSR.3350');
	const volume = await readFile(file);
	const {size} = await stat(file);
	await truncate(file, size - 1000);
	t.regex(t.throws(() => openInstallation(home, undefined, quiet)).message, /YRKUSR\.3350: truncated/);
	await writeFile(file, 'not a volume at all');
	t.regex(t.throws(() => openInstallation(home, undefined, quiet)).message, /YRKUSR\.3350: not a CKD image/);
	await writeFile(file, volume);
	await t.notThrowsAsync(openInstallation(home, undefined, quiet).close(), 'a failed start leaves no lock');
});

test.serial('an unreadable directory statement is named with file, line and reason; nothing is written', async t => {
	const home = await folderWith(t);
	const profile = await folderWith(t);
	await cp(path.join(packageRoot(), 'profiles', 'default'), profile, {recursive: true});
	const file = path.join(profile, 'USER DIRECT');
	await writeFile(
		file,
		`${await readFile(file, 'utf8')}\nUSER BROKEN BROKEN 1M 1M G\n MDISK 191 3350 xx 001 YRKUSR\n`,
	);
	const error = t.throws(() => openInstallation(home, profile, quiet), {instanceOf: ConfigurationError});
	t.regex(error.message, /USER DIRECT line \d+: .*MDISK/);
	t.deepEqual(await readdir(home), []);
});

test.serial(
	'a data folder that cannot be is refused with one line, under /proc too, where the host\'s own mkdir never ends',
	async t => {
		const home = await folderWith(t, {file: ''});
		t.regex(
			t.throws(() => openInstallation(path.join(home, 'file', 'x'), undefined, quiet), {
				instanceOf: ConfigurationError,
			}).message,
			/is a file/,
		);
		t.regex(
			t.throws(() => openInstallation('/proc/nope', undefined, quiet), {instanceOf: ConfigurationError}).message,
			/data folder \/proc\/nope/,
		);
	},
);
