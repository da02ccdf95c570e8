import test from 'ava';
import {Printer1403} from '../../../source/machine/devices/1403.js';
import {CardPunch2540} from '../../../source/machine/devices/2540-punch.js';
import {CardReader2540} from '../../../source/machine/devices/2540-reader.js';
import {cc, Rig, sli} from './rig.js';

function reader(cards: Array<Uint8Array | 'endOfFile'>): {rig: Rig; device: CardReader2540} {
	const rig = new Rig();
	return {rig, device: rig.attach(0x00C, new CardReader2540({next: () => cards.shift()}))};
}

const card = (fill: number): Uint8Array => new Uint8Array(80).fill(fill);

test('cards are read one by one, then end of file, then intervention required', t => {
	const {rig, device} = reader([card(1), card(2), 'endOfFile']);
	t.is(rig.run(0x00C, [[0x02, 0x2000, cc, 80], [0x42, 0x2050, 0, 80]]).csw, '00 001010 0C00 0000');
	t.is(rig.hex(0x2000, 1) + rig.hex(0x2050, 1), '0102');
	t.is(rig.run(0x00C, [[0x02, 0x2000, 0, 80]]).cc, 1);
	t.is(rig.hex(68, 2), '0D00', 'unit exception');
	t.is(rig.run(0x00C, [[0x02, 0x2000, 0, 80]]).cc, 1);
	t.is(rig.hex(68, 2), '0200');
	rig.run(0x00C, [[0x04, 0x2000, 0, 1]]);
	t.is(rig.hex(0x2000, 1), '40');
	device.ready();
	t.is(rig.channels.testIo(0x00C), 1);
	t.is(rig.csw, '00 000000 0400 0000', 'device end when cards are there');
});

test('a card read without feed is read again', t => {
	const {rig} = reader([card(1), card(2)]);
	rig.run(0x00C, [[0xC2, 0x2000, cc, 80], [0x02, 0x2050, cc, 80], [0x02, 0x20A0, sli, 10]]);
	t.is(rig.hex(0x2000, 1) + rig.hex(0x2050, 1) + rig.hex(0x20A0, 11), '0101' + '02'.repeat(10) + '00');
	t.is(rig.run(0x00C, [[0x27, 0, 0, 1]]).cc, 1, 'invalid command');
});

test('an end of file ends a chain', t => {
	const {rig} = reader([card(1), 'endOfFile']);
	t.is(rig.run(0x00C, [[0x02, 0x2000, cc, 80], [0x02, 0x2050, cc, 80], [0x02, 0x2050, 0, 80]]).csw, '00 001010 0D00 0050');
});

test('punching', t => {
	const rig = new Rig();
	const cards: Uint8Array[] = [];
	let isFull = false;
	rig.attach(0x00D, new CardPunch2540({
		punch(bytes) {
			cards.push(bytes);
			return !isFull;
		},
	}));
	rig.put(0x2000, 'C1C2');
	t.is(rig.run(0x00D, [[0x01, 0x2000, cc, 80], [0x41, 0x2000, sli, 2]]).csw, '00 001010 0C00 0000');
	t.deepEqual(cards.map(({length}) => length), [80, 2]);
	t.is(rig.run(0x00D, [[0x01, 0x2000, 0, 81]]).csw, '00 001008 0C40 0001');
	isFull = true;
	t.is(rig.run(0x00D, [[0x01, 0x2000, 0, 80]]).cc, 1);
	t.is(rig.hex(68, 2), '0200');
	t.is(rig.run(0x00D, [[0xC1, 0x2000, 0, 80]]).cc, 1);
});

test('printing: space, skip, control without a line', t => {
	const rig = new Rig();
	const lines: string[] = [];
	rig.attach(0x00E, new Printer1403({
		print(line, carriage) {
			lines.push(`${line ? Buffer.from(line).toString('hex') : '-'} ${JSON.stringify(carriage)}`);
		},
	}));
	rig.put(0x2000, 'C1C2');
	const {csw} = rig.run(0x00E, [[0x8B, 0, cc | sli, 1], [0x09, 0x2000, cc, 2], [0x01, 0x2000, cc, 1], [0x11, 0x2000, cc, 1], [0xE3, 0, sli, 1]]);
	t.is(csw.slice(0, 14), '00 001028 0C00');
	t.deepEqual(lines, ['- {"skip":1}', 'c1c2 {"space":1}', 'c1 {"space":0}', 'c1 {"space":2}', '- {"skip":12}']);
	t.is(rig.run(0x00E, [[0xFB, 0x2000, 0, 240]]).csw, '00 001008 0C00 0000', 'character set buffer');
	t.is(rig.run(0x00E, [[0x09, 0x2000, 0, 133]]).csw, '00 001008 0C40 0001');
	t.is(rig.run(0x00E, [[0x21, 0x2000, 0, 1]]).cc, 1);
});
