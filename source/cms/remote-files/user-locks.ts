/** Locks that one user has on disks of this machine: in their tables, in his name, as long as his session lasts. */
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {LocalDisk} from '../file-system/disk/local-disk.js';
import type {LockGroup} from '../locks/lock-group.js';
import type {LockMember} from '../locks/lock-member.js';
import type {LockName, LockResult, WantedLock} from '../locks/lock-results.js';
import type {GrantedDisk} from './granted-disk.js';

/** What they need of the machine: the locks of one of its disks, `undefined` where there is no storage for them. */
export type UserLocksHost = {
	locksOf(disk: LocalDisk): Step<LockGroup | undefined>;
	/** Every table that this machine has locks in. */
	groups(): readonly LockGroup[];
};

/** Nothing can be locked: no storage, or as many locks as a user may have. */
const full: LockResult = {kind: 'full'};

export class UserLocks {
	readonly userid: string;
	readonly #host: UserLocksHost;
	/** By the table: a disk may be accessed anew. */
	readonly #members = new Map<LockGroup, LockMember>();

	constructor(host: UserLocksHost, userid: string) {
		this.#host = host;
		this.userid = userid;
	}

	/** The user among those who lock files of the disk; `undefined` where there is no room for one more. */
	* member({disk}: GrantedDisk): Step<LockMember | undefined> {
		const group = yield * this.#host.locksOf(disk);
		const known = group && (this.#members.get(group) ?? served(group, this.userid));
		const member = known ?? (yield * group?.serve(this.userid) ?? nothing());
		if (group && member) {
			this.#members.set(group, member);
		}

		return member;
	}

	/** Asks for a lock, without waiting. */
	* acquire(granted: GrantedDisk, wanted: WantedLock): Step<LockResult> {
		const member = yield * this.member(granted);
		return member && mayHaveMore(granted, member, wanted) ? yield * member.acquire(wanted, 0) : full;
	}

	/** Stands in line; `decided` comes once. Answers how to leave it, where it is not decided yet. */
	* stand(
		granted: GrantedDisk,
		wanted: WantedLock,
		decided: (result: LockResult) => Step,
	): Step<(() => Step) | undefined> {
		const member = yield * this.member(granted);
		if (member && mayHaveMore(granted, member, wanted)) {
			return yield * member.stand(wanted, decided);
		}

		yield * decided(full);
		return undefined;
	}

	/** False where he has none. */
	* release({disk: {locks}}: GrantedDisk, lock: LockName): Step<boolean> {
		const member = locks && (this.#members.get(locks) ?? served(locks, this.userid));
		const isHeld = member?.holds(lock) ?? false;
		if (member && isHeld) {
			yield * member.release(lock);
		}

		return isHeld;
	}

	/** HX: what he had open for writing is nobody's. */
	* abandon(): Step {
		for (const group of this.#host.groups()) {
			yield * (this.#members.get(group) ?? served(group, this.userid))?.recover() ?? nothing();
		}
	}

	/** He wants no lock of the disk any more. */
	* leave({disk: {locks}}: GrantedDisk): Step {
		const member = locks && (this.#members.get(locks) ?? served(locks, this.userid));
		if (member) {
			this.#members.delete(locks);
			yield * locks.end(member);
		}
	}

	/** He is gone. */
	* end(): Step {
		for (const group of this.#host.groups()) {
			const member = this.#members.get(group) ?? served(group, this.userid);
			this.#members.delete(group);
			yield * (member ? group.end(member) : nothing());
		}
	}
}

function * nothing(): Step<undefined> {
	return undefined;
}

/** The user as he was before a restart of CMS. */
const served = (group: LockGroup, wanted: string): LockMember | undefined =>
	group.served().find(({userid}) => userid === wanted);

/** Whether it is one that he has, or he has fewer than a user may. */
function mayHaveMore({disk: {locks}}: GrantedDisk, member: LockMember, lock: LockName): boolean {
	const own = locks?.table.locks().filter(({generation}) => generation === member.generation) ?? [];
	return own.length < limits.remoteLocks.value || member.holds(lock);
}
