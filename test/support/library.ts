/** A library on disks in memory, whose power can fail: opened anew, as by another machine, whenever a test likes. */
import {Failure} from '../../source/base/failure.js';
import {BufferStorage} from '../../source/cms/file-system/directory/directory-storage.js';
import type {BlockDevice} from '../../source/cms/file-system/disk/block-device.js';
import {formatDisk} from '../../source/cms/file-system/disk/host.js';
import {LocalDisk} from '../../source/cms/file-system/disk/local-disk.js';
import {runToEnd, type Step} from '../../source/guest/action.js';
import {Library} from '../../source/sbs/store/library.js';
import {LibraryDisks, type LibraryBounds} from '../../source/sbs/store/library-files.js';
import {cacheBytes, SharedCache} from '../../source/sbs/store/shared-cache.js';
import {FragileDisk, moment} from './disks.js';

/** Formatted disks of so many cylinders (40 blocks each). */
export function fragileDisks(...cylinders: readonly number[]): FragileDisk[] {
	return cylinders.map(size => {
		const device = new FragileDisk(size);
		formatDisk(device, 'SBS');
		return device;
	});
}

function accessed(device: BlockDevice, letter: string): LocalDisk {
	const host = {
		* now() {
			return moment;
		},
	};
	const view = {device: 0x300, letter, readOnly: false};
	const disk = runToEnd(LocalDisk.access(host, device, new BufferStorage(), view));
	if (disk instanceof Failure) {
		throw new TypeError('no CMS disk');
	}

	return disk;
}

export function * noCharge(): Step {
	// Time does not matter here.
}

/** The library on those devices. `pages`: how many are kept; `bounds`: of its files. */
export function libraryOn(devices: readonly BlockDevice[], pages = 40, bounds?: LibraryBounds): Library {
	const disks = new Map(devices.map((device, index) => {
		const letter = String.fromCodePoint(0x44 + index);
		return [letter, accessed(device, letter)];
	}));
	const storage = new BufferStorage();
	const from = storage.allocate(cacheBytes(pages));
	const cache = new SharedCache({
		storage, from, to: from + cacheBytes(pages), origin: () => 0, isCurrent: () => true,
	});
	const letters = [...disks.keys()];
	return new Library({
		disks: new LibraryDisks({disk: letter => disks.get(letter)}, letters), charge: noCharge, cache, bounds,
	});
}
