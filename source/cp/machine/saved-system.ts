/** Named systems (SAVESYS, IPL name; GC20-1807, "Saved Systems"). */

export type SavedSystem = {
	readonly name: string;
	/** Page index (4 KiB) -> content. */
	readonly pages: ReadonlyMap<number, Uint8Array>;
	/** Both words of the PSW it starts with. */
	readonly psw: readonly [number, number];
	readonly gpr?: readonly number[];
	readonly fpr?: readonly number[];
	readonly cr?: readonly number[];
	/** Page index -> the two 2 KiB keys, high nibble first. Pages absent here have key 0. */
	readonly keys?: ReadonlyMap<number, number>;
};
