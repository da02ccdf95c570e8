/**
 * DIAGNOSE X'64': finding, loading and purging a named segment (GC20-1807). A segment is a saved system whose pages lie
 * beyond the machine's storage or in a part of it; loading gives the machine a copy. Not here: shared pages.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
import {pageSize} from '../../base/architecture.js';
import {greatest, smallest} from '../../base/sequences.js';
import type {SavedSystem} from '../machine/saved-system.js';
import {loadPages} from '../machine/saved-system-loader.js';
import type {Diagnose} from './diagnose.js';

const subcode = {
	loadShared: 0, loadNonshared: 4, purge: 8, find: 12,
} as const;
const notFound = 44;
/** GC20-1807: the name is not one of a loaded segment; it would overlay storage. */
const overlay = 1;

export const segments: Diagnose = {
	code: 0x64,
	summary: 'Finding, loading, and purging a named segment',
	/** Rx: address of the eight-character name, on a doubleword; Ry: what to do. Answers start in Rx and end in Ry. */
	perform(call) {
		const {vm, cp} = call;
		const address = call.xAddress;
		if (!call.inStorage(address, 8)) {
			return {program: 5};
		}

		const name = fromEbcdic(vm.storage.fetch(address, 8)).trim();
		const segment = cp.savedSystems.get(name);
		if (!segment) {
			call.y = notFound;
			return 2;
		}

		const loaded = vm.loaded.segments.has(name);
		switch (call.y) {
			case subcode.find: {
				answer(call, segment);
				return loaded ? 0 : 1;
			}

			case subcode.loadShared:
			case subcode.loadNonshared: {
				if (!loadPages(vm, segment)) {
					call.y = overlay;
					return 2;
				}

				vm.loaded.segments.add(name);
				answer(call, segment);
				return 0;
			}

			case subcode.purge: {
				if (!loaded) {
					call.y = notFound;
					return 2;
				}

				vm.loaded.segments.delete(name);
				return 0;
			}

			default: {
				return {program: 6};
			}
		}
	},
};

function answer(call: {x: number; y: number}, segment: SavedSystem): void {
	const pages = [...segment.pages.keys()];
	call.x = smallest(pages) * pageSize;
	call.y = ((greatest(pages) + 1) * pageSize) - 1;
}
