import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {Printer1403} from '../../../../source/machine/devices/unit-record/1403.js';
import {CardPunch2540} from '../../../../source/machine/devices/unit-record/2540-punch.js';
import {CardReader2540, type BinaryCard} from '../../../../source/machine/devices/unit-record/2540-reader.js';
import {formsControl, standardForms} from '../../../../source/machine/devices/unit-record/forms-control.js';
import {cardHoles, fromColumnBinary, toColumnBinary} from '../../../../source/machine/devices/unit-record/card-code.js';
import {cc, Rig, sli} from '../rig.js';

function reader(cards: Array<Uint8Array | BinaryCard | 'endOfFile'>): {rig: Rig; device: CardReader2540} {
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
	t.is(
		rig.run(0x00C, [
			[0x02, 0x2000, cc, 80],
			[0x02, 0x2050, cc, 80],
			[0x02, 0x2050, 0, 80],
		]).csw,
		'00 001010 0D00 0050',
	);
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
	}, {cardTime: 0}));
	rig.put(0x2000, 'C1C2');
	t.is(rig.run(0x00D, [[0x01, 0x2000, cc, 80], [0x41, 0x2000, sli, 2]]).csw, '00 001010 0C00 0000');
	t.deepEqual(cards.map(({length}) => length), [80, 2]);
	t.is(rig.run(0x00D, [[0x01, 0x2000, 0, 81]]).csw, '00 001008 0C40 0001');
	isFull = true;
	t.deepEqual(
		rig.run(0x00D, [[0x01, 0x2000, 0, 80]]),
		{cc: 0, csw: '00 001008 0200 0000'},
		'the card did not go in',
	);
	rig.put(68, '0000');
	t.is(rig.run(0x00D, [[0x01, 0x2000, 0, 80]]).cc, 1, 'from now on it is not ready');
	t.is(rig.hex(68, 2), '0200');
	isFull = false;
	t.is(rig.run(0x00D, [[0x01, 0x2000, 0, 80]]).csw.slice(10, 14), '0C00');
	t.is(rig.run(0x00D, [[0xC1, 0x2000, 0, 80]]).cc, 1);
});

test('printing: space, skip, control without a line', t => {
	const rig = new Rig();
	const lines: string[] = [];
	rig.attach(0x00E, new Printer1403({
		print(line, carriage) {
			lines.push(`${line ? Buffer.from(line).toString('hex') : '-'} ${JSON.stringify(carriage)}`);
		},
	}, {lineTime: 0}));
	rig.put(0x2000, 'C1C2');
	const {csw} = rig.run(0x00E, [
		[0x8B, 0, cc | sli, 1],
		[0x09, 0x2000, cc, 2],
		[0x01, 0x2000, cc, 1],
		[0x11, 0x2000, cc, 1],
		[0xE3, 0, sli, 1],
	]);
	t.is(csw.slice(0, 14), '00 001028 0C00');
	t.deepEqual(lines, ['- {"skip":1}', 'c1c2 {"space":1}', 'c1 {"space":0}', 'c1 {"space":2}', '- {"skip":12}']);
	t.is(rig.run(0x00E, [[0x09, 0x2000, 0, 133]]).csw, '00 001008 0C40 0001');
	t.is(rig.run(0x00E, [[0x21, 0x2000, 0, 1]]).cc, 1);
});

test('a printer and a punch of their own speed give channel end with the buffer, device end with the paper', t => {
	const rig = new Rig();
	rig.attach(0x00E, new Printer1403({print: () => true}));
	rig.put(0x2000, 'C1C2');
	t.deepEqual(rig.run(0x00E, [[0x09, 0x2000, 0, 2]]), {cc: 0, csw: '00 001008 0800 0000'});
	t.is(rig.channels.startIo(0x00E), 1, 'device end waits');
	t.is(rig.hex(68, 2), '1400', 'and is taken with busy');
	rig.program([[0x09, 0x2000, 0, 2]]);
	t.is(rig.channels.startIo(0x00E), 0);
	rig.timeline.run(1000);
	t.is(rig.channels.testIo(0x00E), 1);
	t.is(rig.hex(68, 2), '0800');
	t.is(rig.channels.testIo(0x00E), 1);
	t.is(rig.hex(68, 2), '1000', 'the printer is at work');
	t.is(rig.channels.startIo(0x00E), 1);
	t.true(rig.channels.isActive);
	rig.timeline.run();
	t.is(rig.channels.testIo(0x00E), 1);
	t.is(rig.csw, '00 000000 0400 0000');
	t.is(rig.channels.testIo(0x00E), 0);
	t.deepEqual(rig.run(0x00E, [[0x0B, 0, sli, 1]]), {cc: 1, csw: '00 000000 0800 0000'}, 'spacing alone is immediate');
});

