/**
 * A volume in a Hercules CKD image file (`CKD_P370`): a 512-byte header (eight characters, heads and track size as
 * little-endian words, device type, file sequence number and high cylinder of a split image), then the tracks.
 * Compressed images (`CKD_C370`) are `cckd-volume.ts`, images split over several files `split-volume.ts`;
 * `open-volume.ts` opens whichever it is. Every write is a `pwrite`, so what was written survives the death of this
 * process; only the host's own crash can lose it.
 */
import fs from 'node:fs';
import {ckdModels, type CkdModel} from './ckd-models.js';
import {emptyTrack, usedLength} from './ckd-track.js';
import {trackIndex, VolumeError, type CkdVolume} from './ckd-volume.js';
import {hostProblem, type HostProblem} from '../host-problem.js';

const headerLength = 512;
const signature = 'CKD_P370';
/** Tracks kept in memory: a CMS directory and map, a few files. */
const cacheSize = 64;

/** Why a file is no usable volume: one line without the file's name. */
export type VolumeProblem = HostProblem;

function header(model: CkdModel): Uint8Array {
	const bytes = Buffer.alloc(headerLength);
	bytes.write(signature, 'latin1');
	bytes.writeUInt32LE(model.heads, 8);
	bytes.writeUInt32LE(model.trackSize, 12);
	bytes[16] = model.imageType;
	return bytes;
}

/** Bytes compared at a time. */
const comparison = 512;

/**
 * The part of `track` that `old` has differently: a record of a formatted track is a host block or two, not the whole
 * track.
 */
function difference(old: Uint8Array | undefined, track: Uint8Array): readonly [first: number, last: number] {
	if (!old || old.length < track.length) {
		return [0, track.length];
	}

	const isSame = (at: number): boolean =>
		Buffer.compare(old.subarray(at, Math.min(at + comparison, track.length)), track.subarray(at, at + comparison))
		=== 0;
	let first = 0;
	while (first < track.length && isSame(first)) {
		first += comparison;
	}

	let last = Math.ceil(track.length / comparison) * comparison;
	while (last > first && isSame(last - comparison)) {
		last -= comparison;
	}

	return [first, Math.min(last, track.length)];
}

export class FileVolume implements CkdVolume {
	/** Makes an image file: header and the head of every track; data areas stay sparse. The file must not exist. */
	static create(path: string, model: CkdModel, cylinders: number = model.cylinders): FileVolume | VolumeProblem {
		if (cylinders < 1 || cylinders > model.cylinders + model.alternateCylinders) {
			return {
				problem: `a ${model.name} has 1 to ${model.cylinders + model.alternateCylinders} cylinders, not `
					+ `${cylinders}`,
			};
		}

		let descriptor: number | undefined;
		try {
			descriptor = fs.openSync(path, 'wx+');
			fs.writeSync(descriptor, header(model), 0, headerLength, 0);
			const tracks = cylinders * model.heads;
			for (let track = 0; track < tracks; track++) {
				const bytes = emptyTrack(Math.trunc(track / model.heads), track % model.heads);
				fs.writeSync(descriptor, bytes, 0, bytes.length, headerLength + (track * model.trackSize));
			}

			fs.ftruncateSync(descriptor, headerLength + (tracks * model.trackSize));
			return new FileVolume(descriptor, model, cylinders, false);
		} catch (error) {
			if (descriptor !== undefined) {
				fs.closeSync(descriptor);
				fs.rmSync(path, {force: true});
			}

			return hostProblem(error);
		}
	}

