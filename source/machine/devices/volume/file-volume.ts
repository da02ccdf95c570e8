/**
 * A volume in a plain Hercules CKD image file: a header (`image-format.ts`), then the tracks. Compressed images are
 * `cckd-volume.ts`, images split over several files `split-volume.ts`; `open-volume.ts` opens whichever it is. What a
 * write means for a loss of power is the image file's matter (`image-file.ts`).
 */
import {cckdSignature, imageHeader, plainSignature} from './image-format.js';
import fs from 'node:fs';
import {hex} from '../../../base/hex.js';
import {ckdModels, type CkdModel} from './ckd-models.js';
import {emptyTrack, replaceBytes, usedLength} from './ckd-track.js';
import {trackIndex, VolumeError, type CkdVolume} from './ckd-volume.js';
import {formattedTrack, isMarked} from './marked-track.js';
import {hostProblem, type HostProblem} from '../host-problem.js';
import {createHostImage, openHostImage, type ImageFile} from './image-file.js';
import type {Holder, WriteHold} from './write-hold.js';

const headerLength = imageHeader.length;
/** Tracks kept in memory: a CMS directory and map, a few files. */
const cacheSize = 64;

/** Why a file is no usable volume: one line without the file's name. */
export type VolumeProblem = HostProblem;

function header(model: CkdModel): Uint8Array {
	const {heads, trackSize, imageType} = model;
	return imageHeader.encodeSome({
		signature: plainSignature, heads, trackSize, imageType,
	});
}

/** How a volume is opened. `part`: number from 1 in a split image. `hold`: where its writes may wait. */
export type VolumeOptions = {
	readonly readOnly?: boolean;
	readonly part?: number;
	readonly hold?: WriteHold;
};

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

export class FileVolume implements CkdVolume, Holder {
	/** Makes an image file: header and the head of every track; data areas stay sparse. The file must not exist. */
	static create(path: string, model: CkdModel, cylinders: number = model.cylinders): FileVolume | VolumeProblem {
		if (cylinders < 1 || cylinders > model.cylinders + model.alternateCylinders) {
			return {
				problem: `a ${model.name} has 1 to ${model.cylinders + model.alternateCylinders} cylinders, not `
					+ `${cylinders}`,
			};
		}

		let image: ImageFile | undefined;
		try {
			image = createHostImage(path);
			return FileVolume.format(image, model, cylinders);
		} catch (error) {
			if (image) {
				image.close();
				fs.rmSync(path, {force: true});
			}

			return hostProblem(error);
		}
	}

	/** Makes a volume in an empty file, its tracks empty unless told. Throws the host's error. */
	static format(
		image: ImageFile,
		model: CkdModel,
		cylinders: number,
		trackAt: (cylinder: number, head: number) => Uint8Array = emptyTrack,
	): FileVolume {
		image.write(header(model), 0);
		const tracks = cylinders * model.heads;
		for (let track = 0; track < tracks; track++) {
			image.write(
				trackAt(Math.trunc(track / model.heads), track % model.heads),
				headerLength + (track * model.trackSize),
			);
		}

		image.truncate?.(headerLength + (tracks * model.trackSize));
		return new FileVolume(image, model, cylinders, false);
	}

	/**
	 * Gives a volume more cylinders, with empty tracks, the last one first: its file has its new size at once, whatever
	 * ends the program. The volume is to be opened anew. Throws the host's error.
	 */
	static grow(image: ImageFile, {model, cylinders: old}: FileVolume, cylinders: number): void {
		image.truncate?.(headerLength + (cylinders * model.heads * model.trackSize));
		for (let track = (cylinders * model.heads) - 1; track >= old * model.heads; track--) {
			const empty = emptyTrack(Math.trunc(track / model.heads), track % model.heads);
			image.write(empty, headerLength + (track * model.trackSize));
		}
	}

	/** Opens an image file. A damaged one is refused with the reason. */
	static open(
		path: string,
		options: VolumeOptions = {},
	): FileVolume | VolumeProblem {
		try {
			return FileVolume.over(openHostImage(path, options.readOnly ?? false), options);
		} catch (error) {
			return hostProblem(error);
		}
	}

