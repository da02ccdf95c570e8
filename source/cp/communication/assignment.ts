/**
 * For whom a machine works, and what he may do with it. `slaves.ts` sets creator, owner and his rights,
 * `resource-transfer.ts` the loan.
 *
 * The paper's owner both pays for a slave and has power over it. Here the two are given apart: a service that protects
 * its data inside the slave makes its user pay (CHARGE), and keeps the slave's storage to itself (no CONTROL).
 */

/** A share lent for the time of one exchange to the machine that was signalled. */
export type Loan<Machine> = {
	readonly exchange: number;
	readonly lender: Machine;
	readonly borrower: Machine;
	/** Most that the borrower may use at the lender's cost, microseconds of processor time; 0 = no limit. */
	limit: number;
	/** What it has used. */
	used: number;
};

export type Assignment<Machine> = {
	/** Userid of the creator, for a slave. */
	creator: string | undefined;
	/** Whom the creator assigned the slave to; `undefined`: it keeps it. */
	owner: Machine | undefined;
	/** CONTROL: the owner may start and stop the slave, and read and write what is in it. */
	control: boolean;
	/** Who is charged for all that a slave uses, on whose share it runs: its owner with CHARGE, else its creator. */
	chargeTo: Machine | undefined;
	/** What a server works on just now: what it uses is charged to the lender. */
	loan: Loan<Machine> | undefined;
};

/** CHARGE: the owner pays. */
export const isCharged = <Machine>({owner, chargeTo}: Readonly<Assignment<Machine>>): boolean =>
	owner !== undefined && chargeTo === owner;

/** A machine that works for nobody but itself. */
export const unassigned = {
	creator: undefined, owner: undefined, control: false, chargeTo: undefined, loan: undefined,
} as const;
