/**
 * A machine's part in a group that shares a disk (R15): it asks for locks in the group's table and waits for them. Who
 * waits keeps an exchange open with the machine it waits for, which ends it when it gives the lock up; if that machine
 * is reset or gone CP ends the exchange, and who waited repairs the table. So nobody polls, and nobody waits for the
 * dead. A machine of the group may be signalled by everybody; what no member says is refused.
 */
import {second} from '../../base/clock.js';
import {accepted, event, reason} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {Endpoint} from '../intermachine/endpoint.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import type {IntermachineEvent} from '../intermachine/event.js';
import type {LockMode} from './lock-layout.js';
import {
	atOnce, LockTable, type Acquired, type Lock, type LockRequest, type LockStorage,
} from './lock-table.js';
import {conflicts} from './wait-for.js';

/** Verb of the signal by which a machine waits for another one's lock. */
const waitVerb = 'LKWT';
/** Verb of the signal by which a machine asks whether another one is still there. */
const presenceVerb = 'LKID';
/** How long the answer to that may take, seconds: a machine that is stopped is there all the same. */
const presencePatience = 2;

/** What a group needs of the CMS it is part of. */
export type LockGroupHost = {
	readonly userid: string;
	readonly storage: LockStorage;
	endpoint(options: EndpointOptions): Endpoint;
	charge(charge: Charge): Step;
	/** Told, before it is repaired, what a machine had that is gone: what it was doing may be half done. */
	lost(locks: readonly Lock[]): void;
	/** Seconds of the day. */
	now(): Step<number>;
};

/** A lock that is wanted. */
export type WantedLock = Omit<LockRequest, 'wait'>;

/** `timedOut`: it was waited for as long as was said. */
export type LockResult =
	| {readonly kind: 'held'}
	| {readonly kind: 'full' | 'busy'}
	| {readonly kind: 'conflict' | 'circle' | 'timedOut'; readonly owners: readonly string[]};

const secondsOfDay = 86_400;
/** Seconds that an exchange can be given at most: its limit is a fullword of microseconds. */
const longestSignal = Math.floor(0xFFFF_FFFF / second);

