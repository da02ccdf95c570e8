/**
 * The loader table (SY20-0884, "Loader tables"): external symbols, address constants that still wait for one, and where
 * LOAD has RLDSAVE those that have one.
 * Entries of 20 bytes in free storage, found through NUCON; those of a MODULE's load map have the same form: name (8),
 * kind (1), size (1), sign (1), address at +12.
 */
import {addressMask} from '../../base/architecture.js';
import {
	byte, characters, fullword, Layout, type RecordOf,
} from '../../base/layout.js';
import {counted, table} from '../../guest/bounded/readers.js';
import type {GuestStorage} from '../../guest/guest.js';
import type {Cms} from '../cms.js';
import {nucon} from '../nucleus/storage/nucon.js';

export type LoaderEntry =
	| {readonly kind: 'defined'; readonly name: string; readonly address: number}
	| {readonly kind: 'undefined'; readonly name: string; readonly weak: boolean}
	| {
		readonly kind: 'constant' | 'relocated';
		readonly name: string;
		readonly address: number;
		readonly size: number;
		readonly negative: boolean;
	};

export const entryLayout = new Layout(20, {
	name: characters(0, 8), kind: byte(8), size: byte(9), sign: byte(10), address: fullword(12),
});
const kindCode = {
	defined: 0, undefined: 1, constant: 2, relocated: 3,
} as const;
const structure = 'loader table';
/** Entries that the halfword of NUCON can count. */
export const mostEntries = 65_535;
/** External names that a page of SET LDRTBLS has room for. */
export const namesPerPage = 204;
/** Bytes of an address constant. */
const longestConstant = 4;

export function encodeEntries(entries: readonly LoaderEntry[]): Uint8Array {
	return Buffer.concat(entries.map(entry => entryLayout.encode({
		name: entry.name,
		kind: kindCode[entry.kind],
		size: 'size' in entry ? entry.size : 0,
		sign: Number(entry.kind === 'undefined' ? entry.weak : 'negative' in entry && entry.negative),
		// The sections of a damaged deck may lie anywhere; an address has 24 bits.
		address: entry.kind === 'undefined' ? 0 : entry.address & addressMask,
	})));
}

/** The whole entries in `bytes`. */
export function decodeEntries(bytes: Uint8Array): LoaderEntry[] {
	const entries: LoaderEntry[] = [];
	for (let at = 0; entryLayout.fits(bytes, at); at += entryLayout.length) {
		entries.push(decodeEntry(entryLayout.decode(bytes, at)));
	}

	return entries;
}

function decodeEntry({name, kind, size, sign, address}: RecordOf<typeof entryLayout>): LoaderEntry {
	switch (kind) {
		case kindCode.undefined: {
			return {kind: 'undefined', name, weak: sign !== 0};
		}

		case kindCode.constant:
		case kindCode.relocated: {
			return {
				kind: kind === kindCode.constant ? 'constant' : 'relocated',
				name,
				address: address & addressMask,
				size,
				negative: sign !== 0,
			};
		}

		default: {
			return {kind: 'defined', name, address: address & addressMask};
		}
	}
}

/** The table now in storage. Throws `GuestFault` where it cannot be one. */
export function readTable({guest: {storage}}: Pick<Cms, 'guest'>): LoaderEntry[] {
	const [first] = addresses(storage);
	const entries = first === undefined
		? []
		: decodeEntries(storage.fetch(first, storage.half(nucon.loaderEntries) * entryLayout.length));
	for (const entry of entries) {
		if ('size' in entry) {
			counted(entry.size, longestConstant, structure, entry.address);
		}
	}

	return entries;
}

/** Puts another table in its place. */
export function writeTable(cms: Pick<Cms, 'guest' | 'allocate' | 'release'>, entries: readonly LoaderEntry[]): void {
	const {storage} = cms.guest;
	const [old] = addresses(storage);
	if (old !== undefined) {
		cms.release(old, storage.half(nucon.loaderEntries) * entryLayout.length);
	}

	forgetTable(cms);
	const bytes = encodeEntries(entries.slice(0, mostEntries));
	if (bytes.length > 0) {
		const address = cms.allocate(bytes.length);
		storage.store(address, bytes);
		storage.setWord(nucon.loaderTables, address);
		storage.setHalf(nucon.loaderEntries, bytes.length / entryLayout.length);
	}
}

/** Names that nothing defines, and what waits for them, are forgotten (START). */
export function forgetUndefined(cms: Pick<Cms, 'guest' | 'allocate' | 'release'>): void {
	const table = readTable(cms);
	const left = table.filter(({kind}) => kind === 'defined' || kind === 'relocated');
	if (left.length < table.length) {
		writeTable(cms, left);
	}
}

/** An empty table; the one before is not given back. */
export function forgetTable({guest: {storage}}: Pick<Cms, 'guest'>): void {
	storage.setWord(nucon.loaderTables, 0);
	storage.setHalf(nucon.loaderEntries, 0);
}

function addresses(storage: GuestStorage): number[] {
	return table(storage, storage.word(nucon.loaderTables) & addressMask, storage.half(nucon.loaderEntries), {
		structure, length: entryLayout.length, most: mostEntries,
	});
}

/** Address of a symbol of the program in storage. */
export function findEntry(cms: Pick<Cms, 'guest'>, name: string): number | undefined {
	const entry = readTable(cms).find(candidate => candidate.kind === 'defined' && candidate.name === name);
	return entry?.kind === 'defined' ? entry.address : undefined;
}
