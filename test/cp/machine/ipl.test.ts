import {unitStatus} from '../../../source/base/channel-words.js';
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {parseHexBytes} from '../../../source/base/hex.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import type {CommandEnd, DataTransfer, Device} from '../../../source/machine/channel/device.js';
import {CpSession} from '../../support/cp-session.js';

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
