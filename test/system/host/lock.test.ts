import {
	mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
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
	t.deepEqual(JSON.parse(stdout), {counts: {1: rounds}, together: 0, problems: ['ConfigurationError']});
});

test('a lock is one system\'s until it is given up, and nothing stays of it', t => {
	const place = mkdtempSync(path.join(tmpdir(), 'lock-'));
	t.teardown(() => {
		rmSync(place, {recursive: true});
	});
	const unlock = takeLock(place);
	t.throws(() => takeLock(place), {instanceOf: ConfigurationError, message: /in use by another system/});
	t.deepEqual(readdirSync(place), ['lock.00000001']);
	t.true(readlinkSync(path.join(place, 'lock.00000001')).length < 60, 'short enough to need no block on ext4');
	unlock();
	t.deepEqual(readdirSync(place), []);
	t.notThrows(takeLock(place));
});

test('a starter that finds the number below a living one\'s lock free does not win', t => {
	const place = mkdtempSync(path.join(tmpdir(), 'lock-'));
	t.teardown(() => {
		rmSync(place, {recursive: true});
	});
	takeLock(place);
	// One that was slow has made a higher one, named after a process that is gone.
	symlinkSync('999999999 1', path.join(place, 'lock.00000002'));
	t.throws(() => takeLock(place), {instanceOf: ConfigurationError, message: /starting on it/});
	t.true(readdirSync(place).includes('lock.00000001'));
});

test('giving up a lock leaves that of another folder in its place alone', t => {
	const place = mkdtempSync(path.join(tmpdir(), 'lock-'));
	t.teardown(() => {
		rmSync(place, {recursive: true});
	});
	const unlock = takeLock(place);
	rmSync(path.join(place, 'lock.00000001'));
	symlinkSync('1 another', path.join(place, 'lock.00000001'));
	unlock();
	t.deepEqual(readdirSync(place), ['lock.00000001']);
});

test('a process number used again is not taken for the one that had the lock', t => {
	const place = mkdtempSync(path.join(tmpdir(), 'lock-'));
	t.teardown(() => {
		rmSync(place, {recursive: true});
	});
	writeFileSync(path.join(place, 'lock.00000001'), `${process.pid} another/start\n`);
	t.notThrows(takeLock(place));
});
