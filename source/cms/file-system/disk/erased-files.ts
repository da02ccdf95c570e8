/**
 * What ACCESS with ERASE does (GC20-1818, "ACCESS"): the directory here is empty, the disk has its files until the
 * first change. Another ACCESS before that brings them back; their blocks are nobody's until then.
 */
import type {Step} from '../../../guest/action.js';
import {AllocationMap} from '../directory/allocation-map.js';
import type {Directory} from '../directory/directory.js';
import {encodeMaster, firstFreeBlock} from '../directory/master-directory.js';
import {Transaction} from '../files/transaction.js';
import {fileCode} from './disk.js';
import {blockSize} from './geometry.js';

export class ErasedFiles {
	readonly #directory: Directory;
	/** Blocks that files have on the disk which are no more in the directory here. */
	#blocks: readonly number[] = [];

	constructor(directory: Directory) {
		this.#directory = directory;
	}

	/** Files that were erased here are still on the disk. */
	get isPending(): boolean {
		return this.#blocks.length > 0;
	}

	/** Empties the directory here. */
	eraseAll(): void {
		const directory = this.#directory;
		const {map: before} = directory.readMap();
		const {fstBlocks, ...master} = directory.readMaster();
		const kept = fstBlocks.slice(0, 1);
		const map = new AllocationMap(before.total);
		const system = Array.from({length: firstFreeBlock - 1}, (_, index) => index + 1);
		for (const block of [...system, ...kept]) {
			map.use(block);
		}

		directory.active.setHyperblocks(kept.map(number => ({entries: new Uint8Array(blockSize), number})));
		directory.saveMap(encodeMaster({...master, fstBlocks: kept, mapBlocks: []}, map, map.used), map);
		directory.active.set('files', 0);
		this.#blocks = Array.from({length: before.total}, (_, index) => index + 1)
			.filter(block => before.isUsed(block) && !map.isUsed(block));
		for (const block of this.#blocks) {
			directory.reserved.add(block);
		}
	}

	/** Before anything is written: what was erased here is no more on the disk. Answers a `fileCode`. */
	* settle(): Step<number> {
		if (!this.isPending) {
			return fileCode.ok;
		}

		const transaction = new Transaction(this.#directory);
		try {
			transaction.renew();
			const code = yield * transaction.commit();
			if (code === fileCode.ok) {
				for (const block of this.#blocks) {
					this.#directory.reserved.delete(block);
				}

				this.#blocks = [];
			}

			return code;
		} finally {
			transaction.end();
		}
	}
}
