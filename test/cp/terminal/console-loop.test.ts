/** A channel program at the console that never ends: its terminal paces it, attention stops it, nobody else waits. */
import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {
	CpSession, patch, start, type RecordingTerminal,
} from '../../support/cp-session.js';

/** SIO 009, then the machine counts. The CCWs: `first` at X'1018', a transfer in channel to it. */
const loop = (first: string): string => `05F0 D2030048F026 9C000009 41110001 47F0F00A 0700 0700
	${first} 08001018 00000001 00001018 00000000 C8C5D3D3D6`;
const writes = loop('09001030 60000005');
const writesOpenly = loop('01001030 60000005');
const idles = loop('03001030 60000005');

/** A screen of 20 lines: at the last it waits to be cleared. */
function screen(terminal: RecordingTerminal): () => void {
	const send = terminal.send.bind(terminal);
	let shown = 0;
	terminal.send = output => {
		send(output);
		if (output.kind === 'line' && ++shown % 20 === 0) {
			terminal.line.hold();
		}
	};

	return () => {
		terminal.line.resume();
	};
}

function begin(code: string) {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	patch(vm, 120, '000A0000 0000C00D');
	return {
		session, vm, terminal, start() {
			start(vm, code);
		},
	};
}

test('a full screen holds a loop of writes until it is cleared; others go on', t => {
	const {session, vm, terminal, start: go} = begin(writes);
	const clear = screen(terminal);
	const other = session.logOn('BOB');
	go();
	session.run(5);
	t.deepEqual(terminal.take(), Array.from({length: 20}, () => 'HELLO'));
	clear();
	session.run(5);
	t.is(terminal.take().length, 20);
	t.is(session.cp.timeline.next, undefined, 'nothing waits but the screen');
	t.true(vm.cpu.instructions > 1_000_000, 'the processor works beside its channel');
	other.terminal.line.enter('query userid');
	session.run(0.1);
	t.deepEqual(other.terminal.take(), ['BOB      AT TESTVM']);
});

for (const [what, code] of [['writes', writes], ['writes without carrier return', writesOpenly], ['no-ops', idles]]) {
	test(`PA1 twice stops a loop of ${what} at a typewriter, and BEGIN lets it go on`, t => {
		const {session, terminal, start: go} = begin(code);
		go();
		session.run(0.5);
		terminal.line.key('PA1');
		session.run(0.2);
		t.is(terminal.status, 'RUNNING', 'attention went to the machine first');
		terminal.take();
		terminal.line.key('PA1');
		session.run(0.2);
		t.is(terminal.status, 'CP READ');
		terminal.take();
		session.run(2);
		t.deepEqual(terminal.take(), [], 'nothing is typed over CP\'s read');
		terminal.line.enter('query userid');
		session.run(0.1);
		t.deepEqual(terminal.take(), ['ALICE    AT TESTVM']);
		terminal.line.enter('begin');
		session.run(0.5);
		t.is(terminal.status, 'RUNNING');
		t.is(terminal.take().length > 0, code !== idles);
	});
}

test('at a screen too PA1 twice leads to CP, and clearing it does not let a stopped machine write', t => {
	const {session, terminal, start: go} = begin(writes);
	const clear = screen(terminal);
	go();
	session.run(1);
	terminal.line.key('PA1');
	terminal.line.key('PA1');
	session.run(1);
	t.is(terminal.status, 'CP READ');
	terminal.take();
	clear();
	session.run(1);
	t.deepEqual(terminal.take(), []);
	terminal.line.enter('begin');
	session.run(1);
	t.true(terminal.take().includes('HELLO'));
});

test('LOGOFF and IPL end a loop of writes', t => {
	const {session, terminal, vm, start: go} = begin(writes);
	go();
	session.run(0.1);
	terminal.line.enter('#cp system reset');
	session.run(0.1);
	terminal.take();
	session.run(1);
	t.deepEqual(terminal.take(), []);
	terminal.line.enter('logoff');
	session.run(1);
	t.true(vm.session.loggedOff);
	session.run(1);
	t.is(session.cp.pump(0), 'idle');
});

test('what is typed without carrier return is a line after so many characters', t => {
	const {session, terminal, start: go} = begin(writesOpenly);
	go();
	session.run(1);
	const lines = terminal.take();
	t.true(lines.length > 10);
	t.true(lines.every(line => line.length === limits.consoleLine.value));
});

/** Characters and lines typed in each of the first turns of the host in which something is. */
function turns({session, terminal}: ReturnType<typeof begin>): Array<{lines: number; characters: number}> {
	const typed = [];
	for (let turn = 0; turn < 1000 && typed.length < 5; turn++) {
		session.cp.pump(0);
		const lines = terminal.take();
		if (lines.length > 0) {
			typed.push({lines: lines.length, characters: lines.join('').length});
		}
	}

	return typed;
}

test('a loop of writes types in each turn of the host what takes few milliseconds, short lines or long', t => {
	const short = begin(writes);
	short.start();
	const some = turns(short);
	t.is(some.length, 5);
	t.true(some.every(({lines}) => lines <= limits.channelCommands.value), JSON.stringify(some));
	// Writes of 64,000 bytes, whatever stands there.
	const long = begin(loop('09001030 6000FA00'));
	long.start();
	const many = turns(long);
	t.is(many.length, 5);
	const most = limits.channelBytes.value + limits.consoleWrite.value;
	t.true(many.every(({characters}) => characters <= most), JSON.stringify(many));
});

test('a write of areas chained without end types 64K of it, and ends with incorrect length', t => {
	// Data chaining over and over to the same 61,440 bytes.
	const {session, terminal, vm, start: go} = begin(loop('09001030 8000F000'));
	go();
	session.run(1);
	t.is(terminal.take().join('').length, limits.consoleWrite.value);
	t.is(vm.channels.testIo(9), 1);
	t.is(vm.storage.word(68) >>> 16, 0x0C40, 'CSW: channel end, device end, incorrect length');
});

test('a loop of writes gives the host its turn again and again', t => {
	const {session, start: go} = begin(writes);
	go();
	for (let turn = 0; turn < 5; turn++) {
		t.is(session.cp.pump(0), 'busy');
	}
});
