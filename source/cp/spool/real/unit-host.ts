/** What the system's own unit-record devices ask of the rest of CP. */
import type {Clock} from '../../../base/clock.js';
import type {FormsControl} from '../../../machine/devices/unit-record/forms-control.js';
import type {SpoolFile, SpoolRecord} from '../spool-file.js';
import type {Spooler} from '../spooler.js';

export type UnitHost = {
	readonly clock: Clock;
	readonly systemId: string;
	readonly spooler: Spooler;
	/** Runs `action` after `microseconds`; the result cancels it. */
	schedule(microseconds: number, action: () => void): () => void;
	/** The operator is told; `by`: who did it, and knows. */
	tell(text: string, by?: string): void;
	/** Whether spool files can go to a userid. */
	isUser(userid: string): boolean;
};

/** Where paper and cards go, and decks come from: the host. */
export type UnitPlaces = {
	readonly tray: OutputTray;
	readonly hopper: CardHopper;
};

/** What the host's files are called after: a spool file, or what a machine printed itself, which has no number. */
export type OutputOrigin = Pick<SpoolFile, 'owner' | 'originator' | 'queue' | 'created' | 'name' | 'type'> & {
	readonly id: number | undefined;
};

/**
 * What a printer printed or a punch punched of one spool file: separators, every copy, pages that came again; or what a
 * machine did that had the device for itself.
 */
export type RealOutput = {
	readonly kind: 'PRT' | 'PUN';
	readonly file: OutputOrigin;
	/** The device's channel commands with their data, in order. */
	readonly records: readonly SpoolRecord[];
	readonly forms: FormsControl;
	/** Prints small letters as capitals. */
	readonly folds: boolean;
	/** Characters of the chain, EBCDIC; others are blank. `undefined`: all. */
	readonly characters: ReadonlySet<number> | undefined;
};

export type OutputTray = {
	/** Keeps the output; `done` says when it is safe, or why it could not be. */
	take(output: RealOutput, done: (problem: string | undefined) => void): void;
};

/** A deck that lies in the reader's hopper. */
export type Deck = {
	/** As the host calls it. */
	readonly name: string;
	/** Its cards, the identification first; a text: why it is no deck. */
	cards(): readonly SpoolRecord[] | string;
	/** It was read: it goes to the stacker. A text: why it could not. */
	remove(): string | undefined;
};

export type CardHopper = {
	/** Decks, the first to be read first. */
	decks(): readonly Deck[];
	/** Tells when another deck may be there; the result ends it. */
	watch(look: () => void): () => void;
};

/** No host: output is thrown away, and no deck comes. */
export const nowhere: UnitPlaces = {
	tray: {
		take(_output, done) {
			done(undefined);
		},
	},
	hopper: {
		decks: () => [],
		watch: () => () => undefined,
	},
};
