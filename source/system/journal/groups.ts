/**
 * Makes records safe in groups: one `fdatasync` for all since the last, at most `gathering` later, off the path of
 * whoever writes. Whoever waits for one ends the gathering.
 */
import path from 'node:path';
import type {FileLayer} from './file-layer.js';
import type {Log} from './log.js';
import type {Problems} from './problems.js';
import type {Segment} from './segment.js';

/** Records are gathered for a group this long, milliseconds. */
const gathering = 20;
/** After a failure of the host it is tried again, milliseconds. */
const patience = 1000;

/** A file that was written aside, to be safe before the record that takes it over. */
type Aside = {readonly descriptor: number; readonly folder: string};

export class Groups {
	readonly #layer: FileLayer;
	readonly #log: Log;
	readonly #problems: Problems;
	/** Sequence of the last record that is safe. */
	#safe: number;
	readonly #asides: Aside[] = [];
	#waiting: Array<{readonly sequence: number; readonly done: (isSafe: boolean) => void}> = [];
	#gather: NodeJS.Timeout | undefined;
	#flushing: Promise<void> | undefined;

	constructor(layer: FileLayer, log: Log, problems: Problems) {
		this.#layer = layer;
		this.#log = log;
		this.#problems = problems;
		this.#safe = log.last;
	}

	/** Sequence of the last record that is safe. */
	get safe(): number {
		return this.#safe;
	}

	/** Whether everything appended so far is safe already. */
	get isSafe(): boolean {
		return this.#safe === this.#log.last;
	}

	/** A file is to be safe with the next group; it is closed then. */
	addAside(aside: Aside): void {
		this.#asides.push(aside);
	}

	/** A record was appended. A process that has nothing else to do need not wait: the host has the records. */
	gather(): void {
		this.#flushAfter(gathering);
	}

	/** When everything appended so far is safe; false where the host fails to make it so. */
	async flushed(): Promise<boolean> {
		if (this.isSafe) {
			return true;
		}

		return new Promise(resolve => {
			this.#waiting.push({sequence: this.#log.last, done: resolve});
			void this.#flush();
		});
	}

	/** When no group is under way. */
	async idle(): Promise<void> {
		await this.#flushing;
	}

	stop(): void {
		clearTimeout(this.#gather);
	}

	#flushAfter(delay: number): void {
		this.#gather ??= setTimeout(() => {
			void this.#flush();
		}, delay).unref();
	}

	/** Makes groups safe until everything is. */
	async #flush(): Promise<void> {
		clearTimeout(this.#gather);
		this.#gather = undefined;
		this.#flushing ??= this.#flushGroups();
		return this.#flushing;
	}

	async #flushGroups(): Promise<void> {
		// What is appended in this turn of the event loop belongs to the group.
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		do {
			const sequence = this.#log.last;
			try {
				await this.#sync();
				this.#safe = sequence;
				this.#problems.note('sync');
			} catch (error) {
				this.#problems.note('sync', error);
				break;
			}

			this.#answer(true);
		} while (this.#waiting.length > 0);

		this.#flushing = undefined;
		const hasFailed = this.#problems.of('sync') !== undefined;
		if (hasFailed) {
			this.#answer(false);
		}

		if (!this.isSafe) {
			this.#flushAfter(hasFailed ? patience : gathering);
		}
	}

	#answer(isSafe: boolean): void {
		const ready = this.#waiting.filter(({sequence}) => !isSafe || sequence <= this.#safe);
		this.#waiting = this.#waiting.filter(entry => !ready.includes(entry));
		for (const {done} of ready) {
			done(isSafe);
		}
	}

	async #sync(): Promise<void> {
		while (this.#asides.length > 0) {
			const [{descriptor, folder}] = this.#asides;
			await this.#layer.syncLater(descriptor);
			await this.#layer.syncFolderLater(folder);
			this.#asides.shift();
			this.#layer.close(descriptor);
		}

		const {unsynced} = this.#log;
		for (const segment of unsynced) {
			const {last, length} = segment;
			await this.#syncSegment(segment);
			segment.safeLength = length;
			if (!segment.isNamed) {
				await this.#layer.syncFolderLater(path.dirname(segment.file));
				segment.isNamed = true;
			}

			if (segment.last === last) {
				unsynced.delete(segment);
			}
		}
	}

	/** After a failed sync the host takes what it could not write for written: it is written again. */
	async #syncSegment({descriptor, safeLength, length}: Segment): Promise<void> {
		try {
			await this.#layer.syncLater(descriptor);
		} catch (error) {
			const bytes = new Uint8Array(length - safeLength);
			this.#layer.read(descriptor, bytes, safeLength);
			await this.#layer.writeLater(descriptor, bytes, safeLength);
			throw error;
		}
	}
}
