/** Opens a volume in an image file of any kind there is. */
import fs from 'node:fs';
import {CompressedVolume} from './cckd-volume.js';
import type {CkdVolume} from './ckd-volume.js';
import {FileVolume, type VolumeOptions, type VolumeProblem} from './file-volume.js';
import {hostProblem} from '../host-problem.js';
import {
	cckdSignature, imageHeader, plainSignature, readImageHeader,
} from './image-format.js';
import {SplitVolume} from './split-volume.js';

/**
 * A plain image, a split one (by its first file), or a compressed one, which is read-only whatever `options` say. A
 * damaged one is refused with the reason.
 */
export function openVolume(path: string, options: Omit<VolumeOptions, 'part'> = {}): CkdVolume | VolumeProblem {
	const head = Buffer.alloc(imageHeader.length);
	let length: number;
	try {
		const descriptor = fs.openSync(path, 'r');
		try {
			length = fs.readSync(descriptor, head, 0, head.length, 0);
		} finally {
			fs.closeSync(descriptor);
		}
	} catch (error) {
		return hostProblem(error);
	}

	const header = readImageHeader(head.subarray(0, length));
	if (header?.signature === cckdSignature) {
		return CompressedVolume.open(path);
	}

	return header?.signature === plainSignature && header.part === 1
		? SplitVolume.open(path, options)
		: FileVolume.open(path, options);
}
