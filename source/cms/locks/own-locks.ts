/**
 * Lock tables of disks that this machine has for itself and lets others use by remote files: one for each disk, however
 * often it is accessed, in storage of its own, made when the first lock is wanted.
 */
import type {Step} from '../../guest/action.js';
import {LockGroup, type LockGroupHost} from './lock-group.js';
import {ownBuckets, tableLength} from './lock-layout.js';
import {atOnce, formatLockTable} from './lock-table.js';

/** What the tables need of the CMS they are part of. */
export type OwnLocksHost = Omit<LockGroupHost, 'lost'> & {
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
};

const length = tableLength(ownBuckets);

type Kept = {readonly group: LockGroup; readonly base: number};

export class OwnLocks {
	readonly #host: OwnLocksHost;
	readonly #tables = new Map<number, Kept>();

	constructor(host: OwnLocksHost) {
		this.#host = host;
	}

	/** Of the disk at an address; none where no lock has been wanted yet. */
	at(device: number): LockGroup | undefined {
		return this.#tables.get(device)?.group;
	}

	/** The same, made where there is none; `undefined` where there is no storage for it. */
	* open(device: number): Step<LockGroup | undefined> {
		const known = this.at(device);
		if (known ?? !this.#host.hasRoom(length)) {
			return known;
		}

		const base = this.#host.allocate(length);
		atOnce(formatLockTable(this.#host.storage, base, ownBuckets));
		const group = yield * LockGroup.join({
			...this.#host,
			lost() {
				// What blocks a user had reserved is known to who serves him.
			},
		}, {base, isOwn: true});
		if (group) {
			this.#tables.set(device, {group, base});
		}

		return group;
	}

	/** Disks that are accessed no longer, or not granted to anybody: every lock is given up. */
	* keep(isUsed: (device: number) => boolean): Step {
		for (const [device, {group, base}] of this.#tables) {
			if (!isUsed(device)) {
				this.#tables.delete(device);
				yield * group.leave();
				this.#host.release(base, length);
			}
		}
	}

	/** After HX or an abend: who waited for what commands had is told. */
	* recover(): Step {
		for (const {group} of this.#tables.values()) {
			yield * group.recover();
		}
	}
}
