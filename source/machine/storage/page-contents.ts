/**
 * What the pages of an address space hold, by their numbers. Most of 16 MiB is empty: pages stand in groups, each made
 * when the first of it holds something, and whoever looks at all passes over those that hold nothing.
 */
import type {Page} from './page.js';
import {pageEntries} from './page-entries.js';

/** Pages that stand together: those of 256 KiB. */
const groupSize = 64;
const shift = Math.log2(groupSize);

type Group = {readonly pages: Array<Page | undefined>; occupied: number};

export class PageContents {
	readonly #groups: Array<Group | undefined> = Array.from({length: pageEntries / groupSize});
	#size = 0;

	/** How many pages hold something. */
	get size(): number {
		return this.#size;
	}

	/** What a page holds; `undefined` where that is nothing. */
	get(page: number): Page | undefined {
		return this.#groups[page >>> shift]?.pages[page & (groupSize - 1)];
	}

	/** The page holds this from now on; it held nothing. */
	add(page: number, content: Page): void {
		let group = this.#groups[page >>> shift];
		if (!group) {
			group = {pages: Array.from({length: groupSize}), occupied: 0};
			this.#groups[page >>> shift] = group;
		}

		group.pages[page & (groupSize - 1)] = content;
		group.occupied++;
		this.#size++;
	}

	/** The page holds nothing any more. Answers what it held. */
	remove(page: number): Page | undefined {
		const content = this.get(page);
		if (content) {
			const group = this.#groups[page >>> shift]!;
			group.pages[page & (groupSize - 1)] = undefined;
			group.occupied--;
			this.#size--;
		}

		return content;
	}

	/** Calls `visit` with all that pages hold, in order of their numbers; it may take away what it is called with. */
	each(visit: (content: Page, page: number) => void): void {
		for (let from = 0; from < pageEntries; from += groupSize) {
			const group = this.#groups[from >>> shift];
			if (group === undefined || group.occupied === 0) {
				continue;
			}

			for (const [index, content] of group.pages.entries()) {
				if (content) {
					visit(content, from + index);
				}
			}
		}
	}
}
