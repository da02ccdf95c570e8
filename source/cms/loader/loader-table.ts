/**
 * The loader table (SY20-0884, "Loader tables"): external symbols, and address constants that still wait for one.
 * Entries of 20 bytes in free storage, found through NUCON; those of a MODULE's load map have the same form: name (8),
 * kind (1), size (1), sign (1), address at +12.
 */
import {ebcdicField, fromEbcdic} from '../../base/ebcdic.js';
import type {Cms} from '../cms.js';
import {nucon} from '../nucleus/storage/nucon.js';

export type LoaderEntry =
	| {readonly kind: 'defined'; readonly name: string; readonly address: number}
	| {readonly kind: 'undefined'; readonly name: string; readonly weak: boolean}
	| {
		readonly kind: 'constant';
		readonly name: string;
		readonly address: number;
		readonly size: number;
		readonly negative: boolean;
	};

const entrySize = 20;
const offset = {
	kind: 8, size: 9, sign: 10, address: 12,
} as const;
const kindCode = {defined: 0, undefined: 1, constant: 2} as const;

export function encodeEntries(entries: readonly LoaderEntry[]): Uint8Array {
	const bytes = new Uint8Array(entries.length * entrySize);
	const view = new DataView(bytes.buffer);
	for (const [index, entry] of entries.entries()) {
		const at = index * entrySize;
		bytes.set(ebcdicField(entry.name, 8), at);
		bytes[at + offset.kind] = kindCode[entry.kind];
		if (entry.kind === 'undefined') {
			bytes[at + offset.sign] = Number(entry.weak);
		} else {
			view.setUint32(at + offset.address, entry.address);
		}

		if (entry.kind === 'constant') {
			bytes[at + offset.size] = entry.size;
			bytes[at + offset.sign] = Number(entry.negative);
		}
	}

	return bytes;
}

export function decodeEntries(bytes: Uint8Array): LoaderEntry[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries: LoaderEntry[] = [];
	for (let at = 0; at + entrySize <= bytes.length; at += entrySize) {
		const name = fromEbcdic(bytes.subarray(at, at + 8)).trimEnd();
		const address = view.getUint32(at + offset.address) & 0xFF_FFFF;
		const flag = bytes[at + offset.sign] !== 0;
		switch (bytes[at + offset.kind]) {
			case kindCode.undefined: {
				entries.push({kind: 'undefined', name, weak: flag});
				break;
			}

			case kindCode.constant: {
				entries.push({
					kind: 'constant', name, address, size: bytes[at + offset.size], negative: flag,
				});
				break;
			}

			default: {
				entries.push({kind: 'defined', name, address});
			}
		}
	}

	return entries;
}

/** The table now in storage. */
export function readTable({guest: {storage}}: Pick<Cms, 'guest'>): LoaderEntry[] {
	const address = storage.word(nucon.loaderTables);
	return address === 0 ? [] : decodeEntries(storage.fetch(address, storage.half(nucon.loaderEntries) * entrySize));
}

/** Puts another table in its place. */
export function writeTable(cms: Pick<Cms, 'guest' | 'allocate' | 'release'>, entries: readonly LoaderEntry[]): void {
	const {storage} = cms.guest;
	const old = storage.word(nucon.loaderTables);
	if (old !== 0) {
		cms.release(old, storage.half(nucon.loaderEntries) * entrySize);
	}

	const bytes = encodeEntries(entries);
	const address = bytes.length === 0 ? 0 : cms.allocate(bytes.length);
	if (address !== 0) {
		storage.store(address, bytes);
	}

	storage.setWord(nucon.loaderTables, address);
	storage.setHalf(nucon.loaderEntries, entries.length);
}

/** Address of a symbol of the program in storage. */
export function findEntry(cms: Pick<Cms, 'guest'>, name: string): number | undefined {
	const entry = readTable(cms).find(candidate => candidate.kind === 'defined' && candidate.name === name);
	return entry?.kind === 'defined' ? entry.address : undefined;
}