export class LockGroup {
	/** Joins the group whose table lies at `base`; `undefined` where there is no place in it. */
	static * join(host: LockGroupHost, base: number): Step<LockGroup | undefined> {
		const group = new LockGroup(host, new LockTable(host.storage, base));
		return (yield * group.#join()) ? group : undefined;
	}

	readonly table: LockTable;
	readonly #host: LockGroupHost;
	readonly #server: Endpoint;
	#generation = 0;
	/** Who waits for this machine, by the exchanges that they keep open. */
	readonly #waiting = new Map<number, string>();

	private constructor(host: LockGroupHost, table: LockTable) {
		this.#host = host;
		this.table = table;
		this.#server = host.endpoint({
			verbs: [waitVerb, presenceVerb], lasting: true, onEvent: happened => this.#happened(happened),
		});
	}

	/** The life of this machine in the group. */
	get generation(): number {
		return this.#generation;
	}

	/** Asks for a lock; waits for it up to `seconds` where others have it (0: not at all). */
	* acquire(wanted: WantedLock, seconds: number): Step<LockResult> {
		let inLine = false;
		try {
			const until = seconds > 0 ? (yield * this.#host.now()) + seconds : 0;
			let left = seconds;
			for (let tries = 0; tries < limits.lockTries.value; tries++) {
				yield * this.#host.charge('lock');
				const result = atOnce(this.table.acquire(this.#generation, {...wanted, wait: left > 0}));
				inLine = result.kind === 'waiting';
				const decided = yield * this.#decided(result);
				if (decided) {
					return decided;
				}

				if (inLine) {
					if (left <= 0) {
						break;
					}

					yield * this.#wait(wanted, Math.min(left, longestSignal));
					left = until - (yield * this.#host.now());
					left += left < -secondsOfDay / 2 ? secondsOfDay : 0;
				}
			}

			const holder = inLine ? this.#inTheWay(this.#host.userid, wanted) : undefined;
			if (inLine) {
				yield * this.release(wanted);
				inLine = false;
			}

			return holder ? {kind: 'timedOut', owners: [holder.owner]} : {kind: 'busy'};
		} finally {
			// HX: out of the line, so that nobody waits for who does not want it any more (`recover` tells them).
			if (inLine) {
				atOnce(this.table.release(this.#generation, wanted));
			}
		}
	}

	/** Gives a lock up; nothing where this machine has none. */
	* release(file: Pick<Lock, 'name' | 'type' | 'implicit'>): Step {
		yield * this.#host.charge('lock');
		for (let tries = 0; tries < limits.lockTries.value; tries++) {
			if (atOnce(this.table.release(this.#generation, file)) !== undefined) {
				break;
			}

			yield * this.#host.charge('lock');
		}

		yield * this.#tell();
	}

	/** Whether this machine has that lock. */
	holds({name, type, implicit}: Pick<Lock, 'name' | 'type' | 'implicit'>): boolean {
		return this.table.locksOf({name, type}).some(lock =>
			lock.generation === this.#generation && lock.implicit === implicit && !lock.waiting);
	}

	/** Locks of a file that other machines have or wait for. */
	others({name, type}: Pick<Lock, 'name' | 'type'>): Lock[] {
		return this.table.locksOf({name, type}).filter(({owner}) => owner !== this.#host.userid);
	}

	/** Does work and gives locks up then, however it ends. */
	* finally<T>(locks: ReadonlyArray<Pick<Lock, 'name' | 'type' | 'implicit'>>, work: Step<T>): Step<T> {
		let held = locks;
		const release = function * (group: LockGroup): Step {
			while (held.length > 0) {
				const [first, ...rest] = held;
				yield * group.release(first);
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
				atOnce(this.table.release(this.#generation, lock));
			}
		}
	}

	/** After HX or an abend: no command has a file open any more, and who waited for one is told. */
	* recover(): Step {
		const open = this.table.locks().filter(({generation, implicit}) =>
			implicit && generation === this.#generation);
		for (const lock of open) {
			yield * this.release(lock);
		}

		yield * this.#tell();
	}

	/** How many other machines of the group are still there; what those that are not left behind is given up. */
	* companions(): Step<number> {
		let count = 0;
		for (const member of this.table.members().filter(userid => userid !== this.#host.userid)) {
			if (yield * this.#isThere(member)) {
				count++;
			} else {
				yield * this.#recover(member);
			}
		}

		return count;
	}

	* #isThere(userid: string): Step<boolean> {
		const endpoint = this.#host.endpoint({});
		const signalled = yield * endpoint.signal(userid, {verb: presenceVerb, value: 0}, presencePatience * second);
		const answer = signalled.kind === 'signalled' ? yield * endpoint.of(signalled.exchange) : undefined;
		yield * endpoint.close();
		return answer !== undefined && (answer.code === event.replied || answer.reason === reason.timedOut);
	}

	/** Leaves the group: every lock is given up. */
	* leave(): Step {
		yield * this.#recover(this.#host.userid);
		this.#generation = 0;
		yield * this.#server.close();
	}

	/** Who keeps a machine from having a lock that nobody holds for it: the first that has the file or is before it. */
	#inTheWay(owner: string, wanted: Pick<WantedLock, 'name' | 'type'>): Lock | undefined {
		const locks = this.table.locksOf(wanted);
		const wish = locks.find(lock => lock.owner === owner && lock.waiting);
		return wish && locks.filter(lock => lock.owner !== owner && conflicts(lock.mode, wish.mode)
			&& (!lock.waiting || lock.sequence < wish.sequence))
			.toSorted((one, other) => Number(one.waiting) - Number(other.waiting) || one.sequence - other.sequence)[0];
	}

	/** What a request came to, where nothing is left to be tried. */
	* #decided(result: Acquired): Step<LockResult | undefined> {
		switch (result.kind) {
			case 'notMember': {
				// Taken for dead by another that heard of a reset: it begins anew.
				return (yield * this.#join()) ? undefined : {kind: 'full'};
			}

			case 'waiting':
			case 'busy': {
				return undefined;
			}

			case 'held':
			case 'full': {
				return {kind: result.kind};
			}

			case 'conflict':
			case 'circle': {
				return result;
			}
		}
	}

	/** Waits in line until something may have changed, no longer than `seconds`. */
	* #wait(wanted: WantedLock, seconds: number): Step {
		const holder = this.#inTheWay(this.#host.userid, wanted);
		if (!holder) {
			return;
		}

		const endpoint = this.#host.endpoint({});
		const signalled = yield * endpoint.signal(holder.owner, {verb: waitVerb, value: 0}, seconds * second);
		const ended = signalled.kind === 'signalled' ? yield * endpoint.of(signalled.exchange) : undefined;
		yield * endpoint.close();
		if (ended === undefined || ended.reason === reason.reset || ended.reason === reason.loggedOff) {
			yield * this.#recover(holder.owner);
		}
	}

	* #join(): Step<boolean> {
		if ((yield * this.#server.authorize('*')) !== accepted) {
			return false;
		}

		this.#host.lost(this.table.locks().filter(({owner}) => owner === this.#host.userid));
		for (let tries = 0; tries < limits.lockTries.value; tries++) {
			const joined = atOnce(this.table.join(this.#host.userid));
			if (joined) {
				this.#generation = joined.generation;
				return true;
			}

			yield * this.#host.charge('lock');
		}

		return false;
	}

	/** A machine is gone: its locks go to those in line. */
	* #recover(userid: string): Step {
		this.#host.lost(this.table.locks().filter(({owner}) => owner === userid));
		for (let tries = 0; tries < limits.lockTries.value; tries++) {
			yield * this.#host.charge('lock');
			if (atOnce(this.table.recover(userid)) !== undefined) {
				break;
			}
		}

		yield * this.#tell();
	}

	/** Somebody waits for this machine, or does no longer. */
	* #happened({code, exchange, userid, message}: IntermachineEvent): Step {
		if (code === event.signalled && message.verb === presenceVerb) {
			yield * this.#server.reply(exchange, {verb: presenceVerb, value: 0});
			yield * this.#server.refuse(exchange);
		} else if (code === event.signalled) {
			this.#waiting.set(exchange, userid);
		} else {
			this.#waiting.delete(exchange);
		}

		yield * this.#tell();
	}

	/** Ends the exchanges of those who wait for this machine no longer: they look at the table. */
	* #tell(): Step {
		const {userid} = this.#host;
		const locks = this.table.locks();
		const stillWait = new Set(locks
			.filter(lock => lock.waiting && this.#inTheWay(lock.owner, lock)?.owner === userid)
			.map(lock => lock.owner));
		for (const [exchange, waiter] of this.#waiting) {
			if (!stillWait.has(waiter)) {
				this.#waiting.delete(exchange);
				yield * this.#server.refuse(exchange);
			}
		}
	}
}
