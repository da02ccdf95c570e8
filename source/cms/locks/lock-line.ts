/**
 * Who waits for whom (R15). A machine that waits keeps an exchange open with the machine it waits for, which ends it
 * when it gives the lock up; if that machine is reset or gone CP ends the exchange, and who waited repairs the table.
 * So nobody polls, and nobody waits for the dead. For a user who has the disk by remote files his agent waits: the
 * user's own exchange with the agent stays open, the agent has one with the machine that is in the way.
 */
import {second} from '../../base/clock.js';
import {
	event, reason, refusal, type RequestResult,
} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import {everythingEnabled} from '../../base/architecture.js';
import type {Charge} from '../../guest/charges.js';
import type {Endpoint} from '../intermachine/endpoint.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import type {IntermachineEvent} from '../intermachine/event.js';
import {resultOf, type LockResult, type WantedLock} from './lock-results.js';
import {atOnce, type Lock, type LockTable} from './lock-table.js';
import {conflicts} from './wait-for.js';

/** Verb of the signal by which a machine waits for another one's lock. Value: generation of who waits. */
export const waitVerb = 'LKWT';

/** What the line needs of the machine it is in. */
export type LineHost = {
	readonly userid: string;
	readonly table: LockTable;
	endpoint(options: EndpointOptions): Endpoint;
	charge(charge: Charge): Step;
	/** Ends an exchange by which another machine waits for this one. */
	refuse(exchange: number): Step<RequestResult>;
	/** A member is gone: what it had goes to those in line. */
	recover(generation: number): Step;
};

/** Somebody for whom this machine waits while its own programs go on. */
export type Waiter = {
	readonly member: {readonly generation: number};
	readonly wanted: WantedLock;
	/** It is no longer in line. */
	decided(result: LockResult): Step;
};

/** The exchange by which this machine waits for another on behalf of a waiter. */
type Errand = {exchange?: number; machine?: number};

const isGone = (why: number): boolean => why === reason.reset || why === reason.loggedOff;
const isNowhere = (why: number): boolean => why === refusal.notLoggedOn || why === refusal.notAuthorized;

export class LockLine {
	readonly #host: LineHost;
	/** Who waits for this machine in others, by the exchanges that they keep open. */
	readonly #others = new Map<number, number>();
	readonly #waiters = new Map<Waiter, Errand>();
	/** Programs of this machine that wait for those it serves. */
	readonly #own = new Set<{woken: boolean}>();
	#errands: Endpoint | undefined;

	constructor(host: LineHost) {
		this.#host = host;
	}

	/** The first that keeps a member in line from a lock: it has the file, or is before it. */
	inTheWay(generation: number, wanted: Pick<WantedLock, 'name' | 'type'>): Lock | undefined {
		const locks = this.#host.table.locksOf(wanted);
		const wish = locks.find(lock => lock.generation === generation && lock.waiting);
		return wish && locks.filter(lock => lock.owner !== wish.owner && conflicts(lock.mode, wish.mode)
			&& (!lock.waiting || lock.sequence < wish.sequence))
			.toSorted((one, other) => Number(one.waiting) - Number(other.waiting) || one.sequence - other.sequence)[0];
	}

	/**
	 * A program waits in line until something may have changed, no longer than `seconds`; false where nobody would tell
	 * it.
	 */
	* wait(generation: number, wanted: WantedLock, seconds: number): Step<boolean> {
		const holder = this.inTheWay(generation, wanted);
		if (!holder) {
			return true;
		}

		const {userid, table} = this.#host;
		const machine = table.machineOf(holder.generation);
		// One that this machine serves is asked itself: it ends with the exchange, and tells nothing.
		const isServed = machine?.userid === userid;
		const endpoint = this.#host.endpoint({});
		const own = {woken: false};
		this.#own.add(own);
		try {
			const signalled = yield * endpoint.signal(
				isServed ? holder.owner : machine?.userid ?? holder.owner,
				{verb: waitVerb, value: generation},
				seconds * second,
			);
			const refused = signalled.kind === 'refused' ? signalled.refusal : undefined;
			const ended = signalled.kind === 'signalled'
				? yield * untilEnded(endpoint, signalled.exchange, own)
				: undefined;
			yield * endpoint.close();
			const gone = refused === undefined ? isGone(ended?.reason ?? 0) : isNowhere(refused);
			if (gone) {
				yield * this.#host.recover(isServed || !machine ? holder.generation : machine.generation);
			}

			return gone || refused === undefined;
		} finally {
			this.#own.delete(own);
		}
	}

	/** Somebody stands in line whose wish is in the table; `decided` comes later, or before this ends. */
	* stand(waiter: Waiter): Step {
		this.#waiters.set(waiter, {});
		yield * this.#look(waiter);
	}

