/**
 * A file's chain links: the first holds 40 halfwords of further chain-link blocks and 60 of data blocks (200 bytes),
 * every further one 400 of data blocks. On a 2314 the first fills a quarter of a block (the two high bits of its
 * address say which).
 */
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import {blockSize, requireBlock} from '../disk/geometry.js';
import {readBlock, type BlockDevice} from '../disk/block-device.js';

const furtherLinks = 40;
const firstData = 60;
const linkData = 400;
const quarterSize = 200;
/** Unit types whose first chain links are quarters: 2311, 2314. */
const quartered = new Set([0x01, 0x08]);

/** Data blocks a file can have. */
export const mostDataBlocks = firstData + (furtherLinks * linkData);

/** Chain-link blocks beside the first that `dataBlocks` need. */
export function furtherLinksOf(dataBlocks: number): number {
	return Math.max(0, Math.ceil((dataBlocks - firstData) / linkData));
}

/** Contents of the first chain link and the further ones. */
export function encodeChain(links: readonly number[], data: readonly number[]): Uint8Array[] {
	const first = new Uint8Array(blockSize);
	const view = new DataView(first.buffer);
	for (const [index, link] of links.entries()) {
		view.setUint16(index * 2, link);
	}

	for (const [index, block] of data.slice(0, firstData).entries()) {
		view.setUint16((furtherLinks + index) * 2, block);
	}

	const blocks = [first];
	for (const index of links.keys()) {
		const link = new Uint8Array(blockSize);
		const linkView = new DataView(link.buffer);
		const start = firstData + (index * linkData);
		for (const [position, block] of data.slice(start, start + linkData).entries()) {
			linkView.setUint16(position * 2, block);
		}

		blocks.push(link);
	}

	return blocks;
}

const halfwords = (bytes: Uint8Array): number[] =>
	Array.from({length: bytes.length / 2}, (_, index) => (bytes[index * 2] << 8) | bytes[index * 2 + 1]);

/** The first chain link as read: further links and data blocks, both up to the first zero. */
export type FirstLink = {readonly links: readonly number[]; readonly data: readonly number[]};

const used = (numbers: readonly number[]): readonly number[] => {
	const end = numbers.indexOf(0);
	return end === -1 ? numbers : numbers.slice(0, end);
};

export function * readFirstLink(device: BlockDevice, address: number, total: number): Step<FirstLink> {
	const quarters = quartered.has(device.geometry.unitType);
	const block = quarters ? address & 0x3F_FF : address;
	const offset = quarters ? (address >>> 14) * quarterSize : 0;
	requireBlock(block, total);
	const content = yield * readBlock(device, block);
	const numbers = halfwords(content.subarray(offset, offset + quarterSize));
	return {links: used(numbers.slice(0, furtherLinks)), data: used(numbers.slice(furtherLinks))};
}

/** Numbers of the data blocks in one further chain link. */
export function * readLink(device: BlockDevice, block: number, total: number): Step<readonly number[]> {
	requireBlock(block, total);
	return used(halfwords(yield * readBlock(device, block)));
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

	return {links: [quartered.has(device.geometry.unitType) ? address & 0x3F_FF : address, ...first.links], data};
}
