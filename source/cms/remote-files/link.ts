/**
 * The user's half of remote files, towards one machine: a session, and requests one after the other. Whatever that
 * machine does, a request ends: with its answer, or with a reason why there is none.
 */
import {
	accepted, event, reason, refusal,
} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {Guest} from '../../guest/guest.js';
import type {Endpoint} from '../intermachine/endpoint.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import {
	answerBlock, readSize, requestBlock, verb, type RemoteAnswer, type RemoteRequest,
} from './protocol.js';

/** What a link asks of its machine. */
export type LinkHost = {
	readonly guest: Guest;
	endpoint(options: EndpointOptions): Endpoint;
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
};

/** Why there is no answer, in the words of message DMSRMT. */
export const lostReasons = {
	notLoggedOn: 'NOT LOGGED ON',
	notAuthorized: 'GRANTS NOTHING',
	reset: 'WAS RESET',
	loggedOff: 'LOGGED OFF',
	refused: 'REFUSES',
	noAnswer: 'DOES NOT ANSWER',
	noRoom: 'NO STORAGE',
} as const;

export type LostReason = typeof lostReasons[keyof typeof lostReasons];

/** The machine did not answer. */
export class LinkLost extends Error {
	constructor(readonly userid: string, readonly why: LostReason) {
		super(`${userid}: ${why}`);
	}
}

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

	constructor(host: LinkHost, userid: string) {
		this.#host = host;
		this.userid = userid;
	}

	/** Asks and answers. Throws `LinkLost`. */
	* ask(request: Partial<RemoteRequest>, data: Uint8Array = new Uint8Array(0)): Step<Answer> {
		const number = ++this.#number;
		const block = Uint8Array.from(Buffer.concat([requestBlock.encodeSome({...request, number}), data]));
		yield * this.#send(block);
		const answer = yield * this.#exchange(yield * this.#begin(), verb.answer, number);
		return {...answerBlock.decode(answer), data: answer.subarray(answerBlock.length)};
	}

	/** Sends a request. A session may have ended unseen since the last one: then in a new one. */
	* #send(block: Uint8Array): Step {
		const isOld = this.#session !== undefined;
		try {
			yield * this.#exchange(yield * this.#begin(), verb.request, block.length, block);
		} catch (error) {
			if (!isOld || !(error instanceof LinkLost) || error.why === lostReasons.noAnswer) {
				throw error;
			}

			yield * this.#exchange(yield * this.#begin(), verb.request, block.length, block);
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
			const answer = yield * this.#exchange(endpoint, verb.next, number);
			return {...answerBlock.decode(answer), data: answer.subarray(answerBlock.length)};
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

	/** Ends the session: the machine hears of it, and drops what was under way. */
	* close(): Step {
		const endpoint = this.#endpoint;
		this.#endpoint = undefined;
		this.#session = undefined;
		if (endpoint) {
			yield * endpoint.close();
		}

		for (const area of this.#areas) {
			this.#giveBack(area);
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
		const endpoint = this.#endpoint ?? this.#host.endpoint({lasting: true});
		this.#endpoint = endpoint;
		const session = this.#session;
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
		return endpoint;
	}

	/** One exchange: sends `data`, or gets what the other has. Answers what came. */
	* #exchange(endpoint: Endpoint, word: string, value: number, data?: Uint8Array): Step<Uint8Array> {
		const signalled = yield * endpoint.signal(this.userid, {verb: word, value}, limits.remoteAnswer.value);
		if (signalled.kind === 'refused') {
			throw yield * this.#lost(refusalReason(signalled.refusal));
		}

		const {exchange} = signalled;
		const reply = yield * endpoint.of(exchange);
		if (reply.code !== event.replied) {
			throw yield * this.#lost(endReason(reply.reason));
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

	* #lost(why: LostReason): Step<LinkLost> {
		yield * this.close();
		return new LinkLost(this.userid, why);
	}

	#giveBack(area: Area): void {
		this.#areas.delete(area);
		this.#host.release(area.address, area.length);
	}
}

function refusalReason(code: number): LostReason {
	switch (code) {
		case refusal.notLoggedOn: {
			return lostReasons.notLoggedOn;
		}

		case refusal.notAuthorized: {
			return lostReasons.notAuthorized;
		}

		default: {
			return lostReasons.refused;
		}
	}
}

function endReason(code: number): LostReason {
	switch (code) {
		case reason.reset: {
			return lostReasons.reset;
		}

		case reason.loggedOff: {
			return lostReasons.loggedOff;
		}

		case reason.timedOut: {
			return lostReasons.noAnswer;
		}

		default: {
			return lostReasons.refused;
		}
	}
}
