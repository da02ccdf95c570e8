/** CP's side of a spooled device (VM/370's VSPLCTL): what CLOSE, READY and DETACH do to it. */
import type {SpoolFile} from './spool-file.js';

export type CloseOptions = {
	/** Drops what was written; of a reader, the file. */
	readonly purge?: boolean;
	/** Instead of what SPOOL says. */
	readonly hold?: boolean | undefined;
	readonly distribution?: string | undefined;
	readonly name?: string;
	readonly type?: string;
	/** CLOSE in spite of SPOOL CONT: SPOOL CLOSE, DETACH, LOGOFF. */
	readonly force?: boolean;
};

export type SpooledUnit = {
	/** NOTREADY takes this, READY gives it back. */
	isReady: boolean;
	/** Ends the open file. Answers the file made of it, where one was. */
	close(options?: CloseOptions): SpoolFile | undefined;
	/** An output device: takes a record that CP itself writes. False: not ready, or no spool space. */
	write?(command: number, data: Uint8Array): boolean;
	/** A reader: a file may be there for it. */
	arrived?(): void;
};
