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

	/** After a restart of CMS: the table that lies in storage at `base` (0: there was none). */
	* resume(device: number, base: number): Step {
		const group = base === 0 || this.#tables.has(device)
			? undefined
			: yield * LockGroup.join(this.#groupHost(), {base, isOwn: true, isKnown: true});
		if (group) {
			this.#tables.set(device, {group, base});
		}
	}

	/** Tables in use. */
	get groups(): readonly LockGroup[] {
		return [...this.#tables.values()].map(({group}) => group);
	}

	/** Where the table of a disk lies; 0 where there is none. */
	baseOf(device: number): number {
		return this.#tables.get(device)?.base ?? 0;
	}

	/** The same, made where there is none; `undefined` where there is no storage for it. */
	* open(device: number): Step<LockGroup | undefined> {
		const known = this.at(device);
		if (known ?? !this.#host.hasRoom(length)) {
			return known;
		}

		const base = this.#host.allocate(length);
		atOnce(formatLockTable(this.#host.storage, base, ownBuckets));
		const group = yield * LockGroup.join(this.#groupHost(), {base, isOwn: true});
		if (group) {
			this.#tables.set(device, {group, base});
		}

		return group;
	}

	#groupHost(): LockGroupHost {
		return {
			...this.#host,
			lost() {
				// What blocks a user had reserved is known to who serves him.
			},
		};
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
