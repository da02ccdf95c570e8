/**
 * How a program reads pointers, chains and tables that somebody else may have stored into. Each reader has a bound of
 * its own: it ends, allocates no more than the machine has storage, and throws `DamagedStructure` where what it finds
 * cannot be what it was asked for.
 */
import {addressMask} from '../../base/architecture.js';
import {DamagedStructure} from './fault.js';

/** Storage as far as the readers need it. */
export type Words = {
	/** Whether `length` bytes at `address` are storage. */
	contains(address: number, length: number): boolean;
	/** Fullword, unsigned. */
	word(address: number): number;
};

/** What is looked for: its name for the message, its bytes, what its address is a multiple of (8 by default). */
export type Shape = {readonly structure: string; readonly length: number; readonly alignment?: number};

/** `address`, where something of that shape can lie there. */
export function placed(storage: Words, address: number, {structure, length, alignment = 8}: Shape): number {
	if (!(address > 0 && length >= 0 && address % alignment === 0 && storage.contains(address, length))) {
		throw new DamagedStructure(structure, address);
	}

	return address;
}

/** The address in the fullword at `at`, its first byte not looked at; 0 where there is none. */
export function pointer(storage: Words, at: number, shape: Shape): number {
	const address = storage.word(at) & addressMask;
	return address === 0 ? 0 : placed(storage, address, shape);
}

/** `count`, where it is no more than `most`. */
export function counted(count: number, most: number, structure: string, address: number): number {
	if (!(count >= 0 && count <= most)) {
		throw new DamagedStructure(structure, address);
	}

	return count;
}

/**
 * Addresses of the blocks chained from the fullword at `anchor` by the one at `next` in each, zero behind the last. A
 * chain that comes back to a block, or has more than `most` of them, is damaged.
 */
export function chain(
	storage: Words,
	anchor: number,
	{next = 0, most, ...shape}: Shape & {readonly next?: number; readonly most: number},
): number[] {
	const blocks = new Set<number>();
	for (let at = pointer(storage, anchor, shape); at !== 0; at = pointer(storage, at + next, shape)) {
		if (blocks.has(at) || blocks.size >= most) {
			throw new DamagedStructure(shape.structure, at);
		}

		blocks.add(at);
	}

	return [...blocks];
}

/** Addresses of the `count` entries of a table. `length` of the shape: that of an entry. */
export function table(
	storage: Words,
	address: number,
	count: number,
	{most, ...shape}: Shape & {readonly most: number},
): number[] {
	if (count === 0) {
		return [];
	}

	counted(count, most, shape.structure, address);
	placed(storage, address, {...shape, length: count * shape.length});
	return Array.from({length: count}, (_, index) => address + (index * shape.length));
}
