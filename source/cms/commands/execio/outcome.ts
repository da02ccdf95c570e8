/** How an operation of EXECIO ends (SC19-6209, "EXECIO", return codes). */

export const execioCode = {
	ok: 0,
	truncated: 1,
	/** Before as many lines as asked for. */
	endOfFile: 2,
	/** None of the lines read was the one searched for. */
	noMatch: 3,
	badOperands: 24,
	notFound: 28,
	noStorage: 41,
	/** Added to the return code of a function of CMS. */
	function: 100,
	/** Added to CP's. */
	cp: 1000,
} as const;

/** A function of CMS that did not do what it was called for. */
export class IoError {
	constructor(readonly called: string, readonly code: number) {}
}

/** The console stack takes no more. */
export const noRoom = Symbol('no room in the console stack');
export type NoRoom = typeof noRoom;
