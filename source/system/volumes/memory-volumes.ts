/**
 * All volumes of a profile in memory: a fresh system for `run`, `script` and tests. Nothing of it outlives the process.
 */
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {OverlayVolume} from '../../machine/devices/volume/overlay-volume.js';
import {BlankVolume} from './blank-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import type {KeptTracks} from './kept-tracks.js';
import {
	buildMinidisk, initialFiles, momentOf, neededVolumes, placedMinidisks, sourcesOfDisks, type PlacedMinidisk,
} from './minidisks.js';
import type {Profile} from '../profile.js';

type Sources = Pick<Profile, 'folder' | 'directory'>;
type Size = {readonly type: string; readonly cylinders: number};

function blankVolume(serial: string, minidisks: readonly PlacedMinidisk[], needed: Size): BlankVolume {
	const model = findCkdModel(needed.type);
	if (!model) {
		throw new ConfigurationError(`volume ${serial}: no such device type ${needed.type}`);
	}

	return new BlankVolume(model, needed.cylinders, minidisks.filter(each => each.serial === serial));
}

/**
 * Builds the volumes of the profile's directory. `now` in microseconds dates the files; `generated` are those of the
 * system disk that no folder holds. `kept`: what was built before from the same is taken instead.
 */
export function memoryVolumes(
	profile: Sources,
	generated: () => readonly NewFile[],
	now: number,
	kept?: KeptTracks,
): Map<string, CkdVolume> {
	const minidisks = placedMinidisks(profile.directory);
	const blank = new Map([...neededVolumes(minidisks)]
		.map(([serial, needed]) => [serial, blankVolume(serial, minidisks, needed)]));
	const build = (): Map<string, OverlayVolume> => {
		const volumes = new Map([...blank].map(([serial, volume]) => [serial, new OverlayVolume(volume)]));
		const files = generated();
		for (const minidisk of minidisks) {
			buildMinidisk(volumes.get(minidisk.serial)!, minidisk, initialFiles(profile, minidisk, files), {
				format: 'none',
				now: momentOf(now),
			});
		}

		return volumes;
	};

	if (!kept) {
		return build();
	}

	const tracks = kept.of(sourcesOfDisks(profile), String(now), () =>
		new Map([...build()].map(([serial, {written}]) => [serial, written])));
	return new Map([...blank].map(([serial, volume]) => [serial, new OverlayVolume(volume, tracks.get(serial))]));
}
