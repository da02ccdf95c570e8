import test from 'ava';
import {Console3215} from '../../../source/machine/devices/3215.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../../source/machine/devices/volume/memory-volume.js';
import {
	cc, Rig, sli, silent,
} from '../devices/rig.js';

/** Two consoles on channel 1. */
function two(kind?: 'selector'): {rig: Rig; first: Console3215; second: Console3215} {
	const rig = new Rig();
	const first = rig.attach(0x110, new Console3215(silent));
	const second = rig.attach(0x111, new Console3215(silent));
	if (kind) {
		rig.channels.setKind(1, kind);
	}

	return {rig, first, second};
}

test('STORE CHANNEL ID tells the kind of channel', t => {
	const {rig} = two();
	rig.attach(0x009, new Console3215(silent));
	const id = (): string => {
		t.is(rig.channels.storeChannelId(0x110), 0);
		return rig.hex(168, 4);
	};

	t.is(id(), '20000000');
	rig.channels.setKind(1, 'selector');
	t.is(id(), '00000000');
	rig.channels.setKind(1, 'byteMultiplexer');
	t.is(id(), '10000000');
	t.is(rig.channels.storeChannelId(0x009), 0);
	t.is(rig.hex(168, 4), '10000000');
	t.is(rig.channels.storeChannelId(0x200), 3);
});

test('a selector channel serves one program at a time', t => {
	const {rig, first} = two('selector');
	rig.program([[0x0A, 0x2000, sli, 8]]);
	t.is(rig.channels.startIo(0x110), 0);
	for (const operation of [
		'startIo',
		'startIoFast',
		'testIo',
		'clearIo',
		'haltDevice',
		'testChannel',
		'storeChannelId',
	] as const) {
		t.is(rig.channels[operation](0x111), 2, operation);
	}

	first.line(new Uint8Array(2));
	rig.timeline.run();
	t.is(rig.channels.startIo(0x111), 2, 'until the interruption has been taken');
	t.is(rig.channels.testIo(0x111), 2);
	t.is(rig.channels.haltIo(0x111), 0);
	t.is(rig.channels.testChannel(0x111), 1);
	t.is(rig.channels.testIo(0x110), 1);
	t.is(rig.channels.testChannel(0x111), 0);
	t.is(rig.channels.startIo(0x111), 0);
	t.is(rig.channels.testChannel(0x100), 2);
});

test('HALT I/O stops whatever a selector channel does; its end has nothing of the program in it', t => {
	const {rig} = two('selector');
	rig.program([[0x0A, 0x2000, sli, 8]]);
	rig.channels.startIo(0x110);
	t.is(rig.channels.haltIo(0x111), 2);
	const pending = rig.channels.highest(() => true);
	t.is(pending?.device, 0x110);
	pending?.store();
	t.is(rig.csw, '00 000000 0C00 0000');
	rig.channels.startIo(0x110);
	t.is(rig.channels.haltDevice(0x110), 2);
	t.is(rig.channels.testIo(0x110), 1);
});

test('an attention is taken although another device holds the selector channel', t => {
	const {rig, first, second} = two('selector');
	rig.program([[0x0A, 0x2000, sli, 8]]);
	rig.channels.startIo(0x111);
	first.attention();
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '00 000000 8000 0000');
	t.is(rig.channels.highest(() => true), undefined);
	second.line(new Uint8Array(8));
	rig.timeline.run();
	first.attention();
	t.is(rig.channels.highest(() => true)?.device, 0x110);
	rig.channels.highest(() => true)?.store();
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '00 001008 0C00 0000');
});

test('multiplexers: other devices are not concerned', t => {
	const {rig} = two();
	rig.program([[0x0A, 0x2000, sli, 8]]);
	t.is(rig.channels.startIo(0x110), 0);
	t.is(rig.channels.startIo(0x111), 0);
	t.is(rig.channels.testChannel(0x110), 0);
	t.is(rig.channels.haltDevice(0x111), 1);
	t.is(rig.channels.testChannel(0x110), 1, 'an interruption is pending in the channel');
	rig.channels.setKind(1, 'byteMultiplexer');
	t.is(rig.channels.testChannel(0x110), 0);
});

