/**
 * One who has locks in a table: this machine itself, or a user of another machine for whom this one asks because he has
 * the disk by remote files. Locks are in his own name either way.
 */
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {LockLine, Waiter} from './lock-line.js';
import {
	resultOf, type LockName, type LockResult, type WantedLock,
} from './lock-results.js';
import {
	atOnce, type Acquired, type Lock, type LockTable,
} from './lock-table.js';

/** What a member needs of the group it is in. */
export type Membership = {
	readonly table: LockTable;
	readonly line: LockLine;
	charge(charge: Charge): Step;
	/** Seconds of the day. */
	now(): Step<number>;
	/** Another machine took this one for dead: its generation from now on, `undefined` where there is no place. */
	rejoin(member: LockMember): Step<number | undefined>;
};

const secondsOfDay = 86_400;
/** Seconds that an exchange can be given at most: its limit is a fullword of microseconds. */
export const longestSignal = Math.floor(0xFFFF_FFFF / 1_000_000);

export class LockMember {
	readonly userid: string;
	readonly #membership: Membership;
	#generation: number;

	constructor(membership: Membership, userid: string, generation: number) {
		this.#membership = membership;
		this.userid = userid;
		this.#generation = generation;
	}

	/** The life of it that asks. */
	get generation(): number {
		return this.#generation;
	}

	/** Asks for a lock; waits for it up to `seconds` where others have it (0: not at all). */
	* acquire(wanted: WantedLock, seconds: number): Step<LockResult> {
		const {table, line} = this.#membership;
		let inLine = false;
		try {
			const until = seconds > 0 ? (yield * this.#membership.now()) + seconds : 0;
			let left = seconds;
			for (let tries = 0; tries < limits.lockTries.value; tries++) {
				yield * this.#membership.charge('lock');
				const result = atOnce(table.acquire(this.#generation, {...wanted, wait: left > 0}));
				inLine = result.kind === 'waiting';
				const decided = yield * this.#decided(result);
				if (decided) {
					return decided;
				}

				if (inLine) {
					if (left <= 0 || !(yield * line.wait(this.#generation, wanted, Math.min(left, longestSignal)))) {
						break;
					}

					left = until - (yield * this.#membership.now());
					left += left < -secondsOfDay / 2 ? secondsOfDay : 0;
				}
			}

			const holder = inLine ? line.inTheWay(this.#generation, wanted) : undefined;
			if (inLine) {
				yield * this.release(wanted);
				inLine = false;
			}

			return holder ? {kind: 'timedOut', owners: [holder.owner]} : {kind: 'busy'};
		} finally {
			// HX: out of the line, so that nobody waits for who does not want it any more (`recover` tells them).
			if (inLine) {
				atOnce(table.release(this.#generation, wanted));
			}
		}
	}

	/**
	 * The same without a program that waits: where it cannot be had at once, `decided` comes when it can, or never can.
	 * Answers how to leave the line; nothing where it is decided by now.
	 */
	* stand(wanted: WantedLock, decided: (result: LockResult) => Step): Step<(() => Step) | undefined> {
		let isDecided = false;
		const waiter: Waiter = {
			member: this,
			wanted,
			* decided(result) {
				isDecided = true;
				yield * decided(result);
			},
		};
		const {line} = this.#membership;
		yield * line.stand(waiter);
		return isDecided ? undefined : () => line.leave(waiter);
	}

	/** Gives a lock up; nothing where there is none. */
	* release(file: LockName): Step {
		const {table, line} = this.#membership;
		for (let tries = 0; tries < limits.lockTries.value; tries++) {
			yield * this.#membership.charge('lock');
			if (atOnce(table.release(this.#generation, file)) !== undefined) {
				break;
			}
		}

		yield * line.tell();
	}

	/** After HX or an abend: no command has a file open any more, and who waited for one is told. */
	* recover(): Step {
		const open = this.#membership.table.locks().filter(({generation, implicit}) =>
			implicit && generation === this.#generation);
		for (const lock of open) {
			yield * this.release(lock);
		}

		yield * this.#membership.line.tell();
	}

	/** Whether it has that lock. */
	holds({name, type, implicit}: LockName): boolean {
		return this.#membership.table.locksOf({name, type}).some(lock =>
			lock.generation === this.#generation && lock.implicit === implicit && !lock.waiting);
	}

	/** Locks of a file that others have or wait for. */
	others({name, type}: Pick<Lock, 'name' | 'type'>): Lock[] {
		return this.#membership.table.locksOf({name, type}).filter(({owner}) => owner !== this.userid);
	}

	/** Does work and gives locks up then, however it ends. */
	* finally<T>(locks: readonly LockName[], work: Step<T>): Step<T> {
		let held = locks;
		const release = function * (member: LockMember): Step {
			while (held.length > 0) {
				const [first, ...rest] = held;
				yield * member.release(first);
				held = rest;
			}
		};

		try {
			const result = yield * work;
			yield * release(this);
			return result;
		} catch (error) {
			yield * release(this);
			throw error;
		} finally {
			// HX: those who wait are told by `recover`.
			for (const lock of held) {
				atOnce(this.#membership.table.release(this.#generation, lock));
			}
		}
	}

	/** What a request came to, where nothing is left to be tried. */
	* #decided(result: Acquired): Step<LockResult | undefined> {
		if (result.kind !== 'notMember') {
			return resultOf(result);
		}

		// Taken for dead by another that heard of a reset: it begins anew.
		const generation = yield * this.#membership.rejoin(this);
		this.#generation = generation ?? this.#generation;
		return generation === undefined ? {kind: 'full'} : undefined;
	}
}
