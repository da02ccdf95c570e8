/**
 * `yorktown dasd create|import|export`, and `list` without operands: the volumes of an installation. One that no
 * minidisk is on is free at the next start, for ATTACH.
 */
import process from 'node:process';
import {findCkdModel, ckdModels} from '../../machine/devices/volume/ckd-models.js';
import {readVolumeLabel} from '../../machine/devices/volume/volume-label.js';
import {currentDirectory} from '../../system/host/own-directory.js';
import {
	bytesOnHost, createVolume, exportVolume, importVolume, readable, volumeFiles,
} from '../../system/host/volume-files.js';
import {numberFlag, textFlag, UsageError, type Flags} from '../verb.js';

/** Changes the volumes of a folder that no system has. */
export function changeVolumes(
	folder: string,
	subject: string,
	[first, second]: readonly string[],
	flags: Flags,
): void {
	switch (subject) {
		case 'create': {
			const type = textFlag(flags, 'type') ?? '3350';
			const model = findCkdModel(type);
			if (!model) {
				throw new UsageError(`--type ${type}: must be one of ${ckdModels.map(({name}) => name).join(', ')}`);
			}

			createVolume(folder, serialOf(first), model, numberFlag(flags, 'cylinders') ?? model.cylinders);
			break;
		}

		case 'import': {
			const serial = importVolume(folder, first, second === undefined ? undefined : serialOf(second));
			process.stdout.write(`${serial}\n`);
			break;
		}

		default: {
			const volume = volumeFiles(folder).find(({serial}) => serial === first.toUpperCase());
			if (!volume) {
				throw new UsageError(`${first}: no such volume in ${folder}`);
			}

			exportVolume(volume, second, flags.compressed === true);
		}
	}
}

function serialOf(word: string): string {
	const serial = word.toUpperCase();
	if (!/^[A-Z\d$#@]{1,6}$/.test(serial)) {
		throw new UsageError(`${word}: not a serial number of up to 6 letters, digits and $ # @`);
	}

	return serial;
}

/** A line a volume: serial, type, cylinders, what the host keeps of it, minidisks. */
export function volumeLines(folder: string): string {
	const minidisks = [...currentDirectory(folder).users.values()].flatMap(each => each.minidisks);
	return volumeFiles(folder).map(({serial, type, file}) => {
		const volume = readable(file);
		const {cylinders} = volume;
		const label = readVolumeLabel(volume)?.trim();
		volume.close();
		const count = minidisks.filter(each => each.volume === serial).length;
		const use = count === 0 ? 'free' : `${count} minidisks`;
		const size = Math.ceil(bytesOnHost(file) / 1024);
		return `${serial.padEnd(6)} ${type.padEnd(7)} ${String(cylinders).padStart(4)} CYL ${
			String(size).padStart(8)}K  ${use}${label === serial ? '' : `, label ${label ?? 'missing'}`}\n`;
	}).join('');
}
