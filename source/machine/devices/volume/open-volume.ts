/** Opens a volume in an image file of any kind there is. */
import fs from 'node:fs';
import {CompressedVolume, isCompressed} from './cckd-volume.js';
import type {CkdVolume} from './ckd-volume.js';
import {FileVolume, type VolumeProblem} from './file-volume.js';
import {hostProblem} from '../host-problem.js';
import {SplitVolume} from './split-volume.js';

/**
 * A plain image, a split one (by its first file), or a compressed one, which is read-only whatever `options` say. A
 * damaged one is refused with the reason.
 */
export function openVolume(path: string, options: {readonly readOnly?: boolean} = {}): CkdVolume | VolumeProblem {
	const head = Buffer.alloc(512);
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

	if (isCompressed(head.subarray(0, length))) {
		return CompressedVolume.open(path);
	}

	return length === head.length && head.toString('latin1', 0, 8) === 'CKD_P370' && head[17] === 1
		? SplitVolume.open(path, options)
		: FileVolume.open(path, options);
}
