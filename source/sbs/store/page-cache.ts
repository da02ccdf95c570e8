/** What is kept of a library's files so that it need not be read again: index records, chain links, the audit's end. */
import type {LinkCache} from '../../cms/file-system/files/direct-file.js';

/** Pages of 800 bytes by key. What is not there must be read; what is, is as the disk has it. */
export type PageCache = {
	get(key: number): Uint8Array | undefined;
	set(key: number, content: Uint8Array): void;
};

/** A page's key: what it is of, and which. */
const of = {
	index: 0x0100_0000, indexLink: 0x0200_0000, containerLink: 0x0300_0000, audit: 0x0500_0000, auditLink: 0x0600_0000,
} as const;

export const pageKey = {
	index: (record: number): number => of.index + record,
	/** The last block of the audit file, as far as it is filled. */
	auditEnd: of.audit,
};

const links = (cache: PageCache, first: number): LinkCache => ({
	get: link => cache.get(first + link),
	set(link, content) {
		cache.set(first + link, content);
	},
});

/** Chain links of a file of the index (0: the first), of a container, of the audit file. */
export const indexLinks = (cache: PageCache, file: number): LinkCache => links(cache, of.indexLink + (file << 8));
export const containerLinks = (cache: PageCache, container: number): LinkCache =>
	links(cache, of.containerLink + (container << 8));
export const auditLinks = (cache: PageCache): LinkCache => links(cache, of.auditLink);
