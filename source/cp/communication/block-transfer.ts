/** Moving a block from one machine's storage to another's: what intermachine communication ends with (R10). */
import {pageSize} from '../../base/architecture.js';
import type {AddressSpace} from '../../machine/storage/storage.js';

/** Whether `length` bytes at `address` are the machine's storage, a loaded segment's included. */
export function inStorage(space: AddressSpace, address: number, length: number): boolean {
	return space.contains(address, length);
}

/**
 * Moves `length` bytes between address spaces, straight from frame to frame. This one copies; an exchange of page-table
 * entries, where whole pages move, stands behind the same call.
 */
export function moveBlock(from: AddressSpace, source: number, to: AddressSpace, target: number, length: number): void {
	for (let done = 0; done < length;) {
		const piece = Math.min(length - done, pageSize - ((source + done) % pageSize));
		to.store(target + done, from.fetch(source + done, piece));
		done += piece;
	}
}
