/**
 * Brings what is safe in the journal to the files now and then, syncs these, and lets the segments go that held it: the
 * journal stays short, and has room again where it was full.
 */
import type {Applier} from './applier.js';
import type {Groups} from './groups.js';
import type {Log} from './log.js';
import type {Overlay} from './overlay.js';
import type {Problems} from './problems.js';

/** A checkpoint comes this long after the first change, milliseconds, or when so many bytes wait. */
const usualDelay = 1000;
const longestSegment = 4 * 1024 * 1024;
/** After a failure of the host it is tried again, milliseconds. */
const patience = 1000;

export type CheckpointParts = {
	readonly log: Log;
	readonly groups: Groups;
	readonly overlay: Overlay;
	readonly applier: Applier;
	readonly problems: Problems;
	/** Told after each, whatever came of it. */
	readonly done: () => void;
};

export class Checkpoints {
	readonly #parts: CheckpointParts;
	#running: Promise<boolean> | undefined;
	#next: NodeJS.Timeout | undefined;
	#isClosing = false;

	constructor(parts: CheckpointParts) {
		this.#parts = parts;
	}

	/** A record was appended. */
	appended(): void {
		if (this.#parts.log.currentLength > longestSegment) {
			void this.run();
		} else {
			this.#schedule(usualDelay);
		}
	}

	/** As soon as the event loop is free. */
	soon(): void {
		this.#schedule(0);
	}

	/** A failure at the start: it is tried again. */
	later(): void {
		this.#schedule(patience);
	}

	/** One now, or the one under way. True where what was safe is in the files. */
	async run(): Promise<boolean> {
		this.#running ??= this.#once();
		return this.#running;
	}

	/** No more by themselves. */
	stop(): void {
		this.#isClosing = true;
		clearTimeout(this.#next);
	}

	/** When none is under way. */
	async idle(): Promise<void> {
		await this.#running;
	}

	#schedule(delay: number): void {
		if (this.#isClosing) {
			return;
		}

		this.#next ??= setTimeout(() => {
			this.#next = undefined;
			void this.run();
		}, delay).unref();
	}

	async #once(): Promise<boolean> {
		clearTimeout(this.#next);
		this.#next = undefined;
		const {log, groups, applier, problems, overlay, done} = this.#parts;
		const isSafe = await groups.flushed();
		const {safe} = groups;
		const appended = log.last;
		if (isSafe) {
			log.turn();
		}

		let isDone = isSafe;
		try {
			await applier.apply(safe);
			// A range that a later record covers was not written: that record must be safe before the segment goes.
			isDone = isSafe && (groups.safe >= appended || await groups.flushed());
			problems.note('apply');
			if (isDone) {
				await log.release(safe);
			}
		} catch (error) {
			isDone = false;
			problems.note('apply', error);
		}

		this.#running = undefined;
		if (!overlay.isEmpty || log.hasOld) {
			this.#schedule(isDone ? usualDelay : patience);
		}

		done();
		return isDone;
	}
}
