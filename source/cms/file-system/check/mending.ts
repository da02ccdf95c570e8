/**
 * Writes what mends a disk: copies of blocks that two files had, chains that were cut, directory, map, and last block 4
 * (`examine.ts` finds what is wrong).
 */
import type {Step} from '../../../guest/action.js';
import type {BlockDevice} from '../disk/block-device.js';
import {blockSize} from '../disk/geometry.js';
import {AllocationMap} from '../directory/allocation-map.js';
import {fst, fstSize} from '../directory/fst.js';
import {
	encodeMapExtension, encodeMaster, extensionsOf, masterBlock,
} from '../directory/master-directory.js';
import {encodeChain} from '../files/chain.js';
import {readIfReadable, type MasterSurvey} from './master-survey.js';

/** A block of the directory as it was and as it is to be. */
export type DirectoryBlock = {readonly block: number; readonly before: Uint8Array; readonly content: Uint8Array};

export type ExaminedFile = {
	readonly name: string;
	/** Its entry. */
	readonly content: Uint8Array;
	readonly at: number;
	readonly links: readonly number[];
	readonly data: readonly number[];
	/** Of each link and data block: false where it belongs to somebody else. */
	readonly isOwn: readonly boolean[];
	/** Its chain is shorter than it was. */
	readonly isCut: boolean;
};

export type Examined = {
	readonly owners: Map<number, string>;
	readonly directory: readonly DirectoryBlock[];
	readonly files: readonly ExaminedFile[];
	/** Told of a file that got no copies. */
	readonly noRoom: (name: string) => void;
};

export class DiskMending {
	readonly #device: BlockDevice;
	readonly #survey: MasterSurvey;
	readonly #examined: Examined;
	readonly #writes = new Map<number, Uint8Array>();

	constructor(device: BlockDevice, survey: MasterSurvey, examined: Examined) {
		this.#device = device;
		this.#survey = survey;
		this.#examined = examined;
	}

	/** A block to be written before the directory. */
	write(block: number, content: Uint8Array): void {
		this.#writes.set(block, content);
	}

	/** Everything that was found is mended. Throws `DiskError`. */
	* end(): Step {
		const {owners, directory, files} = this.#examined;
		const {map} = this.#survey;
		// Nothing is written over that the map or an owner has: what is lost stays readable until the end.
		const free = map.copy();
		for (const block of owners.keys()) {
			free.use(block);
		}

		for (const file of files) {
			if (file.isOwn.includes(false)) {
				yield * this.#copyShared(file, free);
			} else if (file.isCut) {
				this.#writeChain(file);
			}
		}

		for (const {block, before, content} of directory) {
			if (Buffer.compare(before, content) !== 0) {
				this.write(block, content);
			}
		}

		yield * this.#writeMap(free);
	}

	#writeChain({links, data}: Pick<ExaminedFile, 'links' | 'data'>): void {
		for (const [index, content] of encodeChain(links.slice(1), data).entries()) {
			if (links[index] !== 0) {
				this.write(links[index], content);
			}
		}
	}

	/** A file gets a copy of each block that somebody else has. One that finds no room goes. */
	* #copyShared({name, content, at, links, data, isOwn}: ExaminedFile, free: AllocationMap): Step {
		const {owners, noRoom} = this.#examined;
		const blocks: number[] = [];
		for (const [index, block] of [...links, ...data].entries()) {
			const place = isOwn[index] ? block : free.allocate(free);
			if (place === undefined) {
				noRoom(name);
				content.fill(0, at, at + fstSize);
				for (const [each, owner] of owners) {
					if (owner === name) {
						owners.delete(each);
					}
				}

				return;
			}

			if (place !== block) {
				owners.set(place, name);
				this.write(place, (yield * readIfReadable(this.#device, block)) ?? new Uint8Array(blockSize));
			}

			blocks.push(place);
		}

		this.#writeChain({links: blocks.slice(0, links.length), data: blocks.slice(links.length)});
		fst.change(content, at, {firstChainLink: blocks[0]});
	}

	/** The map of what has an owner, and block 4 behind everything else. */
	* #writeMap(free: AllocationMap): Step {
		const {total, cylinders, mapBlocks: found} = this.#survey;
		const {owners, directory} = this.#examined;
		for (const block of found) {
			owners.delete(block);
		}

		const extensions = extensionsOf(mapOf(owners, total));
		const mapBlocks = found.slice(0, extensions);
		for (const block of mapBlocks) {
			owners.set(block, 'the directory');
		}

		while (mapBlocks.length < extensions) {
			// A disk that is full has the blocks that nobody owned.
			const place = free.allocate(free) ?? firstWithoutOwner(owners, total);
			owners.set(place, 'the directory');
			mapBlocks.push(place);
		}

		const used = mapOf(owners, total);
		for (const [index, block] of mapBlocks.entries()) {
			this.write(block, encodeMapExtension(used, index));
		}

		yield * this.#device.write([...this.#writes]);
		yield * this.#device.write([[masterBlock, encodeMaster({
			fstBlocks: directory.map(({block}) => block),
			mapBlocks,
			cylinders,
			unitType: this.#device.geometry.unitType,
		}, used, used.used)]]);
	}
}

/** The map of what has an owner. */
function mapOf(owners: ReadonlyMap<number, string>, total: number): AllocationMap {
	const map = new AllocationMap(total);
	for (const block of owners.keys()) {
		map.use(block);
	}

	return map;
}

/** The lost block of the map was one of them. */
function firstWithoutOwner(owners: ReadonlyMap<number, string>, total: number): number {
	let block = 1;
	while (owners.has(block) && block < total) {
		block++;
	}

	return block;
}
