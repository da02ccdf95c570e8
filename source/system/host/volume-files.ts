/** The volumes of a data folder as files, `volumes/SERIAL.TYPE`: list, create, export, import. */
import {existsSync, readdirSync, renameSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {exportCompressed} from '../../machine/devices/volume/cckd-export.js';
import type {CkdModel} from '../../machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../machine/devices/volume/file-volume.js';
import {openVolume} from '../../machine/devices/volume/open-volume.js';
import {readVolumeLabel, writeVolumeLabel} from '../../machine/devices/volume/volume-label.js';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer} from '../journal/file-layer.js';
import {onHost} from './private-files.js';

export type VolumeFile = {
	readonly serial: string;
	readonly type: string;
	readonly file: string;
};

const namePattern = /^([A-Z\d$#@]{1,6})\.([\d-]+)$/;

/** In order of their serial numbers. */
export function volumeFiles(folder: string): VolumeFile[] {
	const place = path.join(folder, 'volumes');
	return existsSync(place)
		? onHost(place, () => readdirSync(place)).toSorted().flatMap(name => {
			const [, serial, type] = namePattern.exec(name) ?? [];
			return serial === undefined ? [] : [{serial, type, file: path.join(place, name)}];
		})
		: [];
}

/** Bytes of the host's disk that a file has; sparse areas have none. */
export const bytesOnHost = (file: string): number => (statSync(file).blocks ?? 0) * 512;

/** A volume opened for reading. Throws with one line where it is none. */
export function readable(file: string): CkdVolume {
	const volume = openVolume(file, {readOnly: true});
	if ('problem' in volume) {
		throw new ConfigurationError(`${file}: ${volume.problem}`);
	}

	return volume;
}

/** Makes an empty, labelled volume. */
export function createVolume(folder: string, serial: string, model: CkdModel, cylinders: number): void {
	build(folder, serial, model, cylinders, () => undefined);
}

/** Brings the volume of an image of any kind in, under `serial`, or that of its label. Answers its serial number. */
export function importVolume(folder: string, image: string, serial?: string): string {
	const from = readable(image);
	try {
		const name = serial ?? readVolumeLabel(from)?.trim();
		if (name === undefined || !/^[A-Z\d$#@]{1,6}$/.test(name)) {
			throw new ConfigurationError(`${image}: has no volume label; give its serial number behind the file`);
		}

		build(folder, name, from.model, from.cylinders, to => {
			copy(from, to);
		});
		return name;
	} finally {
		from.close();
	}
}

/** Writes a volume as a new image file that any program reads: every record is there. */
export function exportVolume({file}: VolumeFile, target: string, compressed: boolean): void {
	const from = readable(file);
	try {
		if (compressed) {
			const problem = exportCompressed(from, target);
			if (problem) {
				throw new ConfigurationError(`${target}: ${problem.problem}`);
			}

			return;
		}

		const to = FileVolume.create(target, from.model, from.cylinders);
		if ('problem' in to) {
			throw new ConfigurationError(`${target}: ${to.problem}`);
		}

		try {
			onHost(target, () => {
				copy(from, to);
			});
		} catch (error) {
			rmSync(target, {force: true});
			throw error;
		} finally {
			to.close();
		}
	} finally {
		from.close();
	}
}

function copy(from: CkdVolume, to: CkdVolume): void {
	for (let cylinder = 0; cylinder < from.cylinders; cylinder++) {
		for (let head = 0; head < from.model.heads; head++) {
			to.writeTrack(cylinder, head, from.readTrack(cylinder, head));
		}
	}
}

/** Made aside, and moved into place when it is whole and safe. */
function build(
	folder: string,
	serial: string,
	model: CkdModel,
	cylinders: number,
	fill: (volume: FileVolume) => void,
): void {
	const known = volumeFiles(folder).find(each => each.serial === serial);
	if (known) {
		throw new ConfigurationError(`volume ${serial} is there already: ${known.file}`);
	}

	const file = path.join(folder, 'volumes', `${serial}.${model.name}`);
	const aside = `${file}.new`;
	rmSync(aside, {force: true});
	const volume = FileVolume.create(aside, model, cylinders);
	if ('problem' in volume) {
		throw new ConfigurationError(`${file}: ${volume.problem}`);
	}

	try {
		onHost(file, () => {
			fill(volume);
			writeVolumeLabel(volume, serial);
			volume.close();
			const descriptor = hostFileLayer.open(aside, 'update');
			hostFileLayer.sync(descriptor);
			hostFileLayer.close(descriptor);
			renameSync(aside, file);
			hostFileLayer.syncFolder(path.join(folder, 'volumes'));
		});
	} catch (error) {
		volume.close();
		rmSync(aside, {force: true});
		throw error;
	}
}
