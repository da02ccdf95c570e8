import test from 'ava';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {formatTrack, readRecord, writeRecord} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {Extent} from '../../../../source/machine/devices/volume/extent.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';

const model = findCkdModel('3350')!;
const filled = (value: number): Uint8Array => new Uint8Array(800).fill(value);

test('all who have a minidisk have each of its tracks in memory once, as whoever wrote last left it', t => {
	const volume = new MemoryVolume(model, 10);
	const owner = new Extent(volume, 5, 2);
	const reader = new Extent(volume, 5, 2, {readOnly: true});
	formatTrack(owner, 1, 2, 800, 19);
	writeRecord(owner, 1, 2, 7, filled(0xAB));
	t.is(reader.readTrack(1, 2), owner.readTrack(1, 2));
	const before = reader.readTrack(1, 2);
	writeRecord(owner, 1, 2, 7, filled(0xCD));
	t.is(reader.readTrack(1, 2), owner.readTrack(1, 2));
	t.not(reader.readTrack(1, 2), before);
	t.is(readRecord(reader, 1, 2, 7)?.[0], 0xCD);
});

test('minidisks that overlap have a track each under its own number', t => {
	const volume = new MemoryVolume(model, 10);
	const [whole, late] = [new Extent(volume, 1, 8), new Extent(volume, 5, 2)];
	formatTrack(late, 1, 2, 800, 19);
	for (let round = 0; round < 2; round++) {
		t.is(Buffer.from(late.readTrack(1, 2)).toString('hex', 0, 9), '000001000200010002');
		t.is(Buffer.from(whole.readTrack(5, 2)).toString('hex', 0, 9), '000005000200050002');
		writeRecord(late, 1, 2, 1, filled(round + 1));
		t.is(readRecord(whole, 5, 2, 1)?.[0], round + 1);
		writeRecord(whole, 5, 2, 1, filled(0x80 + round));
		t.is(readRecord(late, 1, 2, 1)?.[0], 0x80 + round);
	}
});

test('tracks that are none of the minidisk\'s are out of reach', t => {
	const minidisk = new Extent(new MemoryVolume(model, 10), 5, 2);
	for (const [cylinder, head] of [[-1, 0], [2, 0], [0, model.heads], [0, -1]] as const) {
		t.throws(() => minidisk.readTrack(cylinder, head), {instanceOf: RangeError});
		t.throws(() => {
			minidisk.writeTrack(cylinder, head, minidisk.readTrack(0, 0));
		}, {instanceOf: RangeError});
	}
});
