/**
 * The disk table of a running CMS: directories in the nucleus's free storage, blocks by DIAGNOSE X'18', dates by
 * DIAGNOSE X'0C'.
 */
import type {Cms} from '../../cms.js';
import type {Step} from '../../../guest/action.js';
import type {Guest} from '../../../guest/guest.js';
import {DiagnoseDisks} from './diagnose-disk.js';
import type {DirectoryStorage} from '../directory/directory-storage.js';
import {CmsDiskTable} from '../directory/disk-table.js';
import type {SharedSegments} from '../../locks/shared-segments.js';
import type {Moment} from '../files/transaction.js';

/** What the file system needs of the nucleus. */
export type DiskHost = Pick<
	Cms, 'guest' | 'allocate' | 'release' | 'pseudoTimer' | 'remoteFiles' | 'locks' | 'settings'
> & {
	readonly segments: Pick<SharedSegments, 'open' | 'close'>;
};

function guestStorage(cms: Pick<Cms, 'guest' | 'allocate' | 'release'>): DirectoryStorage {
	const {storage} = cms.guest;
	return {
		contains: (address, length) => storage.contains(address, length),
		allocate: bytes => cms.allocate(bytes),
		release(address, bytes) {
			cms.release(address, bytes);
		},
		fetch: (address, length) => storage.fetch(address, length),
		store(address, bytes) {
			storage.store(address, bytes);
		},
		word: address => storage.word(address) >>> 0,
		setWord(address, value) {
			storage.setWord(address, value);
		},
		version: address => storage.version(address),
	};
}

/** `mm/dd/yy` as `yyyy-mm-dd`. */
function isoDate(date: string): string {
	const [month, day, year] = date.split('/');
	return `${Number(year) < 64 ? '20' : '19'}${year}-${month}-${day}`;
}

/**
 * Disabled for interruptions, as CMS's file system runs: neither HX nor a handler that uses files comes between data
 * and directory.
 */
function * disabled<T>(guest: Guest, change: Step<T>): Step<T> {
	const {systemMask} = guest.psw;
	yield {kind: 'mask', systemMask: 0};
	try {
		const result = yield * change;
		yield {kind: 'mask', systemMask};
		return result;
	} catch (error) {
		yield {kind: 'mask', systemMask};
		throw error;
	}
}

/** The disk table of a machine. `anchor`: a word of the nucleus (NUCON) that holds the address of the first ADT. */
export function createDiskTable(cms: DiskHost, anchor?: number): CmsDiskTable {
	const disks = new DiagnoseDisks(cms);
	const storage = guestStorage(cms);
	return new CmsDiskTable({
		storage,
		accessRemote: (owner, view) => cms.remoteFiles.access(owner, storage, view),
		openDevice: device => disks.open(device),
		* now(): Step<Moment> {
			const {date, time} = yield * cms.pseudoTimer();
			return {date: isoDate(date), time: time.slice(0, 5)};
		},
		exclusively: change => disabled(cms.guest, change),
		locks: device => cms.locks.at(device),
		patience: () => cms.settings.fileWait,
		locksOf: disk => cms.remoteFiles.locksOf(disk),
		openSegment: name => cms.segments.open(name),
		closeSegment: name => cms.segments.close(name),
		anchor,
		resumeRemote: active => cms.remoteFiles.resumeDisk(storage, active),
		resumeLocks: active => cms.locks.resume(active.get('device'), active.get('lockTable')),
	});
}
