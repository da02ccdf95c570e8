/**
 * Writes a volume as a Hercules compressed CKD image (zlib). The flag byte of home addresses has no place in that
 * format: defective tracks are refused.
 */
import fs from 'node:fs';
import {deflateSync} from 'node:zlib';
import {
	cckdCompression,
	cckdHeader,
	cckdOption,
	cckdSignature,
	firstTableAt,
	nullTrack,
	secondEntryLength,
	secondTableEntries,
} from './cckd-format.js';
import {homeAddressLength, usedLength} from './ckd-track.js';
import {VolumeError, type CkdVolume} from './ckd-volume.js';
import type {VolumeProblem} from './file-volume.js';
import {hostProblem} from '../host-problem.js';

function header(volume: CkdVolume, tables: number, size: number): Uint8Array {
	const {heads, trackSize, imageType} = volume.model;
	const bytes = Buffer.alloc(firstTableAt);
	bytes.write(cckdSignature, 'latin1');
	bytes.writeUInt32LE(heads, 8);
	bytes.writeUInt32LE(trackSize, 12);
	bytes[16] = imageType;
	bytes.set([0, 3, 1, cckdOption.noFudge], cckdHeader.version);
	bytes.writeUInt32LE(tables, cckdHeader.firstEntries);
	bytes.writeUInt32LE(secondTableEntries, cckdHeader.secondEntries);
	bytes.writeUInt32LE(size, cckdHeader.size);
	bytes.writeUInt32LE(size, cckdHeader.used);
	bytes.writeUInt32LE(volume.cylinders, cckdHeader.cylinders);
	bytes[cckdHeader.compression] = cckdCompression.zlib;
	bytes.writeInt16LE(-1, cckdHeader.parameter);
	return bytes;
}

/** A track's image; a number where it needs none, the format of its emptiness. */
function image(track: Uint8Array, cylinder: number, head: number): Uint8Array | 0 | 1 {
	const used = track.subarray(0, usedLength(track));
	for (const format of [0, 1] as const) {
		if (Buffer.compare(used, nullTrack(format, cylinder, head)!) === 0) {
			return format;
		}
	}

	const rest = used.subarray(homeAddressLength);
	const packed = deflateSync(rest);
	const isSmaller = packed.length < rest.length;
	const bytes = Buffer.concat([used.subarray(0, homeAddressLength), isSmaller ? packed : rest]);
	bytes[0] = isSmaller ? cckdCompression.zlib : cckdCompression.none;
	return bytes;
}

/** Writes `volume` to a new file; `undefined` when it is done, else why not (nothing is left behind then). */
export function exportCompressed(volume: CkdVolume, path: string): VolumeProblem | undefined {
	const {heads} = volume.model;
	const tracks = volume.cylinders * heads;
	const tables = Math.ceil(tracks / secondTableEntries);
	let descriptor: number | undefined;
	try {
		descriptor = fs.openSync(path, 'wx');
		const first = Buffer.alloc(tables * 4);
		let at = firstTableAt + first.length;
		const write = (bytes: Uint8Array): void => {
			for (let done = 0; done < bytes.length;) {
				done += fs.writeSync(descriptor!, bytes, done, bytes.length - done, at + done);
			}

			at += bytes.length;
		};

		for (let table = 0; table < tables; table++) {
			const second = Buffer.alloc(secondTableEntries * secondEntryLength);
			for (let index = 0; index < secondTableEntries && (table * secondTableEntries) + index < tracks; index++) {
				const number = (table * secondTableEntries) + index;
				const [cylinder, head] = [Math.trunc(number / heads), number % heads];
				const track = volume.readTrack(cylinder, head);
				if (track[0] !== 0) {
					fs.closeSync(descriptor);
					fs.rmSync(path);
					return {
						problem: `track ${cylinder}.${head} is flagged in its home address, which a compressed image `
							+ 'cannot keep',
					};
				}

				const bytes = image(track, cylinder, head);
				const entry = index * secondEntryLength;
				if (typeof bytes === 'number') {
					second.writeUInt16LE(bytes, entry + 4);
					second.writeUInt16LE(bytes, entry + 6);
				} else {
					second.writeUInt32LE(at, entry);
					second.writeUInt16LE(bytes.length, entry + 4);
					second.writeUInt16LE(bytes.length, entry + 6);
					write(bytes);
				}
			}

			first.writeUInt32LE(at, table * 4);
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
