/** What every store asks of keys and values, and the order keys have: byte by byte, the shorter one first. */
import {mostKey, mostValue, type Entry} from './store.js';

/** Negative, 0 or positive as `one` comes before, is, or comes behind `other`. */
export const compareKeys = (one: Uint8Array, other: Uint8Array): number => Buffer.compare(one, other);

export function hasPrefix(key: Uint8Array, prefix: Uint8Array): boolean {
	return key.length >= prefix.length && prefix.every((byte, index) => key[index] === byte);
}

/** Throws where the program that puts it made it too long: no store could keep it. */
export function requireEntry({key, value}: Entry): void {
	if (key.length === 0 || key.length > mostKey || value.length > mostValue) {
		throw new RangeError(`an entry of ${key.length} and ${value.length} bytes`);
	}
}

/** Where a scan of `prefix` that goes on at `from` begins. */
export const scanStart = (prefix: Uint8Array, from: Uint8Array = prefix): Uint8Array =>
	compareKeys(from, prefix) > 0 ? from : prefix;
