/**
 * Storage at addresses that a user program gave: outside the machine's storage they are an addressing exception of that
 * program.
 */
import {hex} from '../../../base/hex.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {Abend, shown} from '../abend.js';
import {messages} from '../../messages/index.js';

/** Whether `length` bytes at `address` lie in storage. */
export function isInStorage(storage: GuestStorage, address: number, length: number): boolean {
	return address + length <= storage.size;
}

/** `address` without its first byte, where `length` bytes lie in storage; abends with 0C5 otherwise. */
export function userAddress(storage: GuestStorage, address: number, length: number): number {
	const at = address & 0xFF_FFFF;
	if (!isInStorage(storage, at, length)) {
		const where = hex(at, 6);
		const exception = {exception: 'ADDRESSING', address: where, routine: 'DMSITS'};
		throw new Abend('0C5', where, shown(messages.DMSITP141T, exception));
	}

	return at;
}
