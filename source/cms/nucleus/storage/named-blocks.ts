/** Blocks of a chain by a name of eight characters in them, without reading the rest: there may be thousands. */
import {ebcdicField} from '../../../base/ebcdic.js';
import type {GuestStorage} from '../../../guest/guest.js';

const nameLength = 8;

/** Those of `blocks` that have `name` at `offset`, in order. */
export function named(
	storage: GuestStorage,
	blocks: readonly number[],
	{name, offset}: {readonly name: string; readonly offset: number},
): number[] {
	if (name.length > nameLength) {
		return [];
	}

	const field = ebcdicField(name, nameLength);
	const view = new DataView(field.buffer, field.byteOffset, nameLength);
	const first = view.getInt32(0);
	const second = view.getInt32(4);
	return blocks.filter(block =>
		(storage.word(block + offset) | 0) === first && (storage.word(block + offset + 4) | 0) === second);
}
