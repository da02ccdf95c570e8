import test from 'ava';
import {Tape3420} from '../../../../source/machine/devices/tape/3420.js';
import {MemoryTape} from '../../../../source/machine/devices/tape/tape-medium.js';
import {cc, Rig, sli} from '../rig.js';

const block = (fill: number, length = 80): Uint8Array => new Uint8Array(length).fill(fill);

function drive(
	medium = new MemoryTape(),
	options: {readonly feet?: number} = {},
): {rig: Rig; tape: Tape3420; medium: MemoryTape; sense: () => string} {
	const rig = new Rig();
	const tape = rig.attach(0x181, new Tape3420(medium, options));
	return {rig, tape, medium, sense: () => Buffer.from(tape.sense()).toString('hex', 0, 5)};
}

test('write, tape mark, rewind, read: unit exception at the mark', t => {
	const {rig, medium} = drive();
	rig.storage.store(0x2000, block(0xC1));
	t.is(
		rig.run(0x181, [
			[0x01, 0x2000, cc, 80],
			[0x01, 0x2000, cc, 20],
			[0x1F, 0, cc | sli, 1],
			[0x07, 0, cc | sli, 1],
			[0x02, 0x3000, cc, 80],
			[0x02, 0x3050, 0, 20],
		]).csw,
		'00 001030 0C00 0000',
	);
	t.is(medium.items, 3);
	t.is(rig.hex(0x3000, 100), 'C1'.repeat(100));
	t.is(rig.run(0x181, [[0x02, 0x3000, sli, 80]]).csw, '00 001008 0D00 0050');
	t.is(rig.run(0x181, [[0x0C, 0x3000, sli, 80]]).csw, '00 001008 0D00 0050', 'backward over the mark');
	t.is(rig.run(0x181, [[0x0C, 0x3013, 0, 20]]).csw, '00 001008 0C00 0000');
	t.is(medium.position, 1);
});

test('a block of another length than the count', t => {
	const {rig} = drive(new MemoryTape([block(1, 10), block(2, 10), block(3, 10)]));
	t.is(rig.run(0x181, [[0x02, 0x2000, 0, 20]]).csw, '00 001008 0C40 000A');
	t.is(rig.run(0x181, [[0x02, 0x2000, 0, 5]]).csw, '00 001008 0C40 0000');
	t.is(rig.run(0x181, [[0x02, 0x2000, sli, 5]]).csw, '00 001008 0C00 0000');
	t.is(rig.hex(0x2000, 6), '030303030301');
});

test('what is behind a write is gone', t => {
	const {rig, medium} = drive(new MemoryTape([block(1), 'mark', block(2), 'mark', 'mark']));
	rig.run(0x181, [[0x37, 0, cc | sli, 1], [0x01, 0x2000, 0, 30]]);
	t.is(medium.items, 2);
	t.is(rig.run(0x181, [[0x02, 0x2000, sli, 80]]).csw.slice(10, 14), '0E00', 'nothing is recorded there');
});

test('spacing by blocks and files', t => {
	const {rig, medium, sense} = drive(new MemoryTape([block(1), block(2), 'mark', block(3), 'mark']));
	const space = (command: number): string => {
		const {csw} = rig.run(0x181, [[0x03, 0, cc, 1], [command, 0, cc | sli, 1], [0x03, 0, 0, 1]]);
		return `${csw.slice(10, 12)} ${medium.position}`;
	};

	t.is(space(0x37), '0C 1');
	t.is(space(0x3F), '0C 3');
	t.is(space(0x27), '0D 2', 'backspace block over the mark: unit exception');
	t.is(space(0x37), '0D 3');
	t.is(space(0x3F), '0C 5', 'forward space file tells nothing');
	t.is(space(0x2F), '0C 4');
	t.is(space(0x2F), '0C 2');
	t.is(space(0x2F), '0E 0', 'load point');
	t.is(sense(), '0048000400');
	t.is(space(0x27), '0E 0');
	t.is(rig.run(0x181, [[0x0C, 0x2000, sli, 80]]).csw.slice(10, 12), '0E');
	t.is(sense(), '0048000400');
});

