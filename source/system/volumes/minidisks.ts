/**
 * The minidisks of a directory on their volumes, as the host builds them: which volumes there must be, and CMS disks
 * with their files.
 */
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import {FormattedTracks, type Cylinders} from './blank-volume.js';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {cp037} from '../../base/ebcdic.js';
import {calendarDate, timeOfDay} from '../../base/clock.js';
import type {Step} from '../../guest/action.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import {blockSize, geometryOf} from '../../cms/file-system/disk/geometry.js';
import {formatDisk, writeFiles} from '../../cms/file-system/disk/host.js';
import type {Moment} from '../../cms/file-system/files/transaction.js';
import {cmsIplRecords} from '../../cms/nucleus/saved-system.js';
import type {Directory} from '../../cp/directory/directory.js';
import {Extent} from '../../machine/devices/volume/extent.js';
import {emptyTrack} from '../../machine/devices/volume/ckd-track.js';
import {markedTrack} from '../../machine/devices/volume/marked-track.js';
import {writeRecord, type CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import {recordsOf} from '../files/host-files.js';
import {cmsFileId} from '../files/host-names.js';
import {packageRoot} from '../host/package-root.js';
import {profileDiskFiles, type Profile} from '../profile.js';
import {withModuleSizes} from '../module-sizes.js';
import {VolumeBlocks} from './volume-blocks.js';

/** A minidisk of the directory that lies on a volume. */
export type PlacedMinidisk = Cylinders & {
	readonly owner: string;
	readonly address: number;
	readonly type: string;
	readonly serial: string;
};

/**
 * Owner of the system's own disks, and the ones built from `dasd/`. A newer program builds them anew; all others are
 * users'.
 */
const systemOwner = 'MAINT';
const systemFolders: Readonly<Record<number, string>> = {
	0x190: 'system', 0x193: 'samples', 0x19E: 'extension',
};

/** Folders of `dasd/` whose files go to system disks; what else lies there is for users to bring in. */
export const systemDiskFolders: readonly string[] = Object.values(systemFolders);

export function isSystemDisk({owner, address}: Pick<PlacedMinidisk, 'owner' | 'address'>): boolean {
	return owner === systemOwner && address in systemFolders;
}

export function placedMinidisks(directory: Directory): PlacedMinidisk[] {
	return [...directory.users.values()].flatMap(entry =>
		entry.minidisks
			.filter(({volume, start}) => volume !== undefined && start !== undefined)
			.map(({address, type, start, cylinders, volume}) => ({
				owner: entry.userid,
				address,
				type,
				start: start!,
				cylinders,
				serial: volume!,
			})));
}

/** Volumes the directory needs: serial, type, least number of cylinders. */
export function neededVolumes(
	minidisks: readonly PlacedMinidisk[],
): Map<string, {readonly type: string; readonly cylinders: number}> {
	const needed = new Map<string, {type: string; cylinders: number}>();
	for (const {serial, type, start, cylinders} of minidisks) {
		const known = needed.get(serial) ?? {type, cylinders: 1};
		needed.set(serial, {type, cylinders: Math.max(known.cylinders, start + cylinders)});
	}

	return needed;
}

/** The cylinders of a minidisk as a volume of its own. */
export function minidiskVolume(volume: CkdVolume, minidisk: Cylinders): CkdVolume {
	return new Extent(volume, minidisk.start, minidisk.cylinders);
}

/** Blocks of a volume whose tracks have their records already: formatting lays out nothing. */
export class PreformattedBlocks extends VolumeBlocks {
	override * formatCylinder(_cylinder: number): Step {
		// The tracks are there.
	}
}

/** A track of a minidisk that only is marked as formatted, until something is written there (`marked-track.ts`). */
function markedFor({type, start}: PlacedMinidisk, cylinder: number, head: number): Uint8Array | undefined {
	const model = findCkdModel(type);
	const geometry = model && geometryOf(model.name);
	if (!geometry) {
		return undefined;
	}

	// A mark says so many records of one length.
	return geometry.tracksTogether === 1
		? markedTrack(cylinder, head, {
			cylinder: cylinder - start, records: geometry.blocksPerTrack, recordLength: blockSize,
		})
		: new FormattedTracks(model, geometry).track(cylinder, head, start);
}

/** The tracks of a new volume: those of CMS disks are marked as formatted. */
export function newTracks(minidisks: readonly PlacedMinidisk[]): (cylinder: number, head: number) => Uint8Array {
	const owners = new Map(minidisks.flatMap(minidisk => Array.from(
		{length: minidisk.cylinders},
		(_, index) => [minidisk.start + index, minidisk] as const,
	)));
	return (cylinder, head) => {
		const owner = owners.get(cylinder);
		return (owner && markedFor(owner, cylinder, head)) ?? emptyTrack(cylinder, head);
	};
}

/** Blocks of a new minidisk on a volume that is there already: its tracks are marked as those of new volumes are. */
class MarkedBlocks extends VolumeBlocks {
	readonly #base: CkdVolume;
	readonly #minidisk: PlacedMinidisk;

	constructor(base: CkdVolume, minidisk: PlacedMinidisk) {
		super(minidiskVolume(base, minidisk));
		this.#base = base;
		this.#minidisk = minidisk;
	}

	override * formatCylinder(cylinder: number): Step {
		const place = cylinder + this.#minidisk.start;
		for (let head = 0; head < this.geometry.tracksPerCylinder; head++) {
			this.#base.writeTrack(place, head, markedFor(this.#minidisk, place, head)!);
		}
	}
}

export function momentOf(microseconds: number): Moment {
	const [month, day, year] = calendarDate(microseconds).split('/');
	return {
		date: `${Number(year) < 70 ? '20' : '19'}${year}-${month}-${day}`,
		time: timeOfDay(microseconds).slice(0, 5),
	};
}

function fileOf(hostFile: string, modeNumber: string): NewFile {
	const id = cmsFileId(path.basename(hostFile));
	const file = id && recordsOf(id, readFileSync(hostFile), cp037);
	if (!file || 'problem' in file) {
		throw new ConfigurationError(`${hostFile}: ${file ? file.problem : 'not a CMS file name'}`);
	}

	return {...file, modeNumber};
}

/** Files that belong on a minidisk when it is made: the system's own from `dasd/`, others from the profile. */
export function initialFiles(
	profile: Pick<Profile, 'folder'>,
	minidisk: PlacedMinidisk,
	generated: readonly NewFile[],
): NewFile[] {
	if (!isSystemDisk(minidisk)) {
		return profileDiskFiles(profile, minidisk.owner, minidisk.address).map(file => fileOf(file, '1'));
	}

	// What a site has of its own is in place of ours.
	const files = [...ownFiles(minidisk, generated), ...siteFiles(profile, minidisk.address)];
	const named = new Map(files.map(file => [`${file.name} ${file.type}`, file]));
	return withModuleSizes([...named.values()]);
}

/** Files and folders of the host that the disks of a profile are built from, beside what the program generates. */
export const sourcesOfDisks = ({folder}: Pick<Profile, 'folder'>): string[] => [
	...systemDiskFolders.map(name => path.join(packageRoot(), 'dasd', name)),
	path.join(folder, 'USER DIRECT'),
	path.join(folder, 'disks'),
];

/** Files of a profile for a system disk: a service's, above all. */
function siteFiles(profile: Pick<Profile, 'folder'>, address: number): NewFile[] {
	return profileDiskFiles(profile, systemOwner, address).map(file => fileOf(file, '2'));
}

/** All of them. */
export function siteSystemFiles(profile: Pick<Profile, 'folder'>): NewFile[] {
	return Object.keys(systemFolders).flatMap(address => siteFiles(profile, Number(address)));
}

/** The system's own. */
function ownFiles(minidisk: PlacedMinidisk, generated: readonly NewFile[]): NewFile[] {
	const folder = path.join(packageRoot(), 'dasd', systemFolders[minidisk.address]);
	const files = readdirSync(folder)
		.toSorted()
		.filter(name => !name.startsWith('.'))
		.map(name => fileOf(path.join(folder, name), '2'));
	return minidisk.address === 0x190 ? [...files, ...generated] : files;
}

/** `undefined`: CMS has no disks of that type; whoever has the minidisk formats it. */
function blocksFor(
	volume: CkdVolume,
	minidisk: PlacedMinidisk,
	format: 'none' | 'marked' | 'whole',
): VolumeBlocks | undefined {
	if (!geometryOf(volume.model.name)) {
		return undefined;
	}

	switch (format) {
		case 'none': {
			return new PreformattedBlocks(minidiskVolume(volume, minidisk));
		}

		case 'marked': {
			return new MarkedBlocks(volume, minidisk);
		}

		case 'whole': {
			return new VolumeBlocks(minidiskVolume(volume, minidisk));
		}
	}
}

/** Makes a CMS disk of a minidisk: format, files, and IPL records on the system disk. */
export function buildMinidisk(
	volume: CkdVolume,
	minidisk: PlacedMinidisk,
	files: readonly NewFile[],
	options: {readonly format: 'none' | 'marked' | 'whole'; readonly now: Moment},
): void {
	const extent = minidiskVolume(volume, minidisk);
	const blocks = blocksFor(volume, minidisk, options.format);
	if (!blocks) {
		return;
	}

	formatDisk(blocks, `${minidisk.owner.slice(0, 3)}${minidisk.address.toString(16).toUpperCase().padStart(3, '0')}`);
	const code = files.length > 0 ? writeFiles(blocks, files, options.now) : 0;
	if (code !== 0) {
		throw new ConfigurationError(
			`${minidisk.owner} ${minidisk.address.toString(16).toUpperCase()}: its ${files.length} files do not fit `
			+ `on ${minidisk.cylinders} cylinders`,
		);
	}

	if (isSystemDisk(minidisk) && minidisk.address === 0x190) {
		for (const [index, record] of cmsIplRecords().entries()) {
			writeRecord(extent, 0, 0, index + 1, record);
		}
	}
}
