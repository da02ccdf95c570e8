/**
 * For whom a machine works. `slaves.ts` sets both; `resource-transfer.ts` sets who pays for a machine that is no slave.
 */
export type Assignment<Machine> = {
	/** Userid of the creator, for a slave. */
	creator: string | undefined;
	/** Who pays: its CPU time is added to that machine's usage as well (a slave's owner, the lender of a share). */
	chargeTo: Machine | undefined;
};
