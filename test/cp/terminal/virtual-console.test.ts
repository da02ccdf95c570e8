import test from 'ava';
import {fromEbcdic, toEbcdic} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import {disconnectedLimit} from '../../../source/cp/sessions.js';
import {CpSession, patch, start} from '../../support/cp-session.js';

/**
 * Sets the CAW, SIO 009, waits for its interruption: a disabled wait at X'C00D'. The CCW stands at X'1018', data at
 * X'1028'.
 */
const sio = (ccw: string, data = '') =>
	`05F0 D2030048F01E 9C000009 8200F00E FF02000000000000 ${ccw} 00001018 00000000 ${data}`;
const ended = '000A0000 0000C00D';
const write = sio('09001028 20000005', 'C8C5D3D3D6');
const read = sio('0A002000 20000050');
const disabledWait = 'CP ENTERED; DISABLED WAIT PSW \'000A0000 0000C00D\'';

test('a program types a line by SIO to 009; the interruption ends its wait', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	start(vm, write);
	session.run();
	t.deepEqual(terminal.take(), ['HELLO', disabledWait]);
	t.is(terminal.status, 'CP READ');
	t.is(vm.account.usage.sio, 1);
	t.is(vm.storage.word(0x40), 0x1020);
	t.is(vm.storage.word(0x44), 0x0C00_0000);
});

test('new lines and idles of a write are none of its characters, at the terminal and in the spooled console', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	terminal.line.enter('spool console start');
	session.run(0.01);
	patch(vm, 120, ended);
	start(vm, sio('09001028 20000008', 'C8C51517D3D3D615'));
	session.run();
	t.deepEqual(terminal.take(), ['HE', 'LLO', disabledWait]);
	terminal.line.enter('close console');
	session.run(0.01);
	const [file] = session.cp.spooler.filesOf('ALICE', 'PRT');
	const typed = file.records.map(({data}) => fromEbcdic(data));
	t.deepEqual(typed.filter(text => !text.includes(' ')), ['HE', 'LLO']);
});

test('a read of the machine shows VM READ and gets the line as edited', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	start(vm, read);
	session.run();
	t.is(terminal.status, 'VM READ');
	t.true(terminal.reading);
	terminal.line.enter('Helq@lo');
	session.run();
	t.is(fromEbcdic(vm.storage.fetch(0x2000, 5)), 'Hello');
	t.deepEqual(terminal.take(), [disabledWait]);
});

test('a line typed before the read waits for it', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	vm.cpMode.leave();
	terminal.line.enter('ahead');
	session.run();
	// Attention was presented: SIO of this simple program answers condition code 1, so it is taken back first.
	vm.channels.testIo(9);
	start(vm, read);
	session.run();
	t.is(fromEbcdic(vm.storage.fetch(0x2000, 5)), 'ahead');
});

test('a terminal may answer from inside the announcement of the read', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	session.run();
	terminal.script.push('at once');
	start(vm, read);
	session.run();
	t.is(fromEbcdic(vm.storage.fetch(0x2000, 7)), 'at once');
});

test('attention to a reading machine gives the terminal to CP; BEGIN gives it back, still reading', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	start(vm, read);
	session.run();
	terminal.line.key('PA1');
	session.run();
	t.is(terminal.status, 'CP READ');
	terminal.line.enter('query userid');
	terminal.line.enter('begin');
	session.run();
	t.is(terminal.status, 'VM READ');
	terminal.line.enter('now');
	session.run();
	t.is(fromEbcdic(vm.storage.fetch(0x2000, 3)), 'now');
	t.deepEqual(terminal.take(), ['ALICE    AT TESTVM', disabledWait]);
});

test('attention to a running machine is an interruption; a second one goes to CP', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	start(vm, '05F0 41110001 47F0F000');
	terminal.line.key('PA1');
	session.run(0.01);
	t.is(terminal.status, 'RUNNING');
	t.is(vm.channels.highest(() => true)?.device, 9);
	terminal.line.key('PA1');
	session.run(0.01);
	t.is(terminal.status, 'CP READ');
	const {instructions} = vm.cpu;
	session.run(0.01);
	t.is(vm.cpu.instructions, instructions);
	terminal.line.enter('b');
	session.run(0.01);
	t.true(vm.cpu.instructions > instructions);
});

