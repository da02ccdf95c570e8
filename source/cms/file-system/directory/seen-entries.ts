/** What is seen of a disk that is read only (GC20-1818, "ACCESS"): the files of a filter, none that are private. */
import {toEbcdic} from '../../../base/ebcdic.js';
import {blockSize} from '../disk/geometry.js';
import {
	fst, fstPerBlock, fstSize, isEmptySlot,
} from './fst.js';

/** Whether a name is one of those that a word of ACCESS means: what stands before its `*`, or all of it. */
function isSeen(pattern: string, name: string): boolean {
	const end = pattern.indexOf('*');
	return end === -1 ? name === pattern : name.startsWith(pattern.slice(0, end));
}

/** Code of the mode number of files that are the owner's alone. */
const ownersAlone = toEbcdic('0')[0];

/** The entries a read-only user sees, without gaps: mode number 0 is private to the disk's owner. */
export function packEntries(
	blocks: readonly Uint8Array[],
	pattern: readonly string[] = [],
	showsPrivate = false,
): Uint8Array[] {
	const [name = '*', type = '*', mode = '*'] = pattern;
	const number = toEbcdic(/\d/.exec(mode)?.[0] ?? '').at(0);
	// Of each entry no more is looked at than must be: ACCESS packs thousands.
	const isWanted = (block: Uint8Array, offset: number): boolean => {
		const own = block[offset + fst.offset.mode + 1];
		return !isEmptySlot(block, offset)
			&& (showsPrivate || own !== ownersAlone)
			&& (number === undefined || own === number)
			&& (name === '*' || isSeen(name, fst.view(block, offset).name))
			&& (type === '*' || isSeen(type, fst.view(block, offset).type));
	};

	const packed: Uint8Array[] = [];
	let count = 0;
	for (const block of blocks) {
		for (let offset = 0; offset < fstPerBlock * fstSize; offset += fstSize) {
			if (isWanted(block, offset)) {
				if (count % fstPerBlock === 0) {
					packed.push(new Uint8Array(blockSize));
				}

				packed.at(-1)!.set(block.subarray(offset, offset + fstSize), (count % fstPerBlock) * fstSize);
				count++;
			}
		}
	}

	return packed;
}
