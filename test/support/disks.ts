/**
 * Small disks for tests: real volumes in memory behind the host's driver, and one that can stop before any block it
 * writes.
 */
import {findCkdModel} from '../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../source/machine/devices/volume/memory-volume.js';
import {VolumeBlocks} from '../../source/system/volumes/volume-blocks.js';
import {toEbcdic} from '../../source/base/ebcdic.js';
import type {BlockDevice} from '../../source/cms/file-system/disk/block-device.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {formatDisk} from '../../source/cms/file-system/disk/host.js';
import {geometry3350} from '../../source/cms/file-system/disk/geometry.js';
import type {Step} from '../../source/guest/action.js';

export const moment = {date: '1975-11-19', time: '09:00'};

export function memoryVolume(cylinders = 1): MemoryVolume {
	return new MemoryVolume(findCkdModel('3350')!, cylinders);
}

/** A formatted disk on a volume in memory. */
export function memoryDisk(cylinders = 1, label = 'TEST'): VolumeBlocks {
	const disk = new VolumeBlocks(memoryVolume(cylinders));
	formatDisk(disk, label);
	return disk;
}

export function textFile(name: string, type: string, lines: readonly string[], more: Partial<NewFile> = {}): NewFile {
	return {
		name, type, modeNumber: '1', recordFormat: 'V', records: lines.map(line => toEbcdic(line)), ...more,
	};
}

export class Crash extends Error {
	override name = 'Crash';
}

/**
 * A tiny disk whose power can fail: after `writesLeft` more blocks every write throws `Crash` and changes nothing.
 * Disks that have one `power` stop together.
 */
export class FragileDisk implements BlockDevice {
	readonly geometry = {
		...geometry3350, blocksPerTrack: 4, tracksPerCylinder: 10, blocksPerCylinder: 40,
	};

	readonly readOnly = false;
	power = {left: Infinity};
	written = 0;
	readonly #blocks: Array<Uint8Array | undefined>;
	readonly #cylinders: number;

	constructor(cylinders: number, blocks: ReadonlyArray<Uint8Array | undefined> = []) {
		this.#cylinders = cylinders;
		this.#blocks = [...blocks];
	}

	get writesLeft(): number {
		return this.power.left;
	}

	set writesLeft(blocks: number) {
		this.power.left = blocks;
	}

	* cylinders(): Step<number> {
		return this.#cylinders;
	}

	* read(blocks: readonly number[]): Step<Uint8Array[]> {
		return blocks.map(block => Uint8Array.from(this.#blocks[block] ?? new Uint8Array(800)));
	}

	* write(blocks: ReadonlyArray<readonly [block: number, data: Uint8Array]>): Step {
		for (const [block, data] of blocks) {
			if (this.writesLeft <= 0) {
				throw new Crash();
			}

			this.writesLeft--;
			this.written++;
			this.#blocks[block] = Uint8Array.from(data);
		}
	}

	* formatCylinder(_cylinder: number): Step {
		// Blocks of a new disk read as zeros.
	}

	/** The same content on a drive that works. */
	copy(): FragileDisk {
		return new FragileDisk(this.#cylinders, this.#blocks);
	}
}
