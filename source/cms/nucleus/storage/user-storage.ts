/**
 * Storage at addresses that a user program gave: outside the machine's storage they are an addressing exception of that
 * program.
 */
import {addressMask} from '../../../base/architecture.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {addressingAbend} from '../abend.js';

/** Whether `length` bytes at `address` lie in storage. */
export function isInStorage(storage: GuestStorage, address: number, length: number): boolean {
	return storage.contains(address, length);
}

/** `address` without its first byte, where `length` bytes lie in storage; abends with 0C5 otherwise. */
export function userAddress(storage: GuestStorage, address: number, length: number): number {
	const at = address & addressMask;
	if (!isInStorage(storage, at, length)) {
		throw addressingAbend(at, 'DMSITS');
	}

	return at;
}
