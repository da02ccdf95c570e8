/**
 * Verifies what a data folder holds: the directory and its record, each volume with its label and tracks, the CMS disks
 * on it, each spool file. `repair` mends what can be without losing anything: a label, a directory that can be compiled
 * anew; a spool file that nobody can read is set aside.
 */
import {existsSync, renameSync} from 'node:fs';
import path from 'node:path';
import {DiskError} from '../../cms/file-system/disk/disk.js';
import {describeDisk} from '../../cms/file-system/disk/host.js';
import {fromEbcdic} from '../../base/ebcdic.js';
import {hex} from '../../base/hex.js';
import type {Directory} from '../../cp/directory/directory.js';
import {homeAddress} from '../../base/count-key-data.js';
import {FileVolume} from '../../machine/devices/volume/file-volume.js';
import {geometries} from '../../cms/file-system/disk/geometry.js';
import {readVolumeLabel, writeVolumeLabel} from '../../machine/devices/volume/volume-label.js';
import {VolumeError, type CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer} from '../journal/file-layer.js';
import {Journal} from '../journal/journal.js';
import {minidiskVolume, neededVolumes, placedMinidisks, type PlacedMinidisk} from '../volumes/minidisks.js';
import {VolumeBlocks} from '../volumes/volume-blocks.js';
import {readBuilt} from './built.js';
import {currentDirectory} from './own-directory.js';
import {onHost} from './private-files.js';
import {spoolFolder} from './spool-folder.js';
import {volumeFiles, type VolumeFile} from './volume-files.js';

/** Something wrong: whether it was mended. */
export type Finding = {readonly text: string; readonly isMended: boolean};

/** Checks a folder that nobody else has. */
export async function checkFolder(folder: string, repair: boolean): Promise<Finding[]> {
	const directory = checkDirectory(folder, repair);
	return [
		...directory.findings,
		...directory.found ? checkVolumes(folder, directory.found, repair) : [],
		...await checkSpool(folder, repair),
	];
}

function checkDirectory(
	folder: string,
	repair: boolean,
): {readonly found: Directory | undefined; readonly findings: readonly Finding[]} {
	const findings: Finding[] = [];
	try {
		readBuilt(path.join(folder, 'built.json'));
	} catch (error) {
		findings.push({text: textOf(error), isMended: repair && setAside(path.join(folder, 'built.json'))});
	}

	try {
		return {found: currentDirectory(folder), findings};
	} catch (error) {
		// The next start compiles it anew.
		findings.push({text: textOf(error), isMended: repair && setAside(path.join(folder, 'directory.json'))});
		return {found: undefined, findings};
	}
}

function textOf(error: unknown): string {
	if (error instanceof ConfigurationError || error instanceof VolumeError || error instanceof DiskError) {
		return error.message;
	}

	throw error;
}

/** What cannot be read stays beside, under another name. */
function setAside(file: string): boolean {
	onHost(file, () => {
		renameSync(file, `${file}.damaged`);
	});
	return true;
}

function checkVolumes(folder: string, directory: Directory, repair: boolean): Finding[] {
	const minidisks = placedMinidisks(directory);
	const files = volumeFiles(folder);
	const missing = [...neededVolumes(minidisks)]
		.filter(([serial, {type}]) => !files.some(each => each.serial === serial && each.type === type))
		.map(([serial, {type}]) => ({text: `volume ${serial}: no file ${serial}.${type}`, isMended: false}));
	return [
		...missing,
		...files.flatMap(each => checkVolume(each, minidisks.filter(({serial}) => serial === each.serial), repair)),
	];
}

function checkVolume(
	{serial, type, file}: VolumeFile,
	minidisks: readonly PlacedMinidisk[],
	repair: boolean,
): Finding[] {
	const volume = FileVolume.open(file, {readOnly: !repair});
	if ('problem' in volume) {
		return [{text: `volume ${serial}: ${volume.problem}`, isMended: false}];
	}

	try {
		const findings: Finding[] = [];
		const wrong = (text: string, isMended = false): void => {
			findings.push({text: `volume ${serial}: ${text}`, isMended});
		};

		if (!volume.model.name.startsWith(type)) {
			wrong(`a ${volume.model.name} in a file for a ${type}`);
		}

		const label = readVolumeLabel(volume)?.trim();
		if (label !== serial) {
			if (repair) {
				writeVolumeLabel(volume, serial);
			}

			wrong(label === undefined ? 'no label' : `its label says ${label}`, repair);
		}

		const tracks = damagedTracks(volume);
		if (tracks > 0) {
			wrong(`${tracks} tracks have no home address of their place`);
		}

		for (const minidisk of minidisks) {
			const problem = minidiskProblem(volume, minidisk);
			if (problem !== undefined) {
				wrong(`${minidisk.owner} ${hex(minidisk.address, 3)}: ${problem}`);
			}
		}

		return findings;
	} catch (error) {
		return [{text: `volume ${serial}: ${textOf(error)}`, isMended: false}];
	} finally {
		volume.close();
	}
}

function damagedTracks(volume: CkdVolume): number {
	let damaged = 0;
	for (let cylinder = 0; cylinder < volume.cylinders; cylinder++) {
		for (let head = 0; head < volume.model.heads; head++) {
			const place = homeAddress.decode(volume.readTrack(cylinder, head));
			damaged += place.cylinder === cylinder && place.head === head ? 0 : 1;
		}
	}

	return damaged;
}

/** Of a disk in CMS's format; others are their owners' matter. */
function minidiskProblem(volume: CkdVolume, minidisk: PlacedMinidisk): string | undefined {
	if (minidisk.start + minidisk.cylinders > volume.cylinders) {
		return `ends behind cylinder ${volume.cylinders - 1}, the last one`;
	}

	if (!geometries.some(({name}) => volume.model.name.startsWith(name))) {
		return undefined;
	}

	const blocks = new VolumeBlocks(minidiskVolume(volume, minidisk));
	if (!hasCmsLabel(blocks)) {
		return undefined;
	}

	try {
		const {total, used, left} = describeDisk(blocks);
		return used + left === total ? undefined : `${used} blocks in use and ${left} left are not ${total}`;
	} catch (error) {
		return textOf(error);
	}
}

const labelBlock = 3;

/** Whether the disk says that it is one of CMS's. */
function hasCmsLabel(blocks: VolumeBlocks): boolean {
	try {
		const {value} = blocks.read([labelBlock]).next();
		return Array.isArray(value) && fromEbcdic((value)[0].subarray(0, 4)) === 'CMS=';
	} catch (error) {
		textOf(error);
		return false;
	}
}

async function checkSpool(folder: string, repair: boolean): Promise<Finding[]> {
	const findings: Finding[] = [];
	if (!existsSync(path.join(folder, 'spool'))) {
		return findings;
	}

	const layer = repair ? hostFileLayer : {...hostFileLayer, rename: () => undefined};
	const journal = onHost(folder, () => new Journal(hostFileLayer, folder));
	try {
		spoolFolder({
			layer, folder, journal,
			damaged(file) {
				const name = path.basename(file).replace(/\.damaged$/, '');
				const where = repair ? `; it is ${file} now` : '';
				findings.push({text: `spool file ${name} cannot be read${where}`, isMended: repair});
			},
		}).load();
	} finally {
		await journal.close();
	}

	return findings;
}
