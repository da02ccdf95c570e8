/**
 * Writes a volume as a Hercules compressed CKD image (zlib). The flag byte of home addresses has no place in that
 * format: defective tracks are refused.
 */
import fs from 'node:fs';
import {deflateSync} from 'node:zlib';
import {
	cckdCompression,
	cckdOption,
	cckdSignature,
	cckdVersion,
	defaultParameter,
	firstTableAt,
	imageHeader,
	littleEntry,
	littleHeader,
	littleOffset,
	type NullFormat,
	nullFormat,
	nullTrack,
	secondTableEntries,
} from './image-format.js';
import {homeAddress} from '../../../base/count-key-data.js';
import {homeAddressLength, usedLength} from './ckd-track.js';
import {VolumeError, type CkdVolume} from './ckd-volume.js';
import type {VolumeProblem} from './file-volume.js';
import {hostProblem} from '../host-problem.js';

function header(volume: CkdVolume, tables: number, size: number): Uint8Array {
	const {heads, trackSize, imageType} = volume.model;
	return Buffer.concat([
		imageHeader.encodeSome({
			signature: cckdSignature, heads, trackSize, imageType,
		}),
		littleHeader.encode({
			version: cckdVersion,
			options: cckdOption.noFudge,
			firstEntries: tables,
			secondEntries: secondTableEntries,
			size,
			used: size,
			cylinders: volume.cylinders,
			nullFormat: nullFormat.endOfFile,
			compression: cckdCompression.zlib,
			parameter: defaultParameter,
		}),
	]);
}

/** How a track goes into the file: as one that has never been written, or as an image. */
type TrackImage =
	| {readonly kind: 'null'; readonly format: NullFormat}
	| {readonly kind: 'stored'; readonly bytes: Uint8Array};

function image(track: Uint8Array, cylinder: number, head: number): TrackImage {
	const used = track.subarray(0, usedLength(track));
	for (const format of Object.values(nullFormat)) {
		if (Buffer.compare(used, nullTrack(format, cylinder, head)) === 0) {
			return {kind: 'null', format};
		}
	}

	const rest = used.subarray(homeAddressLength);
	const packed = deflateSync(rest);
	const isSmaller = packed.length < rest.length;
	const bytes = Buffer.concat([used.subarray(0, homeAddressLength), isSmaller ? packed : rest]);
	bytes[0] = isSmaller ? cckdCompression.zlib : cckdCompression.none;
	return {kind: 'stored', bytes};
}

/** Writes `volume` to a new file; `undefined` when it is done, else why not (nothing is left behind then). */
export function exportCompressed(volume: CkdVolume, path: string): VolumeProblem | undefined {
	const {heads} = volume.model;
	const tracks = volume.cylinders * heads;
	const tables = Math.ceil(tracks / secondTableEntries);
	let descriptor: number | undefined;
	try {
		descriptor = fs.openSync(path, 'wx');
		const first = Buffer.alloc(tables * littleOffset.length);
		let at = firstTableAt + first.length;
		const write = (bytes: Uint8Array): void => {
			for (let done = 0; done < bytes.length;) {
				done += fs.writeSync(descriptor!, bytes, done, bytes.length - done, at + done);
			}

			at += bytes.length;
		};

		for (let table = 0; table < tables; table++) {
			const second = Buffer.alloc(secondTableEntries * littleEntry.length);
			for (let index = 0; index < secondTableEntries && (table * secondTableEntries) + index < tracks; index++) {
				const number = (table * secondTableEntries) + index;
				const [cylinder, head] = [Math.trunc(number / heads), number % heads];
				const track = volume.readTrack(cylinder, head);
				if (track[homeAddress.offset.flags] !== 0) {
					fs.closeSync(descriptor);
					fs.rmSync(path);
					return {
						problem: `track ${cylinder}.${head} is flagged in its home address, which a compressed image `
							+ 'cannot keep',
					};
				}

				const stored = image(track, cylinder, head);
				const entry = index * littleEntry.length;
				if (stored.kind === 'null') {
					littleEntry.change(second, entry, {length: stored.format, size: stored.format});
				} else {
					const {bytes: {length}} = stored;
					littleEntry.change(second, entry, {at, length, size: length});
					write(stored.bytes);
				}
			}

			littleOffset.change(first, table * littleOffset.length, {at});
			write(second);
		}

		const size = at;
		at = 0;
		write(header(volume, tables, size));
		write(first);
		fs.closeSync(descriptor);
		return undefined;
	} catch (error) {
		if (descriptor !== undefined) {
			fs.closeSync(descriptor);
			fs.rmSync(path, {force: true});
		}

		return error instanceof VolumeError ? {problem: error.message} : hostProblem(error);
	}
}
