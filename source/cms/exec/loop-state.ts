/** A loop under way in an EXEC: the lines after its &LOOP up to and including `end`. */
export type Loop = {
	/** Line of the &LOOP statement. */
	readonly start: number;
	/** Last line of the body. */
	readonly end: number;
	/** Passes still to make, where it counts. */
	left: number;
	/** The condition as written, which ends the loop when true. */
	readonly until: readonly string[] | undefined;
	/** The same compiled, where it is; undefined where only the interpreter can tell. */
	readonly ends?: () => boolean | undefined;
};
