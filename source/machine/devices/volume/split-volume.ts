/**
 * A Hercules CKD image split over several files, as it was made where files end at 2 GiB: the last character of the
 * name before its extension counts them from 1, each header has its number and the last cylinder it holds (0: the last
 * file).
 */
import path from 'node:path';
import type {CkdModel} from './ckd-models.js';
import {trackIndex, VolumeError, type CkdVolume} from './ckd-volume.js';
import {FileVolume, type VolumeOptions, type VolumeProblem} from './file-volume.js';

/** Hercules counts with one digit. */
const mostParts = 9;

function partName(file: string, number: number): string {
	const {dir, name, ext} = path.parse(file);
	return path.join(dir, `${name.slice(0, -1)}${number}${ext}`);
}

export class SplitVolume implements CkdVolume {
	/** Opens all files of the image whose first one is `file`. One missing or damaged is refused with the reason. */
	static open(file: string, options: Omit<VolumeOptions, 'part'> = {}): SplitVolume | VolumeProblem {
		const parts: FileVolume[] = [];
		let cylinders = 0;
		const fail = (problem: string): VolumeProblem => {
			for (const part of parts) {
				part.close();
			}

			return {problem};
		};

		if (!path.parse(file).name.endsWith('1')) {
			return {problem: 'the name of the first file of a split image must end with 1'};
		}

		for (let number = 1; ; number++) {
			const name = partName(file, number);
			const part = FileVolume.open(name, {...options, part: number});
			if ('problem' in part) {
				return fail(`${path.basename(name)}: ${part.problem}`);
			}

			parts.push(part);
			cylinders += part.cylinders;
			if (part.model.imageType !== parts[0].model.imageType) {
				return fail(`${path.basename(name)}: a ${part.model.name}, the first file a ${parts[0].model.name}`);
			}

			if (part.highest === 0) {
				return new SplitVolume(parts, cylinders, options.readOnly ?? false);
			}

			if (part.highest !== cylinders - 1 || number === mostParts) {
				return fail(
					`${path.basename(name)}: holds the cylinders up to ${cylinders - 1}, not up to ${part.highest} as `
					+ 'its header says',
				);
			}
		}
	}

	readonly model: CkdModel;
	readonly #parts: readonly FileVolume[];

	private constructor(parts: readonly FileVolume[], readonly cylinders: number, readonly readOnly: boolean) {
		this.#parts = parts;
		this.model = parts[0].model;
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		const [part, first] = this.#find(cylinder, head);
		return part.readTrack(cylinder - first, head);
	}

	writeTrack(cylinder: number, head: number, track: Uint8Array): void {
		const [part, first] = this.#find(cylinder, head);
		part.writeTrack(cylinder - first, head, track);
	}

	overwrite(cylinder: number, head: number, at: number, bytes: Uint8Array): void {
		const [part, first] = this.#find(cylinder, head);
		part.overwrite(cylinder - first, head, at, bytes);
	}

	sync(): void {
		this.#forAll(part => {
			part.sync();
		});
	}

	close(): void {
		this.#forAll(part => {
			part.close();
		});
	}

	/** Each part has its turn, though the host has failed one before. */
	#forAll(action: (part: FileVolume) => void): void {
		const errors: VolumeError[] = [];
		for (const part of this.#parts) {
			try {
				action(part);
			} catch (error) {
				if (!(error instanceof VolumeError)) {
					throw error;
				}

				errors.push(error);
			}
		}

		if (errors.length > 0) {
			throw errors[0];
		}
	}

	/** The part with a cylinder, and the part's first one. */
	#find(cylinder: number, head: number): readonly [FileVolume, number] {
		trackIndex(this, cylinder, head);
		let first = 0;
		for (const part of this.#parts) {
			if (cylinder < first + part.cylinders) {
				return [part, first];
			}

			first += part.cylinders;
		}

		throw new RangeError(`no cylinder ${cylinder}`);
	}
}
