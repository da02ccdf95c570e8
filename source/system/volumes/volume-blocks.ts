/**
 * The second driver of the CMS file system: blocks straight on a volume (or an extent of one), for the host's own work.
 */
import {countField} from '../../base/count-key-data.js';
import type {Step} from '../../guest/action.js';
import type {BlockDevice} from '../../cms/file-system/disk/block-device.js';
import {DiskError, fileCode} from '../../cms/file-system/disk/disk.js';
import {
	blockSize, geometries, locate, type Geometry,
} from '../../cms/file-system/disk/geometry.js';
import {trackRecords} from '../../machine/devices/volume/ckd-track.js';
import {formatTrack, type CkdVolume} from '../../machine/devices/volume/ckd-volume.js';

function geometryOf(volume: CkdVolume): Geometry {
	const geometry = geometries.find(({name}) => volume.model.name.startsWith(name));
	if (!geometry) {
		throw new DiskError(fileCode.inputOutput, 0, `no CMS file system on a ${volume.model.name}`);
	}

	return geometry;
}

export class VolumeBlocks implements BlockDevice {
	readonly geometry: Geometry;
	readonly readOnly: boolean;
	readonly #volume: CkdVolume;

	constructor(volume: CkdVolume) {
		this.#volume = volume;
		this.geometry = geometryOf(volume);
		this.readOnly = volume.readOnly;
	}

	* cylinders(): Step<number> {
		return this.#volume.cylinders;
	}

	* read(blocks: readonly number[]): Step<Uint8Array[]> {
		return blocks.map(block => {
			const {cylinder, head, record} = this.#locate(block);
			const track = this.#volume.readTrack(cylinder, head);
			const {data} = this.#record(track, record, block);
			return track.slice(data, data + blockSize);
		});
	}

	* write(blocks: ReadonlyArray<readonly [block: number, data: Uint8Array]>): Step {
		const tracks = new Map<number, Array<readonly [block: number, data: Uint8Array]>>();
		for (const entry of blocks) {
			const index = Math.floor((entry[0] - 1) / this.geometry.blocksPerTrack);
			const known = tracks.get(index);
			if (known) {
				known.push(entry);
			} else {
				tracks.set(index, [entry]);
			}
		}

		for (const entries of tracks.values()) {
			const {cylinder, head} = this.#locate(entries[0][0]);
			const old = this.#volume.readTrack(cylinder, head);
			const track = Uint8Array.from(old);
			for (const [block, data] of entries) {
				track.set(data, this.#record(old, this.#locate(block).record, block).data);
			}

			this.#volume.writeTrack(cylinder, head, track);
		}
	}

	* formatCylinder(cylinder: number): Step {
		formatTrack(this.#volume, cylinder, 0, blockSize, this.geometry.blocksPerTrack);
		const first = this.#volume.readTrack(cylinder, 0);
		const [recordZero, ...records] = trackRecords(first);
		// The other tracks differ in home address, R0 and the heads in their counts: a copy is much cheaper than
		// another layout.
		for (let head = 1; head < this.geometry.tracksPerCylinder; head++) {
			const track = first.slice();
			track.set(this.#volume.readTrack(cylinder, head).subarray(0, recordZero.end));
			for (const {count} of records) {
				countField.change(track, count, {head});
			}

			this.#volume.writeTrack(cylinder, head, track);
		}
	}

	#locate(block: number): {readonly cylinder: number; readonly head: number; readonly record: number} {
		const place = locate(this.geometry, block);
		if (block < 1 || place.cylinder >= this.#volume.cylinders) {
			throw new DiskError(fileCode.inputOutput, 4, `block ${block} is outside the disk`);
		}

		return place;
	}

	#record(track: Uint8Array, record: number, block: number): {readonly data: number} {
		// Records of a formatted disk stand in order, so that the search of a real track is one look.
		const records = trackRecords(track);
		const found =
			records[record]?.number === record ? records[record] : records.find(({number}) => number === record);
		if (found?.dataLength !== blockSize) {
			throw new DiskError(fileCode.inputOutput, 13, `block ${block} is not formatted`);
		}

		return found;
	}
}
