/**
 * The redo journal of a data folder: every change of a volume or spool file is a record here before it is in its file,
 * so that whatever ends the program, loss of power included, leaves a prefix of the changes.
 *
 * - A change is a record in the host's page cache at once (it survives the death of the process), in the overlay for
 *   reads, and safe with the next group: one `fdatasync` for all records since the last, at most `gathering` later.
 * - Now and then what is safe goes to the files, these are synced, and the segments that held it go (`checkpoint`).
 * - Nothing but the append itself happens on the caller's path; the clock of the machines never sees any of it.
 *
 * Not here: what a change means (`journaled-image.ts`, `../host/spool-folder.ts`).
 */
import path from 'node:path';
import {limits} from '../../base/limits.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {Applier} from './applier.js';
import {readWhole, type FileLayer} from './file-layer.js';
import {Overlay} from './overlay.js';
import {checksumOf, encodeRecord, type Change, type JournalRecord} from './record.js';
import {createSegment, readSegments, type Segment} from './segment.js';

/** Records are gathered for a group this long, milliseconds; whoever waits for one ends the gathering. */
const gathering = 20;
/** A checkpoint comes this long after the first change, milliseconds, or when so many bytes wait. */
const checkpointDelay = 1000;
const checkpointLength = 4 * 1024 * 1024;
/** After a failure of the host it is tried again, milliseconds. */
const patience = 1000;
/** Left free for the channel programs that are under way when the journal is called full. */
const reserve = 8 * 1024 * 1024;

export const journalFolder = 'journal';

/** What the journal tells its owner. */
export type JournalObserver = {
	/** The host fails to sync or write; `undefined`: it works again. */
	problem(reason: string | undefined): void;
};

/** The journal is full, and writers did not wait. */
export class JournalFullError extends Error {
	override name = 'JournalFullError';
	readonly code = 'ENOSPC';
}

export class Journal {
	readonly #layer: FileLayer;
	readonly #folder: string;
	readonly #overlay = new Overlay();
	readonly #applier: Applier;
	readonly #limit: number;
	#observer: JournalObserver | undefined;
	/** Sequence of the last record written, and of the last one that is safe. */
	#appended = 0;
	#durable = 0;
	#segment: Segment | undefined;
	#nextNumber = 1;
	/** Full segments, oldest first, whose content may not be in the files. */
	#old: Array<Pick<Segment, 'file' | 'length' | 'last'> & {readonly descriptor?: number}> = [];
	/** Segments with records that are not safe, and files to be adopted that are not. */
	readonly #unsynced = new Set<Segment>();
	readonly #asides: Array<{readonly descriptor: number; readonly folder: string}> = [];
	#waiting: Array<{readonly sequence: number; readonly done: (isSafe: boolean) => void}> = [];
	#gather: NodeJS.Timeout | undefined;
	#flushing: Promise<void> | undefined;
	#checkpointing: Promise<boolean> | undefined;
	#nextCheckpoint: NodeJS.Timeout | undefined;
	/** What the host says where it does not make records safe, and where it does not take them into the files. */
	readonly #problems: {append?: string | undefined; sync?: string | undefined; apply?: string | undefined} = {};
	readonly #waitingForRoom: Array<() => void> = [];
	#isClosing = false;

	/**
	 * Opens the journal of `folder` and replays what is whole. Files that cannot be written stay in the journal and are
	 * tried again later. Throws the host's error where the journal itself cannot be read.
	 */
	constructor(layer: FileLayer, folder: string, limit: number = limits.journal.value) {
		this.#layer = layer;
		this.#folder = folder;
		this.#limit = limit;
		this.#applier = new Applier(layer, folder, this.#overlay);
		this.#recover();
	}

	/** Who is told; problems that are there already at once. */
	observe(observer: JournalObserver): void {
		this.#observer = observer;
		if (this.#problem !== undefined) {
			observer.problem(this.#problem);
		}
	}

	get #problem(): string | undefined {
		return this.#problems.sync ?? this.#problems.apply ?? this.#problems.append;
	}

	/** Whether a writer should wait: the files have to take something first. */
	get isFull(): boolean {
		if (!this.#isAboveMark || this.#problem !== undefined) {
			return false;
		}

		void this.#checkpoint();
		return true;
	}

