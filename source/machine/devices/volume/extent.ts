/**
 * A minidisk: cylinders `start` to `start + cylinders - 1` of a volume seen as 0 to `cylinders - 1` (GC20-1801,
 * "Minidisks").
 *
 * Which cylinder numbers stand where follows VM/370: CP relocates seek arguments, home address and R0, but not the
 * count fields of other records nor search arguments. So R1 and up carry the minidisk's own cylinder numbers, home
 * address and R0 the volume's; GC20-1801 warns that on a volume of minidisks the count fields of R0 and R1 disagree.
 */
import {countField, homeAddress} from '../../../base/count-key-data.js';
import type {CkdModel} from './ckd-models.js';
import {firstRecord, replaceBytes} from './ckd-track.js';
import {trackIndex, type CkdVolume} from './ckd-volume.js';

/**
 * The track with `cylinder` in home address and R0. A track with other numbers there (moved by its owner) keeps them.
 */
function relocated(track: Uint8Array, from: number, to: number): Uint8Array {
	const begin = track.slice(0, firstRecord + countField.length);
	if (homeAddress.decode(begin).cylinder === from) {
		homeAddress.change(begin, 0, {cylinder: to});
	}

	if (countField.decode(begin, firstRecord).cylinder === from) {
		countField.change(begin, firstRecord, {cylinder: to});
	}

	return replaceBytes(track, 0, begin);
}

/** Relocated tracks kept. */
const cacheSize = 32;

export class Extent implements CkdVolume {
	readonly model: CkdModel;
	readonly readOnly: boolean;
	readonly #base: CkdVolume;
	readonly #start: number;
	/**
	 * Relocated tracks by index, oldest first, each with the track it was made of: a track is a value, so it is right
	 * while that one stands.
	 */
	readonly #cache = new Map<number, {readonly real: Uint8Array; readonly virtual: Uint8Array}>();

	constructor(
		base: CkdVolume,
		start: number,
		readonly cylinders: number,
		options: {readonly readOnly?: boolean} = {},
	) {
		if (start < 0 || cylinders < 1 || start + cylinders > base.cylinders) {
			throw new RangeError(`cylinders ${start}-${start + cylinders - 1} are not on the volume`);
		}

		this.#base = base;
		this.#start = start;
		this.model = base.model;
		this.readOnly = options.readOnly === true || base.readOnly;
	}

	get isBusy(): boolean {
		return this.#base.isBusy ?? false;
	}

	whenFree(action: () => void): void {
		this.#base.whenFree?.(action);
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		const index = trackIndex(this, cylinder, head);
		const real = this.#base.readTrack(cylinder + this.#start, head);
		if (this.#start === 0) {
			return real;
		}

		const known = this.#cache.get(index);
		if (known?.real === real) {
			return known.virtual;
		}

		const virtual = relocated(real, cylinder + this.#start, cylinder);
		this.#keep(index, real, virtual);
		return virtual;
	}

	writeTrack(cylinder: number, head: number, track: Uint8Array): void {
		if (this.readOnly) {
			throw new Error('write to a read-only minidisk');
		}

		const index = trackIndex(this, cylinder, head);
		if (this.#start === 0) {
			this.#base.writeTrack(cylinder, head, track);
			return;
		}

		this.#base.writeTrack(cylinder + this.#start, head, relocated(track, cylinder, cylinder + this.#start));
		this.#keep(index, this.#base.readTrack(cylinder + this.#start, head), track);
	}

	/** The volume is its owner's to close. */
	close(): void {
		// Nothing of its own to give up.
	}

	#keep(index: number, real: Uint8Array, virtual: Uint8Array): void {
		this.#cache.delete(index);
		this.#cache.set(index, {real, virtual});
		if (this.#cache.size > cacheSize) {
			const [oldest] = this.#cache.keys();
			this.#cache.delete(oldest);
		}
	}
}
