/**
 * A volume whose minidisks look formatted for CMS without taking room: tracks of 800-byte records are made when they
 * are read. Read-only; an `OverlayVolume` over it holds what is written. This is what lets `run` start with empty disks
 * of any size at once.
 */
import {countField} from '../../base/count-key-data.js';
import {geometryOf, layoutOf, type Geometry} from '../../cms/file-system/disk/geometry.js';
import type {CkdModel} from '../../machine/devices/volume/ckd-models.js';
import {emptyTrack, overflowFlag, trackRecords} from '../../machine/devices/volume/ckd-track.js';
import {layOutTrack, type CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {MemoryVolume} from '../../machine/devices/volume/memory-volume.js';

export type Cylinders = {readonly start: number; readonly cylinders: number};

/** Tracks of CMS disks on a model, before anything is written there. */
export class FormattedTracks {
	readonly #geometry: Geometry;
	/** Each of the tracks that lie together, as those of cylinder 0. */
	readonly #patterns: readonly Uint8Array[];

	constructor(model: CkdModel, geometry: Geometry) {
		this.#geometry = geometry;
		const pattern = new MemoryVolume(model, 1);
		this.#patterns = geometry.tracks.map((layout, head) => {
			layOutTrack(pattern, 0, head, layout);
			return pattern.readTrack(0, head);
		});
	}

	/** A track of a minidisk that begins at cylinder `start` of the volume. */
	track(cylinder: number, head: number, start: number): Uint8Array {
		// Home address and R0 carry the volume's cylinder, the other count fields the minidisk's (see `extent.ts`).
		const track = emptyTrack(cylinder, head);
		const formatted = Uint8Array.from(this.#patterns[head % this.#geometry.tracksTogether]);
		const firstCount = trackRecords(track)[0].end;
		formatted.set(track.subarray(0, firstCount));
		let at = firstCount;
		for (const length of layoutOf(this.#geometry, head).lengths) {
			const overflow = formatted[at] & overflowFlag;
			countField.change(formatted, at, {cylinder: cylinder - start, head});
			formatted[at] |= overflow;
			at += countField.length + length;
		}

		return formatted;
	}
}

export class BlankVolume implements CkdVolume {
	readonly readOnly = true;
	/** `undefined`: CMS has no disks on this model, whose minidisks are empty then. */
	readonly #formatted: FormattedTracks | undefined;

	constructor(readonly model: CkdModel, readonly cylinders: number, readonly minidisks: readonly Cylinders[]) {
		const geometry = geometryOf(model.name);
		this.#formatted = geometry && new FormattedTracks(model, geometry);
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		const minidisk = this.minidisks.find(each => cylinder >= each.start && cylinder < each.start + each.cylinders);
		return minidisk && this.#formatted
			? this.#formatted.track(cylinder, head, minidisk.start)
			: emptyTrack(cylinder, head);
	}

	writeTrack(): void {
		throw new Error('a blank volume is written through its overlay');
	}

	close(): void {
		// Nothing to give up.
	}
}
