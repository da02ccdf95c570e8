/**
 * Abnormal ends of CMS (GC20-1819, "CMS abnormal termination"): everything that runs is given up and the command loop
 * starts afresh.
 */

/** What is typed in place of DMSABN148T; `quiet` = nothing. */
export type AbendMessage = 'quiet' | {readonly id: string; readonly text: string};

/** Thrown where a program or the nucleus cannot go on; caught by the entry it happened in. */
export class Abend extends Error {
	override readonly name = 'Abend';
	readonly code: string;
	readonly from: string;
	readonly shown: AbendMessage | undefined;

	/**
	 * `code`: three hexadecimal digits, as DMSABN148T shows; `from`: routine or address that asked for it; `message`:
	 * another one in its place.
	 */
	constructor(code: string, from: string, message?: AbendMessage) {
		super(`CMS abend ${code} called from ${from}`);
		this.code = code;
		this.from = from;
		this.shown = message;
	}
}
