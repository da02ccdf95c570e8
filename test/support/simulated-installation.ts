/**
 * The default installation whose users' volume and spool files are on a simulated disk under the journal; and what is
 * found there after a loss of power.
 */
import {createHash} from 'node:crypto';
import path from 'node:path';
import {VirtualClock} from '../../source/base/clock.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {checkFileSystem, readFiles} from '../../source/cms/file-system/disk/host.js';
import {type Library} from '../../source/sbs/store/library.js';
import type {SpoolFile} from '../../source/cp/spool/spool-file.js';
import {ckdModels} from '../../source/machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../source/machine/devices/volume/file-volume.js';
import type {ImageFile} from '../../source/machine/devices/volume/image-file.js';
import {libraryOn} from '../../source/system/host/library-store.js';
import {openVolume} from '../../source/system/host/journaled-folder.js';
import {spoolFolder} from '../../source/system/host/spool-folder.js';
import {Journal} from '../../source/system/journal/journal.js';
import {readWhole, type FileLayer} from '../../source/system/journal/file-layer.js';
import {readProfile} from '../../source/system/profile.js';
import {System} from '../../source/system/system.js';
import {systemFiles} from '../../source/system/system-files.js';
import {memoryVolumes} from '../../source/system/volumes/memory-volumes.js';
import {
	buildMinidisk, initialFiles, minidiskVolume, momentOf, neededVolumes, placedMinidisks,
} from '../../source/system/volumes/minidisks.js';
import {VolumeBlocks} from '../../source/system/volumes/volume-blocks.js';
import {ChangeHistory} from './change-history.js';
import {SimulatedDisk} from './simulated-disk.js';

const folder = '/home';
const image = 'volumes/YRKUSR.3350';
const serial = 'YRKUSR';
const profile = readProfile();
const minidisks = placedMinidisks(profile.directory).filter(minidisk => minidisk.serial === serial);

/** An image in memory. */
function memoryImage(): ImageFile & {bytes: Uint8Array} {
	return {
		bytes: new Uint8Array(0),
		get size() {
			return this.bytes.length;
		},
		read(target, position) {
			const bytes = this.bytes.subarray(position, position + target.length);
			target.set(bytes);
			return bytes.length;
		},
		write(bytes, position) {
			if (position + bytes.length > this.bytes.length) {
				this.truncate!(position + bytes.length);
			}

			this.bytes.set(bytes, position);
		},
		truncate(size) {
			const grown = new Uint8Array(size);
			grown.set(this.bytes.subarray(0, size));
			this.bytes = grown;
		},
		close() {
			// Nothing to give up.
		},
	};
}

/** The disk of a fresh installation, everything on it safe. */
export function freshDisk(): SimulatedDisk {
	const made = memoryImage();
	const {type, cylinders} = neededVolumes(minidisks).get(serial)!;
	const model = ckdModels.find(({name}) => name === type)!;
	made.truncate!(512 + (cylinders * model.heads * model.trackSize));
	const volume = FileVolume.format(made, model, cylinders);
	for (const minidisk of minidisks) {
		buildMinidisk(volume, minidisk, initialFiles(profile, minidisk, []), {format: 'marked', now: momentOf(0)});
	}

	return new SimulatedDisk(new Map([[path.join(folder, image), made.bytes]]));
}

/** Digests of what is kept: `USER1 191 NAME TYPE`, `spool 0001`. */
type Kept = ReadonlyMap<string, string>;

const digest = (parts: readonly Uint8Array[]): string => {
	const hash = createHash('sha256');
	for (const part of parts) {
		hash.update(`${part.length} `).update(part);
	}

	return hash.digest('hex').slice(0, 16);
};

function keptFiles(volume: CkdVolume, spool: readonly SpoolFile[]): Map<string, string> {
	const kept = new Map<string, string>();
	for (const minidisk of minidisks) {
		const disk = `${minidisk.owner} ${minidisk.address.toString(16)}`;
		for (const {status, records} of readFiles(new VolumeBlocks(minidiskVolume(volume, minidisk)))) {
			kept.set(`${disk} ${status.name} ${status.type}`, digest(records));
		}
	}

	for (const {id, owner, records} of spool) {
		kept.set(`spool ${id}`, `${owner} ${digest(records.map(({data}) => data))}`);
	}

	return kept;
}

/** The installation as it starts on a disk. */
export class SimulatedInstallation {
	readonly system: System;
	readonly journal: Journal;
	/** What the journal took, in order. */
	readonly history: ChangeHistory;
	readonly #volume: FileVolume;

	/**
	 * `limit`: of the journal, bytes. `waitsForRoom`: the whole system stands still while the journal is full, so that
	 * its machines see nothing of it; else they find their devices busy. `files`: on the system disk, in place of ours.
	 */
	constructor(disk: FileLayer, {limit, waitsForRoom = true, files = []}: {
		limit?: number; waitsForRoom?: boolean; files?: readonly NewFile[];
	} = {}) {
		this.journal = new Journal(disk, folder, limit);
		this.history = new ChangeHistory(folder, image, readWhole(disk, path.join(folder, image)));
		const append = this.journal.append.bind(this.journal);
		this.journal.append = change => {
			const events = disk instanceof SimulatedDisk ? disk.events.length : 0;
			append(change);
			this.history.add(change, events);
		};

		this.#volume = openVolume(disk, folder, this.journal, image);
		const clock = new VirtualClock();
		const volumes = memoryVolumes(profile, () => [...systemFiles(), ...files], clock.now());
		volumes.set(serial, this.#volume);
		this.system = new System({
			clock,
			volumes,
			directory: profile.directory,
			systemNames: profile.systemNames,
			systems: profile.systems,
			spool: spoolFolder({
				layer: disk,
				folder,
				journal: this.journal,
				damaged(file) {
					throw new Error(`damaged: ${file}`);
				},
			}),
			journal: waitsForRoom ? this.journal : undefined,
		});
		this.system.startServices(profile.autolog);
	}

	/** What the running system has. */
	kept(): Kept {
		const {spooler} = this.system.cp;
		return keptFiles(
			this.#volume,
			(['RDR', 'PRT', 'PUN'] as const).flatMap(queue => spooler.filesOf(undefined, queue)),
		);
	}
}

/** What is wrong with the file systems and spool files that a start finds on a disk. */
export function problemsOn(disk: FileLayer): readonly string[] {
	const journal = new Journal(disk, folder);
	const volume = openVolume(disk, folder, journal, image);
	const problems = minidisks.flatMap(minidisk =>
		checkFileSystem(new VolumeBlocks(minidiskVolume(volume, minidisk)))
			.map(problem => `${minidisk.owner} ${minidisk.address.toString(16)}: ${problem}`));
	const spool = spoolFolder({
		layer: disk,
		folder,
		journal,
		damaged(file) {
			problems.push(`damaged: ${file}`);
		},
	});
	spool.load();
	journal.abandon();
	return problems;
}

/** Has a look at the library that a start finds on a disk. */
export function lookAtLibrary<T>(disk: FileLayer, look: (library: Library) => T): T {
	const journal = new Journal(disk, folder);
	const volume = openVolume(disk, folder, journal, image);
	const minidisk = minidisks.find(({owner, address}) => owner === 'SBSMASTR' && address === 0x300)!;
	const library = libraryOn(minidiskVolume(volume, minidisk), 0);
	if (!library) {
		throw new TypeError('the library is on no CMS disk');
	}

	const result = look(library);
	journal.abandon();
	return result;
}
