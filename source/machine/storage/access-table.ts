/** The fast tables of storage access: what the hot loop looks at for every operand. */

import type {ControlArea} from './control-area.js';

/** Sentinel of the fast tables: any address added to it stays negative, so one sign test finds "ask the slow path". */
export const noAccess = -0x4000_0000;

/** Fast tables for one access key: host offset minus guest address of each 2 KiB block, or `noAccess`. */
export type AccessTable = {
	readonly fetch: Int32Array;
	readonly store: Int32Array;
};

/** How often entries of a machine's tables were closed, or have become others. */
export type Closings = {count: number};

/** Entries of a fast table: one a block of 16 MiB, and one that no block has, for an address just behind the last. */
export const tableEntries = 8192 + 1;

/** A pair of tables without access to anything, in the host's control area where it has room. */
export function accessTable(area: ControlArea): AccessTable {
	return {fetch: area.filled(tableEntries, noAccess), store: area.filled(tableEntries, noAccess)};
}

/** Gives a pair back that has no access to anything again. */
export function giveBackTable(area: ControlArea, {fetch, store}: AccessTable): void {
	area.releaseFilled(fetch);
	area.releaseFilled(store);
}

/** The tables of a machine that is gone: nobody enters anything there. */
const none = new Int32Array(tableEntries).fill(noAccess);
export const closedTable: AccessTable = {fetch: none, store: none};
