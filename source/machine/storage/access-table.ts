/** The fast tables of storage access: what the hot loop looks at for every operand. */

import type {ControlArea} from './control-area.js';

/** Sentinel of the fast tables: any address added to it stays negative, so one sign test finds "ask the slow path". */
export const noAccess = -0x4000_0000;

/** Fast tables for one access key: host offset minus guest address of each 2 KiB block, or `noAccess`. */
export type AccessTable = {
	readonly fetch: Int32Array;
	readonly store: Int32Array;
};

/** Entries of a fast table: one a block of 16 MiB, and one that no block has, for an address just behind the last. */
export const tableEntries = 8192 + 1;

/** A pair of tables, in the host's control area where it has room: translated code looks there. */
export function accessTable(area?: ControlArea): AccessTable {
	return {fetch: emptyTable(area), store: emptyTable(area)};
}

/** One table without access to anything. */
function emptyTable(area?: ControlArea): Int32Array {
	return (area?.words(tableEntries) ?? new Int32Array(tableEntries)).fill(noAccess);
}
