/**
 * A file's chain links: the first holds the numbers of further chain-link blocks and of data blocks (200 bytes), every
 * further one those of data blocks. On a 2314 the first fills a quarter of a block (the two high bits of its
 * address say which).
 */
import {halfword, Layout, many} from '../../../base/layout.js';
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
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

/** Contents of the first chain link and the further ones. */
export function encodeChain(links: readonly number[], data: readonly number[]): Uint8Array[] {
	const first = new Uint8Array(blockSize);
	firstLink.change(first, 0, {links: filled(links, furtherLinks), data: filled(data, firstData)});
	return [first, ...links.map((_, index) =>
		furtherLink.encode({data: filled(data.slice(firstData + (index * linkData)), linkData)}))];
}

/** The first chain link as read: further links and data blocks, both up to the first zero. */
export type FirstLink = {readonly links: readonly number[]; readonly data: readonly number[]};

const used = (numbers: readonly number[]): readonly number[] => {
	const end = numbers.indexOf(0);
	return end === -1 ? numbers : numbers.slice(0, end);
};

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

export function * readFirstLink(device: BlockDevice, address: number, total: number): Step<FirstLink> {
	const {links, data} = firstLink.decode(yield * readFirstBlock(device, address, total));
	return {links: used(links), data: used(data)};
}

/** Numbers of the data blocks in one further chain link. */
export function * readLink(device: BlockDevice, block: number, total: number): Step<readonly number[]> {
	requireBlock(block, total);
	return used(furtherLink.decode(yield * readBlock(device, block)).data);
}

/** Every block of a file: chain links and data. */
export function * readChain(
	device: BlockDevice,
	address: number,
	total: number,
): Step<{readonly links: readonly number[]; readonly data: readonly number[]}> {
	const first = yield * readFirstLink(device, address, total);
	const data = [...first.data];
	for (const link of first.links) {
		append(data, yield * readLink(device, link, total));
	}

	return {links: [blockOfFirstLink(device, address), ...first.links], data};
}
