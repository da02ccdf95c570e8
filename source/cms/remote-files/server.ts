/**
 * The owner's half of remote files: an interruption routine. It answers while the user of this machine computes, types
 * or sits at VM READ, never waits for the other machine, and takes its storage from what is free at the moment; where
 * there is none, the requester is refused and asks again.
 */
import {accepted, event} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {Guest} from '../../guest/guest.js';
import type {Endpoint} from '../intermachine/endpoint.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import type {IntermachineEvent} from '../intermachine/event.js';
import {
	answerBlock, answerFlag, mostData, mostUnderWay, readSizes, remoteCode, remoteFunction, requestBlock, verb,
	type RemoteRequest,
} from './protocol.js';
import {Requester, type Answered, type RequesterHost} from './requester.js';

/** What the server asks of its machine. */
export type ServerHost = RequesterHost & {
	readonly guest: Guest;
	endpoint(options: EndpointOptions): Endpoint;
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
	/** A transfer with that userid is refused. */
	refused(userid: string, hasRoom: boolean): void;
};

/** A block on its way: where it lies in storage, and whether it is a request or an answer. */
type Area = {
	readonly address: number;
	readonly length: number;
	readonly incoming: boolean;
	readonly userid: string;
};

/** An answer that is not known yet: the exchange in which it is fetched, once there is one. */
type Waiting = {readonly leave: () => Step; exchange?: number};

/** `answers`: by number of the request, until they are fetched. */
type Session = {
	readonly exchange: number;
	readonly requester: Requester;
	readonly answers: Map<number, Uint8Array>;
	readonly waiting: Map<number, Waiting>;
	/** By number: what a `read` goes on with. */
	readonly reads: Map<number, RemoteRequest>;
};

export class RemoteFileServer {
	readonly #host: ServerHost;
	readonly #endpoint: Endpoint;
	readonly #sessions = new Map<string, Session>();
	/** By exchange; given back when that is over, for CP may move until then. */
	readonly #areas = new Map<number, Area>();
	#authorized: ReadonlySet<string> = new Set();

