/**
 * A minidisk: cylinders `start` to `start + cylinders - 1` of a volume seen as 0 to `cylinders - 1` (GC20-1801, "Minidisks").
 *
 * Which cylinder numbers stand where follows VM/370: CP relocates seek arguments, home address and R0, but not the count fields of other
 * records nor search arguments. So R1 and up carry the minidisk's own cylinder numbers, home address and R0 the volume's;
 * GC20-1801 warns that on a volume of minidisks the count fields of R0 and R1 disagree.
 */
import type {CkdModel} from './ckd-models.js';
import {firstRecord} from './ckd-track.js';
import {trackIndex, type CkdVolume} from './ckd-volume.js';

/** The track with `cylinder` in home address and R0. A track with other numbers there (moved by its owner) keeps them. */
function relocated(track: Uint8Array, from: number, to: number): Uint8Array {
	const result = Uint8Array.from(track);
	const view = new DataView(result.buffer);
	for (const at of [1, firstRecord]) {
		if (view.getUint16(at) === from) {
			view.setUint16(at, to);
		}
	}

	return result;
}

export class Extent implements CkdVolume {
	readonly model: CkdModel;
	readonly readOnly: boolean;
	readonly #base: CkdVolume;
	readonly #start: number;
	/** Relocated copies by the track they were made of: a track is a value, so the copy stays right as long as it lives. */
	readonly #relocated = new WeakMap<Uint8Array, Uint8Array>();

	constructor(base: CkdVolume, start: number, readonly cylinders: number, options: {readonly readOnly?: boolean} = {}) {
		if (start < 0 || cylinders < 1 || start + cylinders > base.cylinders) {
			throw new RangeError(`cylinders ${start}-${start + cylinders - 1} are not on the volume`);
		}

		this.#base = base;
		this.#start = start;
		this.model = base.model;
		this.readOnly = options.readOnly === true || base.readOnly;
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		trackIndex(this, cylinder, head);
		const real = this.#base.readTrack(cylinder + this.#start, head);
		if (this.#start === 0) {
			return real;
		}

		const known = this.#relocated.get(real);
		if (known) {
			return known;
		}

		const virtual = relocated(real, cylinder + this.#start, cylinder);
		this.#relocated.set(real, virtual);
		return virtual;
	}

	writeTrack(cylinder: number, head: number, track: Uint8Array): void {
		if (this.readOnly) {
			throw new Error('write to a read-only minidisk');
		}

		trackIndex(this, cylinder, head);
		this.#base.writeTrack(cylinder + this.#start, head, this.#start === 0 ? track : relocated(track, cylinder, cylinder + this.#start));
	}

	/** The volume is its owner's to close. */
	close(): void {
		// Nothing of its own to give up.
	}
}