	/** Opens an image file; `part`: number from 1 in a split image. A damaged one is refused with the reason. */
	static open(
		path: string,
		options: {readonly readOnly?: boolean; readonly part?: number} = {},
	): FileVolume | VolumeProblem {
		let descriptor: number;
		try {
			descriptor = fs.openSync(path, options.readOnly ? 'r' : 'r+');
		} catch (error) {
			return hostProblem(error);
		}

		const fail = (problem: string): VolumeProblem => {
			fs.closeSync(descriptor);
			return {problem};
		};

		const {size} = fs.fstatSync(descriptor);
		const head = Buffer.alloc(headerLength);
		let got: number;
		try {
			got = fs.readSync(descriptor, head, 0, headerLength, 0);
		} catch (error) {
			fs.closeSync(descriptor);
			return hostProblem(error);
		}

		const found = head.toString('latin1', 0, 8);
		if (got < headerLength || found !== signature) {
			return fail(found === 'CKD_C370'
				? 'a compressed CKD image, which cannot be written to'
				: 'not a CKD image file (no CKD_P370 header)');
		}

		const heads = head.readUInt32LE(8);
		const trackSize = head.readUInt32LE(12);
		const candidates = ckdModels.filter(model => model.imageType === head[16]);
		if (candidates.length === 0) {
			return fail(`device type X'${head.toString('hex', 16, 17).toUpperCase()}' is not known`);
		}

		if (head[17] !== (options.part ?? 0)) {
			return fail(options.part === undefined
				? `file ${head[17]} of a split image; open the first`
				: `is not file ${options.part} of the split image`);
		}

		if (candidates[0].heads !== heads || candidates[0].trackSize !== trackSize) {
			return fail(`${heads} heads and ${trackSize} bytes a track are not those of a ${candidates[0].name}`);
		}

		const cylinderSize = heads * trackSize;
		const cylinders = Math.trunc((size - headerLength) / cylinderSize);
		if (cylinders < 1 || (size - headerLength) % cylinderSize !== 0) {
			return fail(`truncated: ${size} bytes are not a whole number of cylinders`);
		}

		const model = candidates.find(candidate => cylinders <= candidate.cylinders + candidate.alternateCylinders);
		return model
			? new FileVolume(descriptor, model, cylinders, options.readOnly ?? false, head.readUInt16LE(18))
			: fail(`${cylinders} cylinders are more than a ${candidates.at(-1)!.name} has`);
	}

	/** Recently used tracks, oldest first. */
	readonly #cache = new Map<number, Uint8Array>();
	#descriptor: number | undefined;

	private constructor(
		descriptor: number,
		readonly model: CkdModel,
		readonly cylinders: number,
		readonly readOnly: boolean,
		/** Last cylinder of the volume in this part of a split image; 0 in the last part and where it is not split. */
		readonly highest = 0,
	) {
		this.#descriptor = descriptor;
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		const index = trackIndex(this, cylinder, head);
		const known = this.#cache.get(index);
		if (known) {
			return known;
		}

		const track = new Uint8Array(this.model.trackSize);
		this.#host(() => fs.readSync(this.#open, track, 0, track.length, headerLength + (index * track.length)));
		this.#keep(index, track);
		return track;
	}

	writeTrack(cylinder: number, head: number, track: Uint8Array): void {
		if (this.readOnly) {
			throw new Error('write to a read-only volume');
		}

		const index = trackIndex(this, cylinder, head);
		const length = usedLength(track);
		if (length > this.model.trackSize) {
			throw new RangeError('the track is longer than the model\'s');
		}

		const start = headerLength + (index * this.model.trackSize);
		const [first, last] = difference(this.#cache.get(index), track.subarray(0, length));
		for (let at = first; at < last;) {
			const from = at;
			at += this.#host(() => fs.writeSync(this.#open, track, from, last - from, start + from));
		}

		this.#keep(index, track);
	}

	close(): void {
		if (this.#descriptor !== undefined) {
			fs.closeSync(this.#descriptor);
			this.#descriptor = undefined;
		}

		this.#cache.clear();
	}

	get #open(): number {
		if (this.#descriptor === undefined) {
			throw new Error('the volume is closed');
		}

		return this.#descriptor;
	}

	/** Runs a file operation; the host's errors become `VolumeError`. */
	#host(operation: () => number): number {
		try {
			return operation();
		} catch (error) {
			throw new VolumeError(hostProblem(error).problem, {cause: error});
		}
	}

	#keep(index: number, track: Uint8Array): void {
		this.#cache.delete(index);
		this.#cache.set(index, track);
		if (this.#cache.size > cacheSize) {
			const [oldest] = this.#cache.keys();
			this.#cache.delete(oldest);
		}
	}
}
