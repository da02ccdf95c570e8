import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import type {CpCommand} from '../../../source/cp/command.js';
import {CpSession, start} from '../../support/cp-session.js';

test('LOGON: the password is read unseen, the machine is in CP READ, LOGOFF ends both', t => {
	const session = new CpSession();
	const terminal = session.terminal();
	t.is(terminal.status, 'CP READ');
	t.true(terminal.reading);
	terminal.line.enter('logon alice');
	session.run();
	t.true(terminal.concealed);
	terminal.line.enter('a');
	session.run();
	t.false(terminal.concealed);
	t.is(terminal.user, 'ALICE');
	t.is(terminal.status, 'CP READ');
	t.regex(terminal.take().join('|'), /^ENTER PASSWORD:\|.*LOGON AT /);
	terminal.line.enter('logoff');
	session.run();
	t.true(terminal.closed);
	t.is(session.cp.machines.size, 0);
	t.is(session.cp.accounting[0].account, '17');
});

test('three wrong passwords end the connection', t => {
	const session = new CpSession();
	const terminal = session.terminal();
	for (const password of ['wrong', 'wronger', 'wrongest']) {
		t.false(terminal.closed);
		terminal.script.push(password);
		terminal.line.enter('logon alice');
		session.run();
	}

	t.true(terminal.closed);
	t.is(session.cp.machines.size, 0);
});

test('nobody logged on: other commands answer RESTART', t => {
	const session = new CpSession();
	const terminal = session.terminal();
	terminal.line.enter('query names');
	session.run();
	t.deepEqual(terminal.take(), ['RESTART']);
});

test('a command of other classes is unknown', t => {
	const session = new CpSession();
	const {terminal} = session.logOn('BOB');
	terminal.line.enter('force alice');
	terminal.line.enter('set emsg on');
	terminal.line.enter('gibberish');
	session.run();
	t.deepEqual(terminal.take(), ['?CP: FORCE', 'DMKCFM001E ?CP: GIBBERISH']);
});

test('SLEEP ends after its time or at attention', t => {
	const session = new CpSession();
	const {terminal} = session.logOn('ALICE');
	terminal.line.enter('sleep 10 min');
	terminal.line.enter('query userid');
	session.run(60);
	t.is(terminal.status, 'RUNNING');
	t.deepEqual(terminal.take(), []);
	terminal.line.key('PA1');
	session.run(60);
	t.deepEqual(terminal.take(), ['ALICE    AT TESTVM']);
	terminal.line.enter('sleep 1 min#query userid');
	session.run(61);
	t.is(terminal.take().length, 1);
});

test('a terminal that hangs up leaves its machine disconnected and running', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	start(vm, '05F0 41110001 47F0F000');
	session.run(0.1);
	terminal.line.hangUp();
	session.run(0.1);
	t.true(vm.session.disconnected);
	const {instructions} = vm.cpu;
	session.run(0.1);
	t.true(vm.cpu.instructions > instructions);
});

test('SET PF: an immediate key enters its line', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	vm.settings.pfKeys.set(3, {mode: 'IMMED', text: 'query userid'});
	terminal.line.key('PF3');
	session.run();
	t.deepEqual(terminal.take(), ['ALICE    AT TESTVM']);
});

test('a command that waits when its machine is logged off is abandoned', t => {
	const seen: string[] = [];
	const ask: CpCommand = {
		name: 'ASK', minimum: 3, classes: 'G', syntax: ['ASK'], summary: 'reads a line',
		* run() {
			try {
				yield {kind: 'read', prompt: 'WELL?', conceal: false};
				seen.push('answered');
				return 0;
			} finally {
				seen.push('over');
			}
		},
	};
	const session = new CpSession({commands: [ask]});
	const {vm, terminal} = session.logOn('ALICE');
	terminal.line.enter('ask');
	session.run();
	t.deepEqual(terminal.take(), ['WELL?']);
	session.cp.sessions.force(vm);
	session.run();
	t.deepEqual(seen, ['over']);
});

test('completion offers the commands one may use', t => {
	const session = new CpSession();
	const {terminal} = session.logOn('BOB');
	t.deepEqual(terminal.line.complete('termi'), ['TERMINAL']);
	t.deepEqual(terminal.line.complete('forc'), []);
});

test('SHUTDOWN logs everybody off and closes every line', t => {
	const session = new CpSession();
	const {terminal} = session.logOn('ALICE');
	const other = session.terminal('GRAF 033');
	session.cp.shutdown();
	t.true(terminal.closed);
	t.true(other.closed);
	t.is(session.cp.pump(1), 'idle');
	t.is(session.cp.accounting.length, 1);
});

