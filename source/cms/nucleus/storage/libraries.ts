/** The libraries that GLOBAL named (GC20-1818, "GLOBAL"): up to eight names each in the nucleus. */
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {fence} from '../svc/parameter-list.js';
import {mostLibraries, nuconArea} from './nucon.js';

const {
	macroLibraries, textLibraries, dosLibraries, loadLibraries,
} = nuconArea.fields;
const anchors = {
	MACLIB: macroLibraries, TXTLIB: textLibraries, DOSLIB: dosLibraries, LOADLIB: loadLibraries,
} as const;

export type LibraryType = keyof typeof anchors;
export const libraryTypes: readonly LibraryType[] = ['MACLIB', 'TXTLIB', 'DOSLIB', 'LOADLIB'];
/** What stands behind the last name: a fence. Where nothing was ever named there are zeros. */
const noName = fromEbcdic(new Uint8Array(8).fill(fence));
const isNone = (name: string): boolean => name === noName || name.startsWith('\0');

/** Names of the libraries searched, in order. */
export function librariesOf(storage: GuestStorage, type: LibraryType): string[] {
	const {offset, length, decode} = anchors[type];
	const names = decode(storage.fetch(offset, length));
	const end = names.findIndex(name => isNone(name));
	return end === -1 ? [...names] : names.slice(0, end);
}

export function setLibraries(storage: GuestStorage, type: LibraryType, names: readonly string[]): void {
	const {offset, encode} = anchors[type];
	const all = Array.from({length: mostLibraries + 1}, (_, index) => names[index] ?? noName);
	storage.store(offset, encode(all));
}
