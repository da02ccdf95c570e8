/**
 * The user's half of remote files, towards one machine: a session, and requests one after the other. Whatever that
 * machine does, a request ends: with its answer, or with a reason why there is none.
 */
import {accepted, event, reason} from '../../base/intermachine.js';
import {second} from '../../base/clock.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {Guest} from '../../guest/guest.js';
import type {Endpoint} from '../intermachine/endpoint.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import {waitVerb} from '../locks/lock-line.js';
import {
	endReason, LinkLost, lostReasons, refusalReason, type LostReason,
} from './link-lost.js';
import {
	answerBlock, readSize, remoteFunction, requestBlock, verb, type RemoteAnswer, type RemoteRequest,
} from './protocol.js';

/** It was waited for as long as was said. */
class WaitedInVain extends Error {}

type ExchangeOptions = {readonly data?: Uint8Array; readonly limit?: number; readonly isPatient?: boolean};

/** What a link asks of its machine. */
export type LinkHost = {
	readonly guest: Guest;
	endpoint(options: EndpointOptions): Endpoint;
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
	/** Seconds of the day. */
	now(): Step<number>;
};

export type Answer = RemoteAnswer & {readonly data: Uint8Array};

type Area = {readonly address: number; readonly length: number};

export class RemoteLink {
	readonly userid: string;
	readonly #host: LinkHost;
	#endpoint: Endpoint | undefined;
	#session: number | undefined;
	#number = 0;
	/** Storage of transfers under way: several where an interruption routine asks for something of its own. */
	readonly #areas = new Set<Area>();
	/** Disks that were used. */
	readonly #devices = new Set<number>();
	/** Exchanges of requests. */
	readonly #underWay = new Set<number>();
	/** The exchange by which the owner was told of HX. */
	#abandoning: number | undefined;
	/** Second of the day in which it was waited for in vain. */
	#silentSince: number | undefined;
	/** When the directories must be there, second of the day (`within`). */
	#deadline: number | undefined;

	constructor(host: LinkHost, userid: string) {
		this.#host = host;
		this.userid = userid;
	}

	/** After a restart of CMS: goes on with the session that is open. What a command had under way is given up. */
	* resume(session: number): Step {
		const endpoint = this.#newEndpoint();
		endpoint.adopt(session);
		this.#endpoint = endpoint;
		this.#session = session;
		yield * endpoint.authorize(this.userid);
		yield * this.recover();
	}