test('CLEAR I/O takes a program away without interruption', t => {
	const {rig, first} = two();
	rig.program([[0x09, 0x2000, cc, 1], [0x0A, 0x2000, sli, 8]]);
	t.is(rig.channels.clearIo(0x110), 0, 'nothing to clear');
	rig.channels.startIo(0x110);
	rig.timeline.run();
	t.is(rig.channels.clearIo(0x110, false), 2, 'without block multiplexing it is TEST I/O');
	t.is(rig.channels.clearIo(0x110), 1);
	t.is(rig.csw, '00 001010 0000 0008');
	t.false(first.isReading);
	rig.timeline.run();
	t.is(rig.channels.highest(() => true), undefined);
	rig.channels.startIo(0x110);
	rig.timeline.run();
	first.line(new Uint8Array(8));
	rig.timeline.run();
	t.is(rig.channels.clearIo(0x110), 1, 'a pending interruption goes too');
	t.is(rig.csw, '00 001010 0C00 0000');
	first.attention();
	t.is(rig.channels.clearIo(0x110), 0, 'the device itself is not asked');
	t.is(rig.channels.testIo(0x110), 1);
});

test('START I/O FAST RELEASE on a block multiplexer puts off what START I/O would have said', t => {
	const {rig, first} = two();
	rig.program([[0xFF, 0, 0, 1]]);
	t.is(rig.channels.startIoFast(0x110), 0);
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '01 001008 0200 0001', 'deferred condition code 1');
	rig.program([[0x00, 0, 0, 1]]);
	t.is(rig.channels.startIoFast(0x110), 0);
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '01 001008 0020 0000');
	first.attention();
	t.is(rig.channels.startIoFast(0x110), 0);
	rig.channels.highest(() => true)?.store();
	t.is(rig.hex(64, 1) + rig.hex(68, 2), '019000');
	rig.storage.setWord(72, 0x1001);
	t.is(rig.channels.startIoFast(0x110), 0);
	rig.channels.highest(() => true)?.store();
	t.is(rig.hex(64, 1) + rig.hex(68, 2), '010020');
	rig.program([[0x09, 0x2000, 0, 1]]);
	t.is(rig.channels.startIoFast(0x110), 0);
	rig.timeline.run();
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '00 001008 0C00 0000', 'a normal end has no deferred code');
	rig.program([[0xFF, 0, 0, 1]]);
	t.is(rig.channels.startIoFast(0x110, false), 1, 'block multiplexing off: START I/O');
	rig.channels.setKind(1, 'selector');
	t.is(rig.channels.startIoFast(0x110), 1);
	t.is(rig.channels.startIoFast(0x120), 3);
});

test('a seek gives channel end at once, device end when the access stands; a chain waits for it', t => {
	const rig = new Rig();
	rig.attach(0x191, new CkdDisk(new MemoryVolume(findCkdModel('3350')!, 200)));
	rig.put(0x3000, '0000 0064 0001');
	rig.program([[0x07, 0x3000, 0, 6]]);
	t.is(rig.channels.startIo(0x191), 0);
	rig.timeline.run(1000);
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '00 001008 0800 0000');
	t.is(rig.channels.startIo(0x191), 1);
	t.is(rig.hex(68, 2), '1000', 'busy');
	rig.timeline.run();
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '00 000000 0400 0000');
	rig.put(0x3000, '0000 0000 0001');
	t.is(rig.run(0x191, [[0x07, 0x3000, cc, 6], [0x1A, 0x2000, 0, 5]]).csw, '00 001010 0C00 0000');
	rig.put(0x3000, '0000 0064 0001');
	rig.program([[0x07, 0x3000, 0, 6]]);
	t.like(rig.channels.runSynchronously(0x191, 0x1000, 0), {cc: 0, unitStatus: 0x0C});
});
