/** CMS disks in memory with files, for machines under test. */
import {toEbcdic} from '../../source/base/ebcdic.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {formatDisk, writeFiles} from '../../source/cms/file-system/disk/host.js';
import {moduleFiles} from '../../source/cms/loader/resident-module.js';
import type {CkdVolume} from '../../source/machine/devices/volume/ckd-volume.js';
import type {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import {OverlayVolume} from '../../source/machine/devices/volume/overlay-volume.js';
import {systemCommands} from '../../source/system/system-commands.js';
import {VolumeBlocks} from '../../source/system/volumes/volume-blocks.js';
import {memoryVolume, moment} from './disks.js';

/** A formatted volume with text files, `{'PROFILE EXEC': ['&EXIT 0']}`, and others. */
export function cmsVolume(
	files: Readonly<Record<string, readonly string[]>> = {},
	more: readonly NewFile[] = [],
): MemoryVolume {
	const volume = memoryVolume(2);
	formatDisk(new VolumeBlocks(volume), 'TEST');
	addFiles(volume, files, more);
	return volume;
}

/** A system disk: the MODULEs of all commands, and these files. */
export function systemVolume(files: Readonly<Record<string, readonly string[]>> = {}): CkdVolume {
	const volume = new OverlayVolume(commandsVolume);
	addFiles(volume, files);
	return volume;
}

function addFiles(
	volume: CkdVolume,
	files: Readonly<Record<string, readonly string[]>>,
	more: readonly NewFile[] = [],
): void {
	const texts = Object.entries(files).map(([key, lines]): NewFile => {
		const [name, type, mode = 'A1'] = key.split(' ');
		return {
			name,
			type,
			modeNumber: mode.slice(1) || '1',
			recordFormat: 'V',
			records: lines.map(line => toEbcdic(line)),
		};
	});
	const code = writeFiles(new VolumeBlocks(volume), [...texts, ...more], moment);
	if (code !== 0) {
		throw new Error(`write ended with ${code}`);
	}
}

const commandsVolume = cmsVolume({}, moduleFiles(systemCommands));

/** A MODULE file at the user area: header, one text record, a map with one entry. */
export function moduleFile(name: string, code: Uint8Array, origin = 0x2_0000): NewFile {
	const header = new Uint8Array(80);
	const view = new DataView(header.buffer);
	view.setUint32(0, origin);
	view.setUint32(4, origin);
	view.setUint32(8, origin + code.length);
	view.setUint32(12, origin + code.length);
	const map = new Uint8Array(20);
	map.set(toEbcdic(name.padEnd(8)));
	new DataView(map.buffer).setUint32(12, origin);
	return {
		name, type: 'MODULE', modeNumber: '1', recordFormat: 'V', records: [header, code, map],
	};
}
