/** The libraries that GLOBAL named (GC20-1818, "GLOBAL"): up to eight names each in the nucleus. */
import type {GuestStorage} from '../../../guest/guest.js';
import {nucon} from './nucon.js';

export const mostLibraries = 8;
const anchors = {MACLIB: nucon.macroLibraries, TXTLIB: nucon.textLibraries} as const;

export type LibraryType = keyof typeof anchors;
export const libraryTypes: readonly LibraryType[] = ['MACLIB', 'TXTLIB'];

/** Names of the libraries searched, in order. */
export function librariesOf(storage: GuestStorage, type: LibraryType): string[] {
	const names: string[] = [];
	for (let index = 0; index < mostLibraries; index++) {
		const at = anchors[type] + (index * 8);
		if (storage.word(at) === 0) {
			break;
		}

		names.push(storage.text(at, 8).trimEnd());
	}

	return names;
}

export function setLibraries(storage: GuestStorage, type: LibraryType, names: readonly string[]): void {
	storage.store(anchors[type], new Uint8Array(mostLibraries * 8));
	for (const [index, name] of names.entries()) {
		storage.setText(anchors[type] + (index * 8), name, 8);
	}
}