test('an unchained control command ends with channel end, then device end when the tape stands', t => {
	const {rig} = drive(new MemoryTape([block(1), 'mark']));
	t.deepEqual(rig.run(0x181, [[0x37, 0, sli, 1]]), {cc: 1, csw: '00 000000 0800 0000'});
	t.is(rig.channels.testIo(0x181), 1);
	t.is(rig.hex(68, 2), '1000', 'busy');
	rig.timeline.run();
	t.is(rig.channels.testIo(0x181), 1);
	t.is(rig.hex(68, 2), '0400');
	t.is(rig.run(0x181, [[0x37, 0, sli, 1]]).cc, 1);
	rig.timeline.run();
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '00 000000 0500 0000', 'the tape mark comes with device end');
	t.is(rig.run(0x181, [[0x07, 0, sli, 1]]).cc, 1);
	rig.timeline.run();
	rig.channels.highest(() => true)?.store();
	rig.program([[0x37, 0, sli, 1]]);
	t.like(rig.channels.runSynchronously(0x181, 0x1000, 0), {cc: 0, unitStatus: 0x0C});
	t.like(rig.channels.runSynchronously(0x181, 0x1000, 0), {cc: 1, unitStatus: 0x0D});
});

test('backspacing a file to the load point: channel end, then unit check with device end; at it already, at once', t => {
	const {rig, medium, sense} = drive(new MemoryTape([block(1), block(2)]));
	rig.run(0x181, [[0x37, 0, cc | sli, 1], [0x03, 0, 0, 1]]);
	t.is(rig.run(0x181, [[0x2F, 0, sli, 1]]).cc, 1);
	t.is(rig.hex(68, 2), '0800');
	t.is(rig.channels.testIo(0x181), 1);
	t.is(rig.hex(68, 2), '1000', 'the tape moves');
	rig.timeline.run();
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw.slice(10, 14), '0600');
	t.is(sense(), '0048000400');
	t.is(medium.position, 0);
	t.is(rig.run(0x181, [[0x2F, 0, sli, 1]]).cc, 1);
	t.is(rig.hex(68, 2), '0E00');
});

test('rewind-unload takes the reel off; a new one is ready', t => {
	const {rig, tape, sense} = drive(new MemoryTape([block(1)]));
	rig.run(0x181, [[0x37, 0, cc | sli, 1], [0x03, 0, 0, 1]]);
	t.is(rig.run(0x181, [[0x0F, 0, sli, 1]]).cc, 1);
	t.is(rig.hex(68, 2), '0800');
	rig.timeline.run();
	rig.channels.highest(() => true)?.store();
	t.is(rig.hex(68, 2), '2600', 'device end, control unit end, unit check');
	t.is(sense(), '4020000000');
	t.is(rig.run(0x181, [[0x02, 0x2000, 0, 80]]).cc, 1);
	t.is(rig.hex(68, 2), '0200');
	tape.mount(new MemoryTape([block(7)]));
	rig.channels.highest(() => true)?.store();
	t.is(rig.csw, '00 000000 0400 0000');
	t.is(rig.run(0x181, [[0x02, 0x2000, 0, 80]]).csw.slice(10, 14), '0C00');
	t.is(rig.hex(0x2000, 1), '07');
});

test('a reel without ring is not written on', t => {
	const {rig, sense, medium} = drive(new MemoryTape([block(1)], {readOnly: true}));
	for (const command of [0x01, 0x1F, 0x17, 0x97]) {
		t.is(rig.run(0x181, [[command, 0x2000, sli, 80]]).cc, 1);
		t.is(rig.hex(68, 2), '0200');
		t.is(sense(), '804a000400');
	}

	t.is(medium.items, 1);
});

