/** What a fault leaves for whoever mends it. */
import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {faultReport} from '../../../source/system/watchdog/fault-report.js';
import {appendToLog} from '../../../source/system/watchdog/fault-log.js';

test('a report names what was done, what was entered, and the stack', t => {
	const error = new TypeError('no such thing');
	const report = faultReport({
		error, vm: undefined, at: 1_000_000, doing: 'turn', psw: 'FF000000 00020000', command: 'LINK ...',
		lines: ['LISTFILE', 'LINK ...'],
	}, new Date(0));
	const [head, time, command, first, second, ...stack] = report.split('\n');
	t.is(head, '1970-01-01T00:00:00.000Z fault of the system (turn): TypeError: no such thing');
	t.is(time, '  simulated time 1000000 microseconds, PSW FF000000 00020000');
	t.deepEqual([command, first, second], ['  CP command: LINK ...', '  entered: LISTFILE', '  entered: LINK ...']);
	t.true(stack.some(line => line.includes('fault-log.test')));
});

test('the log is its owner\'s alone, never grows without bound, and never fails', t => {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true, force: true});
	});
	const file = path.join(folder, 'faults.log');
	const text = `${'x'.repeat(99_999)}\n`;
	for (let count = 0; count < 50; count++) {
		appendToLog(file, text);
	}

	appendToLog(file, 'the newest\n');
	t.true(readFileSync(file, 'utf8').endsWith('the newest\n'));
	t.true(statSync(file).size <= limits.faultLog.value);
	t.true(statSync(`${file}.1`).size <= limits.faultLog.value);
	t.is(statSync(file).mode & 0o777, 0o600);
	t.notThrows(() => {
		appendToLog(path.join(folder, 'no', 'such', 'folder'), text);
	});
});
