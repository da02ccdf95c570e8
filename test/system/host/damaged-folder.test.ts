/** A data folder in which something is damaged, strange or open to others: one line, and the line says what to do. */
import {
	chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync,
	symlinkSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {ConfigurationError} from '../../../source/system/configuration-error.js';
import {openInstallation} from '../../../source/system/installation.js';
import {folderWith, yorktown} from '../../support/cli.js';

const start = (home: string): ReturnType<typeof openInstallation> =>
	openInstallation(home, undefined, () => undefined);

const shared = mkdtempSync(path.join(tmpdir(), 'damaged-'));
test.before(async () => {
	await start(shared).close();
});
test.after.always(() => {
	rmSync(shared, {recursive: true});
});

/** Why a start fails. */
function refusal(home: string): string {
	try {
		void start(home).close();
	} catch (error) {
		if (error instanceof ConfigurationError) {
			return error.message;
		}

		throw error;
	}

	return 'started';
}

for (const name of ['built.json', 'directory.json']) {
	const damages: Readonly<Record<string, string>> = {
		'of no length': '',
		'cut off': '{"program":"x","dir',
		'of another kind': '[1, 2, 3]',
		'without fields': '{}',
		'of zeros': '\0'.repeat(400),
	};
	for (const [what, content] of Object.entries(damages)) {
		test.serial(`${name} ${what} is named with what to do, and stays as it is`, t => {
			const file = path.join(shared, name);
			const before = readFileSync(file);
			writeFileSync(file, content);
			const text = refusal(shared);
			t.is(readFileSync(file, 'utf8'), content);
			writeFileSync(file, before);
			t.regex(text, new RegExp(`${name.replace('.', String.raw`\.`)} is damaged; remove it to `));
			t.notRegex(text, /\n/);
		});
	}
}

for (const name of ['built.json', 'directory.json', 'volumes/YRKUSR.3350', 'volumes', 'spool', 'journal']) {
	test.serial(`a link or a folder in the place of ${name} is named, not followed and not replaced`, async t => {
		const elsewhere = await folderWith(t, {theirs: 'theirs'});
		const file = path.join(shared, name);
		const aside = `${shared}.aside`;
		renameSync(file, aside);
		symlinkSync(path.join(elsewhere, 'theirs'), file);
		t.regex(refusal(shared), new RegExp(`${name}: is a symbolic link`));
		t.true(lstatSync(file).isSymbolicLink());
		t.is(readFileSync(path.join(elsewhere, 'theirs'), 'utf8'), 'theirs');
		rmSync(file);
		if (lstatSync(aside).isFile()) {
			mkdirSync(file);
			t.regex(refusal(shared), new RegExp(`${name}: is a folder`));
			t.true(statSync(file).isDirectory());
			rmSync(file, {recursive: true});
		} else {
			writeFileSync(file, '');
			t.regex(refusal(shared), new RegExp(`${name}: is a file`));
			rmSync(file);
		}

		renameSync(aside, file);
		t.is(refusal(shared), 'started');
	});
}

test('settings that are none are named: one line, exit 2, and the file stays', async t => {
	for (const content of ['', '{"terminal":', '\0\0\0\0', '"text"']) {
		const home = await folderWith(t, {'config.json': content});
		const {status, err, out} = await yorktown(['--linear', '--home', home], {input: ''});
		t.is(status, 2, content);
		t.regex(err, /^yorktown: settings .*config\.json: [^\n]+$/);
		t.is(out, '');
		t.deepEqual(readdirSync(home), ['config.json']);
		t.is(readFileSync(path.join(home, 'config.json'), 'utf8'), content);
	}
});

test('a damaged folder at the command line: one line, exit 2, no stack trace', async t => {
	const home = await folderWith(t, {'built.json': ''});
	const {status, err} = await yorktown(['--linear', '--home', home], {input: ''});
	t.is(status, 2);
	t.regex(err, /^yorktown: .*built\.json is damaged; remove it [^\n]+$/);
});

test('a library of another format, or damaged, is refused with one line', async t => {
	for (const content of ['', '{}', 'nonsense', '{"format":999}']) {
		const library = await folderWith(t, {'library.json': content});
		const where = await folderWith(t, {'a.exec': '&TYPE RAN\n'});
		const {status, err, out} = await yorktown(['run', '--library', library, 'a.exec'], {cwd: where});
		t.is(status, 2, content);
		t.regex(err, /^yorktown: .*library[^\n]+$/);
		t.is(out, '');
	}
});

(process.platform === 'win32' ? test.skip : test)(
	'nobody else may read what is in a data folder, also where it was there and open to all',
	async t => {
		const home = await folderWith(t);
		chmodSync(home, 0o777);
		const before = process.umask(0);
		t.teardown(() => {
			process.umask(before);
		});
		const all = (folder: string): Array<[file: string, mode: string]> =>
			readdirSync(folder, {withFileTypes: true}).filter(each => !each.isSymbolicLink()).flatMap(each => {
				const file = path.join(folder, each.name);
				const mode = (statSync(file).mode & 0o777).toString(8);
				return each.isDirectory() ? [[file, `folder ${mode}`], ...all(file)] : [[file, `file ${mode}`]];
			});
		const open = (): Array<[string, string]> =>
			all(home).filter(([, mode]) => mode !== 'folder 700' && mode !== 'file 600');

		const first = start(home);
		t.deepEqual(open(), [], 'made so');
		t.is(statSync(home).mode & 0o777, 0o700);
		await first.close();
		for (const [file] of all(home)) {
			chmodSync(file, 0o777);
		}

		chmodSync(home, 0o755);
		const second = start(home);
		t.deepEqual(open(), [], 'and made so again');
		t.is(statSync(home).mode & 0o777, 0o700);
		await second.close();
		t.deepEqual(open(), []);
		t.true(existsSync(path.join(home, 'built.json')));
	},
);
