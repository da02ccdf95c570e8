/** What is in the data folder belongs to its owner alone. */
import {
	chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {ConfigurationError} from '../../../source/system/configuration-error.js';
import {
	closeFilesToOthers, makeDataFolder, makePrivateFolder, replacePrivate,
} from '../../../source/system/host/private-files.js';

function folder(t: ExecutionContext): string {
	const made = mkdtempSync(path.join(tmpdir(), 'private-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	return made;
}

const modeOf = (file: string): number => statSync(file).mode & 0o777;

test('folders and files that others could read are closed to them', t => {
	const home = path.join(folder(t), 'home');
	const spool = path.join(home, 'spool');
	const file = path.join(spool, '0001');
	mkdirSync(spool, {recursive: true, mode: 0o755});
	writeFileSync(file, 'letter', {mode: 0o644});
	chmodSync(home, 0o755);
	makeDataFolder(home);
	makePrivateFolder(spool);
	closeFilesToOthers(spool);
	t.deepEqual([home, spool, file].map(each => modeOf(each)), [0o700, 0o700, 0o600]);
});

test('what is made new is closed to others', t => {
	const home = path.join(folder(t), 'new', 'home');
	makeDataFolder(home);
	replacePrivate(path.join(home, 'built.json'), '{}');
	t.deepEqual([home, path.join(home, 'built.json')].map(each => modeOf(each)), [0o700, 0o600]);
});

test('a link in the place of a folder or file of ours is named and not followed', t => {
	const place = folder(t);
	const elsewhere = path.join(place, 'elsewhere');
	mkdirSync(elsewhere);
	writeFileSync(path.join(elsewhere, 'file'), 'mine', {mode: 0o644});
	symlinkSync(elsewhere, path.join(place, 'spool'));
	symlinkSync(path.join(elsewhere, 'file'), path.join(place, 'built.json'));
	t.throws(() => {
		makePrivateFolder(path.join(place, 'spool'));
	}, {instanceOf: ConfigurationError, message: /spool: is a symbolic link, not a folder$/});
	t.throws(() => {
		replacePrivate(path.join(place, 'built.json'), '{}');
	}, {instanceOf: ConfigurationError, message: /is a symbolic link/});
	closeFilesToOthers(place);
	t.is(modeOf(path.join(elsewhere, 'file')), 0o644);
});
