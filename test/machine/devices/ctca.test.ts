import test from 'ava';
import {channelAdapter, ChannelAdapterEnd} from '../../../source/machine/devices/ctca.js';
import {cc, Rig, sli} from './rig.js';

/** Two machines joined by an adapter at X'500' of each. */
function joined(): {x: Rig; y: Rig; ends: readonly [ChannelAdapterEnd, ChannelAdapterEnd]} {
	const [x, y] = [new Rig(), new Rig()];
	const ends = channelAdapter();
	x.attach(0x500, ends[0]);
	y.attach(0x500, ends[1]);
	return {x, y, ends};
}

/** Takes the interruption of a machine; its status and count. */
function taken(rig: Rig): string {
	rig.timeline.run();
	rig.channels.highest(() => true)?.store();
	return rig.csw.slice(10);
}

test('a write meets a read: attention, the command byte, the data, both ends', t => {
	const {x, y} = joined();
	x.put(0x2000, 'C8C5D3D3D6');
	x.program([[0x01, 0x2000, 0, 5]]);
	t.is(x.channels.startIo(0x500), 0);
	t.is(x.channels.testIo(0x500), 2, 'it waits for the other end');
	t.is(taken(y), '8000 0000', 'attention');
	t.is(y.run(0x500, [[0x14, 0x3000, 0, 1]]).csw, '00 001008 0C00 0000');
	t.is(y.hex(0x3000, 1), '01', 'what the other end wants');
	t.is(y.run(0x500, [[0x02, 0x2000, sli, 20]]).csw, '00 001008 0C00 000F');
	t.is(y.hex(0x2000, 6), 'C8C5D3D3D600');
	t.is(taken(x), '0C00 0000');
});

test('the shorter count ends the transfer; the longer write sees incorrect length', t => {
	const {x, y} = joined();
	y.program([[0x02, 0x2000, 0, 3]]);
	y.channels.startIo(0x500);
	t.is(taken(x), '8000 0000');
	x.put(0x2000, '0102030405');
	t.is(x.run(0x500, [[0x01, 0x2000, 0, 5]]).csw, '00 001008 0C40 0002');
	t.is(taken(y), '0C00 0000');
	t.is(y.hex(0x2000, 4), '01020300');
});

test('a program that is halted while it waits for the other end goes no further', t => {
	const {x, y} = joined();
	x.program([[0x02, 0x2000, cc | sli, 20], [0x07, 0x2000, 0, 1]]);
	t.is(x.channels.startIo(0x500), 0);
	t.is(x.channels.haltIo(0x500), 1);
	t.is(taken(x), '0C00 0014', 'the read it waited with');
	t.is(taken(y), '8000 0000');
	t.is(y.run(0x500, [[0x14, 0x3000, 0, 1]]).csw, '00 001008 0C00 0000');
	t.is(y.hex(0x3000, 1), '00', 'nothing waits there');
});

test('read backward stores downward', t => {
	const {x, y} = joined();
	x.put(0x2000, '010203');
	x.program([[0x01, 0x2000, 0, 3]]);
	x.channels.startIo(0x500);
	taken(y);
	y.run(0x500, [[0x0C, 0x2002, 0, 3]]);
	t.is(y.hex(0x2000, 3), '030201');
});

test('a control command waits for sense command byte; its chain goes on', t => {
	const {x, y} = joined();
	x.put(0x2000, 'C1');
	x.program([[0x07, 0, cc | sli, 1], [0x01, 0x2000, 0, 1]]);
	t.is(x.channels.startIo(0x500), 0);
	t.is(taken(y), '8000 0000');
	t.is(y.run(0x500, [[0x02, 0x2000, 0, 1]]).cc, 1, 'a read does not meet it');
	t.is(y.hex(68, 2), '9000', 'attention and busy');
	t.is(y.run(0x500, [[0x14, 0x3000, cc, 1], [0x02, 0x2000, 0, 1]]).csw, '00 001010 0C00 0000');
	t.is(y.hex(0x3000, 1) + y.hex(0x2000, 1), '07C1');
	t.is(taken(x), '0C00 0000');
});

test('two writes do not meet, nor do no-operations pass a waiting command', t => {
	const {x, y} = joined();
	x.program([[0x01, 0x2000, 0, 1]]);
	x.channels.startIo(0x500);
	taken(y);
	for (const command of [0x01, 0x07, 0x03]) {
		t.is(y.run(0x500, [[command, 0x2000, sli, 1]]).cc, 1);
		t.is(y.hex(68, 2), '9000', `${command}`);
	}
});

test('halting gives the command up', t => {
	const {x, y} = joined();
	x.program([[0x01, 0x2000, 0, 4]]);
	x.channels.startIo(0x500);
	taken(y);
	t.is(x.channels.haltIo(0x500), 1);
	t.is(taken(x), '0C40 0004');
	t.is(y.run(0x500, [[0x03, 0, sli, 1]]).cc, 1);
	t.is(y.hex(68, 2), '0C00');
	t.is(y.run(0x500, [[0x14, 0x3000, 0, 1]]).csw.slice(10), '0C00 0000');
	t.is(y.hex(0x3000, 1), '00');
});

test('a reset, or the end of the connection, is a unit check at the other end', t => {
	const {x, y, ends} = joined();
	x.program([[0x01, 0x2000, sli, 4]]);
	x.channels.startIo(0x500);
	y.channels.reset();
	t.is(taken(x), '0E00 0004');
	x.channels.startIo(0x500);
	ends[0].uncouple();
	t.is(taken(x), '0E00 0004');
	t.is(x.run(0x500, [[0x01, 0x2000, 0, 4]]).cc, 1, 'nobody there');
	t.is(x.hex(68, 2), '0200');
	t.is(x.run(0x500, [[0x04, 0x3000, 0, 1]]).csw.slice(10), '0C00 0000');
	t.is(x.hex(0x3000, 1), '40');
	t.is(x.run(0x500, [[0xE3, 0, sli, 1]]).cc, 1, 'no Prepare');
	t.true(ChannelAdapterEnd.couple(...ends));
	t.false(ChannelAdapterEnd.couple(...ends));
});
