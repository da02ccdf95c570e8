/** What stands in an address space's table of pages, and how a page is mapped there. */

/** Entries of the table: all 16 MiB that 24 bits can address. */
export const pageEntries = 4096;

/** Value of a page's entry: never touched (reads as zeros once given a frame). */
export const untouched = -1;
/** Value of a page's entry: on the paging device; CP's pager knows where. */
export const pagedOut = -2;
/** Value of a page's entry: there is no storage (addressing exception). */
export const absent = -3;

/**
 * How a page is mapped. `private`: nobody else sees it. `shared`: everybody who maps it sees a store at once.
 * `copyOnWrite`: a store gives this space a copy of its own, silently. `protected`: a program's store does so too, and
 * CP takes that copy away again and says so (GC20-1807, "Shared Segment Protection").
 */
export const mapping = {
	private: 0, shared: 1, copyOnWrite: 2, protected: 3,
} as const;

export type Mapping = (typeof mapping)[keyof typeof mapping];
