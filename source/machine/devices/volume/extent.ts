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
import {checkTrack, type CkdVolume} from './ckd-volume.js';

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

/**
 * Relocated tracks by the track they were made of and their cylinder number, for all minidisks: a track is a value, so
 * they are right while that one stands, and a thousand users of one system disk have each of its tracks once.
 */
const relocatedTracks = new WeakMap<Uint8Array, Map<number, Uint8Array>>();

/** `virtual` is what `real` is with other cylinder numbers, `cylinder` in its home address. */
function remember(real: Uint8Array, cylinder: number, virtual: Uint8Array): void {
	const known = relocatedTracks.get(real) ?? new Map<number, Uint8Array>();
	relocatedTracks.set(real, known);
	known.set(cylinder, virtual);
}

export class Extent implements CkdVolume {
	readonly model: CkdModel;
	readonly readOnly: boolean;
	readonly #base: CkdVolume;
	readonly #start: number;
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
		checkTrack(this, cylinder, head);
		const real = this.#base.readTrack(cylinder + this.#start, head);
		if (this.#start === 0) {
			return real;
		}

		const known = relocatedTracks.get(real)?.get(cylinder);
		if (known) {
			return known;
		}

		const virtual = relocated(real, cylinder + this.#start, cylinder);
		remember(real, cylinder, virtual);
		return virtual;
	}

	writeTrack(cylinder: number, head: number, track: Uint8Array): void {
		if (this.readOnly) {
			throw new Error('write to a read-only minidisk');
		}

		checkTrack(this, cylinder, head);
		if (this.#start === 0) {
			this.#base.writeTrack(cylinder, head, track);
			return;
		}

		this.#base.writeTrack(cylinder + this.#start, head, relocated(track, cylinder, cylinder + this.#start));
		remember(this.#base.readTrack(cylinder + this.#start, head), cylinder, track);
	}

	sync(): void {
		this.#base.sync?.();
	}

	/** The volume is its owner's to close. */
	close(): void {
		// Nothing of its own to give up.
	}
}
