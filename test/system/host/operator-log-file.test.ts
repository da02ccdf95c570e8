import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {OperatorLogFile} from '../../../source/system/host/operator-log-file.js';

function folder(t: {teardown(action: () => void): void}): string {
	const made = mkdtempSync(path.join(tmpdir(), 'log-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	return made;
}

const moment = Date.UTC(1975, 10, 19, 9, 0, 1) * 1000;

test('each line has date and time, and nothing in it moves a terminal\'s cursor', t => {
	const place = folder(t);
	const log = new OperatorLogFile(place);
	log.add('GRAF 021 LOGON  AS USER1    USERS = 001', moment);
	log.add('evil \u001B[2J\nline', moment);
	const file = path.join(place, 'log', 'operator.log');
	t.is(readFileSync(file, 'utf8'), '11/19/75 09:00:01 GRAF 021 LOGON  AS USER1    USERS = 001\n'
	+ '11/19/75 09:00:01 evil  [2J line\n');
	t.is(statSync(file).mode & 0o777, 0o600);
});

test('a full log begins anew, so many old ones are kept', t => {
	const place = folder(t);
	const log = new OperatorLogFile(place);
	const file = path.join(place, 'log', 'operator.log');
	for (let count = 0; count < limits.operatorLogs.value + 3; count++) {
		log.add(`LINE ${count}`, moment);
		writeFileSync(file, 'X'.repeat(limits.operatorLog.value));
	}

	log.add('LAST', moment);
	t.is(readdirSync(path.join(place, 'log')).length, limits.operatorLogs.value + 1);
	t.is(readFileSync(file, 'utf8'), '11/19/75 09:00:01 LAST\n');
});

test('a log that cannot be written harms nobody', t => {
	const place = folder(t);
	writeFileSync(path.join(place, 'log'), '');
	t.notThrows(() => {
		new OperatorLogFile(place).add('LINE', moment);
	});
});
