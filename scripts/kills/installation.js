/** What stands in a data folder whose program has started and does nothing yet: files, readers, SBS versions. */
import path from 'node:path';
import {fromEbcdic} from '../../build/source/base/ebcdic.js';
import {checkFileSystem, readFiles} from '../../build/source/cms/file-system/disk/host.js';
import {runToEnd} from '../../build/source/guest/action.js';
import {FileVolume} from '../../build/source/machine/devices/volume/file-volume.js';
import {extentsOfEntry} from '../../build/source/sbs/data-base/entry-texts.js';
import {readVersion} from '../../build/source/sbs/data-base/history.js';
import {fittingMembers, newestOf} from '../../build/source/sbs/data-base/members.js';
import {verifyLibrary} from '../../build/source/sbs/store/verify.js';
import {libraryOn} from '../../build/source/system/host/library-store.js';
import {PlainImage} from '../../build/source/system/host/plain-image.js';
import {spoolFolder} from '../../build/source/system/host/spool-folder.js';
import {hostFileLayer} from '../../build/source/system/journal/file-layer.js';
import {readProfile} from '../../build/source/system/profile.js';
import {minidiskVolume, placedMinidisks} from '../../build/source/system/volumes/minidisks.js';
import {VolumeBlocks} from '../../build/source/system/volumes/volume-blocks.js';

const serial = 'YRKUSR';
const minidisks = placedMinidisks(readProfile().directory).filter(minidisk => minidisk.serial === serial);

const libraryDisk = minidisks.find(({owner, address}) => owner === 'SBSMASTR' && address === 0x300);

const textOf = record => fromEbcdic(record).trimEnd();

/** The spool files of a closed folder; those that are damaged become problems. */
export const spoolFiles = (home, problems) => spoolFolder({
	layer: hostFileLayer,
	folder: home,
	journal: {pendingFiles: () => new Map()},
	damaged(file) {
		problems.push(`damaged: ${file}`);
	},
}).load();

/** Files by disk (`USER1 191`) and name (`F0 DATA`), decks by user and name, members, and what is wrong. */
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

	const members = membersIn(minidiskVolume(volume, libraryDisk), problems);
	image.close();
	const readers = new Map();
	for (const {owner, name, type, records} of spoolFiles(home, problems)) {
		const decks = readers.get(owner) ?? new Map();
		// The first card is PUNCH's header.
		decks.set(`${name} ${type}`, records.slice(1).map(({data}) => textOf(data)));
		readers.set(owner, decks);
	}

	return {
		disks, readers, problems, ...members,
	};
}

/**
 * Lines of every version in the library, by `NAME TYPE VERSION`, and the version that INTEGRATION has, by `NAME TYPE`.
 * What VERIFY would complain of goes to `problems`.
 */
function membersIn(volume, problems) {
	const library = libraryOn(volume, 0);
	const versions = new Map();
	const integration = new Map();
	if (!library) {
		problems.push('the library is on no CMS disk');
		return {versions, integration};
	}

	problems.push(...runToEnd(verifyLibrary(library, extentsOfEntry)).map(where => `library: ${where}`));
	runToEnd(library.read(function * (reader) {
		for (const member of yield * fittingMembers(reader, '*', '*')) {
			for (let version = 1; version <= newestOf(member); version++) {
				const {records} = yield * readVersion(reader, member, version);
				versions.set(`${member.name} ${member.type} ${version}`, records.map(record => textOf(record)));
			}

			integration.set(`${member.name} ${member.type}`, member.groups.INTEGRATION);
		}
	}));
	return {versions, integration};
}
