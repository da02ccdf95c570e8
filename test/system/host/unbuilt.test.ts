/** A first start that fails late, on any host: what it made goes again, what was there stays. */
import {mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {ConfigurationError} from '../../../source/system/configuration-error.js';
import {openInstallation} from '../../../source/system/installation.js';
import {folderWith} from '../../support/cli.js';

/** Fails when the volumes have their names and the directory is to be compiled: something stands in its way. */
function start(home: string): void {
	void openInstallation(home, undefined, step => {
		if (step === 'compiling the directory') {
			mkdirSync(path.join(home, 'directory.json.new'));
		}
	});
}

test('a first start that fails leaves neither volumes nor folders', async t => {
	const place = await folderWith(t);
	const home = path.join(place, 'deep', 'home');
	t.throws(() => {
		start(home);
	}, {instanceOf: ConfigurationError, message: /directory\.json/});
	t.deepEqual(readdirSync(home), ['directory.json.new'], 'what somebody else has put there');
	t.deepEqual(readdirSync(place), ['deep']);
});

test('a folder that was there stays, with what is in it', async t => {
	const home = await folderWith(t, {'config.json': '{}'});
	mkdirSync(path.join(home, 'history'));
	writeFileSync(path.join(home, 'history', 'USER1'), 'QUERY TIME\n');
	t.throws(() => {
		start(home);
	}, {instanceOf: ConfigurationError});
	t.deepEqual(readdirSync(home), ['config.json', 'directory.json.new', 'history']);
	rmSync(path.join(home, 'directory.json.new'), {recursive: true});
	await openInstallation(home, undefined, () => undefined).close();
	t.true(readdirSync(home).includes('built.json'));
});