test('the end-of-tape marker: unit exception on writes, tape indicate in sense', t => {
	const {rig, sense, medium} = drive(new MemoryTape(), {feet: 30});
	// 5 feet to the marker: at 1600 bits an inch two blocks of 50,000 bytes.
	t.is(rig.run(0x181, [[0x01, 0x2000, sli, 50_000]]).csw.slice(10, 14), '0C00');
	t.is(rig.run(0x181, [[0x01, 0x2000, sli, 50_000]]).csw.slice(10, 14), '0D00');
	t.is(sense(), '0044000420');
	t.is(rig.run(0x181, [[0x03, 0, cc, 1], [0x1F, 0, sli | cc, 1], [0x03, 0, 0, 1]]).csw.slice(10, 14), '0D00');
	t.is(medium.items, 3);
	t.is(rig.run(0x181, [[0x27, 0, sli | cc, 1], [0x03, 0, 0, 1]]).csw.slice(10, 14), '0D00', 'that is the mark');
	for (let count = 0; count < 12; count++) {
		rig.run(0x181, [[0x01, 0x2000, sli, 50_000]]);
	}

	t.is(rig.csw.slice(10, 14), '0E00', 'the end of the reel');
	t.true(medium.items < 15);
});

test('erase gap and data security erase', t => {
	const {rig, medium} = drive(new MemoryTape([block(1), block(2), block(3)]));
	t.is(rig.run(0x181, [[0x97, 0, sli, 1]]).cc, 1, 'not in write status');
	t.is(rig.hex(68, 2), '0200');
	rig.run(0x181, [[0x37, 0, cc | sli, 1], [0x17, 0, cc | sli, 1], [0x97, 0, cc | sli, 1], [0x03, 0, 0, 1]]);
	t.is(rig.channels.testIo(0x181), 2, 'a whole reel takes four minutes');
	rig.timeline.run(300_000_000);
	t.is(rig.channels.testIo(0x181), 1);
	t.is(rig.csw.slice(10, 14), '0C00');
	t.is(medium.items, 1);
});

test('mode sets, requests, unknown commands, sense', t => {
	const {rig, sense} = drive(new MemoryTape([block(1)]));
	t.is(rig.run(0x181, [[0xCB, 0, sli, 1]]).cc, 1);
	t.is(rig.hex(68, 2), '0C00');
	t.is(sense(), '0048000000', '800 bits an inch');
	rig.run(0x181, [[0xD3, 0, sli, 1]]);
	t.is(sense(), '0048000000', 'a model 5 has no 6250');
	rig.run(0x181, [[0x37, 0, cc | sli, 1], [0xC3, 0, sli, 1]]);
	t.is(sense(), '0040000000', 'only at the load point');
	t.is(rig.run(0x181, [[0x93, 0, sli, 1]]).cc, 1);
	t.is(rig.hex(68, 2), '0C00', '7-track modes are taken');
	t.is(rig.run(0x181, [[0xD7, 0, sli, 1]]).cc, 1);
	t.is(rig.run(0x181, [[0x05, 0, sli, 1]]).cc, 1);
	t.is(rig.hex(68, 2), '0200');
	t.is(rig.run(0x181, [[0x04, 0x2000, 0, 24]]).csw, '00 001008 0C00 0000');
	t.is(rig.hex(0x2000, 7), '80400000000023');
});

test('IPL reads the first block', t => {
	const {rig} = drive(new MemoryTape([block(9, 24)]));
	t.is(rig.run(0x181, [[0x02, 0x2000, 0, 24]]).csw, '00 001008 0C00 0000');
});

test('times: a model 5 passes 200,000 bytes a second at 1600 bits an inch', t => {
	const {rig} = drive(new MemoryTape([block(1, 20_000)]));
	rig.program([[0x02, 0x2000, 0, 20_000]]);
	const {duration} = rig.channels.runSynchronously(0x181, 0x1000, 0);
	t.true(duration > 100_000 && duration < 105_000, `${duration}`);
});
