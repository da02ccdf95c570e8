/** Copy on write: reads another volume, keeps what is written in memory. The volume below stays as it is. */
import type {CkdModel} from './ckd-models.js';
import {trackIndex, type CkdVolume} from './ckd-volume.js';
import {trimmed} from './memory-volume.js';

export class OverlayVolume implements CkdVolume {
	readonly readOnly = false;
	readonly model: CkdModel;
	readonly cylinders: number;
	readonly #tracks: Map<number, Uint8Array>;
	readonly #base: CkdVolume;

	/** `tracks`: what is written on it already, by their index. */
	constructor(base: CkdVolume, tracks: ReadonlyMap<number, Uint8Array> = new Map()) {
		this.#base = base;
		this.#tracks = new Map(tracks);
		this.model = base.model;
		this.cylinders = base.cylinders;
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		return this.#tracks.get(trackIndex(this, cylinder, head)) ?? this.#base.readTrack(cylinder, head);
	}

	writeTrack(cylinder: number, head: number, track: Uint8Array): void {
		this.#tracks.set(trackIndex(this, cylinder, head), trimmed(track));
	}

	/** Tracks written so far, by their index. */
	get written(): ReadonlyMap<number, Uint8Array> {
		return this.#tracks;
	}

	/** Forgets what was written; the volume below is its owner's to close. */
	close(): void {
		this.#tracks.clear();
	}
}
