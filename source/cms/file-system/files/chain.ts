/**
 * A file's chain links: the first holds the numbers of further chain-link blocks and of data blocks (200 bytes), every
 * further one those of data blocks. On a 2314 the first fills a quarter of a block (the two high bits of its
 * address say which). A number of 0 is a hole where the directory entry of an F file tells of fewer data blocks than
 * its records take: zeros, of a data block or of all those of a further chain link (as IBM's nucleus writes and reads
 * them). In other files it ends the chain.
 */
import {halfword, Layout, many} from '../../../base/layout.js';
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {FileEntry} from '../directory/fst.js';
import {blockSize, mostInQuarters, requireBlock} from '../disk/geometry.js';
import {readBlock, type BlockDevice} from '../disk/block-device.js';

const furtherLinks = 40;
const firstData = 60;
const linkData = 400;
const quarterSize = 200;

/** Data blocks a file can have. */
export const mostDataBlocks = firstData + (furtherLinks * linkData);

/** Chain-link blocks beside the first that `dataBlocks` need. */
export function furtherLinksOf(dataBlocks: number): number {
	return Math.max(0, Math.ceil((dataBlocks - firstData) / linkData));
}

/** The first chain link; a number of 0 is none. */
export const firstLink = new Layout(quarterSize, {
	links: many(0, furtherLinks, halfword), data: many(furtherLinks * 2, firstData, halfword),
});
/** Every further one. */
export const furtherLink = new Layout(blockSize, {data: many(0, linkData, halfword)});

/** Where the number of data block `index` of a file stands: in which chain link (0: the first), and at which byte. */
export function placeOfData(index: number): {readonly link: number; readonly at: number} {
	return index < firstData
		? {link: 0, at: (furtherLinks + index) * 2}
		: {link: 1 + Math.floor((index - firstData) / linkData), at: ((index - firstData) % linkData) * 2};
}

/** Where the first chain link has the number of further one `link` (from 1). */
export const placeOfLink = (link: number): number => (link - 1) * 2;

/** Numbers, and zeros behind them. */
const filled = (numbers: readonly number[], length: number): number[] =>
	Array.from({length}, (_, index) => numbers[index] ?? 0);

/** What an entry says of its chain. */
export type ChainEntry = Pick<FileEntry, 'firstChainLink' | 'recordFormat' | 'recordLength' | 'records' | 'blocks'>;

/** Data blocks of a file with holes, those included; `undefined`: the file has none. */
export function sparseLength({recordFormat, recordLength, records, blocks}: Omit<ChainEntry, 'firstChainLink'>):
number | undefined {
	const length = Math.min(Math.ceil(records * recordLength / blockSize), mostDataBlocks);
	return recordFormat === 'F' && blocks < length ? length : undefined;
}

/** Numbers of the data blocks that further chain link `link` (from 1) names. */
export const dataOfLink = (data: readonly number[], link: number): readonly number[] =>
	data.slice(firstData + ((link - 1) * linkData), firstData + (link * linkData));

/** Contents of the first chain link and the further ones. */
export function encodeChain(links: readonly number[], data: readonly number[]): Uint8Array[] {
	const first = new Uint8Array(blockSize);
	firstLink.change(first, 0, {links: filled(links, furtherLinks), data: filled(data, firstData)});
	return [first, ...links.map((_, index) =>
		furtherLink.encode({data: filled(data.slice(firstData + (index * linkData)), linkData)}))];
}

/** The first chain link as read: further links and data blocks. */
export type FirstLink = {readonly links: readonly number[]; readonly data: readonly number[]};

/** Numbers up to the first zero. */
export const upToZero = (numbers: readonly number[]): readonly number[] => {
	const end = numbers.indexOf(0);
	return end === -1 ? numbers : numbers.slice(0, end);
};

/** What of a first chain link is the file's. `length`: data blocks where it has holes. */
export function partsOf({links, data}: FirstLink, length: number | undefined): FirstLink {
	return length === undefined
		? {links: upToZero(links), data: upToZero(data)}
		: {links: links.slice(0, furtherLinksOf(length)), data: data.slice(0, length)};
}

/** As many holes as a further chain link has numbers. */
const holes: readonly number[] = Array.from({length: linkData}, () => 0);

/** The block that an entry's first chain link lies in. */
export const blockOfFirstLink = (device: BlockDevice, address: number): number =>
	device.geometry.hasQuarters ? address & mostInQuarters : address;

/** The bytes of the first chain link, at the beginning of a block. */
export function * readFirstBlock(device: BlockDevice, address: number, total: number): Step<Uint8Array> {
	const block = blockOfFirstLink(device, address);
	const offset = block === address ? 0 : (address >>> 14) * quarterSize;
	requireBlock(block, total);
	const content = new Uint8Array(blockSize);
	content.set((yield * readBlock(device, block)).subarray(offset, offset + quarterSize));
	return content;
}

/** The first chain link of a file. `length`: data blocks where it has holes. */
export function * readFirstLink(
	device: BlockDevice,
	address: number,
	total: number,
	length: number | undefined,
): Step<FirstLink> {
	return partsOf(firstLink.decode(yield * readFirstBlock(device, address, total)), length);
}

/** Numbers of the data blocks in one further chain link (0: a hole). `length`: data blocks where the file has holes. */
export function * readLink(
	device: BlockDevice,
	block: number,
	total: number,
	length: number | undefined,
): Step<readonly number[]> {
	if (length !== undefined && block === 0) {
		return holes;
	}

	requireBlock(block, total);
	const {data} = furtherLink.decode(yield * readBlock(device, block));
	return length === undefined ? upToZero(data) : data;
}

/** Every block of a file: chain links and data, holes among both. */
export function * readChain(
	device: BlockDevice,
	entry: ChainEntry,
	total: number,
): Step<{readonly links: readonly number[]; readonly data: readonly number[]}> {
	const length = sparseLength(entry);
	const first = yield * readFirstLink(device, entry.firstChainLink, total, length);
	const data = [...first.data];
	for (const link of first.links) {
		append(data, yield * readLink(device, link, total, length));
	}

	return {
		links: [blockOfFirstLink(device, entry.firstChainLink), ...first.links],
		data: length === undefined ? data : data.slice(0, length),
	};
}

/** Data blocks in the order of their numbers, a hole as zeros. Throws `DiskError`. */
export function * readData(device: BlockDevice, numbers: readonly number[], total: number): Step<Uint8Array[]> {
	const there = numbers.filter(number => number !== 0);
	for (const number of there) {
		requireBlock(number, total);
	}

	const blocks = yield * device.read(there);
	if (there.length === numbers.length) {
		return blocks;
	}

	let next = 0;
	return numbers.map(number => number === 0 ? new Uint8Array(blockSize) : blocks[next++]);
}
