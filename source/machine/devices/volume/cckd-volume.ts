/**
 * A volume in a Hercules compressed CKD image, to be read only; put an `OverlayVolume` over it to write. Not
 * implemented: shadow files, bzip2.
 */
import fs from 'node:fs';
import {inflateSync} from 'node:zlib';
import {
	bigEntry,
	bigHeader,
	bigOffset,
	cckdCompression,
	cckdOption,
	cckdSignature,
	firstTableAt,
	imageHeader,
	inBaseFile,
	littleEntry,
	littleHeader,
	littleOffset,
	nullFormatOf,
	nullTrack,
	readImageHeader,
	secondTableEntries,
} from './image-format.js';
import {ckdModels, type CkdModel} from './ckd-models.js';
import {hex} from '../../../base/hex.js';
import {homeAddressLength} from './ckd-track.js';
import {trackIndex, VolumeError, type CkdVolume} from './ckd-volume.js';
import type {VolumeProblem} from './file-volume.js';
import {hostProblem} from '../host-problem.js';

/** Tracks kept decompressed. */
const cacheSize = 64;

/** Where a track's image is, or what a track without one holds (its format's number, as the file has it). */
type Entry =
	| {readonly kind: 'stored'; readonly at: number; readonly length: number}
	| {readonly kind: 'null'; readonly format: number};

/** Bytes of the file, fewer at its end. */
function readAt(descriptor: number, at: number, length: number) {
	const bytes = Buffer.alloc(length);
	const got = fs.readSync(descriptor, bytes, 0, length, at);
	return bytes.subarray(0, got);
}

type Bytes = ReturnType<typeof readAt>;

/** Where every track is, or what is wrong with the tables. */
function readTables(descriptor: number, head: Bytes, size: number, tracks: number): Entry[] | string {
	const [headerLayout, offsetLayout, entryLayout] =
		(littleHeader.decode(head, imageHeader.length).options & cckdOption.bigEndian) === 0
			? [littleHeader, littleOffset, littleEntry]
			: [bigHeader, bigOffset, bigEntry];
	const {firstEntries: tables, secondEntries, nullFormat} = headerLayout.decode(head, imageHeader.length);
	if (
		secondEntries !== secondTableEntries
		|| tables < Math.ceil(tracks / secondTableEntries)
		|| tables > 65_536
	) {
		return 'damaged: its table sizes are wrong';
	}

	const first = readAt(descriptor, firstTableAt, tables * offsetLayout.length);
	if (first.length < tables * offsetLayout.length) {
		return 'truncated: its first table is cut off';
	}

	const entries: Entry[] = [];
	for (let table = 0; table < tables && entries.length < tracks; table++) {
		const {at} = offsetLayout.decode(first, table * offsetLayout.length);
		if (at === inBaseFile) {
			return 'a shadow file, which is not supported';
		}

		const second = at === 0 ? undefined : readAt(descriptor, at, secondTableEntries * entryLayout.length);
		if (second && second.length < secondTableEntries * entryLayout.length) {
			return `truncated: the table at offset ${at} is cut off`;
		}

		for (let index = 0; index < secondTableEntries && entries.length < tracks; index++) {
			const entry = second
				? entryLayout.decode(second, index * entryLayout.length)
				: {at: 0, length: nullFormat};
			if (entry.at === inBaseFile) {
				return 'a shadow file, which is not supported';
			}

			if (entry.at > 0 && (entry.at + entry.length > size || entry.length < homeAddressLength)) {
				return `truncated: track ${entries.length} is cut off`;
			}

			entries.push(entry.at === 0
				? {kind: 'null', format: entry.length}
				: {kind: 'stored', at: entry.at, length: entry.length});
		}
	}

	return entries;
}

export class CompressedVolume implements CkdVolume {
	/** Opens an image file. A damaged one is refused with the reason. */
	static open(path: string): CompressedVolume | VolumeProblem {
		let descriptor: number | undefined;
		try {
			descriptor = fs.openSync(path, 'r');
			const head = readAt(descriptor, 0, firstTableAt);
			const volume = head.length < firstTableAt || readImageHeader(head)?.signature !== cckdSignature
				? 'not a compressed CKD image file (no CKD_C370 header)'
				: CompressedVolume.#of(descriptor, head);
			if (typeof volume !== 'string') {
				return volume;
			}

			fs.closeSync(descriptor);
			return {problem: volume};
		} catch (error) {
			if (descriptor !== undefined) {
				fs.closeSync(descriptor);
			}

			return hostProblem(error);
		}
	}

