import test from 'ava';
import {runToEnd} from '../../../source/guest/action.js';
import {DiskError} from '../../../source/cms/file-system/disk/disk.js';
import {
	checkFileSystem, formatDisk, readFile, writeFiles,
} from '../../../source/cms/file-system/disk/host.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {readRecord} from '../../../source/machine/devices/volume/ckd-volume.js';
import {Extent} from '../../../source/machine/devices/volume/extent.js';
import {MemoryVolume} from '../../../source/machine/devices/volume/memory-volume.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {memoryVolume, moment, textFile} from '../../support/disks.js';

test('block n is record (n-1) mod 19 + 1 of its track on a 3350', t => {
	const volume = memoryVolume(2);
	const disk = new VolumeBlocks(volume);
	runToEnd(disk.formatCylinder(0));
	runToEnd(disk.formatCylinder(1));
	for (const [block, cylinder, head, record] of [
		[1, 0, 0, 1],
		[19, 0, 0, 19],
		[20, 0, 1, 1],
		[570, 0, 29, 19],
		[571, 1, 0, 1],
		[1140, 1, 29, 19],
	]) {
		runToEnd(disk.write([[block, new Uint8Array(800).fill(block & 0xFF)]]));
		t.is(readRecord(volume, cylinder, head, record)![799], block & 0xFF);
		t.deepEqual(runToEnd(disk.read([block])), [new Uint8Array(800).fill(block & 0xFF)]);
	}

	t.throws(() => runToEnd(disk.read([1141])), {instanceOf: DiskError});
	t.throws(() => runToEnd(disk.read([0])), {instanceOf: DiskError});
});

test('a minidisk in the middle of a volume is a disk of its own', t => {
	const volume = memoryVolume(5);
	const disk = new VolumeBlocks(new Extent(volume, 2, 2));
	formatDisk(disk, 'MINI');
	t.is(writeFiles(disk, [textFile('A', 'DATA', ['X'])], moment), 0);
	t.deepEqual(checkFileSystem(disk), []);
	t.is(readFile(new VolumeBlocks(new Extent(volume, 2, 2, {readOnly: true})), 'A', 'DATA')?.length, 1);
	// Its counts carry its own cylinder numbers, as search arguments of its owner do.
	t.deepEqual([...volume.readTrack(2, 1).subarray(21, 25)], [0, 0, 0, 1]);
});

test('a 3330 has 14 blocks a track, 266 a cylinder', t => {
	const disk = new VolumeBlocks(new MemoryVolume(findCkdModel('3330')!, 2));
	formatDisk(disk, 'TEST');
	t.is(disk.geometry.blocksPerCylinder, 266);
	t.is(writeFiles(disk, [textFile('A', 'DATA', ['X'])], moment), 0);
	t.deepEqual(checkFileSystem(disk), []);
});

test('an unformatted track and a model without geometry are refused', t => {
	t.throws(() => runToEnd(new VolumeBlocks(memoryVolume()).read([3])), {instanceOf: DiskError});
	t.throws(() => new VolumeBlocks(new MemoryVolume(findCkdModel('3380')!, 1)), {instanceOf: DiskError});
});
