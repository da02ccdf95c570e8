import test from 'ava';
import fc from 'fast-check';
import {
	checkFileSystem, describeDisk, readFile, writeFiles,
} from '../../../../source/cms/file-system/disk/host.js';
import {formatBlocks} from '../../../../source/cms/file-system/disk/format-disk.js';
import {recomputeDisk} from '../../../../source/cms/file-system/disk/recompute-disk.js';
import {runToEnd} from '../../../../source/guest/action.js';
import {
	Crash, FragileDisk, moment, textFile,
} from '../../../support/disks.js';

/** Cylinders of 40 blocks: from 44 on the map needs a block of its own. */
const largest = 60;

/** A disk of so many cylinders with files that fill so many blocks. */
function diskWith(cylinders: number, blocks: number): FragileDisk {
	const disk = new FragileDisk(largest);
	runToEnd(formatBlocks(disk, 'TEST', cylinders));
	writeFiles(disk, [textFile('KEEP', 'DATA', ['KEPT'])], moment);
	const records = Array.from({length: blocks}, () => new Uint8Array(800));
	writeFiles(disk, [{
		name: 'FILL', type: 'DATA', modeNumber: '1', recordFormat: 'F', records,
	}], moment);
	return disk;
}

const sizes = {
	cylinders: fc.integer({min: 1, max: largest}),
	wanted: fc.integer({min: 1, max: largest}),
	blocks: fc.integer({min: 1, max: 200}),
};

test('whatever number of cylinders is asked for, the disk is whole and has all its files', t => {
	fc.assert(fc.property(sizes.cylinders, sizes.wanted, sizes.blocks, (cylinders, wanted, blocks) => {
		const disk = diskWith(cylinders, blocks);
		const files = ['KEEP', 'FILL'].map(name => readFile(disk, name, 'DATA'));
		const outcome = runToEnd(recomputeDisk(disk, wanted));
		t.not(outcome, 'damaged');
		t.is(describeDisk(disk).cylinders, outcome === 'done' ? wanted : cylinders);
		t.deepEqual(checkFileSystem(disk), []);
		t.deepEqual(['KEEP', 'FILL'].map(name => readFile(disk, name, 'DATA')), files);
		if (wanted >= cylinders) {
			t.true(outcome === 'done' || wanted * 40 < 44 + blocks, `${cylinders} to ${wanted} with ${blocks}`);
		}
	}), {numRuns: 60});
});

test('a loss of power at any block leaves the old number of cylinders or the new one, and every file', t => {
	for (const [cylinders, wanted] of [[4, 50], [50, 4], [50, 60]]) {
		for (let writes = 0; ; writes++) {
			const disk = diskWith(cylinders, 20);
			disk.writesLeft = writes;
			let isDone = true;
			try {
				runToEnd(recomputeDisk(disk, wanted));
			} catch (error) {
				t.true(error instanceof Crash);
				isDone = false;
			}

			disk.writesLeft = Infinity;
			t.is(describeDisk(disk).cylinders, isDone ? wanted : cylinders);
			t.deepEqual(checkFileSystem(disk), []);
			t.truthy(readFile(disk, 'KEEP', 'DATA'));
			if (isDone) {
				t.true(writes > 0);
				break;
			}
		}
	}
});
