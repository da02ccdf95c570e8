/** Which pages of storage a channel program has to do with: they must not be moved away under it. */
import {addressMask, keyBlockSize} from '../../base/architecture.js';
import {ccwFlag} from '../../base/channel-words.js';
import type {AddressSpace} from '../storage/storage.js';
import {
	fetchCcw, isReadBackward, isTransferInChannel, type Ccw,
} from './ccw.js';

/** Commands after which a program counts as using everything: a loop. */
const longest = 256;

/**
 * Whether the program at `address`, as it stands in storage, has a channel command word or an area in the page. True
 * also where it is too long to tell.
 */
export function programUses(storage: AddressSpace, key: number, address: number, page: number): boolean {
	let at = address;
	for (let count = 0; count < longest; count++) {
		const ccw = fetchCcw(storage, at, key);
		if (ccw.check !== 0) {
			return false;
		}

		if (at >>> 12 === page) {
			return true;
		}

		if (isTransferInChannel(ccw)) {
			at = ccw.address;
			continue;
		}

		if (areaPages(storage, ccw).includes(page)) {
			return true;
		}

		if ((ccw.flags & (ccwFlag.chainCommand | ccwFlag.chainData)) === 0) {
			return false;
		}

		at = (at + 8) & addressMask;
	}

	return true;
}

/** Pages in which a CCW's area lies, and the words of its indirect addresses. */
export function areaPages(storage: AddressSpace, ccw: Ccw): number[] {
	const {address, count, flags} = ccw;
	if ((flags & ccwFlag.indirect) === 0) {
		return pagesOf(isReadBackward(ccw) ? Math.max(0, address - count + 1) : address, count);
	}

	const end = address + ((Math.ceil(count / keyBlockSize) + 1) * 4);
	const pages = pagesOf(address, end - address);
	for (let at = address; at < end && storage.contains(at, 4); at += 4) {
		pages.push((storage.word(at) & addressMask) >>> 12);
	}

	return pages;
}

/** Numbers of the pages that `length` bytes from `address` on are in. */
function pagesOf(address: number, length: number): number[] {
	const first = address >>> 12;
	return Array.from({length: ((address + length - 1) >>> 12) - first + 1}, (_, index) => first + index);
}
