/** Puts the pages of a named system into a machine (DMKCFG). */
import {pageSize} from '../../base/architecture.js';
import type {SavedSystem} from './saved-system.js';
import type {VirtualMachine} from './virtual-machine.js';

/** Stores pages and keys. False, with nothing changed, where the machine's storage does not reach that far. */
export function loadPages(vm: VirtualMachine, system: SavedSystem): boolean {
	const {storage} = vm;
	for (const page of system.pages.keys()) {
		if ((page + 1) * pageSize > storage.size) {
			return false;
		}
	}

	for (const [page, content] of system.pages) {
		storage.store(page * pageSize, content);
		const keys = system.keys?.get(page) ?? 0;
		storage.keys[page * 2] = keys & 0xF0;
		storage.keys[(page * 2) + 1] = (keys & 0x0F) << 4;
		storage.closePage(page);
	}

	return true;
}
