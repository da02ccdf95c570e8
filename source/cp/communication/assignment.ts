/**
 * For whom a machine works, and what he may do with it. `slaves.ts` sets all of it; `resource-transfer.ts` sets who
 * pays for a machine that is no slave.
 *
 * The paper's owner both pays for a slave and has power over it. Here the two are given apart: a service that protects
 * its data inside the slave makes its user pay (CHARGE), and keeps the slave's storage to itself (no CONTROL).
 */
export type Assignment<Machine> = {
	/** Userid of the creator, for a slave. */
	creator: string | undefined;
	/** Whom the creator assigned the slave to; `undefined`: it keeps it. */
	owner: Machine | undefined;
	/** CONTROL: the owner may start and stop the slave, and read and write what is in it. */
	control: boolean;
	/**
	 * Who pays: its CPU time is added to that machine's usage as well (the owner of a slave assigned with CHARGE, the
	 * lender of a share).
	 */
	chargeTo: Machine | undefined;
};

/** A machine that works for nobody but itself. */
export const unassigned = {creator: undefined, owner: undefined, control: false, chargeTo: undefined} as const;