test('the character set buffer: gate, load, data checks, folding', t => {
	const rig = new Rig();
	const lines: string[] = [];
	const device = rig.attach(0x00E, new Printer1403({
		print(line) {
			lines.push(Buffer.from(line!).toString('hex'));
		},
	}, {lineTime: 0}));
	rig.storage.store(0x3000, new Uint8Array(240).fill(0xC1));
	t.is(rig.run(0x00E, [[0xFB, 0x3000, 0, 240]]).cc, 1, 'a load without the gate command is rejected');
	t.is(device.sense()[0], 0x80);
	t.is(rig.run(0x00E, [[0xEB, 0, cc | sli, 1], [0xFB, 0x3000, sli, 239]]).csw.slice(10, 14), '0E00', 'too short');
	t.is(device.sense()[0], 0x02);
	t.is(rig.run(0x00E, [[0xEB, 0, cc | sli, 1], [0xF3, 0x3000, 0, 240]]).csw, '00 001010 0C00 0000');
	rig.put(0x2000, '81 40 82');
	t.is(rig.run(0x00E, [[0x01, 0x2000, 0, 3]]).csw.slice(10, 14), '0C00', 'data checks are blocked');
	t.is(rig.run(0x00E, [[0x7B, 0, cc | sli, 1], [0x01, 0x2000, 0, 3]]).csw, '00 001010 0E00 0000');
	t.is(device.sense()[0], 0x08);
	t.is(rig.run(0x00E, [[0x01, 0x2000, 0, 2]]).csw.slice(10, 14), '0C00', 'A and blank are on the chain');
	t.deepEqual(lines, ['c140c2', 'c140c2', 'c140'], 'folded to capitals');
});

test('carriage channels 9 and 12 are told when spacing comes over them', t => {
	const rig = new Rig();
	const device = rig.attach(
		0x00E,
		new Printer1403(
			{print: () => true},
			{
				lineTime: 0,
				forms: formsControl(12, [
					[1, 1],
					[4, 9],
					[6, 12],
				]),
			},
		),
	);
	const status = (command: number): string => {
		rig.run(0x00E, [[0x03, 0, cc, 1], [command, 0x2000, sli, 1]]);
		return `${rig.csw.slice(10, 12)} ${device.line}`;
	};

	t.is(status(0x11), '0C 3');
	t.is(status(0x09), '0E 4', 'channel 9: unit check');
	t.is(device.sense()[0], 0x01);
	t.is(status(0x13), '0D 6', 'channel 12: unit exception');
	t.is(status(0x8B), '0C 1', 'skipping to channel 1 tells neither');
	t.is(status(0x1B), '0E 4');
	t.is(status(0xA3), '0C 4', 'no line has channel 4');
	device.setForms(standardForms);
	t.is(status(0xE3), '0C 61');
	t.is(status(0x8B), '0C 1');
});

test('a 3211 loads its forms control buffer', t => {
	const rig = new Rig();
	const device = rig.attach(0x00E, new Printer1403({print: () => true}, {lineTime: 0, type: '3211'}));
	rig.put(0x2000, '01 00 0C 10');
	t.is(rig.run(0x00E, [[0x63, 0x2000, 0, 4]]).csw, '00 001008 0C00 0000');
	t.is(rig.run(0x00E, [[0x11, 0x2000, sli, 1]]).csw.slice(10, 12), '0D');
	t.is(device.line, 3);
	rig.put(0x2000, '01 0D 10');
	t.is(rig.run(0x00E, [[0x63, 0x2000, 0, 3]]).csw.slice(10, 12), '0E', 'there is no channel 13');
	t.is(device.sense()[0], 0x02);
	t.is(rig.run(0x00E, [[0x63, 0x2000, 0, 1]]).csw.slice(10, 12), '0E', 'no end of the form');
});

test('every EBCDIC character has holes of its own', t => {
	t.is(new Set(cardHoles).size, 256);
	const all = Uint8Array.from({length: 256}, (_, index) => index);
	t.deepEqual(fromColumnBinary(toColumnBinary(all)), {card: all, isValid: true});
	for (const [text, holes] of [
		['A', 0x900],
		['Z', 0x201],
		['0', 0x200],
		['&', 0x800],
		['-', 0x400],
		['/', 0x300],
		['.', 0x842],
		['$', 0x442],
		[',', 0x242],
		[' ', 0],
		['#', 0x42],
		['@', 0x22],
	] as const) {
		t.is(cardHoles[toEbcdic(text)[0]], holes, text);
	}
});

test('column binary: reading holes, and holes that are no character', t => {
	const {rig} = reader([card(0xC1), {holes: toColumnBinary(card(0xC2))}, {holes: new Uint8Array(160).fill(0x3F)}]);
	t.is(rig.run(0x00C, [[0x22, 0x2000, 0, 160]]).csw, '00 001008 0C00 0000');
	t.is(rig.hex(0x2000, 4), '24002400', 'rows 12 and 1');
	t.is(rig.run(0x00C, [[0xC2, 0x2000, cc, 80], [0x22, 0x2080, 0, 160]]).csw, '00 001010 0C00 0000');
	t.is(rig.hex(0x2000, 2) + rig.hex(0x2080, 2), 'C2C22200');
	t.is(rig.run(0x00C, [[0x02, 0x2000, 0, 80]]).csw, '00 001008 0E00 0000');
	rig.run(0x00C, [[0x04, 0x2000, 0, 1]]);
	t.is(rig.hex(0x2000, 1), '08', 'data check');
});

test('column binary: punching', t => {
	const rig = new Rig();
	const cards: string[] = [];
	rig.attach(0x00D, new CardPunch2540({
		punch(bytes, holes) {
			cards.push(`${Buffer.from(bytes).toString('hex', 0, 2)} ${holes?.length}`);
		},
	}, {cardTime: 0}));
	rig.put(0x2000, '2400 3F3F');
	t.is(rig.run(0x00D, [[0x21, 0x2000, 0, 160]]).csw, '00 001008 0C00 0000');
	t.deepEqual(cards, ['c100 160']);
});