test('lines typed ahead answer the next reads unasked: the terminal is asked for a line only when there is none', t => {
	const session = new CpSession();
	const {terminal} = session.logOn('ALICE');
	terminal.script.push('query userid#query userid', 'query names', '#cp', 'query users');
	const asked: number[] = [];
	const {send} = terminal;
	terminal.send = output => {
		if (output.kind === 'read' && output.pending) {
			asked.push(terminal.lines.length);
		}

		send.call(terminal, output);
	};

	terminal.line.enter('query userid');
	session.run();
	t.deepEqual(terminal.take(), [
		'ALICE    AT TESTVM',
		'ALICE    AT TESTVM',
		'ALICE    AT TESTVM',
		'ALICE    - ICE',
		'001 USERS, 000 DIALED',
	]);
	t.deepEqual(asked, [1, 3, 4, 4, 5]);
});

test('LOGON without a password conceals the next line, typed ahead or not', t => {
	const session = new CpSession();
	const terminal = session.terminal('GRAF 021', 'display');
	terminal.line.enter('logon alice noipl');
	t.true(terminal.concealed, 'before CP has seen the line');
	t.false(terminal.reading);
	terminal.line.enter('a');
	t.false(terminal.concealed);
	terminal.line.enter('query userid');
	session.run();
	t.is(terminal.user, 'ALICE');
	t.deepEqual(
		terminal.take().map(line => line.replace(/ AT \d.*/, '')),
		['logon alice noipl', 'query userid', 'ENTER PASSWORD:', 'LOGON', 'ALICE    AT TESTVM'],
	);
});

test('a LOGON that is refused conceals nothing more', t => {
	const session = new CpSession();
	const terminal = session.terminal('GRAF 021', 'display');
	terminal.line.enter('logon nobody');
	t.true(terminal.concealed);
	session.run();
	t.false(terminal.concealed);
	t.true(terminal.reading);
	t.deepEqual(terminal.take(), ['logon nobody', 'NOBODY NOT IN CP DIRECTORY']);
});

test('a password in the LOGON line is not repeated on the screen', t => {
	const session = new CpSession();
	for (const [line, shown] of [
		['LOGON ALICE SECRET', 'LOGON ALICE'],
		['l alice secret noipl', 'l alice noipl'],
		['log alice#secret', 'log alice'],
		['logon alice secret#query time', 'logon alice'],
		['message bob secret', 'message bob secret'],
	]) {
		const terminal = session.terminal('GRAF 021', 'display');
		terminal.line.enter(line);
		t.is(terminal.lines[0], shown);
	}

	const {vm, terminal} = session.logOn('BOB');
	terminal.line.enter('logon alice secret');
	session.run();
	t.is(vm.userid, 'BOB');
});

test('a password in a LINK line is repeated neither on the screen nor in a spooled console', t => {
	const session = new CpSession();
	const terminal = session.terminal('GRAF 021', 'display');
	terminal.line.enter('logon bob b noipl');
	session.run();
	for (const line of ['spool console start', 'link alice 191 291 rr secret', 'spool console stop close']) {
		terminal.line.enter(line);
		session.run();
	}

	t.true(terminal.lines.includes('link alice 191 291 rr'));
	t.false(terminal.lines.some(line => line.includes('secret')));
	const [file] = session.cp.spooler.filesOf('BOB', 'PRT');
	const spooled = file.records.map(({data}) => fromEbcdic(data));
	t.true(spooled.includes('link alice 191 291 rr'));
	t.false(spooled.some(line => line.includes('secret')));
});

test('lines typed ahead are limited: one more is NOT ACCEPTED and lost', t => {
	const session = new CpSession();
	const {terminal} = session.logOn('ALICE');
	for (let line = 0; line < limits.typeAhead.value; line++) {
		terminal.line.enter('*');
	}

	t.not(terminal.status, 'NOT ACCEPTED');
	terminal.line.enter('query userid');
	t.is(terminal.status, 'NOT ACCEPTED');
	terminal.line.enter('query userid');
	t.deepEqual(terminal.statuses.slice(-2), ['NOT ACCEPTED', 'NOT ACCEPTED'], 'told for each line');
	session.run();
	t.deepEqual(terminal.take(), []);
	terminal.line.enter('query userid');
	session.run();
	t.deepEqual(terminal.take(), ['ALICE    AT TESTVM']);
});
