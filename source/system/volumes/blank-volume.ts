/**
 * A volume whose minidisks look formatted for CMS without taking room: tracks of 800-byte records are made when they
 * are read. Read-only; an `OverlayVolume` over it holds what is written. This is what lets `run` start with empty disks
 * of any size at once.
 */
import {countField} from '../../base/count-key-data.js';
import {blockSize, geometries, type Geometry} from '../../cms/file-system/disk/geometry.js';
import type {CkdModel} from '../../machine/devices/volume/ckd-models.js';
import {emptyTrack, trackRecords} from '../../machine/devices/volume/ckd-track.js';
import {formatTrack, type CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {MemoryVolume} from '../../machine/devices/volume/memory-volume.js';

export type Cylinders = {readonly start: number; readonly cylinders: number};

export class BlankVolume implements CkdVolume {
	readonly readOnly = true;
	readonly #formatted: Uint8Array;
	/** `undefined`: CMS has no disks on this model, whose minidisks are empty then. */
	readonly #geometry: Geometry | undefined;

	constructor(readonly model: CkdModel, readonly cylinders: number, readonly minidisks: readonly Cylinders[]) {
		const pattern = new MemoryVolume(model, 1);
		this.#geometry = geometries.find(({name}) => model.name.startsWith(name));
		if (this.#geometry) {
			formatTrack(pattern, 0, 0, blockSize, this.#geometry.blocksPerTrack);
		}

		this.#formatted = pattern.readTrack(0, 0);
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		const minidisk = this.minidisks.find(each => cylinder >= each.start && cylinder < each.start + each.cylinders);
		const track = emptyTrack(cylinder, head);
		if (!minidisk || !this.#geometry) {
			return track;
		}

		// Home address and R0 carry the volume's cylinder, the other count fields the minidisk's (see `extent.ts`).
		const formatted = Uint8Array.from(this.#formatted);
		const firstCount = trackRecords(track)[0].end;
		formatted.set(track.subarray(0, firstCount));
		for (let record = 0; record < this.#geometry.blocksPerTrack; record++) {
			const at = firstCount + (record * (countField.length + blockSize));
			countField.change(formatted, at, {cylinder: cylinder - minidisk.start, head});
		}

		return formatted;
	}

	writeTrack(): void {
		throw new Error('a blank volume is written through its overlay');
	}

	close(): void {
		// Nothing to give up.
	}
}
