/** First chain links that are quarters of one block, as IBM's CMS has them on a 2314. */
import test from 'ava';
import {fst} from '../../../../source/cms/file-system/directory/fst.js';
import {masterBlock, mfd} from '../../../../source/cms/file-system/directory/master-directory.js';
import {usedSlots} from '../../../../source/cms/file-system/check/entry-check.js';
import {readBlock, writeBlock} from '../../../../source/cms/file-system/disk/block-device.js';
import {
	changeFiles, checkFileSystem, formatDisk, readFile, writeFiles,
} from '../../../../source/cms/file-system/disk/host.js';
import {runToEnd} from '../../../../source/guest/action.js';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';
import {VolumeBlocks} from '../../../../source/system/volumes/volume-blocks.js';
import {moment, textFile} from '../../../support/disks.js';

/** A 2314 with files ONE and TWO, whose chain links are the first and second quarter of one block. */
function sharedDisk(): VolumeBlocks {
	const disk = new VolumeBlocks(new MemoryVolume(findCkdModel('2314')!, 1));
	formatDisk(disk, 'TEST');
	writeFiles(disk, [textFile('ONE', 'DATA', ['FIRST']), textFile('TWO', 'DATA', ['SECOND'])], moment);
	runToEnd((function * () {
		const [directory] = mfd.decode(yield * readBlock(disk, masterBlock)).pointers;
		const entries = (yield * readBlock(disk, directory)).slice();
		const [one, two] = usedSlots(entries).map(at => fst.decode(entries, at).firstChainLink);
		const shared = (yield * readBlock(disk, one)).slice();
		shared.set((yield * readBlock(disk, two)).subarray(0, 200), 200);
		yield * writeBlock(disk, one, shared);
		fst.change(entries, usedSlots(entries)[1], {firstChainLink: 0x4000 | one});
		yield * writeBlock(disk, directory, entries);
	})());
	return disk;
}

const textOf = (disk: VolumeBlocks, name: string): string | undefined =>
	readFile(disk, name, 'DATA')?.map(record => Buffer.from(record).toString('hex')).join(' ');

test('a file goes, and what is written then leaves the chain link of the other one alone', t => {
	const disk = sharedDisk();
	const before = textOf(disk, 'TWO');
	t.is(changeFiles(disk, {erase: [{name: 'ONE', type: 'DATA'}]}, moment).code, 0);
	for (let count = 0; count < 5; count++) {
		t.is(writeFiles(disk, [textFile(`NEW${count}`, 'DATA', ['LINE'])], moment), 0);
	}

	t.is(textOf(disk, 'TWO'), before);
});

test('such a disk is not taken for a damaged one', t => {
	const disk = sharedDisk();
	t.deepEqual(checkFileSystem(disk), [
		'files share blocks for their chain links, as on a 2314 of IBM\'s: not examined',
	]);
	t.truthy(textOf(disk, 'TWO'));
});
