import {unitStatus} from '../../../source/base/channel-words.js';
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {parseHexBytes} from '../../../source/base/hex.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import type {CommandEnd, DataTransfer, Device} from '../../../source/machine/channel/device.js';
import {CpSession} from '../../support/cp-session.js';
import {TestSystem} from '../../support/cp.js';

/** A deck of cards, 80 bytes each, as a reader would give them to IPL. */
class Deck implements Device {
	readonly type = '2540R';

	readonly #cards: Uint8Array[];

	constructor(cards: Uint8Array[]) {
		this.#cards = cards;
	}

	attach(): void {
		// It never speaks first.
	}

	execute(_command: number, transfer: DataTransfer): CommandEnd {
		const card = this.#cards.shift();
		if (!card) {
			return {status: unitStatus.channelEnd | unitStatus.deviceEnd | unitStatus.unitException, duration: 0};
		}

		transfer.input(card.subarray(0, transfer.remaining));
		return {status: unitStatus.channelEnd | unitStatus.deviceEnd, duration: 1000};
	}

	sense(): Uint8Array {
		return new Uint8Array(1);
	}

	halt(): void {
		// It never waits.
	}

	reset(): void {
		// Nothing to forget.
	}
}

const card = (...parts: Uint8Array[]) => {
	const bytes = new Uint8Array(80);
	bytes.set(Buffer.concat(parts));
	return bytes;
};

test('IPL of a device: 24 bytes, the channel program goes on with them, the PSW at 0 is loaded', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	const deck = new Deck([
		card(parseHexBytes('0000000000001000')!, ccwBytes(0x02, 0x1000, 0x20, 80)),
		// BALR 15,0; LPSW of a disabled wait with code 777.
		card(parseHexBytes('05F08200F0060000000A000000000777')!),
	]);
	vm.devices.attach({
		address: 0x00C, kind: 'RDR', type: '2540R', device: deck, readOnly: false,
	});
	terminal.line.enter('ipl 00c');
	session.run();
	t.deepEqual(terminal.take(), ['CP ENTERED; DISABLED WAIT PSW \'000A0000 00000777\'']);
	t.is(vm.loaded.name, '00C');
	t.is(vm.storage.word(0) & 0xFFFF, 0x000C);
});

test('IPL of a device that does not answer leaves the machine in CP READ', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	vm.devices.attach({
		address: 0x00C, kind: 'RDR', type: '2540R', device: new Deck([]), readOnly: false,
	});
	terminal.line.enter('ipl c');
	session.run();
	t.is(terminal.status, 'CP READ');
	t.is(terminal.take().length, 1);
	terminal.line.enter('ipl 190');
	session.run();
	t.is(terminal.take().length, 1);
});

test('IPL of a saved system: pages, keys, registers, PSW, and PARM in the registers', t => {
	const page = new Uint8Array(4096);
	page.set(parseHexBytes('05F08200F0060000000A000000000001')!);
	const session = new CpSession({
		savedSystems: [{
			name: 'TINY', pages: new Map([[2, page]]), psw: [0, 0x2000], gpr: [1, 2, 3], keys: new Map([[2, 0xD0]]),
		}],
	});
	const {vm, terminal} = session.logOn('ALICE');
	t.true(session.cp.ipl(vm, 'TINY'));
	t.is(vm.cpu.gpr[2], 3);
	t.is(vm.storage.keys[4], 0xD0);
	t.is(vm.storage.keys[5], 0);
	session.run();
	t.is(terminal.status, 'CP READ');
	t.true(session.cp.ipl(vm, 'TINY', 'BATCH'));
	t.is(vm.cpu.gpr[0] >>> 0, new DataView(toEbcdic('BATC').buffer).getUint32(0));
	t.false(session.cp.ipl(vm, 'NOSUCH'));
});

test('IPL from a cylinder of a disk: what stands there is loaded as from cylinder 0', t => {
	const one = new TestSystem().logOn('USER1');
	const {vm} = one;
	const program = [
		// SEEK to cylinder 1, SEARCH for R0, WRITE COUNT, KEY, AND DATA.
		ccwBytes(0x07, 0x2100, 0x40, 6), ccwBytes(0x31, 0x2102, 0x40, 5), ccwBytes(0x08, 0x2008, 0, 1),
		ccwBytes(0x1D, 0x2110, 0, 32),
	];
	for (const [index, ccw] of program.entries()) {
		vm.storage.store(0x2000 + (index * 8), ccw);
	}

	vm.storage.store(0x2100, parseHexBytes('00000001000000')!);
	// Count of record 1, 24 bytes; PSW of a disabled wait, no-operations.
	vm.storage.store(0x2110, parseHexBytes('0001000001000018')!);
	vm.storage.store(0x2118, parseHexBytes('0002000000000777 0300000020000001 0300000020000001'.replaceAll(' ', ''))!);
	t.is(vm.channels.runSynchronously(0x191, 0x2000, 0).cc, 0);
	one.enter('store fc0 12345678');
	t.deepEqual(one.enter('ipl 191 1 stop'), []);
	t.is(one.terminal.status, 'CP READ');
	t.deepEqual(one.enter('display psw fc0'), ['PSW = 00020000 00000777', '000FC0  12345678']);
	t.deepEqual(one.enter('begin'), ['CP ENTERED; DISABLED WAIT PSW \'00020000 00000777\'']);
	t.deepEqual(one.enter('ipl 191 4'), ['IPL TERMINATED; FATAL I/O ERROR']);
});
