/**
 * The library of a library folder (`library.ts`) for the host's own work, while no system has it: no machine runs, and
 * nothing waits.
 */
import {Failure} from '../../base/failure.js';
import {BufferStorage} from '../../cms/file-system/directory/directory-storage.js';
import {LocalDisk} from '../../cms/file-system/disk/local-disk.js';
import {runToEnd, type Step} from '../../guest/action.js';
import {Library as Store} from '../../sbs/store/library.js';
import {LibraryDisks} from '../../sbs/store/library-files.js';
import {cacheBytes, SharedCache} from '../../sbs/store/shared-cache.js';
import type {LibraryStore} from '../../sbs/store/store.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import type {Profile} from '../profile.js';
import {momentOf} from '../volumes/minidisks.js';
import {VolumeBlocks} from '../volumes/volume-blocks.js';
import {openLibrary} from './library.js';

/** Pages of its index that are kept. */
const pages = 1000;
const letter = 'D';

export type HostLibrary = {
	readonly store: LibraryStore;
	/** Brings everything to its place and gives the folder up. */
	close(): Promise<void>;
};

/**
 * The library on a volume that is its CMS disk, its index read through a cache of its own; `undefined` where the volume
 * is no CMS disk. `now`: `Clock` microseconds.
 */
export function libraryOn(volume: CkdVolume, now: number): Store | undefined {
	const host = {
		* now() {
			return momentOf(now);
		},
	};
	const view = {device: 0x300, letter, readOnly: false};
	const disk = runToEnd(LocalDisk.access(host, new VolumeBlocks(volume), new BufferStorage(), view));
	if (disk instanceof Failure) {
		return undefined;
	}

	const storage = new BufferStorage();
	const bytes = cacheBytes(pages);
	const from = storage.allocate(bytes);
	const cache = new SharedCache({
		storage, from, to: from + bytes, origin: () => 0, isCurrent: () => true,
	});
	cache.clear();
	return new Store({
		disks: new LibraryDisks({disk: asked => (asked === letter ? disk : undefined)}, [letter]),
		* charge(): Step {
			// Nobody pays for the host's time.
		},
		cache,
	});
}

/** Opens or makes the library of a folder. `now`: `Clock` microseconds. Throws `ConfigurationError` with one line. */
export async function openHostLibrary(folder: string, profile: Profile, now: number): Promise<HostLibrary> {
	const library = openLibrary(folder, profile, now);
	try {
		const [volume] = library.volumes.values();
		const store = libraryOn(volume, now);
		if (!store) {
			throw new ConfigurationError(`library ${folder}: its volume is no CMS disk`);
		}

		return {store, close: async () => library.close()};
	} catch (error) {
		await library.close();
		throw error;
	}
}