	constructor(host: ServerHost) {
		this.#host = host;
		this.#endpoint = host.endpoint({
			verbs: Object.values(verb), lasting: true, onEvent: happened => this.#happened(happened),
		});
	}

	/** Lets exactly these userids (`*`: everybody) signal. */
	* authorize(userids: ReadonlySet<string>): Step {
		for (const userid of this.#authorized) {
			if (!userids.has(userid)) {
				yield * this.#endpoint.revoke(userid);
			}
		}

		for (const userid of userids) {
			yield * this.#endpoint.authorize(userid);
		}

		this.#authorized = new Set(userids);
	}

	* #happened(happened: IntermachineEvent): Step {
		const {code, exchange} = happened;
		if (code === event.signalled) {
			yield * this.#signalled(happened);
			return;
		}

		const area = this.#areas.get(exchange);
		const data = area?.incoming && code === event.transferred
			? this.#host.guest.storage.fetch(area.address, Math.min(happened.moved, area.length))
			: undefined;
		this.#giveBack(exchange);
		if (data) {
			yield * this.#request(happened.userid, data);
		} else if (code === event.ended) {
			yield * this.#ended(happened);
		}
	}

	/** Those who have a session. */
	get users(): Iterable<string> {
		return this.#sessions.keys();
	}

	/** After a restart of CMS: a session that is open goes on, with the locks that it has. */
	resume(userid: string, exchange: number): void {
		this.#endpoint.adopt(exchange);
		this.#begin(userid, exchange);
	}

	/** Whether a machine may signal. */
	serves(userid: string): boolean {
		return this.#authorized.has('*') || this.#authorized.has(userid);
	}

	/** Ends the session of a machine that has no right here any more. */
	* dismiss(userid: string): Step {
		const session = this.#sessions.get(userid);
		if (session) {
			this.#sessions.delete(userid);
			yield * this.#end(session);
			yield * this.#endpoint.refuse(session.exchange);
		}
	}

	/** Gives up what users have not gone on with for too long. */
	* expire(): Step {
		for (const {requester} of this.#sessions.values()) {
			yield * requester.expire();
		}
	}

	* #signalled(happened: IntermachineEvent): Step {
		const {exchange, userid, message: {verb: word, value}} = happened;
		const session = this.#sessions.get(userid);
		const answer = word === verb.answer ? session?.answers.get(value) : undefined;
		const waiting = word === verb.answer ? session?.waiting.get(value) : undefined;
		if (word === verb.session) {
			yield * this.#open(happened);
		} else if (word === verb.request && session) {
			yield * this.#move(happened, 'receive', value);
		} else if (session && answer) {
			session.answers.delete(value);
			yield * this.#move(happened, 'send', answer.length, answer);
		} else if (waiting) {
			waiting.exchange = exchange;
		} else if (word === verb.next && session?.reads.has(value)) {
			const next = yield * this.#perform(session, session.reads.get(value)!);
			yield * this.#move(happened, 'send', next?.length ?? 0, next);
		} else {
			yield * (word === verb.abandon && session ? this.#abandon(session) : nothing());
			yield * this.#endpoint.refuse(exchange);
		}
	}

	/** A session in place of one that the machine may have had: what was under way there is over. */
	* #open({exchange, userid}: IntermachineEvent): Step {
		const before = this.#sessions.get(userid);
		if (!before && this.#sessions.size >= limits.remoteFileUsers.value) {
			yield * this.#endpoint.refuse(exchange);
			return;
		}

		if (before) {
			this.#sessions.delete(userid);
			yield * this.#end(before);
			yield * this.#endpoint.refuse(before.exchange);
		}

		this.#begin(userid, exchange);
		yield * this.#endpoint.reply(exchange, {verb: verb.session, value: mostData});
	}

	/** From now on the user has a session, which is that exchange. */
	#begin(userid: string, exchange: number): void {
		this.#sessions.set(userid, {
			exchange,
			requester: new Requester(this.#host, userid),
			answers: new Map(),
			waiting: new Map(),
			reads: new Map(),
		});
	}

	* #ended({exchange, userid}: IntermachineEvent): Step {
		const session = this.#sessions.get(userid);
		if (session?.exchange === exchange) {
			this.#sessions.delete(userid);
			yield * this.#end(session);
			return;
		}

		for (const [number, {leave, exchange: fetched}] of session?.waiting ?? []) {
			if (fetched === exchange) {
				session!.waiting.delete(number);
				yield * leave();
			}
		}
	}

	* #abandon(session: Session): Step {
		for (const [number, {leave}] of session.waiting) {
			session.waiting.delete(number);
			yield * leave();
		}

		yield * session.requester.abandon();
	}

	* #end(session: Session): Step {
		yield * this.#abandon(session);
		yield * session.requester.end();
	}

	/** Replies, and approves the transfer of `length` bytes; refuses where there is no storage for them. */
	* #move(
		{exchange, userid}: Pick<IntermachineEvent, 'exchange' | 'userid'>,
		direction: 'send' | 'receive',
		length: number,
		data?: Uint8Array,
	): Step {
		const underWay = [...this.#areas.values()].filter(area => area.userid === userid).length;
		const most = direction === 'receive' ? requestBlock.length + mostData : answerBlock.length + readSizes[0];
		const hasRoom = this.#host.hasRoom(length);
		if (length < answerBlock.length || length > most || underWay >= limits.remoteAreas.value || !hasRoom) {
			this.#host.refused(userid, hasRoom);
			yield * this.#endpoint.refuse(exchange);
			return;
		}

		const limit = limits.remoteAnswer.value;
		const address = this.#host.allocate(length);
		this.#areas.set(exchange, {
			address, length, incoming: direction === 'receive', userid,
		});
		if (data) {
			this.#host.guest.storage.store(address, data);
		}

		if ((yield * this.#endpoint.reply(exchange, {verb: verb.answer, value: length}, limit)) !== accepted
			|| (yield * this.#endpoint.approve(exchange, direction, address, length)) !== accepted) {
			yield * this.#endpoint.refuse(exchange);
			this.#giveBack(exchange);
		}
	}

	* #request(userid: string, bytes: Uint8Array): Step {
		const session = this.#sessions.get(userid);
		if (!session || bytes.length < requestBlock.length) {
			return;
		}

		yield * this.expire();
		const request = requestBlock.decode(bytes);
		const answer = yield * this.#perform(session, request, bytes.subarray(requestBlock.length));
		if (answer) {
			keep(session.answers, request.number, answer);
		}
	}

	/** The answer to a request; `undefined` where it comes later. */
	* #perform(
		session: Session,
		request: RemoteRequest,
		received: Uint8Array = new Uint8Array(0),
	): Step<Uint8Array | undefined> {
		const {requester, reads, waiting} = session;
		const {number} = request;
		const late = (answer: Answered): Step => this.#late(session, number, answer);
		const performed = yield * requester.perform(request, received, late);
		if ('leave' in performed) {
			// One answer to a number: who gives it twice waits for nothing that nobody knows of.
			if (waiting.size < mostUnderWay && !waiting.has(number)) {
				waiting.set(number, performed);
				return undefined;
			}

			yield * performed.leave();
			return bytesOf(number, {code: remoteCode.busy});
		}

		if (request.function === remoteFunction.read && ((performed.flags ?? 0) & answerFlag.part) === 0) {
			keep(reads, number, {...request, record: request.record + (performed.count ?? 0)});
		}

		return bytesOf(number, performed);
	}

	/** An answer that was waited for is there. */
	* #late({answers, waiting, requester: {userid}}: Session, number: number, answered: Answered): Step {
		const {exchange} = waiting.get(number) ?? {};
		waiting.delete(number);
		const answer = bytesOf(number, answered);
		if (exchange === undefined) {
			keep(answers, number, answer);
		} else {
			yield * this.#move({exchange, userid}, 'send', answer.length, answer);
		}
	}

	#giveBack(exchange: number): void {
		const area = this.#areas.get(exchange);
		this.#areas.delete(exchange);
		if (area) {
			this.#host.release(area.address, area.length);
		}
	}
}

function bytesOf(number: number, {data = new Uint8Array(0), ...answer}: Answered): Uint8Array {
	const bytes = new Uint8Array(answerBlock.length + data.length);
	bytes.set(answerBlock.encodeSome({...answer, number}));
	bytes.set(data, answerBlock.length);
	return bytes;
}

function * nothing(): Step {
	// There is no session.
}

/** Keeps something under a number, in place of the oldest where there are many. */
function keep<T>(kept: Map<number, T>, number: number, value: T): void {
	kept.delete(number);
	const [oldest] = kept.keys();
	if (kept.size >= mostUnderWay) {
		kept.delete(oldest);
	}

	kept.set(number, value);
}
