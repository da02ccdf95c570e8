/** What stands in a data folder whose program has started and does nothing yet: files, readers, SBS versions. */
import path from 'node:path';
import {fromEbcdic} from '../../build/source/base/ebcdic.js';
import {checkFileSystem, readFiles} from '../../build/source/cms/file-system/disk/host.js';
import {FileVolume} from '../../build/source/machine/devices/volume/file-volume.js';
import {PlainImage} from '../../build/source/system/host/plain-image.js';
import {spoolFolder} from '../../build/source/system/host/spool-folder.js';
import {hostFileLayer} from '../../build/source/system/journal/file-layer.js';
import {readProfile} from '../../build/source/system/profile.js';
import {minidiskVolume, placedMinidisks} from '../../build/source/system/volumes/minidisks.js';
import {VolumeBlocks} from '../../build/source/system/volumes/volume-blocks.js';

const serial = 'YRKUSR';
const minidisks = placedMinidisks(readProfile().directory).filter(minidisk => minidisk.serial === serial);

const textOf = record => fromEbcdic(record).trimEnd();

/** Files by disk (`USER1 191`) and name (`F0 DATA`), decks by user and name, and what is wrong. */
export function readInstallation(home) {
	const image = new PlainImage(path.join(home, 'volumes', `${serial}.3350`), 'update');
	const volume = FileVolume.over(image);
	const problems = [];
	const disks = new Map();
	for (const minidisk of minidisks) {
		const name = `${minidisk.owner} ${minidisk.address.toString(16)}`;
		const blocks = new VolumeBlocks(minidiskVolume(volume, minidisk));
		problems.push(...checkFileSystem(blocks).map(problem => `${name}: ${problem}`));
		disks.set(name, new Map(readFiles(blocks).map(({status, records}) =>
			[`${status.name} ${status.type}`, records.map(record => textOf(record))])));
	}

	image.close();
	const readers = new Map();
	const spool = spoolFolder({
		layer: hostFileLayer,
		folder: home,
		journal: {pendingFiles: () => new Map()},
		damaged(file) {
			problems.push(`damaged: ${file}`);
		},
	});
	for (const {owner, name, type, records} of spool.load()) {
		const decks = readers.get(owner) ?? new Map();
		// The first card is PUNCH's header.
		decks.set(`${name} ${type}`, records.slice(1).map(({data}) => textOf(data)));
		readers.set(owner, decks);
	}

	return {
		disks, readers, problems, versions: versionsOn(disks.get('SBSMASTR 300')),
	};
}

/** The data base's versions, by `NAME TYPE VERSION`. */
function versionsOn(disk) {
	const versions = new Map();
	for (const line of disk.get('SBS INDEX') ?? []) {
		const words = line.split(/ +/);
		versions.set(words.slice(0, 3).join(' '), disk.get(`${words[7]} SBSDATA`));
	}

	return versions;
}
