/**
 * The arrays of a table of pages, in one piece. They are large beside all else that a machine has, so a machine that
 * goes leaves them to the next (`HostStorage.pageArrays`).
 */
import {pageSize, keyBlockSize} from '../../base/architecture.js';
import {pageEntries, untouched} from './page-entries.js';

/** Bytes of a page in all of them. */
const entry = 4 + (pageSize / keyBlockSize) + 1 + 1;

export type PageArrays = {
	/** Frame of each page, or `untouched`, `pagedOut`, `absent`. */
	readonly pages: Int32Array;
	/** A byte for each 2 KiB block. */
	readonly keys: Uint8Array;
	readonly mappings: Uint8Array;
	readonly used: Uint8Array;
};

/** New ones, all zero. */
export function newPageArrays(): PageArrays {
	const buffer = new ArrayBuffer(pageEntries * entry);
	const blocks = pageEntries * (pageSize / keyBlockSize);
	const keysAt = pageEntries * 4;
	return {
		pages: new Int32Array(buffer, 0, pageEntries),
		keys: new Uint8Array(buffer, keysAt, blocks),
		mappings: new Uint8Array(buffer, keysAt + blocks, pageEntries),
		used: new Uint8Array(buffer, keysAt + blocks + pageEntries, pageEntries),
	};
}

/** Of a machine that is gone: nothing is there, and nothing can be brought. */
export const noPageArrays: PageArrays = newPageArrays();
noPageArrays.pages.fill(untouched);
