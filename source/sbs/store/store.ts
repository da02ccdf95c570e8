/**
 * The library as the data base sees it, wherever its disks are: one ordered table of keys and values for all that is
 * small, and extents for texts. Keys compare byte by byte; the first byte says which table of the data base an entry is
 * of (`keys.ts`).
 */
import type {Step} from '../../guest/action.js';

/** Bytes of a key, and of a value, at most. */
export const mostKey = 64;
export const mostValue = 255;

export type Entry = {readonly key: Uint8Array; readonly value: Uint8Array};

/** Slots in a row, of one container. */
export type Run = {
	/** The first slot's number in the library: container and record in it. */
	readonly slot: number;
	readonly count: number;
};

/** Where a text lies. What an extent refers to never changes; it is written once, and freed. */
export type Extent = {
	readonly runs: readonly Run[];
	readonly bytes: number;
	/** CRC-32 of its bytes. */
	readonly checksum: number;
};

/** What can be looked at. Throws `DiskError`, and `DamagedLibrary` where what is read cannot be. */
export type Reader = {
	get(key: Uint8Array): Step<Uint8Array | undefined>;
	/**
	 * Entries from `from` on (inclusive), in order, those that begin with `prefix` only; no more than `most`. To go on
	 * behind a key, ask from its `after`.
	 */
	scan(prefix: Uint8Array, from?: Uint8Array, most?: number): Step<readonly Entry[]>;
	/** The bytes of an extent. */
	text(extent: Extent): Step<Uint8Array>;
};

/** A change under way, alone in the library: it sees what it has put. */
export type Transaction = Reader & {
	put(key: Uint8Array, value: Uint8Array): Step;
	/** Nothing happens where there is no such key. */
	remove(key: Uint8Array): Step;
	/** Writes a text into slots that nothing refers to. Throws `LibraryFull`. */
	write(bytes: Uint8Array): Step<Extent>;
	/** Its slots are free when the change is committed. */
	free(extent: Extent): Step;
	/** A line of the audit file (80 characters), committed with the change, or alone where it changes nothing. */
	audit(line: string): void;
};

export type LibraryStore = {
	/**
	 * A consistent look. `work` is done again where somebody changed the library meanwhile: it must have no effects of
	 * its own.
	 */
	read<T>(work: (reader: Reader) => Step<T>): Step<T>;
	/**
	 * One change, alone in the library: all of it or nothing. Where `work` answers a `Failure` (`base/failure.ts`), or
	 * throws, nothing is changed but the audit file. Throws `LibraryFull`, `DiskError`, `DamagedLibrary`.
	 */
	change<T>(work: (transaction: Transaction) => Step<T>): Step<T>;
};

/** No disk of the library has room. Thrown; nothing has been changed. */
export class LibraryFull extends Error {}

/** A file of the library holds what it cannot hold; `where` says which and what. Thrown. */
export class DamagedLibrary extends Error {
	constructor(readonly where: string) {
		super(`the library is damaged: ${where}`);
	}
}

/** The key that comes right behind every key that is this one. */
export function after(key: Uint8Array): Uint8Array {
	const next = new Uint8Array(key.length + 1);
	next.set(key);
	return next;
}
