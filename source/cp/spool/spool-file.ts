/**
 * Spool files (VM/370's SFBLOK, SY20-0884): what a virtual unit record device wrote, waiting for a reader, a printer or
 * a punch.
 */

/** The queue a file stands in: somebody's virtual reader, or the system's printers and punches. */
export const spoolQueues = ['RDR', 'PRT', 'PUN'] as const;
export type SpoolQueue = typeof spoolQueues[number];

/** The device that made it; RDR: the real reader. */
export type SpoolOrigin = 'PRT' | 'PUN' | 'CON' | 'RDR';

/** One card or line: the channel command it was written with, and its bytes; none where the paper only moved. */
export type SpoolRecord = {
	readonly command: number;
	readonly data: Uint8Array;
};

/** What commands show and change. */
export type SpoolAttributes = {
	/** Whose it is. */
	owner: string;
	queue: SpoolQueue;
	class: string;
	copies: number;
	/** USER HOLD: nothing processes it. */
	hold: boolean;
	/** SYS HOLD: nothing processes it until the spooling operator says so. */
	systemHold?: boolean;
	/** CMS file name and type, or the first part of a data set name and nothing. */
	name: string;
	type: string;
	distribution: string;
	/** Text of TAG: where a network machine is to send it. */
	tag: string;
	/** Options of a 3800, which other printers ignore. */
	printing?: PrintingOptions;
};

/** Options for the 3800 printer (GC20-1820, SPOOL): names of one to four characters. */
export type PrintingOptions = {
	readonly flash?: string;
	/** Copies that the forms overlay is flashed on. */
	readonly flashCount?: number;
	readonly characters?: string;
	readonly forms?: string;
	readonly modify?: string;
};

export type NewSpoolFile = SpoolAttributes & {
	/** Who made it; `Spooler.disown` alone changes it. */
	originator: string;
	readonly origin: SpoolOrigin;
	readonly records: readonly SpoolRecord[];
};

export type SpoolFile = NewSpoolFile & {
	/** 1–9900. */
	readonly id: number;
	/** `Clock` microseconds. */
	readonly created: number;
	/** Place in its queue: lower ones first. */
	sequence: number;
};

/** Queues of the system's own units. */
export type OutputQueue = Exclude<SpoolQueue, 'RDR'>;

/** A user whose output the operator keeps from the units (VM/370's SHQBLOK), and in which queues. */
export type Hold = {readonly userid: string; readonly queues: readonly OutputQueue[]};

/** Where the hold queue outlives the session. */
export type HoldStore = {
	load(): readonly Hold[];
	/** Keeps all of it. False: there is no room, and what was kept stays. */
	put(holds: readonly Hold[]): boolean;
};

/** Where closed files outlive the session. A file is there whole or not at all, whatever happens. */
export type SpoolStore = {
	/** The hold queue's place. */
	readonly holds?: HoldStore;
	/** Every file that was put and not removed. */
	load(): readonly SpoolFile[];
	/** Keeps a new file, or an old one with other attributes. False: there is no room for it. */
	put(file: SpoolFile): boolean;
	remove(id: number): void;
};

/** A store that ends with the session. */
export const memorySpool: SpoolStore = {
	load: () => [],
	// The spooler itself has the file.
	put: () => true,
	remove() {
		// Nothing was kept.
	},
};

/** Bytes a record takes: its command and length too. */
export const recordSize = ({data}: SpoolRecord): number => data.length + 3;

/** Bytes a file takes. */
export function spoolSize({records}: Pick<NewSpoolFile, 'records'>): number {
	return records.reduce((sum, record) => sum + recordSize(record), 0);
}
