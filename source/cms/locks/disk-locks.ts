/** Locks of a disk as commands ask for them (CREATE LOCK, DELETE LOCK, QUERY LOCK), wherever their table lies. */
import type {Step} from '../../guest/action.js';
import type {LockGroup} from './lock-group.js';
import type {LockMode} from './lock-layout.js';
import type {LockResult} from './lock-results.js';
import type {Lock} from './lock-table.js';

/** A lock as it is shown. */
export type ShownLock = Pick<Lock, 'name' | 'type' | 'owner' | 'mode' | 'waiting' | 'implicit'>;

type FileName = Pick<Lock, 'name' | 'type'>;

export type DiskLocks = {
	/** Waits up to `seconds` where others have it. Throws `DiskError` where its keeper does not answer, as all here. */
	acquire(file: FileName & {readonly mode: LockMode}, seconds: number): Step<LockResult>;
	/** False where this user has none. */
	release(file: FileName): Step<boolean>;
	/** In the order of the requests; of one file where it is named. */
	list(file?: FileName): Step<readonly ShownLock[]>;
};

/** Those in a table that this machine sees. */
export const locksIn = ({own, table}: LockGroup): DiskLocks => ({
	acquire: (file, seconds) => own.acquire({...file, implicit: false}, seconds),
	* release(file) {
		const lock = {...file, implicit: false};
		const isHeld = own.holds(lock);
		if (isHeld) {
			yield * own.release(lock);
		}

		return isHeld;
	},
	* list(file) {
		return file ? table.locksOf(file) : table.locks();
	},
});
