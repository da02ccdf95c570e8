/** Moving a block from one machine's storage to another's: what intermachine communication ends with (R10). */
import {keyBlockSize, pageSize} from '../../base/architecture.js';
import {mapping, type AddressSpace} from '../../machine/storage/storage.js';

/** Whether `length` bytes at `address` are the machine's storage, a loaded segment's included. */
export function inStorage(space: AddressSpace, address: number, length: number): boolean {
	return space.contains(address, length);
}

/** Whether `key` may fetch from (or, with `store`, also store into) every byte of an area that lies in storage. */
export function permitsArea(
	space: AddressSpace,
	key: number,
	address: number,
	length: number,
	store: boolean,
): boolean {
	if (key === 0 || length === 0) {
		return true;
	}

	const last = Math.floor((address + length - 1) / keyBlockSize);
	for (let block = Math.floor(address / keyBlockSize); block <= last; block++) {
		if (!space.permits(key, block, store)) {
			return false;
		}
	}

	return true;
}

/** Whether a page of an area that lies in storage is of a protected shared segment. */
export function protectsArea(space: AddressSpace, address: number, length: number): boolean {
	for (let page = Math.floor(address / pageSize); page * pageSize < address + length; page++) {
		if (space.mappingOf(page) === mapping.protected) {
			return true;
		}
	}

	return false;
}

/** Copies `length` bytes between address spaces, keys aside. */
export function moveBlock(from: AddressSpace, source: number, to: AddressSpace, target: number, length: number): void {
	to.copyFrom(from, source, target, length);
}
