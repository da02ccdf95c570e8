import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {ConfigurationError} from '../../../source/system/configuration-error.js';
import {takeLock} from '../../../source/system/host/lock.js';

/** 3000 is the full count. */
const rounds = Number(process.env.YORKTOWN_LOCK_ROUNDS ?? 200);

test('of starters at one moment exactly one has the folder, with a dead one\'s lock there or without', async t => {
	const {stdout} = await execa(process.execPath, ['scripts/lock-race.js', String(rounds)]);
	t.deepEqual(JSON.parse(stdout), {counts: {1: rounds}, problems: ['ConfigurationError']});
});

test('one who believes in an old lock finds the higher number and gives up', t => {
	const place = mkdtempSync(path.join(tmpdir(), 'lock-'));
	t.teardown(() => {
		rmSync(place, {recursive: true});
	});
	for (let count = 1; count <= 3; count++) {
		takeLock(place)();
		t.deepEqual(readdirSync(place), [`lock.0000000${count}`], 'the number never falls');
	}

	const unlock = takeLock(place);
	t.throws(() => takeLock(place), {instanceOf: ConfigurationError, message: /in use by another system/});
	unlock();
});

test('a process number used again is not taken for the one that had the lock', t => {
	const place = mkdtempSync(path.join(tmpdir(), 'lock-'));
	t.teardown(() => {
		rmSync(place, {recursive: true});
	});
	writeFileSync(path.join(place, 'lock.00000001'), `${process.pid} another/start\n`);
	t.notThrows(takeLock(place));
});
