/** Consistency of a CMS disk: every block belongs to one owner and the map knows it. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {readBlock, type BlockDevice} from './block-device.js';
import {readChain} from '../files/chain.js';
import {BufferStorage} from '../directory/directory-storage.js';
import {labelOf} from '../directory/disk-label.js';
import {Directory, plainDirectory} from '../directory/directory.js';
import {DiskError} from './disk.js';
import {readRecords} from '../files/file-reader.js';
import {
	decodeMap, decodeMaster, firstFreeBlock, labelBlock, masterBlock,
} from '../directory/master-directory.js';

/** What is wrong, a line each. */
export function * checkDisk(device: BlockDevice): Step<string[]> {
	const problems: string[] = [];
	if (labelOf(yield * readBlock(device, labelBlock)) === undefined) {
		return ['block 3 is not the label of a CMS disk'];
	}

	const block4 = yield * readBlock(device, masterBlock);
	const master = decodeMaster(block4);
	if (!master) {
		return ['block 4 is not a master file directory'];
	}

	const map = decodeMap(master.total, block4, yield * device.read(master.mapBlocks));
	const owners = new Map<number, string>();
	const own = (block: number, owner: string): void => {
		const other = owners.get(block);
		if (block < 1 || block > master.total) {
			problems.push(`${owner}: block ${block} is outside the disk`);
		} else if (other === undefined) {
			owners.set(block, owner);
			if (!map.isUsed(block)) {
				problems.push(`${owner}: block ${block} is free in the map`);
			}
		} else {
			problems.push(`block ${block} belongs to ${other} and to ${owner}`);
		}
	};

	for (let block = 1; block < firstFreeBlock; block++) {
		own(block, 'the system');
	}

	for (const block of [...master.fstBlocks, ...master.mapBlocks]) {
		own(block, 'the directory');
	}

	const view = {device: 0, letter: 'A', readOnly: false};
	const directory = yield * Directory.load(device, new BufferStorage(), view, plainDirectory);
	if (directory instanceof Failure) {
		return [...problems, 'the directory cannot be read'];
	}

	const names = new Set<string>();
	for (const entry of directory.list()) {
		const name = `${entry.name} ${entry.type}`;
		if (names.has(name)) {
			problems.push(`${name} is there twice`);
		}

		names.add(name);
		try {
			const {links, data} = yield * readChain(device, entry.firstChainLink, master.total);
			for (const block of [...links, ...data]) {
				own(block, name);
			}

			yield * readRecords(directory, entry);
		} catch (error) {
			if (!(error instanceof DiskError)) {
				throw error;
			}

			problems.push(`${name}: ${error.message}`);
		}
	}

	for (let block = 1; block <= master.total; block++) {
		if (map.isUsed(block) && !owners.has(block)) {
			problems.push(`block ${block} is allocated and belongs to nothing`);
		}
	}

	if (map.used !== master.used || master.used + master.left !== master.total) {
		problems.push(`the counts (${master.used} used, ${master.left} left of ${master.total}) disagree with the map (`
			+ `${map.used})`);
	}

	return problems;
}
