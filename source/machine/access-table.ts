/** The fast tables of storage access: what the hot loop looks at for every operand. */

/** Sentinel of the fast tables: any address added to it stays negative, so one sign test finds "ask the slow path". */
export const noAccess = -0x4000_0000;

/** Fast tables for one access key: host offset minus guest address of each 2 KiB block, or `noAccess`. */
export type AccessTable = {
	readonly fetch: Int32Array;
	readonly store: Int32Array;
};

/** Entries of a fast table: one a block of 16 MiB, and one that no block has, for an address just behind the last. */
export const tableEntries = 8192 + 1;

export function accessTable(): AccessTable {
	return {fetch: new Int32Array(tableEntries).fill(noAccess), store: new Int32Array(tableEntries).fill(noAccess)};
}
