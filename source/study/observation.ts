/** What one run came to: every command in it, and what the machine did while it was measured. Times in microseconds. */
import type {Charged, Frames, Reading, Wait} from '../system/experiment/measurement.js';

/** A command of the service, from the key Enter to the next read. */
export type Command = {
	readonly userid: string;
	/** `SBS PUT`. */
	readonly name: string;
	readonly entered: number;
	readonly answered: number;
	readonly code: number;
	/** What the user was charged for meanwhile. */
	readonly charged: Charged;
	/** How long he was kept waiting by others, by kind. */
	readonly waits: Readonly<Record<Wait['kind'], number>>;
};

export type Observation = {
	/** When measuring began and ended. */
	readonly from: Reading;
	readonly to: Reading;
	/** Commands answered between. */
	readonly commands: readonly Command[];
	/** Lines of any kind answered between. */
	readonly answered: number;
	/**
	 * Time that users waited for answers, and that they thought, between: of each user what lies within, whether or not
	 * it began or ended there.
	 */
	readonly residence: number;
	readonly thought: number;
	/** Of `residence`, what belongs to lines that were entered before or answered afterwards. */
	readonly cut: number;
	/** Integral over time of the number of users who wait for an answer. */
	readonly waitingUsers: number;
	/** Who waited when measuring began, and when it ended. */
	readonly underWay: {readonly from: number; readonly to: number};
	/** What was charged between: to users of the service, to others, to the service's own machines and CP. */
	readonly shares: {readonly users: number; readonly others: number; readonly rest: number};
	/** Samples of real storage, one every so many seconds. */
	readonly frames: readonly Frames[];
	/** Answers that did not go well: text and how often. */
	readonly failures: ReadonlyMap<string, number>;
};
