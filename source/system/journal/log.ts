/**
 * The segments of a journal that is open: records are appended to the last one, full ones wait until the files have
 * what they hold.
 */
import path from 'node:path';
import type {FileLayer} from './file-layer.js';
import {createSegment, type FoundSegments, type Segment} from './segment.js';

export class Log {
	/** Segments with records that are not safe, in their order. */
	readonly unsynced = new Set<Segment>();
	readonly #layer: FileLayer;
	readonly #folder: string;
	#segment: Segment | undefined;
	#nextNumber: number;
	/** Full segments, oldest first, whose content may not be in the files. */
	readonly #old: Array<Pick<Segment, 'file' | 'length' | 'last'> & {readonly descriptor?: number}>;
	#last: number;

	/** `folder`: that of the segments; `found`: what a start found there. */
	constructor(layer: FileLayer, folder: string, {records, segments}: FoundSegments) {
		this.#layer = layer;
		this.#folder = folder;
		this.#last = records.at(-1)?.sequence ?? 0;
		this.#nextNumber = (segments.at(-1)?.number ?? 0) + 1;
		this.#old = segments.map(({file, length}) => ({file, length, last: this.#last}));
	}

	/** Sequence of the last record written. */
	get last(): number {
		return this.#last;
	}

	/** Bytes of all segments. */
	get length(): number {
		return this.#old.reduce((sum, {length}) => sum + length, this.#segment?.length ?? 0);
	}

	/** Bytes of the segment that records go to. */
	get currentLength(): number {
		return this.#segment?.length ?? 0;
	}

	/** Whether segments wait for the files. */
	get hasOld(): boolean {
		return this.#old.length > 0;
	}

	/** Appends the record of `sequence`. Throws the host's error; nothing is changed then. */
	write(bytes: Uint8Array, sequence: number): void {
		this.#segment ??= this.#begin();
		const segment = this.#segment;
		this.#layer.write(segment.descriptor, bytes, segment.length);
		segment.length += bytes.length;
		segment.last = sequence;
		this.#last = sequence;
		this.unsynced.add(segment);
	}

	/** A number is used once there is a segment of it, and not where there was no room for one: a gap is an end. */
	#begin(): Segment {
		const segment = createSegment(this.#layer, this.#folder, this.#nextNumber);
		this.#nextNumber++;
		return segment;
	}

	/** The next record begins a segment of its own, so that this one can go. It stays where it is not safe. */
	turn(): void {
		if (this.#segment?.isNamed) {
			this.#old.push(this.#segment);
			this.#segment = undefined;
		}
	}

	/**
	 * Removes the segments whose records up to `safe` are in the files. One is gone for good before the next goes: the
	 * older alone would undo what the younger did.
	 */
	async release(safe: number): Promise<void> {
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

	/** The same at a start, before anything is appended: all of them go. */
	releaseNow(): void {
		while (this.#old.length > 0) {
			this.#layer.remove(this.#old[0].file);
			this.#layer.syncFolder(this.#folder);
			this.#old.shift();
		}
	}

	close(): void {
		for (const {descriptor} of [...this.#old, ...(this.#segment ? [this.#segment] : [])]) {
			if (descriptor !== undefined) {
				this.#layer.close(descriptor);
			}
		}
	}
}