	/** The volume in an open image, which it closes. Throws the host's error. */
	static over(image: ImageFile, options: VolumeOptions = {}): FileVolume | VolumeProblem {
		const fail = (problem: string): VolumeProblem => {
			image.close();
			return {problem};
		};

		const head = Buffer.alloc(headerLength);
		let size: number;
		let got: number;
		try {
			({size} = image);
			got = image.read(head, 0);
		} catch (error) {
			image.close();
			throw error;
		}

		const {signature, heads, trackSize, imageType, part, highest} = imageHeader.decode(head);
		if (got < headerLength || signature !== plainSignature) {
			return fail(signature === cckdSignature
				? 'a compressed CKD image, which cannot be written to'
				: 'not a CKD image file (no CKD_P370 header)');
		}

		const named = ckdModels.filter(model => model.imageType === imageType);
		if (named.length === 0) {
			return fail(`device type X'${hex(imageType, 2)}' is not known`);
		}

		if (part !== (options.part ?? 0)) {
			return fail(options.part === undefined
				? `file ${part} of a split image; open the first`
				: `is not file ${options.part} of the split image`);
		}

		const candidates = named.filter(model => model.heads === heads && model.trackSize === trackSize);
		if (candidates.length === 0) {
			return fail(`${heads} heads and ${trackSize} bytes a track are not those of a ${named[0].name}`);
		}

		const cylinderSize = heads * trackSize;
		const cylinders = Math.trunc((size - headerLength) / cylinderSize);
		if (cylinders < 1 || (size - headerLength) % cylinderSize !== 0) {
			return fail(`truncated: ${size} bytes are not a whole number of cylinders`);
		}

		const model = candidates.find(candidate => cylinders <= candidate.cylinders + candidate.alternateCylinders);
		return model
			? new FileVolume(image, model, cylinders, options.readOnly ?? false, highest, options.hold)
			: fail(`${cylinders} cylinders are more than a ${candidates.at(-1)!.name} has`);
	}

	/** Recently used tracks, oldest first. */
	readonly #cache = new Map<number, Uint8Array>();
	/**
	 * Those of them that are only marked in the image, and all of which a failed write may have left a part there: a
	 * write has to put the whole track there.
	 */
	readonly #marked = new Set<number>();
	/** Those of them that nobody handed over: their bytes may be changed. */
	readonly #own = new Set<number>();
	/** The track that was asked for last: mostly it is again. */
	#last: Uint8Array | undefined;
	#lastIndex = -1;
	/** Of what track, and from where to where, something is not in the file yet; −1 = of none. */
	#heldIndex = -1;
	#heldFrom = 0;
	#heldTo = 0;
	/** The host did not take it. */
	#isOverdue = false;
	/** Room for the next track that is read: nobody has what was read there. */
	#spare: Uint8Array | undefined;
	#image: ImageFile | undefined;

	private constructor(
		image: ImageFile,
		readonly model: CkdModel,
		readonly cylinders: number,
		readonly readOnly: boolean,
		/** Last cylinder of the volume in this part of a split image; 0 in the last part and where it is not split. */
		readonly highest = 0,
		private readonly hold?: WriteHold,
	) {
		this.#image = image;
	}

	get isBusy(): boolean {
		return this.#image?.isBusy ?? false;
	}

	whenFree(action: () => void): void {
		this.#image?.whenFree?.(action);
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		const index = trackIndex(this, cylinder, head);
		const known = this.#known(index);
		if (known) {
			return known;
		}

		const track = this.#spare?.fill(0) ?? new Uint8Array(this.model.trackSize);
		this.#spare = undefined;
		this.#host(() => this.#open().read(track, this.#position(index)));
		const whole = formattedTrack(track, track.length);
		if (whole) {
			this.#spare = track;
			this.#marked.add(index);
			this.#keep(index, whole);
			return whole;
		}

		this.#keep(index, track);
		this.#own.add(index);
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

		this.#writeInOrder();
		const old = this.#marked.has(index) ? undefined : this.#cache.get(index);
		const [first, last] = difference(old, track.subarray(0, length));
		if (first < last) {
			this.#put(index, first, track.subarray(first, last));
		}

		if (isMarked(track)) {
			this.#forget(index);
			return;
		}

		this.#forget(index);
		this.#keep(index, track);
	}

