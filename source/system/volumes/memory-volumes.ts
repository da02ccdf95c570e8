/**
 * All volumes of a profile in memory: a fresh system for `run`, `script` and tests. Nothing of it outlives the process.
 */
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {OverlayVolume} from '../../machine/devices/volume/overlay-volume.js';
import {BlankVolume} from './blank-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import {buildMinidisk, initialFiles, momentOf, neededVolumes, placedMinidisks} from './minidisks.js';
import type {Profile} from '../profile.js';

/** Builds the volumes of the profile's directory. `now` in microseconds dates the files. */
export function memoryVolumes(
	profile: Pick<Profile, 'folder' | 'directory'>,
	generated: readonly NewFile[],
	now: number,
): Map<string, CkdVolume> {
	const minidisks = placedMinidisks(profile.directory);
	const volumes = new Map<string, CkdVolume>();
	for (const [serial, {type, cylinders}] of neededVolumes(minidisks)) {
		const model = findCkdModel(type);
		if (!model) {
			throw new ConfigurationError(`volume ${serial}: no such device type ${type}`);
		}

		volumes.set(
			serial,
			new OverlayVolume(new BlankVolume(
				model,
				cylinders,
				minidisks.filter(each => each.serial === serial),
			)),
		);
	}

	for (const minidisk of minidisks) {
		buildMinidisk(volumes.get(minidisk.serial)!, minidisk, initialFiles(profile, minidisk, generated), {
			format: 'none',
			now: momentOf(now),
		});
	}

	return volumes;
}
