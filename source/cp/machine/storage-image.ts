/**
 * A machine's storage as it was at one moment, to which it, or another of its size, can be brought back at once: the
 * image keeps the pages, and the machine maps them so that a store gives it a copy of its own.
 */
import type {Page} from '../../machine/storage/page.js';
import {mapping, type Mapping} from '../../machine/storage/storage.js';
import type {SystemsLoaded} from './loaded-system.js';
import type {VirtualMachine} from './virtual-machine.js';

export class StorageImage {
	readonly #pages = new Map<number, {readonly content: Page; readonly how: Mapping}>();
	readonly #keys: Uint8Array;
	readonly #size: number;
	readonly #systems: SystemsLoaded;
	#isReleased = false;

	/**
	 * Of a machine's storage as it is now. Its own pages are copied on write from now on; segments that it shares with
	 * others stay shared, and what others store into them is in the image too.
	 */
	constructor(vm: VirtualMachine) {
		const space = vm.storage;
		for (const page of space.alteredPages) {
			space.restore(page);
		}

		space.eachContent((content, page) => {
			if (space.mappingOf(page) === mapping.private) {
				space.remap(page, mapping.copyOnWrite);
			}

			this.#pages.set(page, {content: content.keep(), how: space.mappingOf(page)});
		});

		this.#keys = space.keys.slice();
		this.#size = space.size;
		this.#systems = vm.loaded.systemsLoaded;
	}

	/** Pages that it keeps. */
	get pages(): number {
		return this.#pages.size;
	}

	/**
	 * Brings a machine's storage back: pages that it has as they are here stay as they are, all others are mapped
	 * again. The machine must have as much storage as the one of the image.
	 */
	restore(vm: VirtualMachine): void {
		const space = vm.storage;
		if (this.#isReleased || space.size !== this.#size) {
			throw new Error('no image for this storage');
		}

		const isNew = space.mapped === 0;
		space.eachContent((_, page) => {
			if (!this.#pages.has(page)) {
				space.unmap(page);
			}
		});

		for (const [page, {content, how}] of this.#pages) {
			if (space.contentOf(page) !== content || space.mappingOf(page) !== how) {
				space.map(page, content, how);
			}
		}

		// Where nothing was mapped no block stands in a fast table.
		for (let block = 0; block < (isNew ? 0 : this.#keys.length); block++) {
			if (space.keys[block] !== this.#keys[block]) {
				space.tables.close(block);
			}
		}

		space.keys.set(this.#keys);

		vm.loaded.restoreSystems(this.#systems);
	}

	/** Nobody comes back to it: what no machine maps is given back. */
	release(): void {
		if (!this.#isReleased) {
			this.#isReleased = true;
			for (const {content} of this.#pages.values()) {
				content.letGo();
			}

			this.#pages.clear();
		}
	}
}