	overwrite(cylinder: number, head: number, at: number, bytes: Uint8Array): void {
		const index = trackIndex(this, cylinder, head);
		const track = index === this.#heldIndex || this.#own.has(index) ? this.#known(index) : undefined;
		if (!track || this.readOnly) {
			const copy = replaceBytes(this.readTrack(cylinder, head), at, bytes);
			this.writeTrack(cylinder, head, copy);
			if (this.#cache.get(index) === copy) {
				this.#own.add(index);
			}

			return;
		}

		if (this.hold) {
			this.#keepBack(this.hold, index, at, at + bytes.length);
		} else {
			this.#put(index, at, bytes);
		}

		track.set(bytes, at);
	}

	writeHeld(): void {
		const index = this.#heldIndex;
		const track = index < 0 ? undefined : this.#known(index);
		if (track) {
			this.#isOverdue = true;
			this.#host(() => {
				const bytes = track.subarray(this.#heldFrom, this.#heldTo);
				this.#open().write(bytes, this.#position(index, this.#heldFrom));
			});
		}

		this.#isOverdue = false;
		this.#heldIndex = -1;
	}

	sync(): void {
		this.#writeInOrder();
		this.#host(() => {
			this.#open().sync?.();
		});
	}

	close(): void {
		const image = this.#image;
		if (!image) {
			return;
		}

		try {
			this.#writeInOrder();
		} finally {
			this.#image = undefined;
			this.#heldIndex = -1;
			this.#last = undefined;
			this.#cache.clear();
			this.#marked.clear();
			this.#own.clear();
			// A host that writes later tells of a full disk here.
			this.#host(() => {
				image.close();
			});
		}
	}

	/** Offset of a track, or of something in it, in the file. */
	#position(index: number, at = 0): number {
		return headerLength + (index * this.model.trackSize) + at;
	}

	/** Writes a part of a track. Where the host fails, some of it may be in the file: nothing is compared with that. */
	#put(index: number, at: number, bytes: Uint8Array): void {
		try {
			this.#host(() => {
				this.#open().write(bytes, this.#position(index, at));
			});
		} catch (error) {
			this.#marked.add(index);
			this.#own.delete(index);
			throw error;
		}
	}

	/** A part of a cached track will be changed, and written later: with what is kept back of the same one. */
	#keepBack(hold: WriteHold, index: number, from: number, to: number): void {
		hold.take(this);
		if (this.#isOverdue || this.#heldIndex !== index) {
			this.writeHeld();
			this.#heldIndex = index;
			this.#heldFrom = from;
			this.#heldTo = to;
		} else {
			this.#heldFrom = Math.min(this.#heldFrom, from);
			this.#heldTo = Math.max(this.#heldTo, to);
		}
	}

	/** Something will be written at once: what is kept back, by whomever, comes before. */
	#writeInOrder(): void {
		this.hold?.take(this);
		this.writeHeld();
	}

	#open(): ImageFile {
		if (!this.#image) {
			throw new Error('the volume is closed');
		}

		return this.#image;
	}

	/** Runs a file operation; the host's errors become `VolumeError`. */
	#host<T>(operation: () => T): T {
		try {
			return operation();
		} catch (error) {
			throw new VolumeError(hostProblem(error).problem, {cause: error});
		}
	}

	/** A track that is cached. */
	#known(index: number): Uint8Array | undefined {
		if (index !== this.#lastIndex || !this.#last) {
			this.#last = this.#cache.get(index);
			this.#lastIndex = index;
		}

		return this.#last;
	}

	#forget(index: number): void {
		this.#last = undefined;
		this.#cache.delete(index);
		this.#marked.delete(index);
		this.#own.delete(index);
	}

	#keep(index: number, track: Uint8Array): void {
		this.#last = undefined;
		this.#cache.set(index, track);
		if (this.#cache.size > cacheSize) {
			const [oldest, next] = this.#cache.keys();
			this.#forget(this.#mayGo(oldest) ? oldest : next);
		}
	}

	/** Whether the file has all of a cached track, once what is kept back of it is written. */
	#mayGo(index: number): boolean {
		if (index !== this.#heldIndex) {
			return true;
		}

		try {
			this.writeHeld();
			return true;
		} catch (error) {
			if (error instanceof VolumeError) {
				// A read has nothing to do with it. Whoever writes next is told.
				return false;
			}

			throw error;
		}
	}
}
