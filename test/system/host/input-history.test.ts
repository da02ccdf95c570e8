/** Lines entered, kept for later sessions. */
import {
	mkdtempSync, readFileSync, rmSync, statSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {limits} from '../../../source/base/limits.js';
import {InputHistory} from '../../../source/system/host/input-history.js';

function folder(t: ExecutionContext): string {
	const made = mkdtempSync(path.join(tmpdir(), 'yorktown-history-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	return made;
}

test('what a user entered is there after a restart, in a file that nobody else reads', t => {
	const home = folder(t);
	new InputHistory(home).add('USER1', 'listfile');
	new InputHistory(home).add('USER1', 'query disk');
	t.deepEqual(new InputHistory(home).lines('USER1'), ['listfile', 'query disk']);
	t.deepEqual(new InputHistory(home).lines('USER2'), []);
	t.is(statSync(path.join(home, 'history/USER1')).mode & 0o777, 0o600);
	t.is(statSync(path.join(home, 'history')).mode & 0o777, 0o700);
});

test('a file of lines entered never passes its limit; the newest stay', t => {
	const home = folder(t);
	const history = new InputHistory(home);
	for (let number = 0; number < 1500; number++) {
		history.add('USER1', `line ${number} ${'x'.repeat(100)}`);
	}

	t.true(statSync(path.join(home, 'history/USER1')).size <= limits.inputHistoryBytes.value);
	t.true(history.lines('USER1').length <= limits.inputHistory.value);
	t.regex(history.lines('USER1').at(-1)!, /^line 1499 /);
});

test('of short lines a file may hold more than can be recalled; the newest are', t => {
	const history = new InputHistory(folder(t));
	for (let number = 0; number < limits.inputHistory.value + 10; number++) {
		history.add('USER1', `line ${number}`);
	}

	const lines = history.lines('USER1');
	t.is(lines.length, limits.inputHistory.value);
	t.deepEqual([lines[0], lines.at(-1)], ['line 10', `line ${limits.inputHistory.value + 9}`]);
});

test('a name that is no userid touches no file, and a history that cannot be written stops nobody', t => {
	const home = folder(t);
	const history = new InputHistory(home);
	t.notThrows(() => {
		history.add('../EVIL', 'x');
		new InputHistory(path.join(home, 'missing/deeper')).add('USER1', 'x');
	});
	t.deepEqual(history.lines('../EVIL'), []);
	t.throws(() => readFileSync(path.join(home, 'EVIL')));
});
