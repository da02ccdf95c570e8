/**
 * The second driver of the CMS file system: blocks straight on a volume (or an extent of one), for the host's own work.
 */
import {countField} from '../../base/count-key-data.js';
import type {Step} from '../../guest/action.js';
import type {BlockDevice} from '../../cms/file-system/disk/block-device.js';
import {DiskError, fileCode} from '../../cms/file-system/disk/disk.js';
import {
	blockSize, geometryOf, locate, layoutOf, type BlockPart, type Geometry,
} from '../../cms/file-system/disk/geometry.js';
import {trackRecords} from '../../machine/devices/volume/ckd-track.js';
import {layOutTrack, type CkdVolume} from '../../machine/devices/volume/ckd-volume.js';

function requireGeometry(volume: CkdVolume): Geometry {
	const geometry = geometryOf(volume.model.name);
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
		this.geometry = requireGeometry(volume);
		this.readOnly = volume.readOnly;
	}

	* cylinders(): Step<number> {
		return this.#volume.cylinders;
	}

	* read(blocks: readonly number[]): Step<Uint8Array[]> {
		return blocks.map(block => {
			const parts = this.#locate(block).map(part => {
				const track = this.#volume.readTrack(part.cylinder, part.head);
				const at = this.#record(track, part, block);
				return track.slice(at, at + part.bytes);
			});
			return parts.length === 1 ? parts[0] : Uint8Array.from(Buffer.concat(parts));
		});
	}

	* write(blocks: ReadonlyArray<readonly [block: number, data: Uint8Array]>): Step {
		const tracks = new Map<number, Array<readonly [part: BlockPart, block: number, data: Uint8Array]>>();
		for (const [block, data] of blocks) {
			for (const part of this.#locate(block)) {
				const index = (part.cylinder * this.geometry.tracksPerCylinder) + part.head;
				const entry = [part, block, data.subarray(part.from, part.from + part.bytes)] as const;
				const known = tracks.get(index);
				if (known) {
					known.push(entry);
				} else {
					tracks.set(index, [entry]);
				}
			}
		}

		for (const entries of tracks.values()) {
			const [[{cylinder, head}]] = entries;
			const old = this.#volume.readTrack(cylinder, head);
			const track = Uint8Array.from(old);
			for (const [part, block, data] of entries) {
				track.set(data, this.#record(old, part, block));
			}

			this.#volume.writeTrack(cylinder, head, track);
		}
	}

	* formatCylinder(cylinder: number): Step {
		const {tracksTogether, tracksPerCylinder} = this.geometry;
		for (let head = 0; head < tracksTogether; head++) {
			layOutTrack(this.#volume, cylinder, head, layoutOf(this.geometry, head));
		}

		const layouts = Array.from({length: tracksTogether}, (_, head) => {
			const track = this.#volume.readTrack(cylinder, head);
			return {track, records: trackRecords(track)};
		});
		// The other tracks differ in home address, R0 and the heads in their counts: a copy is much cheaper than
		// another layout.
		for (let head = tracksTogether; head < tracksPerCylinder; head++) {
			const {track: first, records: [recordZero, ...records]} = layouts[head % tracksTogether];
			const track = first.slice();
			track.set(this.#volume.readTrack(cylinder, head).subarray(0, recordZero.end));
			for (const {count} of records) {
				countField.change(track, count, {head});
			}

			this.#volume.writeTrack(cylinder, head, track);
		}
	}

	#locate(block: number): readonly BlockPart[] {
		const parts = locate(this.geometry, block);
		if (block < 1 || parts[0].cylinder >= this.#volume.cylinders) {
			throw new DiskError(fileCode.inputOutput, 4, `block ${block} is outside the disk`);
		}

		return parts;
	}

	/** Where the data of a record begin. Those of a disk that CMS has formatted hold at least the part. */
	#record(track: Uint8Array, {record, bytes}: BlockPart, block: number): number {
		// Records of a formatted disk stand in order, so that the search of a real track is one look.
		const records = trackRecords(track);
		const found =
			records[record]?.number === record ? records[record] : records.find(({number}) => number === record);
		const isOfBlock = found && (this.geometry.tracksTogether === 1
			? found.dataLength === blockSize
			: found.dataLength >= bytes);
		if (!isOfBlock) {
			throw new DiskError(fileCode.inputOutput, 13, `block ${block} is not formatted`);
		}

		return found.data;
	}
}