	static #of(descriptor: number, head: Bytes): CompressedVolume | string {
		const {heads, trackSize, imageType} = imageHeader.decode(head);
		const named = ckdModels.filter(model => model.imageType === imageType);
		if (named.length === 0) {
			return `device type X'${hex(imageType, 2)}' is not known`;
		}

		const candidates = named.filter(model => model.heads === heads && model.trackSize === trackSize);
		if (candidates.length === 0) {
			return `${heads} heads and ${trackSize} bytes a track are not those of a ${named[0].name}`;
		}

		const {compression, cylinders} = littleHeader.decode(head, imageHeader.length);
		if (compression === cckdCompression.bzip2) {
			return 'its tracks are compressed with bzip2, which is not supported; convert it with cckd2ckd';
		}

		const model = candidates.find(candidate => cylinders <= candidate.cylinders + candidate.alternateCylinders);
		if (!model || cylinders < 1) {
			return `${cylinders} cylinders are not those of a ${candidates.at(-1)!.name}`;
		}

		const entries = readTables(descriptor, head, fs.fstatSync(descriptor).size, cylinders * heads);
		return typeof entries === 'string' ? entries : new CompressedVolume(descriptor, model, cylinders, entries);
	}

	readonly readOnly = true;
	readonly #entries: readonly Entry[];
	readonly #cache = new Map<number, Uint8Array>();
	#descriptor: number | undefined;

	private constructor(
		descriptor: number,
		readonly model: CkdModel,
		readonly cylinders: number,
		entries: readonly Entry[],
	) {
		this.#descriptor = descriptor;
		this.#entries = entries;
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		const index = trackIndex(this, cylinder, head);
		const track = this.#cache.get(index) ?? this.#load(this.#entries[index], cylinder, head);
		this.#cache.delete(index);
		this.#cache.set(index, track);
		if (this.#cache.size > cacheSize) {
			const [oldest] = this.#cache.keys();
			this.#cache.delete(oldest);
		}

		return track;
	}

	writeTrack(): void {
		throw new Error('write to a compressed volume');
	}

	close(): void {
		if (this.#descriptor !== undefined) {
			fs.closeSync(this.#descriptor);
			this.#descriptor = undefined;
		}

		this.#cache.clear();
	}

	#load(entry: Entry, cylinder: number, head: number): Uint8Array {
		if (this.#descriptor === undefined) {
			throw new Error('the volume is closed');
		}

		if (entry.kind === 'null') {
			const format = nullFormatOf(entry.format);
			if (format === undefined) {
				throw new VolumeError(`a track without image has format ${entry.format}`);
			}

			return nullTrack(format, cylinder, head);
		}

		let image: Bytes;
		try {
			image = readAt(this.#descriptor, entry.at, entry.length);
		} catch (error) {
			throw new VolumeError(hostProblem(error).problem, {cause: error});
		}

		const rest = this.#expanded(image);
		const track = new Uint8Array(homeAddressLength + rest.length);
		track.set(image.subarray(1, homeAddressLength), 1);
		track.set(rest, homeAddressLength);
		return track;
	}

	/** Everything behind the home address. */
	#expanded(image: Bytes): Uint8Array {
		const rest = image.subarray(homeAddressLength);
		switch (image[0]) {
			case cckdCompression.none: {
				return rest;
			}

			case cckdCompression.zlib: {
				try {
					return inflateSync(rest, {maxOutputLength: this.model.trackSize});
				} catch (error) {
					throw new VolumeError('a track cannot be decompressed', {cause: error});
				}
			}

			default: {
				throw new VolumeError(image[0] === cckdCompression.bzip2
					? 'a track is compressed with bzip2, which is not supported'
					: 'a track\'s image is damaged');
			}
		}
	}
}
