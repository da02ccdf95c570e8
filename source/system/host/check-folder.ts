/**
 * Verifies what a data folder holds: the directory and its record, each volume with its label and tracks, the CMS disks
 * on it, each spool file. `repair` mends what can be without losing anything: a label, a directory that can be compiled
 * anew; a spool file that nobody can read is set aside.
 */
import {existsSync, renameSync} from 'node:fs';
import path from 'node:path';
import {DiskError} from '../../cms/file-system/disk/disk.js';
import {checkFileSystem, repairFileSystem} from '../../cms/file-system/disk/host.js';
import {labelOf} from '../../cms/file-system/directory/disk-label.js';
import {decodeMaster, labelBlock, masterBlock} from '../../cms/file-system/directory/master-directory.js';
import {hex} from '../../base/hex.js';
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
import {type Built, keyOf, readBuilt} from './built.js';
import {currentDirectory, ownDirectory} from './own-directory.js';
import {onHost} from './private-files.js';
import {spoolFolder} from './spool-folder.js';
import {volumeFiles, type VolumeFile} from './volume-files.js';

/** Something wrong: whether it was mended. */
export type Finding = {readonly text: string; readonly isMended: boolean};

/** Checks a folder that nobody else has. */
export async function checkFolder(folder: string, repair: boolean): Promise<Finding[]> {
	const {minidisks, findings} = checkDirectory(folder, repair);
	return [
		...findings,
		...minidisks ? checkVolumes(folder, minidisks, repair) : [],
		...await checkSpool(folder, repair),
	];
}

function checkDirectory(
	folder: string,
	repair: boolean,
): {readonly minidisks: readonly PlacedMinidisk[] | undefined; readonly findings: readonly Finding[]} {
	const findings: Finding[] = [];
	let built: Built | undefined;
	try {
		built = readBuilt(path.join(folder, 'built.json'));
	} catch (error) {
		findings.push({text: textOf(error), isMended: repair && setAside(path.join(folder, 'built.json'))});
	}

	const directoryFile = path.join(folder, 'directory.json');
	if (built?.directory === '' && !existsSync(directoryFile) && !ownDirectory(folder)) {
		// The system ended while it compiled a large one aside: the next start does.
		return {minidisks: minidisksOf(folder, built), findings};
	}

	try {
		const known = built && new Set(built.minidisks);
		// A disk that was added since is built at the next start.
		const minidisks = placedMinidisks(currentDirectory(folder)).filter(each => known?.has(keyOf(each)) ?? true);
		return {minidisks, findings};
	} catch (error) {
		// The next start compiles it anew.
		findings.push({text: textOf(error), isMended: repair && setAside(directoryFile)});
		return {minidisks: built && minidisksOf(folder, built), findings};
	}
}

/** Minidisks as they were built, on volumes that are there. */
function minidisksOf(folder: string, built: Built): PlacedMinidisk[] {
	const types = new Map(volumeFiles(folder).map(({serial, type}) => [serial, type]));
	return built.minidisks.flatMap(key => {
		const [owner, address, serial, start, cylinders] = key.split(' ');
		const type = types.get(serial);
		return type === undefined
			? []
			: [{
				owner, serial, type,
				address: Number.parseInt(address, 16), start: Number(start), cylinders: Number(cylinders),
			}];
	});
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

function checkVolumes(folder: string, minidisks: readonly PlacedMinidisk[], repair: boolean): Finding[] {
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
			for (const {text, isMended} of checkMinidisk(volume, minidisk, repair)) {
				wrong(`${minidisk.owner} ${hex(minidisk.address, 3)}: ${text}`, isMended);
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
function checkMinidisk(volume: CkdVolume, minidisk: PlacedMinidisk, repair: boolean): readonly Finding[] {
	if (minidisk.start + minidisk.cylinders > volume.cylinders) {
		return [{text: `ends behind cylinder ${volume.cylinders - 1}, the last one`, isMended: false}];
	}

	if (!geometries.some(({name}) => volume.model.name.startsWith(name))) {
		return [];
	}

	const blocks = new VolumeBlocks(minidiskVolume(volume, minidisk));
	if (!isCmsDisk(blocks)) {
		return [];
	}

	try {
		return repair
			? repairFileSystem(blocks)
			: checkFileSystem(blocks).map(text => ({text, isMended: false}));
	} catch (error) {
		return [{text: textOf(error), isMended: false}];
	}
}

/** Whether label or master file directory say that the disk is one of CMS's. */
function isCmsDisk(blocks: VolumeBlocks): boolean {
	try {
		const {value} = blocks.read([labelBlock, masterBlock]).next();
		const [label, master] = value as Uint8Array[];
		return labelOf(label) !== undefined || decodeMaster(master) !== undefined;
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
