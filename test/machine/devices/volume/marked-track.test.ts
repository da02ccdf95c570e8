import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import {emptyTrack, trackRecords} from '../../../../source/machine/devices/volume/ckd-track.js';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {formatTrack, readRecord, writeRecord} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../../../source/machine/devices/volume/file-volume.js';
import {formatMark, formattedTrack, isMarked, markedTrack} from '../../../../source/machine/devices/volume/marked-track.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';

const model = findCkdModel('3350')!;
const format = {cylinder: 0, records: 19, recordLength: 800};
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yorktown-marked-'));
test.after.always(() => {
	fs.rmSync(folder, {recursive: true, force: true});
});

function created(name: string): FileVolume {
	const volume = FileVolume.create(path.join(folder, name), model, 2);
	if ('problem' in volume) {
		throw new Error(volume.problem);
	}

	return volume;
}

function opened(name: string): FileVolume {
	const volume = FileVolume.open(path.join(folder, name));
	if ('problem' in volume) {
		throw new Error(volume.problem);
	}

	return volume;
}

test('a marked track is read as one that was formatted, and marking it writes a few bytes', t => {
	const plain = new MemoryVolume(model, 2);
	formatTrack(plain, 0, 3, 800, 19);
	const volume = created('read');
	volume.writeTrack(0, 3, markedTrack(0, 3, format));
	const expected = plain.readTrack(0, 3);
	t.deepEqual(volume.readTrack(0, 3).subarray(0, expected.length), expected);
	t.is(markedTrack(0, 3, format).length, emptyTrack(0, 3).length);
	volume.close();
	const again = opened('read');
	t.deepEqual(again.readTrack(0, 3).subarray(0, expected.length), expected);
	again.close();
});

test('the first write puts the whole track into the image', t => {
	const volume = created('write');
	volume.writeTrack(0, 1, markedTrack(0, 1, format));
	writeRecord(volume, 0, 1, 5, new Uint8Array(800).fill(7));
	volume.close();
	const again = opened('write');
	t.false(isMarked(again.readTrack(0, 1)));
	t.is(trackRecords(again.readTrack(0, 1)).length, 20);
	t.is(readRecord(again, 0, 1, 5)![0], 7);
	t.is(readRecord(again, 0, 1, 19)![0], 0);
	again.close();
});

test('a track that a program empties stays empty', t => {
	const volume = created('empty');
	volume.writeTrack(0, 1, markedTrack(0, 1, format));
	volume.readTrack(0, 1);
	volume.writeTrack(0, 1, emptyTrack(0, 1));
	volume.close();
	const again = opened('empty');
	t.is(trackRecords(again.readTrack(0, 1)).length, 1);
	again.close();
});

test('a mark that asks for more than a track holds is no mark', t => {
	const track = new Uint8Array(model.trackSize);
	track.set(markedTrack(0, 0, {cylinder: 0, records: 255, recordLength: 65_535}));
	t.is(formattedTrack(track, track.length), undefined);
	t.is(formatMark.length, 8);
});
