/** A volume in memory, for tests, CI and `run`: a track takes room from its first write on. */
import type {CkdModel} from './ckd-models.js';
import {emptyTrack, replaceBytes, usedLength} from './ckd-track.js';
import {trackIndex, type CkdVolume} from './ckd-volume.js';

/** Keeps only what stands before the end mark. */
export function trimmed(track: Uint8Array): Uint8Array {
	const length = usedLength(track);
	return length < track.length ? track.slice(0, length) : track;
}

export class MemoryVolume implements CkdVolume {
	readonly readOnly: boolean;
	readonly #tracks = new Map<number, Uint8Array>();

	/** An empty volume: every track has home address and R0. */
	constructor(
		readonly model: CkdModel,
		readonly cylinders: number = model.cylinders,
		options: {readonly readOnly?: boolean} = {},
	) {
		this.readOnly = options.readOnly ?? false;
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		return this.#tracks.get(trackIndex(this, cylinder, head)) ?? emptyTrack(cylinder, head);
	}

	writeTrack(cylinder: number, head: number, track: Uint8Array): void {
		if (this.readOnly) {
			throw new Error('write to a read-only volume');
		}

		// A copy, for `overwrite`.
		this.#tracks.set(trackIndex(this, cylinder, head), track.slice(0, usedLength(track)));
	}

	overwrite(cylinder: number, head: number, at: number, bytes: Uint8Array): void {
		const known = this.#tracks.get(trackIndex(this, cylinder, head));
		if (known && !this.readOnly) {
			known.set(bytes, at);
		} else {
			this.writeTrack(cylinder, head, replaceBytes(this.readTrack(cylinder, head), at, bytes));
		}
	}

	close(): void {
		this.#tracks.clear();
	}

	/** Tracks that have been written. */
	get writtenTracks(): number {
		return this.#tracks.size;
	}
}
