/**
 * The redo journal of a data folder: every change of a volume or spool file is a record here before it is in its file,
 * so that whatever ends the program, loss of power included, leaves a prefix of the changes.
 *
 * - A change is a record in the host's page cache at once (it survives the death of the process, `log.ts`), in the
 *   overlay for reads, and safe with the next group (`groups.ts`).
 * - Now and then what is safe goes to the files, and the segments that held it go (`checkpoints.ts`).
 * - Nothing but the append itself happens on the caller's path; the clock of the machines never sees any of it.
 *
 * Not here: what a change means (`journaled-image.ts`, `../host/spool-folder.ts`).
 */
import path from 'node:path';
import {limits} from '../../base/limits.js';
import {Applier} from './applier.js';
import {Checkpoints} from './checkpoints.js';
import {readWhole, type FileLayer} from './file-layer.js';
import {Groups} from './groups.js';
import {Log} from './log.js';
import {Overlay} from './overlay.js';
import {Problems, type JournalObserver} from './problems.js';
import {checksumOf, encodeRecord, type Change} from './record.js';
import {keep, replay} from './replay.js';

/** Left free for the channel programs that are under way when the journal is called full. */
const reserve = 8 * 1024 * 1024;

export const journalFolder = 'journal';

/** The journal is full, and writers did not wait. */
export class JournalFullError extends Error {
	override name = 'JournalFullError';
	readonly code = 'ENOSPC';
}

export class Journal {
	readonly #layer: FileLayer;
	readonly #folder: string;
	readonly #limit: number;
	readonly #overlay = new Overlay();
	readonly #problems = new Problems();
	readonly #applier: Applier;
	readonly #log: Log;
	readonly #groups: Groups;
	readonly #checkpoints: Checkpoints;
	readonly #waitingForRoom: Array<() => void> = [];

	/**
	 * Opens the journal of `folder` and replays what is whole. Files that cannot be written stay in the journal and are
	 * tried again later. Throws the host's error where the journal itself cannot be read.
	 */
	constructor(layer: FileLayer, folder: string, limit: number = limits.journal.value) {
		this.#layer = layer;
		this.#folder = folder;
		this.#limit = limit;
		this.#applier = new Applier(layer, folder, this.#overlay);
		const place = path.join(folder, journalFolder);
		this.#log = new Log(layer, place, replay(layer, folder, place, this.#overlay));
		this.#groups = new Groups(layer, this.#log, this.#problems);
		this.#checkpoints = new Checkpoints({
			log: this.#log,
			groups: this.#groups,
			overlay: this.#overlay,
			applier: this.#applier,
			problems: this.#problems,
			done: () => {
				this.#letIn();
			},
		});
		try {
			this.#applier.applyNow(this.#log.last);
			this.#log.releaseNow();
		} catch (error) {
			this.#problems.note('apply', error);
			this.#checkpoints.later();
		}
	}

	/** Who is told; problems that are there already at once. */
	observe(observer: JournalObserver): void {
		this.#problems.observe(observer);
	}

	/** Whether a writer should wait: the files have to take something first. */
	get isFull(): boolean {
		if (!this.#isAboveMark || this.#problems.worst !== undefined) {
			return false;
		}

		void this.#checkpoints.run();
		return true;
	}

	get #isAboveMark(): boolean {
		return this.length > this.#limit - Math.min(reserve, this.#limit / 2);
	}

	/** Bytes of all segments. */
	get length(): number {
		return this.#log.length;
	}

	/** Everything is in the files. */
	get isEmpty(): boolean {
		return this.#overlay.isEmpty;
	}

	/** Whether files of a folder are to come or to go, and which. */
	pendingFiles(folder: string): ReadonlyMap<string, Uint8Array | undefined> {
		return new Map(this.#overlay.filesIn(folder).map(([name, {content}]) => [
			path.posix.basename(name),
			content && ('bytes' in content
				? content.bytes
				: readWhole(this.#layer, path.join(this.#folder, content.from))),
		]));
	}

	/** Open image `name`, for reads; the journal closes it. */
	image(name: string): number {
		return this.#applier.image(name);
	}

	/** Puts over what was read from an image what is not yet in it. */
	patch(name: string, target: Uint8Array, position: number): void {
		this.#overlay.patch(name, target, position);
	}

	/** Appends a change. Throws the host's error, or `JournalFullError`; nothing is changed then. */
	append(change: Change): void {
		const sequence = this.#log.last + 1;
		const {bytes, data} = encodeRecord(sequence, change);
		try {
			if (this.length + bytes.length > this.#limit) {
				void this.#checkpoints.run();
				throw new JournalFullError('the journal is full');
			}

			this.#log.write(bytes, sequence);
			this.#problems.note('append');
		} catch (error) {
			this.#problems.note('append', error);
			throw error;
		}

		keep(this.#overlay, sequence, change, bytes.subarray(data));
		this.#groups.gather();
		this.#checkpoints.appended();
	}

	/** A file goes although there is no room to record it: when everything before is safe. */
	removeUnrecorded(name: string): void {
		this.#overlay.setFile(name, {sequence: this.#log.last, content: undefined});
		this.#checkpoints.soon();
	}

	/** Runs `action` once, when there is room; at once where there is. */
	whenRoom(action: () => void): void {
		if (this.isFull) {
			this.#waitingForRoom.push(action);
		} else {
			action();
		}
	}

	#letIn(): void {
		if (!this.#isAboveMark || this.#problems.worst !== undefined) {
			for (const action of this.#waitingForRoom.splice(0)) {
				action();
			}
		}
	}

	/** A file that was written aside under `from` and is too large for a record takes its name. */
	adopt(name: string, from: string, content: Uint8Array): void {
		const file = path.join(this.#folder, from);
		const descriptor = this.#layer.open(file, 'create');
		try {
			this.#layer.write(descriptor, content, 0);
			this.append({
				kind: 'adopt', name, from, length: content.length, checksum: checksumOf(content),
			});
			this.#groups.addAside({descriptor, folder: path.dirname(file)});
		} catch (error) {
			this.#layer.close(descriptor);
			this.#layer.remove(file);
			throw error;
		}
	}

	/** Whether everything appended so far is safe already. */
	get isSafe(): boolean {
		return this.#groups.isSafe;
	}

	/** When everything appended so far is safe; false where the host fails to make it so. */
	async flushed(): Promise<boolean> {
		return this.#groups.flushed();
	}

	/** Brings everything to the files and closes them. What the host does not take stays in the journal. */
	async close(): Promise<void> {
		this.#checkpoints.stop();
		await this.#checkpoints.idle();
		await this.flushed();
		await this.#checkpoints.run();
		if (!this.#overlay.isEmpty) {
			// What came while the last one was under way.
			await this.#checkpoints.run();
		}

		await this.#groups.idle();
		this.#closeFiles();
	}

	/** Closes the files as they are: what the journal holds comes to its place at the next start. */
	abandon(): void {
		this.#checkpoints.stop();
		this.#closeFiles();
	}

	#closeFiles(): void {
		this.#groups.stop();
		this.#log.close();
		this.#applier.close();
	}
}