	/** He wants it no longer. */
	* leave(waiter: Waiter): Step {
		const errand = this.#waiters.get(waiter);
		if (errand) {
			this.#waiters.delete(waiter);
			yield * this.#endErrand(errand);
			atOnce(this.#host.table.release(waiter.member.generation, waiter.wanted));
			yield * this.tell();
		}
	}

	/** After a restart of CMS: another machine has an exchange open, and waits. */
	* adopt(exchange: number, generation: number): Step {
		this.#others.set(exchange, generation);
		yield * this.tell();
	}

	/** Another machine waits for this one, or does no longer. */
	* happened({code, exchange, message}: IntermachineEvent): Step {
		if (code === event.signalled) {
			this.#others.set(exchange, message.value);
		} else {
			this.#others.delete(exchange);
		}

		yield * this.tell();
	}

	/** Ends the exchanges of those who wait for this machine no longer: they look at the table, as those here do. */
	* tell(): Step {
		for (const own of this.#own) {
			own.woken = true;
		}

		const {table, userid} = this.#host;
		const stillWait = new Set(table.locks()
			.filter(({waiting}) => waiting)
			.filter(({generation, name, type}) => {
				const holder = this.inTheWay(generation, {name, type});
				return holder && table.machineOf(holder.generation)?.userid === userid;
			})
			.map(({generation}) => generation));
		for (const [exchange, generation] of this.#others) {
			if (!stillWait.has(generation)) {
				this.#others.delete(exchange);
				yield * this.#host.refuse(exchange);
			}
		}

		for (const waiter of this.#waiters.keys()) {
			yield * this.#look(waiter);
		}
	}

	/** Nobody waits here any more. */
	* close(): Step {
		this.#waiters.clear();
		yield * this.#errands?.close() ?? nothing();
		this.#errands = undefined;
	}

	/** Asks for what a waiter wants, and sees to it that somebody tells when to ask again. */
	* #look(waiter: Waiter): Step {
		const {table} = this.#host;
		for (let tries = 0; tries < limits.lockTries.value; tries++) {
			const errand = this.#waiters.get(waiter);
			if (!errand) {
				return;
			}

			yield * this.#host.charge('lock');
			const result = atOnce(table.acquire(waiter.member.generation, {...waiter.wanted, wait: true}));
			if (result.kind === 'waiting' && (yield * this.#arrange(waiter, errand))) {
				return;
			}

			const decided: LockResult | undefined = result.kind === 'notMember' ? {kind: 'busy'} : resultOf(result);
			if (decided) {
				yield * this.#decide(waiter, decided);
				return;
			}
		}

		yield * this.#decide(waiter, {kind: 'busy'});
		atOnce(table.release(waiter.member.generation, waiter.wanted));
	}

	* #decide(waiter: Waiter, result: LockResult): Step {
		const errand = this.#waiters.get(waiter);
		if (errand) {
			this.#waiters.delete(waiter);
			yield * this.#endErrand(errand);
			yield * waiter.decided(result);
		}
	}

	/** Whether somebody will tell: this machine itself, or the one that is in the way. */
	* #arrange({member, wanted}: Waiter, errand: Errand): Step<boolean> {
		const {table, userid} = this.#host;
		const holder = this.inTheWay(member.generation, wanted);
		const machine = holder && table.machineOf(holder.generation);
		if (machine && errand.machine === machine.generation) {
			return true;
		}

		yield * this.#endErrand(errand);
		if (!machine || machine.userid === userid) {
			return machine !== undefined;
		}

		errand.machine = machine.generation;
		this.#errands ??= this.#host.endpoint({lasting: true, onEvent: happened => this.#returned(happened)});
		const signalled = yield * this.#errands.signal(
			machine.userid, {verb: waitVerb, value: member.generation},
		);
		if (signalled.kind === 'signalled') {
			errand.exchange = signalled.exchange;
			return true;
		}

		errand.machine = undefined;
		if (isNowhere(signalled.refusal)) {
			yield * this.#host.recover(machine.generation);
		}

		return false;
	}

	* #endErrand(errand: Errand): Step {
		const {exchange} = errand;
		errand.exchange = undefined;
		errand.machine = undefined;
		if (exchange !== undefined) {
			yield * this.#errands?.refuse(exchange) ?? nothing();
		}
	}

	/** Another machine that was waited for has something to tell, or is gone. */
	* #returned({exchange, reason: why}: IntermachineEvent): Step {
		for (const [waiter, errand] of this.#waiters) {
			if (errand.exchange === exchange) {
				const {machine} = errand;
				errand.exchange = undefined;
				errand.machine = undefined;
				if (machine !== undefined && isGone(why)) {
					yield * this.#host.recover(machine);
				}

				yield * this.#look(waiter);
				return;
			}
		}
	}
}

/** Waits until an exchange has ended, or who waits is to look himself; answers its last event. */
function * untilEnded(
	endpoint: Endpoint,
	exchange: number,
	own: {readonly woken: boolean},
): Step<IntermachineEvent | undefined> {
	for (;;) {
		const ended = yield * endpoint.take(each => each.exchange === exchange && each.code === event.ended);
		if (ended ?? own.woken) {
			return ended;
		}

		yield {kind: 'wait', systemMask: everythingEnabled};
	}
}

function * nothing(): Step<undefined> {
	return undefined;
}