test('#CP executes a command while the machine goes on reading', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	start(vm, read);
	session.run();
	terminal.line.enter('#cp query userid');
	session.run();
	t.deepEqual(terminal.take(), ['ALICE    AT TESTVM']);
	t.is(terminal.status, 'VM READ');
	terminal.line.enter('#cp');
	session.run();
	t.is(terminal.status, 'CP READ');
});

test('a write waits while the terminal shows MORE...', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	terminal.line.hold();
	start(vm, write);
	session.run();
	t.deepEqual(terminal.take(), ['HELLO']);
	t.not(vm.cpu.psw.address, 0xC00D);
	terminal.line.resume();
	session.run();
	t.is(vm.cpu.psw.address, 0xC00D);
});

test('a disconnected machine goes on; after 15 minutes in a read it is forced off', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	session.cp.sessions.disconnect(vm, true);
	t.true(vm.session.disconnected);
	start(vm, read);
	session.run(disconnectedLimit / 1e6 - 1);
	t.true(session.cp.machines.has('ALICE'));
	session.run(2);
	t.false(session.cp.machines.has('ALICE'));
	t.false(terminal.closed);
});

test('who reconnects in time finds the read pending', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, ended);
	session.cp.sessions.disconnect(vm, true);
	start(vm, read);
	session.run(60);
	session.cp.sessions.reconnect(vm, terminal.line);
	t.is(terminal.status, 'CP READ');
	terminal.line.enter('begin#back');
	session.run(2000);
	t.is(fromEbcdic(vm.storage.fetch(0x2000, 4)), 'back');
	t.true(session.cp.machines.has('ALICE'));
});

test('a display sees its own input', t => {
	const session = new CpSession();
	const terminal = session.terminal('GRAF 021', 'display');
	terminal.line.enter('nonsense');
	session.run();
	t.deepEqual(terminal.take(), ['nonsense', 'RESTART']);
});

test('every line typed while the machine computes is told by an attention of its own', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	vm.settings.timer = 'OFF';
	// Interrupted, it computes for ever with everything masked: BALR 15,0; B *.
	patch(vm, 120, '00000000 00001800');
	patch(vm, 0x1800, '05F0 47F0F000');
	vm.cpu.psw.load(0, 0x1800);
	vm.begin();
	terminal.line.enter('HT');
	terminal.line.enter('HX');
	session.run(0.01);
	t.is(vm.channels.testIo(9), 1);
	t.is(vm.channels.testIo(9), 0);
	start(vm, read);
	session.run(0.01);
	t.is(fromEbcdic(vm.storage.fetch(0x2000, 2)), 'HT');
	t.is(vm.channels.testIo(9), 1);
	start(vm, read);
	session.run(0.01);
	t.is(fromEbcdic(vm.storage.fetch(0x2000, 2)), 'HX');
});

test('what AUTOLOG gave answers the first read of a machine without a terminal, nothing the second', t => {
	for (const [data, words] of [['HELLO', [0xC8C5_D3D3, 0xD600_0000]], ['', [0, 0]]] as const) {
		const session = new CpSession();
		const vm = session.cp.sessions.autolog(session.cp.directory.find('ALICE')!, data);
		t.true(vm.session.disconnected && vm.cpMode.active, 'her directory entry loads nothing');
		patch(vm, 120, ended);
		start(vm, read);
		session.run();
		t.deepEqual([0x2000, 0x2004].map(address => vm.storage.word(address) >>> 0), [...words]);
		t.false(vm.console.reading);
		start(vm, read);
		let waits = false;
		session.cp.schedule(1e6, () => {
			waits = vm.console.reading;
		});
		session.run();
		t.true(waits);
	}
});

test('a line that a program never ends is typed in pieces, and is never longer than its limit', t => {
	const {vm, terminal} = new CpSession().logOn('ALICE');
	const write = toEbcdic('X'.repeat(1000));
	for (let count = 0; count < 10; count++) {
		vm.console.print(write, false);
	}

	const typed = terminal.take();
	t.deepEqual(typed.map(line => line.length), [limits.consoleLine.value, limits.consoleLine.value]);
	vm.console.print(write, true);
	t.is(terminal.take()[0].length, 11_000 - (2 * limits.consoleLine.value));
});
