/** A library on disks that this machine has accessed: alone, or with others of the group that shares them. */
import {Failure} from '../../base/failure.js';
import {greatest} from '../../base/sequences.js';
import type {Cms} from '../../cms/cms.js';
import {DiskError, fileCode} from '../../cms/file-system/disk/disk.js';
import {LocalDisk} from '../../cms/file-system/disk/local-disk.js';
import {SharedDisk, type SharedSegment} from '../../cms/file-system/disk/shared-disk.js';
import {lockMode} from '../../cms/locks/lock-layout.js';
import type {Step} from '../../guest/action.js';
import {Library, type LibraryLock} from './library.js';
import {indexFile, LibraryDisks} from './library-files.js';
import {cacheBytes, SharedCache, type CacheArea} from './shared-cache.js';

/** What a library needs of the CMS it is used in. */
export type LibraryHost = Pick<Cms, 'disks' | 'guest' | 'allocate' | 'release' | 'charge'>;

export type LibraryPlace = {
	/** Letters of its disks; the first has the index. */
	readonly disks: readonly string[];
	/** Pages of 800 bytes that are kept in free storage, where no segment has room for them. */
	readonly pages?: number;
};

/** Pages that a machine keeps for itself by default. */
const ownPages = 64;

/** However impatient its user is, a change waits for those before it, seconds. */
const patience = 60;

/**
 * Answers the library, to be closed when it is no longer used, or a failure with a `fileCode`: a disk is not accessed
 * by this machine itself, or some are shared and others not.
 */
export function openLibrary(host: LibraryHost, {disks: letters, pages = ownPages}: LibraryPlace): Library | Failure {
	const accessed = letters.map(letter => host.disks.disk(letter)).filter(disk => disk instanceof LocalDisk);
	const shared = accessed.filter(disk => disk instanceof SharedDisk);
	if (accessed.length < letters.length || letters.length === 0) {
		return new Failure(fileCode.diskNotAccessed);
	}

	if (shared.length > 0 && shared.length < accessed.length) {
		// What one machine does to a disk that is not shared the others would not see.
		return new Failure(fileCode.notPermitted);
	}

	const disks = new LibraryDisks(host.disks, letters);
	const charge = (): Step => host.charge('record');
	const segments = shared.map(({segment}) => segment);
	if (segments.length > 0) {
		return new Library({
			disks, charge, lock: lockOf(segments[0]), cache: sharedPages(segments),
		});
	}

	const {storage} = host.guest;
	const bytes = cacheBytes(pages);
	const from = host.allocate(bytes);
	const cache = new SharedCache({
		storage: {
			contains: (address, length) => storage.contains(address, length),
			fetch: (address, length) => storage.fetch(address, length),
			store(address, content) {
				storage.store(address, content);
			},
			word: address => storage.word(address) >>> 0,
			setWord(address, value) {
				storage.setWord(address, value);
			},
			version: address => storage.version(address),
		},
		from,
		to: from + bytes,
		origin: () => 0,
		isCurrent: () => true,
	});
	cache.clear();
	return new Library({
		disks,
		charge,
		cache,
		close() {
			host.release(from, bytes);
		},
	});
}

/** The lock of the library: that of the first file of its index. */
function lockOf({group: {own}}: SharedSegment): LibraryLock {
	return {
		* alone(work) {
			const lock = {...indexFile(0), implicit: true};
			const {kind} = yield * own.acquire({...lock, mode: lockMode.update}, patience);
			if (kind !== 'held') {
				throw new DiskError(fileCode.inUse, 0, 'the library is locked');
			}

			return yield * own.finally([lock], work());
		},
	};
}

/** The pages that all of the group keep, in the largest rest of a segment; none where there is no room. */
function sharedPages(segments: readonly SharedSegment[]): SharedCache | undefined {
	const room = ({rest}: SharedSegment): number => rest.to - rest.from;
	const most = greatest(segments.map(segment => room(segment)));
	const largest = segments.find(segment => room(segment) === most)!;
	const area: CacheArea = {
		...largest.rest,
		origin: () => segments.reduce((sum, {directory}) => sum + directory.readings, 0),
		isCurrent: () => segments.every(({directory}) => directory.isCurrent),
	};
	return most >= cacheBytes(1) ? new SharedCache(area) : undefined;
}