	get #isAboveMark(): boolean {
		return this.length > this.#limit - Math.min(reserve, this.#limit / 2);
	}

	/** Bytes of all segments. */
	get length(): number {
		return this.#old.reduce((sum, {length}) => sum + length, this.#segment?.length ?? 0);
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
		const sequence = this.#appended + 1;
		const {bytes, data} = encodeRecord(sequence, change);
		try {
			this.#write(bytes, sequence);
			this.#tell('append');
		} catch (error) {
			this.#tell('append', error);
			throw error;
		}

		this.#keep({sequence, change}, bytes.subarray(data));
		this.#flushAfter(gathering);
		if (this.#segment!.length > checkpointLength) {
			void this.#checkpoint();
		} else {
			this.#scheduleCheckpoint(checkpointDelay);
		}
	}

	#write(bytes: Uint8Array, sequence: number): void {
		if (this.length + bytes.length > this.#limit) {
			void this.#checkpoint();
			throw new JournalFullError('the journal is full');
		}

		this.#segment ??= this.#begin();
		const segment = this.#segment;
		this.#layer.write(segment.descriptor, bytes, segment.length);
		segment.length += bytes.length;
		segment.last = sequence;
		this.#appended = sequence;
		this.#unsynced.add(segment);
	}

	/** A file goes although there is no room to record it: when everything before is safe. */
	removeUnrecorded(name: string): void {
		this.#overlay.setFile(name, {sequence: this.#appended, content: undefined});
		this.#scheduleCheckpoint(0);
	}

	/** Runs `action` once, when there is room; at once where there is. */
	whenRoom(action: () => void): void {
		if (this.isFull) {
			this.#waitingForRoom.push(action);
		} else {
			action();
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
			this.#asides.push({descriptor, folder: path.dirname(file)});
		} catch (error) {
			this.#layer.close(descriptor);
			this.#layer.remove(file);
			throw error;
		}
	}

	/** Whether everything appended so far is safe already. */
	get isSafe(): boolean {
		return this.#durable === this.#appended;
	}

	/** When everything appended so far is safe; false where the host fails to make it so. */
	async flushed(): Promise<boolean> {
		if (this.isSafe) {
			return true;
		}

		return new Promise(resolve => {
			this.#waiting.push({sequence: this.#appended, done: resolve});
			void this.#flush();
		});
	}

	/** Brings everything to the files and closes them. What the host does not take stays in the journal. */
	async close(): Promise<void> {
		this.#isClosing = true;
		clearTimeout(this.#nextCheckpoint);
		await this.#checkpointing;
		await this.flushed();
		await this.#checkpoint();
		if (!this.#overlay.isEmpty) {
			// What came while the last one was under way.
			await this.#checkpoint();
		}

		await this.#flushing;
		clearTimeout(this.#gather);
		this.#closeFiles();
	}

	/** Closes the files as they are: what the journal holds comes to its place at the next start. */
	abandon(): void {
		this.#isClosing = true;
		clearTimeout(this.#nextCheckpoint);
		clearTimeout(this.#gather);
		this.#closeFiles();
	}

	#closeFiles(): void {
		for (const {descriptor} of [...this.#old, ...(this.#segment ? [this.#segment] : [])]) {
			if (descriptor !== undefined) {
				this.#layer.close(descriptor);
			}
		}

		this.#applier.close();
	}

	#begin(): Segment {
		const segment = createSegment(this.#layer, path.join(this.#folder, journalFolder), this.#nextNumber);
		this.#nextNumber++;
		return segment;
	}

	#keep({sequence, change}: JournalRecord, data: Uint8Array): void {
		switch (change.kind) {
			case 'write': {
				this.#overlay.write(change.name, {offset: change.offset, bytes: data, sequence});
				break;
			}

			case 'replace': {
				this.#overlay.setFile(change.name, {sequence, content: {bytes: data}});
				break;
			}

			case 'remove': {
				this.#overlay.setFile(change.name, {sequence, content: undefined});
				break;
			}

			case 'adopt': {
				this.#overlay.setFile(change.name, {sequence, content: {from: change.from}});
				break;
			}
		}
	}

	/** A process that has nothing else to do need not wait for it: the host has the records. */
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
			const sequence = this.#appended;
			try {
				await this.#sync();
				this.#durable = sequence;
				this.#tell('sync');
			} catch (error) {
				this.#tell('sync', error);
				break;
			}

			this.#answer(true);
		} while (this.#waiting.length > 0);

		this.#flushing = undefined;
		const hasFailed = this.#problems.sync !== undefined;
		if (hasFailed) {
			this.#answer(false);
		}

		if (!this.isSafe) {
			this.#flushAfter(hasFailed ? patience : gathering);
		}
	}

	#answer(isSafe: boolean): void {
		const ready = this.#waiting.filter(({sequence}) => !isSafe || sequence <= this.#durable);
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

		for (const segment of this.#unsynced) {
			const {last, length} = segment;
			await this.#syncSegment(segment);
			segment.safeLength = length;
			if (!segment.isNamed) {
				await this.#layer.syncFolderLater(path.dirname(segment.file));
				segment.isNamed = true;
			}

			if (segment.last === last) {
				this.#unsynced.delete(segment);
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

	#scheduleCheckpoint(delay: number): void {
		if (this.#isClosing) {
			return;
		}

		this.#nextCheckpoint ??= setTimeout(() => {
			this.#nextCheckpoint = undefined;
			void this.#checkpoint();
		}, delay).unref();
	}

	/** Brings what is safe to the files, then lets its segments go. True where that could be done. */
	async #checkpoint(): Promise<boolean> {
		this.#checkpointing ??= this.#checkpointOnce();
		return this.#checkpointing;
	}

	async #checkpointOnce(): Promise<boolean> {
		clearTimeout(this.#nextCheckpoint);
		this.#nextCheckpoint = undefined;
		const isSafe = await this.flushed();
		const safe = this.#durable;
		const appended = this.#appended;
		if (isSafe && this.#segment?.isNamed) {
			this.#old.push(this.#segment);
			this.#segment = undefined;
		}

		let isDone = isSafe;
		try {
			await this.#applier.apply(safe);
			// A range that a later record covers was not written: that record must be safe before the segment goes.
			isDone = isSafe && await this.#areSafe(appended);
			this.#tell('apply');
			if (isDone) {
				await this.#release(safe);
			}
		} catch (error) {
			isDone = false;
			this.#tell('apply', error);
		}

		this.#checkpointing = undefined;
		if (!this.#overlay.isEmpty || this.#old.length > 0) {
			this.#scheduleCheckpoint(isDone ? checkpointDelay : patience);
		}

		if (!this.#isAboveMark || this.#problem !== undefined) {
			for (const action of this.#waitingForRoom.splice(0)) {
				action();
			}
		}

		return isDone;
	}

	async #areSafe(sequence: number): Promise<boolean> {
		return this.#durable < sequence ? this.flushed() : true;
	}

	/**
	 * Removes the segments whose records up to `safe` are in the files. One is gone for good before the next goes: the
	 * older alone would undo what the younger did.
	 */
	async #release(safe: number): Promise<void> {
		while (this.#old.length > 0 && this.#old[0].last <= safe) {
			const {file, descriptor} = this.#old[0];
			this.#layer.remove(file);
			await this.#layer.syncFolderLater(path.dirname(file));
			this.#old.shift();
			if (descriptor !== undefined) {
				this.#layer.close(descriptor);
			}
		}
	}

	/** Notes what a part of the work met, and tells the observer what is new. */
	#tell(part: 'append' | 'sync' | 'apply', error?: unknown): void {
		const before = this.#problem;
		this.#problems[part] = error === undefined ? undefined : hostProblem(error).problem;
		if (this.#problem !== before) {
			this.#observer?.problem(this.#problem);
		}
	}

	#recover(): void {
		const layer = this.#layer;
		const folder = path.join(this.#folder, journalFolder);
		const {records, segments, voids} = readSegments(layer, folder, record => this.#isSound(record));
		for (const file of voids) {
			layer.remove(file);
		}

		for (const record of records) {
			const {change} = record;
			this.#keep(record, 'data' in change ? change.data : new Uint8Array(0));
		}

		this.#appended = records.at(-1)?.sequence ?? 0;
		this.#durable = this.#appended;
		this.#nextNumber = (segments.at(-1)?.number ?? 0) + 1;
		this.#old = segments.map(({file, length}) => ({file, length, last: this.#appended}));
		try {
			this.#applier.applyNow(this.#durable);
			while (this.#old.length > 0) {
				layer.remove(this.#old[0].file);
				layer.syncFolder(folder);
				this.#old.shift();
			}
		} catch (error) {
			this.#problems.apply = hostProblem(error).problem;
			this.#scheduleCheckpoint(patience);
		}
	}

	/** A file to be adopted is there whole, or has been adopted already. */
	#isSound({change}: JournalRecord): boolean {
		if (change.kind !== 'adopt') {
			return true;
		}

		try {
			const content = readWhole(this.#layer, path.join(this.#folder, change.from));
			return content.length === change.length && checksumOf(content) === change.checksum;
		} catch (error) {
			return (error as NodeJS.ErrnoException).code === 'ENOENT';
		}
	}
}
