/**
 * Tapes of TAPE DUMP (GC20-1818, TAPE, usage note 1): blocks of 805 bytes, X'02', `CMS`, a character, 800 bytes. The
 * character is a blank before data, `0` where a block of the file is none (a hole of a sparse file), `N` before the
 * last block, which says what the file is. Layout of that block as found on tapes of VM/370 (the same as on the last
 * card of DISK DUMP, the name elsewhere).
 *
 * Not here: `CMSF` and `CMSV`, by which later systems dump files of their other file system.
 */
import {byte, bytes, characters, Layout} from '../../base/layout.js';
import type {FileStatus} from '../file-system/disk/disk.js';
import {blockSize} from '../file-system/disk/geometry.js';
import {decodeFst, encodeFst, fstSize} from '../file-system/directory/fst.js';
import {entryParts} from '../unit-record/disk-deck.js';
import {
	blockMark, GatheredData, isPossible, type DumpFormat, type DumpReader, type Taken,
} from './dump-format.js';

/** A block. */
export const dumpBlock = new Layout(5 + blockSize, {
	mark: byte(0), signature: characters(1, 3), kind: characters(4, 1), data: bytes(5, blockSize),
});
const signature = 'CMS';
const kinds = {data: '', hole: '0', last: 'N'} as const;

/** The data of the last block. */
export const lastBlock = new Layout(blockSize, {
	/** The second half of the directory entry, date and time behind it. */
	rest: bytes(0, fstSize / 2),
	dateTime: bytes(fstSize / 2, 4),
	names: bytes(0x40, 16),
	mode: characters(0x50, 2),
});

const encodeBlock = (kind: string, data: Uint8Array): Uint8Array =>
	dumpBlock.encode({mark: blockMark, signature, kind, data});

function encodeLast(status: FileStatus): Uint8Array {
	const {names, dateTime, rest} = entryParts.decode(encodeFst({...status, firstChainLink: 0}));
	return encodeBlock(kinds.last, lastBlock.encode({names, mode: status.mode, dateTime, rest}));
}

class TapeDumpReader implements DumpReader {
	readonly name = undefined;
	readonly #data: GatheredData;

	constructor(room: number | undefined) {
		this.#data = new GatheredData(room);
	}

	get inFile(): boolean {
		return this.#data.length > 0;
	}

	take(block: Uint8Array): Taken {
		if (block.length !== dumpBlock.length) {
			return 'invalid';
		}

		const {mark, signature: found, kind, data} = dumpBlock.decode(block);
		if (mark !== blockMark || found !== signature) {
			return 'invalid';
		}

		switch (kind) {
			case kinds.data: {
				return this.#data.add(data) ? 'part' : 'full';
			}

			case kinds.hole: {
				return this.#data.add(new Uint8Array(blockSize)) ? 'part' : 'full';
			}

			case kinds.last: {
				return this.#end(data);
			}

			default: {
				return 'invalid';
			}
		}
	}

	#end(last: Uint8Array): Taken {
		const entry = decodeFst(entryParts.encode(lastBlock.decode(last)), 0);
		const dataBlocks = this.#data.length / blockSize;
		const data = this.#data.take();
		return entry && isPossible(entry)
			? {
				entry, data, dataBlocks, isCounted: dataBlocks === entry.blocks, tapeBlocks: dataBlocks + 1,
			}
			: 'invalid';
	}
}

export const tapeDump: DumpFormat = {
	longest: dumpBlock.length,
	* encode(status, data) {
		for (const block of data) {
			yield encodeBlock(kinds.data, block);
		}

		yield encodeLast({...status, blocks: data.length});
	},
	reader: room => new TapeDumpReader(room),
};
