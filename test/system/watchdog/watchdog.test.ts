/** A process whose main thread is in an endless loop can still be ended. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';

const program = fileURLToPath(new URL('../../support/spinner.js', import.meta.url));

/** Runs the spinner, with a SIGTERM once it is ready where `signalled`. */
async function spin(t: ExecutionContext, how: string, timeout: string, signalled: boolean) {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true, force: true});
	});
	const log = path.join(folder, 'faults.log');
	const child = spawn(process.execPath, [program, how, timeout, log]);
	t.teardown(() => {
		child.kill('SIGKILL');
	});
	let out = '';
	let errors = '';
	let signalledAt = Number.NaN;
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		out += text;
		if (signalled && text.includes('ready')) {
			signalledAt = performance.now();
			child.kill('SIGTERM');
		}
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		errors += text;
	});
	// A watchdog that sleeps fails the test, and leaves nothing looping.
	const tooLong = setTimeout(() => {
		child.kill('SIGKILL');
	}, 60_000);
	await once(child, 'close');
	clearTimeout(tooLong);
	const {exitCode: status, signalCode: signal} = child;
	return {
		status, signal, out, errors, log: readFileSync(log, 'utf8'), took: performance.now() - signalledAt,
	};
}

test('SIGTERM ends an endless loop with 143, says so and where it was', async t => {
	const {status, out, errors, log, took} = await spin(t, 'loop', '-', true);
	t.is(status, 143);
	t.is(errors, 'spinner: signal 15; the system did not answer and is ended\n');
	t.regex(log, /signal 15.*\n {4}at plantedLoop file:.*spinner\.js:\d+\n/);
	t.true(out.endsWith('terminal restored\n'));
	t.true(took < 8000);
});

test('SIGTERM ends an endless loop of translated code', async t => {
	const {status} = await spin(t, 'wasm', '-', true);
	t.is(status, 143);
});

test('the timeout ends an endless loop with 124', async t => {
	const {status, errors} = await spin(t, 'loop', '2', false);
	t.is(status, 124);
	t.is(errors, 'spinner: timeout; the system did not answer and is ended\n');
});

test('SIGTERM ends a main thread that the host does not let go: SIGKILL, with a line, and one in the log', async t => {
	const {status, signal, errors, log, took} = await spin(t, 'kernel', '-', true);
	t.is(status, null);
	t.is(signal, 'SIGKILL');
	t.true(took < 50_000, 'by the watchdog');
	t.is(errors, 'spinner: signal 15; the system did not answer and is ended\n');
	t.regex(log, /^\S+ spinner: signal 15; the system did not answer and is ended\n$/);
});

test('an exception that no wall holds leaves one line, the stack in the log, and the terminal as it was', async t => {
	const {status, errors, log, out} = await spin(t, 'fault', '-', false);
	t.is(status, 1);
	t.regex(errors, /^spinner: fault of the system: TypeError: planted; \S+ has more\n$/);
	t.regex(log, /^\S+ spinner ended by a fault of the system\nTypeError: planted\n {4}at .*spinner/);
	t.true(out.endsWith('terminal restored\n'));
});
