/** Abnormal ends of CMS (GC20-1819, "CMS abnormal termination"): everything that runs is given up and the command loop starts afresh. */

/** Thrown where a program or the nucleus cannot go on; caught by the entry it happened in. `messages`: already typed in place of DMSABN148T. */
export class Abend extends Error {
	override readonly name = 'Abend';

	/** `code`: three hexadecimal digits, as DMSABN148T shows; `from`: routine or address that asked for it. */
	constructor(readonly code: string, readonly from: string, readonly first?: {readonly id: string; readonly text: string}) {
		super(`CMS abend ${code} called from ${from}`);
	}
}
