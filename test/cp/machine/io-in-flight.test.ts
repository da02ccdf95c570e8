/** What happens to a machine's pages while a channel program that it started has still to move data. */
import test from 'ava';
import {parseHexBytes} from '../../../source/base/hex.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {Tape3420} from '../../../source/machine/devices/tape/3420.js';
import {MemoryTape} from '../../../source/machine/devices/tape/tape-medium.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {pagedOut} from '../../../source/machine/storage/page-entries.js';
import {CpSession, type CpSessionOptions} from '../../support/cp-session.js';

const buffer = 0x3000;
const tape = 0x181;

/** A machine whose tape has a block of sevens, and another one. */
function session(options: CpSessionOptions = {}): {
	session: CpSession;
	one: VirtualMachine;
	other: VirtualMachine;
} {
	const made = new CpSession(options);
	const [one, other] = ['ALICE', 'BOB'].map(userid => made.logOn(userid).vm);
	one.channels.attach(tape, new Tape3420(new MemoryTape([new Uint8Array(1000).fill(7)])));
	return {session: made, one, other};
}

/** Starts reading the block. */
function start({cp}: CpSession, vm: VirtualMachine): void {
	vm.storage.store(0x2000, ccwBytes(0x02, buffer, 0, 1000));
	vm.storage.setWord(72, 0x2000);
	cp.machineHost.performIo(vm, 'SIO', tape);
}

const firstWord = (vm: VirtualMachine): number => vm.storage.word(buffer);
const sevens = 0x0707_0707;

test('a page on which data are to come is not exchanged; when they are there it is', t => {
	const {session: {cp}, session: made, one, other} = session();
	one.storage.setWord(buffer, 1);
	start(made, one);
	t.false(cp.pager.exchangePages(one, buffer >>> 12, other, 5));
	t.is(firstWord(one), 1);
	made.run(0.1);
	t.is(firstWord(one), sevens);
	t.true(cp.pager.exchangePages(one, buffer >>> 12, other, 5));
	t.is(other.storage.word(0x5000), sevens);
});

test('a page that is taken away meanwhile comes back with the data', t => {
	const {session: made, one, other} = session({storage: 64 * 1024});
	one.storage.setWord(buffer + 0xFFC, 5);
	start(made, one);
	for (let page = 1; page < 40; page++) {
		other.storage.setWord(page * 4096, page);
	}

	t.is(one.storage.pages[buffer >>> 12], pagedOut);
	made.run(0.1);
	t.is(firstWord(one), sevens);
	t.is(one.storage.word(buffer + 0xFFC), 5, 'what else is on it');
});

test('SYSTEM RESET and LOGOFF leave nothing that would still move data', t => {
	const {session: made, one} = session();
	start(made, one);
	one.channels.reset();
	made.run(0.1);
	t.is(firstWord(one), 0);
	start(made, one);
	made.cp.sessions.logoff(one);
	t.notThrows(() => {
		made.run(0.1);
	});
});

test('under the host\'s clock data move at the next turn; with the period\'s devices in their time', t => {
	for (const periodDevices of [false, true]) {
		let now = 1e12;
		const clock = {
			isVirtual: false, zone: 'EST',
			now: () => now,
			advance() {
				// The test moves it.
			},
		};
		const {session: made, one} = session({clock, periodDevices});
		start(made, one);
		t.is(firstWord(one), 0);
		const state = made.cp.pump(1);
		t.is(firstWord(one), periodDevices ? 0 : sevens);
		t.is(typeof state, periodDevices ? 'object' : 'string');
		t.is(made.cp.arms !== undefined, periodDevices);
		now += 1e6;
		made.cp.pump(1);
		t.is(firstWord(one), sevens);
	}
});

test('a program that counts instead of waiting finds its data when their time has come', t => {
	const {session: made, one} = session();
	one.storage.store(0x2000, ccwBytes(0x02, buffer, 0, 1000));
	one.storage.setWord(72, 0x2000);
	// SIO 181; so many BCT to itself; TIO 181; LPSW: a disabled wait.
	one.storage.store(0x100, parseHexBytes('9C000181460001049D00018182000110')!);
	one.storage.store(0x110, parseHexBytes('0002000000000ABC')!);
	one.cpu.gpr[0] = 8200;
	one.cpu.psw.load(0, 0x100);
	one.begin();
	made.run(0.1);
	t.is(one.cpu.psw.address, 0xABC);
	t.is(one.storage.word(68), 0x0C00_0000);
	t.is(firstWord(one), sevens);
});