	/** The owner's programs may wait for this user's locks: such an exchange ends when he is gone. */
	#newEndpoint(): Endpoint {
		return this.#host.endpoint({verbs: [waitVerb], lasting: true});
	}

	/** Asks and answers. Throws `LinkLost`. */
	* ask(request: Partial<RemoteRequest>, data: Uint8Array = new Uint8Array(0)): Step<Answer> {
		const number = yield * this.#request(request, data);
		return answerIn(yield * this.#exchange(yield * this.#begin(), verb.answer, number));
	}

	/**
	 * Asks for what may take its time, up to `limit` microseconds; `undefined` where that was too little. Throws
	 * `LinkLost`.
	 */
	* wait(request: Partial<RemoteRequest>, limit: number): Step<Answer | undefined> {
		const number = yield * this.#request(request, new Uint8Array(0));
		try {
			const options = {limit, isPatient: true};
			return answerIn(yield * this.#exchange(yield * this.#begin(), verb.answer, number, options));
		} catch (error) {
			if (error instanceof WaitedInVain) {
				return undefined;
			}

			throw error;
		}
	}

	/** Work whose requests together take so many microseconds at most. */
	* within<T>(limit: number, work: Step<T>): Step<T> {
		const now = yield * this.#host.now();
		if (this.#silentSince !== undefined && Math.abs(now - this.#silentSince) <= 1) {
			// A command waits for the directories of all its disks once.
			throw new LinkLost(this.userid, lostReasons.noAnswer);
		}

		this.#silentSince = undefined;
		this.#deadline = now + (limit / second);
		try {
			return yield * work;
		} catch (error) {
			if (error instanceof LinkLost && error.why === lostReasons.noAnswer) {
				this.#silentSince = yield * this.#host.now();
			}

			throw error;
		} finally {
			this.#deadline = undefined;
		}
	}

	* #request(request: Partial<RemoteRequest>, data: Uint8Array): Step<number> {
		const number = ++this.#number;
		if (request.device !== undefined && request.function !== remoteFunction.leave) {
			this.#devices.add(request.device);
		}

		yield * this.#send(Uint8Array.from(Buffer.concat([requestBlock.encodeSome({...request, number}), data])));
		return number;
	}

	/** Sends a request. A session may have ended unseen since the last one: then in a new one. */
	* #send(block: Uint8Array): Step {
		const isOld = this.#session !== undefined;
		try {
			yield * this.#exchange(yield * this.#begin(), verb.request, block.length, {data: block});
		} catch (error) {
			if (!isOld || !(error instanceof LinkLost) || error.why === lostReasons.noAnswer) {
				throw error;
			}

			yield * this.#exchange(yield * this.#begin(), verb.request, block.length, {data: block});
		}
	}

	/**
	 * The answer with the records behind those of an answer to `read`; `undefined` where the owner does not know which
	 * any more. Throws `LinkLost`.
	 */
	* next(number: number): Step<Answer | undefined> {
		const session = this.#session;
		const endpoint = yield * this.#begin();
		if (this.#session !== session) {
			return undefined;
		}

		try {
			return answerIn(yield * this.#exchange(endpoint, verb.next, number));
		} catch (error) {
			if (!(error instanceof LinkLost) || error.why === lostReasons.noAnswer) {
				throw error;
			}

			return undefined;
		}
	}

	/** Bytes of records that there is room for. */
	get readSize(): number {
		return readSize(bytes => this.#host.hasRoom(bytes));
	}

	/** After HX: what was under way ends here and there; the session stays, and with it what CREATE LOCK obtained. */
	* recover(): Step {
		const endpoint = this.#endpoint;
		this.#deadline = undefined;
		if (endpoint && this.#session !== undefined) {
			for (const exchange of this.#underWay) {
				this.#underWay.delete(exchange);
				yield * endpoint.refuse(exchange);
			}

			for (const area of this.#areas) {
				this.#giveBack(area);
			}

			// It ends at once, answered or not.
			const message = {verb: verb.abandon, value: 0};
			const signalled = yield * endpoint.signal(this.userid, message, limits.remoteAnswer.value);
			if (signalled.kind === 'signalled') {
				this.#abandoning = signalled.exchange;
			}
		}
	}

	/** Ends the session: the machine hears of it, and drops what was under way. */
	* close(): Step {
		const endpoint = this.#endpoint;
		this.#endpoint = undefined;
		this.#session = undefined;
		this.#abandoning = undefined;
		this.#underWay.clear();
		if (endpoint) {
			yield * endpoint.close();
		}

		for (const area of this.#areas) {
			this.#giveBack(area);
		}
	}

	/** The disks that are still accessed; the owner hears that no lock of the others is wanted. */
	* keep(devices: ReadonlySet<number>): Step {
		for (const device of this.#devices) {
			if (!devices.has(device)) {
				this.#devices.delete(device);
				try {
					yield * this.ask({function: remoteFunction.leave, device});
				} catch (error) {
					if (!(error instanceof LinkLost)) {
						throw error;
					}
				}
			}
		}
	}

	/** A number for a file on its way. */
	handle(): number {
		return ++this.#number;
	}

	/**
	 * A session where there is none. Nobody waits for the reply to it: the exchange stays open as long as it may, and
	 * the request that follows has a limit.
	 */
	* #begin(): Step<Endpoint> {
		const endpoint = this.#endpoint ?? this.#newEndpoint();
		this.#endpoint = endpoint;
		const session = this.#session;
		const abandoning = this.#abandoning;
		if (abandoning !== undefined && (yield * endpoint.take(({exchange}) => exchange === abandoning))) {
			this.#abandoning = undefined;
		}

		if (session !== undefined) {
			const ended = yield * endpoint.take(each => each.exchange === session && each.code === event.ended);
			if (!ended) {
				return endpoint;
			}
		}

		const signalled = yield * endpoint.signal(this.userid, {verb: verb.session, value: 0});
		if (signalled.kind === 'refused') {
			throw yield * this.#lost(refusalReason(signalled.refusal));
		}

		this.#session = signalled.exchange;
		yield * endpoint.authorize(this.userid);
		return endpoint;
	}

	/**
	 * One exchange: sends `data`, or gets what the other has. Answers what came. `isPatient`: where the limit is over
	 * nothing is lost (`WaitedInVain`).
	 */
	* #exchange(
		endpoint: Endpoint,
		word: string,
		value: number,
		{data, limit = limits.remoteAnswer.value, isPatient = false}: ExchangeOptions = {},
	): Step<Uint8Array> {
		const left = yield * this.#left(limit);
		const signalled = yield * endpoint.signal(this.userid, {verb: word, value}, left);
		if (signalled.kind === 'refused') {
			throw yield * this.#lost(refusalReason(signalled.refusal));
		}

		const {exchange} = signalled;
		this.#underWay.add(exchange);
		const reply = yield * endpoint.of(exchange);
		if (reply.code !== event.replied) {
			this.#underWay.delete(exchange);
			throw isPatient && reply.reason === reason.timedOut
				? new WaitedInVain()
				: yield * this.#lost(endReason(reply.reason));
		}

		const length = data?.length ?? reply.message.value;
		if (!data && length < answerBlock.length) {
			throw yield * this.#lost(lostReasons.refused);
		}

		if (!this.#host.hasRoom(length)) {
			throw yield * this.#lost(lostReasons.noRoom);
		}

		const {guest: {storage}} = this.#host;
		const address = this.#host.allocate(length);
		const area = {address, length};
		this.#areas.add(area);
		if (data) {
			storage.store(address, data);
		}

		const approved = yield * endpoint.approve(exchange, data ? 'send' : 'receive', address, length);
		const end = approved === accepted ? yield * endpoint.of(exchange) : undefined;
		this.#underWay.delete(exchange);
		if (end?.code !== event.transferred) {
			throw yield * this.#lost(endReason(end?.reason ?? 0));
		}

		const came = data ? new Uint8Array(0) : storage.fetch(address, Math.min(end.moved, length));
		this.#giveBack(area);
		if (!data && came.length < answerBlock.length) {
			throw yield * this.#lost(lostReasons.refused);
		}

		return came;
	}

	/** Microseconds that an exchange may take. */
	* #left(limit: number): Step<number> {
		if (this.#deadline === undefined) {
			return limit;
		}

		const left = Math.ceil((this.#deadline - (yield * this.#host.now())) * second);
		if (left <= 0) {
			throw yield * this.#lost(lostReasons.noAnswer);
		}

		return Math.min(left, limit);
	}

	* #lost(why: LostReason): Step<LinkLost> {
		yield * this.close();
		return new LinkLost(this.userid, why);
	}

	#giveBack(area: Area): void {
		this.#areas.delete(area);
		this.#host.release(area.address, area.length);
	}
}

const answerIn = (bytes: Uint8Array): Answer =>
	({...answerBlock.decode(bytes), data: bytes.subarray(answerBlock.length)});
