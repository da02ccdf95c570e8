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
	answerBlock, answerFlag, mostData, mostUnderWay, readSizes, remoteFunction, requestBlock, verb, type RemoteRequest,
} from './protocol.js';
import {Requester, type Answered, type RequesterHost} from './requester.js';

/** What the server asks of its machine. */
export type ServerHost = RequesterHost & {
	readonly guest: Guest;
	endpoint(options: EndpointOptions): Endpoint;
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
};

/** A block on its way: where it lies in storage, and whether it is a request or an answer. */
type Area = {readonly address: number; readonly length: number; readonly incoming: boolean};

/** `answers`: by number of the request, until they are fetched. */
type Session = {
	readonly exchange: number;
	readonly requester: Requester;
	readonly answers: Map<number, Uint8Array>;
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
			this.#ended(happened);
		}
	}

	* #signalled(happened: IntermachineEvent): Step {
		const {exchange, userid, message} = happened;
		const session = this.#sessions.get(userid);
		if (message.verb === verb.session) {
			yield * this.#open(happened);
		} else if (message.verb === verb.request && session) {
			yield * this.#move(exchange, 'receive', message.value);
		} else if (message.verb === verb.answer && session?.answers.has(message.value)) {
			const answer = session.answers.get(message.value)!;
			session.answers.delete(message.value);
			yield * this.#move(exchange, 'send', answer.length, answer);
		} else if (message.verb === verb.next && session?.reads.has(message.value)) {
			const answer = yield * this.#perform(session, session.reads.get(message.value)!);
			yield * this.#move(exchange, 'send', answer.length, answer);
		} else {
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
			before.requester.end();
			yield * this.#endpoint.refuse(before.exchange);
		}

		this.#sessions.set(userid, {
			exchange, requester: new Requester(this.#host, userid), answers: new Map(), reads: new Map(),
		});
		yield * this.#endpoint.reply(exchange, {verb: verb.session, value: mostData});
	}

	#ended({exchange, userid}: IntermachineEvent): void {
		const session = this.#sessions.get(userid);
		if (session?.exchange === exchange) {
			session.requester.end();
			this.#sessions.delete(userid);
		}
	}

	/** Replies, and approves the transfer of `length` bytes; refuses where there is no storage for them. */
	* #move(exchange: number, direction: 'send' | 'receive', length: number, data?: Uint8Array): Step {
		const most = direction === 'receive' ? requestBlock.length + mostData : answerBlock.length + readSizes[0];
		if (length < answerBlock.length || length > most || !this.#host.hasRoom(length)) {
			yield * this.#endpoint.refuse(exchange);
			return;
		}

		const limit = limits.remoteAnswer.value;
		const address = this.#host.allocate(length);
		this.#areas.set(exchange, {address, length, incoming: direction === 'receive'});
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

		const request = requestBlock.decode(bytes);
		const answer = yield * this.#perform(session, request, bytes.subarray(requestBlock.length));
		keep(session.answers, request.number, answer);
	}

	/** The answer to a request. */
	* #perform(
		{requester, reads}: Session,
		request: RemoteRequest,
		received: Uint8Array = new Uint8Array(0),
	): Step<Uint8Array> {
		const {data = new Uint8Array(0), ...answer}: Answered = yield * requester.perform(request, received);
		if (request.function === remoteFunction.read && ((answer.flags ?? 0) & answerFlag.part) === 0) {
			keep(reads, request.number, {...request, record: request.record + (answer.count ?? 0)});
		}

		const bytes = new Uint8Array(answerBlock.length + data.length);
		bytes.set(answerBlock.encodeSome({...answer, number: request.number}));
		bytes.set(data, answerBlock.length);
		return bytes;
	}

	#giveBack(exchange: number): void {
		const area = this.#areas.get(exchange);
		this.#areas.delete(exchange);
		if (area) {
			this.#host.release(area.address, area.length);
		}
	}
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
