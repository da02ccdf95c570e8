/** A signal at any moment of a start ends it in order, and leaves a folder that can be started on. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {EarlySignals} from '../../source/commands/early-signals.js';
import {cliFile, folderWith, yorktown} from '../support/cli.js';

test.serial('a signal that nobody else hears is noted; one that the terminal hears is its own', async t => {
	const early = new EarlySignals();
	t.teardown(() => {
		early.end();
	});
	t.is(early.status, undefined);
	const terminal = (): void => undefined;
	process.on('SIGTERM', terminal);
	process.emit('SIGTERM', 'SIGTERM');
	process.off('SIGTERM', terminal);
	t.is(early.status, undefined);
	process.emit('SIGHUP', 'SIGHUP');
	process.emit('SIGTERM', 'SIGTERM');
	await early.came;
	t.is(early.status, 129, 'the first one');
});

test.serial('SIGTERM while a first start makes its volumes: 143, and the next start works', async t => {
	const place = await folderWith(t);
	const home = path.join(place, 'home');
	for (const milliseconds of [150, 300, 450, 600, 900]) {
		const child = spawn(process.execPath, [cliFile, '--linear', '--home', home]);
		await delay(milliseconds);
		child.kill('SIGTERM');
		await once(child, 'exit');
		const ending = child.exitCode ?? child.signalCode;
		t.true(ending === 143 || ending === 'SIGTERM', `after ${milliseconds} ms: ${ending}`);
	}

	const {status, err} = await yorktown(['--linear', '--home', home], {input: 'CP SHUTDOWN\n'});
	t.is(status, 0, err);
});
