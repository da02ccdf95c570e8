/** What users and guests make CP keep has an end (`base/limits.ts`). */
import test from 'ava';
import {limits} from '../../source/base/limits.js';
import {FlowLog} from '../../source/system/panel/flow-log.js';
import {TestSystem} from '../support/cp.js';

test('the interrupt key pressed again and again is one interruption pending, each other code one more', t => {
	const user = new TestSystem().logOn('USER1');
	for (let count = 0; count < 20; count++) {
		user.enter('#cp external');
		user.enter('#cp external 41');
	}

	t.deepEqual(user.vm.cpu.external.map(({code}) => code), [0x40, 0x41]);
});

test('the log message has as many lines as SET LOGMSG can number', t => {
	const operator = new TestSystem().logOn('OPERATOR', 'CONS 009');
	for (let line = 1; line <= limits.logMessages.value; line++) {
		t.deepEqual(operator.enter(`set logmsg line ${line}`), []);
	}

	t.deepEqual(operator.enter('set logmsg one more'), ['INVALID OPTION - LOGMSG']);
	t.deepEqual(operator.enter('set logmsg'), ['INVALID OPTION - LOGMSG']);
	t.deepEqual(operator.enter('set logmsg 99 the last'), []);
	const lines = operator.enter('query logmsg');
	t.deepEqual([lines.length, lines.at(-1)], [limits.logMessages.value, '* the last']);
});

test('lines of the log message are asked for until there are as many as can be', t => {
	const operator = new TestSystem().logOn('OPERATOR', 'CONS 009');
	for (let line = 1; line < limits.logMessages.value; line++) {
		operator.enter(`set logmsg line ${line}`);
	}

	operator.enter('set logmsg');
	operator.enter('the last');
	t.is(operator.enter('query userid').length, 1, 'a command again, not a line');
	const lines = operator.enter('query logmsg');
	t.deepEqual([lines.length, lines.at(-1)], [limits.logMessages.value, '* the last']);
});

test('sessions without end leave the newest accounting records, and the panel the newest lines', t => {
	const {cp} = new TestSystem();
	const log = new FlowLog(cp);
	const entry = cp.directory.find('USER1')!;
	const ends: number[] = [];
	for (let count = 0; count < limits.accountingRecords.value + 10; count++) {
		const vm = cp.sessions.logon(entry, undefined);
		ends.push(cp.clock.now());
		cp.sessions.logoff(vm);
		cp.clock.advance(1);
	}

	t.is(cp.accounting.length, limits.accountingRecords.value);
	t.is(cp.accounting[0].loggedOff, ends[10]);
	t.is(log.lines.length, limits.flowLog.value);
	t.is(log.first, ((limits.accountingRecords.value + 10) * 2) - limits.flowLog.value);
});
