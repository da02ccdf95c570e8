/**
 * A named system with its pages, of which there is one copy: loading maps them. Pages of shared segments stay shared,
 * all others become a machine's own where it stores into them. A page is brought in when somebody first needs it.
 */
import {pageSize} from '../../base/architecture.js';
import {greatest, smallest} from '../../base/sequences.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import type {Page} from '../../machine/storage/page.js';
import {
	mapping, type AddressSpace, type Mapping,
} from '../../machine/storage/storage.js';
import {setBlockKeys, type SavedSystem} from './saved-system.js';
import type {SystemName} from './system-names.js';

/** Pages of a segment. */
const segmentPages = 16;

const zeros = new Uint8Array(pageSize);

export class NamedSystem {
	readonly #pages = new Map<number, Page>();
	#isReleased = false;
	/** Pages in shared segments. */
	readonly #shared: ReadonlySet<number>;

	readonly #host: HostStorage;

	/** `place`: where on the paging device its saved pages begin, in their order; `undefined`: on none. */
	constructor(
		host: HostStorage,
		readonly definition: SystemName,
		readonly saved: SavedSystem,
		readonly place?: number,
	) {
		this.#host = host;
		// A shared segment is there as a whole, however little of it was saved.
		this.#shared = new Set(definition.sharedSegments.flatMap(segment =>
			Array.from({length: segmentPages}, (_, page) => (segment * segmentPages) + page)));
		for (const page of new Set([...saved.pages.keys(), ...this.#shared])) {
			const at = place === undefined || !saved.pages.has(page) ? undefined : place + this.#pages.size;
			this.#pages.set(page, host.awayPage(() => saved.pages.get(page) ?? zeros, at).keep());
		}
	}

	/** Nobody loads it any more: it was purged, or saved anew. */
	get isReleased(): boolean {
		return this.#isReleased;
	}

	get name(): string {
		return this.definition.name;
	}

	/** First and last byte. */
	get extent(): {readonly first: number; readonly last: number} {
		const numbers = [...this.#pages.keys()];
		return {first: smallest(numbers) * pageSize, last: ((greatest(numbers) + 1) * pageSize) - 1};
	}

	/** Numbers of its pages, in no order. */
	get pageNumbers(): Iterable<number> {
		return this.#pages.keys();
	}

	/** How many pages it has. */
	get size(): number {
		return this.#pages.size;
	}

	/** Pages that were saved, for who brings them in. */
	* savedPages(): Generator<Page> {
		for (const page of this.saved.pages.keys()) {
			yield this.#pages.get(page)!;
		}
	}

	has(page: number): boolean {
		return this.#pages.has(page);
	}

	/** Whether the page is one that all who load the system see. */
	isShared(page: number): boolean {
		return this.#shared.has(page);
	}

	/** Whether a machine may load it, by its entry of the directory: a slave's name is its creator's to choose. */
	admits(userid: string): boolean {
		return this.definition.receivers?.some(each =>
			each.endsWith('*') ? userid.startsWith(each.slice(0, -1)) : userid === each) ?? true;
	}

	/** Whether two of them want the same page. */
	overlaps(other: NamedSystem): boolean {
		return [...this.#pages.keys()].some(page => other.has(page));
	}

	/** A copy of its first `length` bytes; `undefined` where a page of them is not in storage now. */
	peek(length: number): Uint8Array | undefined {
		const bytes = new Uint8Array(length);
		const first = smallest([...this.#pages.keys()]);
		for (let at = 0; at < length; at += pageSize) {
			const frame = this.#pages.get(first + (at / pageSize))?.frame ?? -1;
			if (frame < 0) {
				return undefined;
			}

			const from = frame * pageSize;
			bytes.set(this.#host.bytes.subarray(from, from + Math.min(pageSize, length - at)), at);
		}

		return bytes;
	}

	/** Maps its pages and sets their keys. With `isPrivate` nothing of it is shared. */
	mapInto(space: AddressSpace, isPrivate = false): void {
		for (const [page, content] of this.#pages) {
			space.map(page, content, this.#mappingOf(page, isPrivate));
			setBlockKeys(space.keys, page, this.saved.keys?.get(page) ?? 0);
		}
	}

	/** Takes away what it mapped: own pages of the machine are as if never touched, those beyond them absent. */
	unmapFrom(space: AddressSpace): void {
		for (const page of this.#pages.keys()) {
			space.unmap(page);
		}
	}

	/** Gives a machine copies of its own of all that it shares: whatever others do, and it does, stays apart. */
	unshare(space: AddressSpace): void {
		for (const page of this.#shared) {
			space.restore(page);
			if (space.mappingOf(page) !== mapping.private) {
				space.remap(page, mapping.copyOnWrite);
				space.frameToStore(page);
			}
		}
	}

	/** Nobody loads it any more; what machines have mapped stays theirs. */
	release(): void {
		if (!this.#isReleased) {
			this.#isReleased = true;
			for (const content of this.#pages.values()) {
				content.letGo();
			}
		}
	}

	#mappingOf(page: number, isPrivate: boolean): Mapping {
		if (isPrivate || !this.#shared.has(page)) {
			return mapping.copyOnWrite;
		}

		return this.definition.isProtected ? mapping.protected : mapping.shared;
	}
}
