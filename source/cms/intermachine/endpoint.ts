/**
 * An endpoint: one program's side of intermachine communication, with a queue of its own. To it come signals under its
 * verbs, from those it authorized, and every event of exchanges it signalled or was signalled in; nobody else sees
 * them. It is closed with the command that made it: its exchanges end, its authorizations go.
 */
import {everythingEnabled} from '../../base/architecture.js';
import {
	accepted, event, flag, request, type RequestResult,
} from '../../base/intermachine.js';
import type {Action, Step} from '../../guest/action.js';
import {everybody} from './authorizations.js';
import type {
	EndpointHost, EndpointOptions, Sent, Signalled,
} from './endpoint-options.js';
import {EventQueue} from './event-queue.js';
import {isLast, type IntermachineEvent, type Message} from './event.js';
import {InterruptionRoutine} from './interruption-routine.js';
import {OwnExchanges} from './own-exchanges.js';
import {OwnMachines} from './own-machines.js';
import type {SlaveTerms} from './requests.js';

const waitForAnything: Action = {kind: 'wait', systemMask: everythingEnabled};

export class Endpoint {
	readonly #host: EndpointHost;
	readonly #options: EndpointOptions;
	readonly #queue = new EventQueue();
	readonly #exchanges: OwnExchanges;
	readonly #authorized = new Set<string>();
	readonly #machines: OwnMachines;
	readonly #routine: InterruptionRoutine | undefined;
	/** All of it is over. */
	readonly #closed: () => void;
	/** No event comes to it any more. */
	#isClosing = false;

	/**
	 * `depth`: how many commands run in one another, the one that makes it being the innermost; `closed`: told when
	 * all of it is over.
	 */
	constructor(host: EndpointHost, options: EndpointOptions, readonly depth: number, closed: () => void) {
		this.#host = host;
		this.#options = options;
		this.#closed = closed;
		this.#exchanges = new OwnExchanges(host);
		this.#machines = new OwnMachines(host.requests);
		this.#routine = options.onEvent && new InterruptionRoutine(host, options.onEvent);
	}

	get lasting(): boolean {
		return (this.#options.lasting ?? false) && !this.#isClosing;
	}

	/** An exchange begun or answered in this machine before, by an earlier program or before a restart of CMS. */
	adopt(exchange: number): void {
		this.#exchanges.add(exchange);
	}

	/** Leaves an exchange open beyond this program, for a later one to adopt. */
	leave(exchange: number): void {
		this.#exchanges.over(exchange);
		this.#queue.drop(exchange);
	}

	/** Lets `userid` (`*`: everybody) signal this program. */
	* authorize(userid: string): Step<RequestResult> {
		if (this.#authorized.has(userid)) {
			return accepted;
		}

		this.#authorized.add(userid);
		const result = yield * this.#host.authorizations.authorize(userid);
		if (result !== accepted) {
			this.#authorized.delete(userid);
		}

		return result;
	}

	/** Takes that back; what another program in this machine authorized stays. */
	* revoke(userid: string): Step<RequestResult> {
		return this.#authorized.delete(userid) ? yield * this.#host.authorizations.revoke(userid) : accepted;
	}

	/**
	 * `limit`: microseconds in which the exchange must be over, or it ends (`timedOut`); 0: it may last. `lends`: what
	 * the other does for it is charged here, with this machine's share (R12).
	 */
	* signal(userid: string, message: Message, limit = 0, lends = false): Step<Signalled> {
		const {requests, authorizations} = this.#host;
		yield * authorizations.prepare();
		const signalling = this.#exchanges.begin();
		try {
			const result = yield * requests.exchange({
				code: request.signal, userid, message, limit, flags: lends ? flag.lend : 0,
			}, signalling);
			return result === accepted
				? {kind: 'signalled', exchange: signalling.exchange}
				: {kind: 'refused', refusal: result};
		} finally {
			this.#exchanges.signalled(signalling);
		}
	}

	/** `limit`: as with `signal`. */
	reply(exchange: number, message: Message | string, limit = 0): Step<RequestResult> {
		return this.#host.requests.exchange({
			code: request.reply, exchange, message, limit,
		});
	}

	/** Approves a transfer from or into storage of this machine. */
	approve(exchange: number, direction: 'send' | 'receive', area: number, length: number): Step<RequestResult> {
		return this.#host.requests.exchange({
			code: request.approve, exchange, flags: flag[direction], area, length,
		});
	}

	/** Ends an exchange, as its last step or in refusal. */
	* refuse(exchange: number): Step<RequestResult> {
		const result = yield * this.#host.requests.exchange({code: request.refuse, exchange});
		this.#exchanges.over(exchange);
		this.#queue.drop(exchange);
		return result;
	}

	/** The first event that `wanted` accepts, where one has come; for programs that wait for other things too. */
	* take(wanted: (candidate: IntermachineEvent) => boolean): Step<IntermachineEvent | undefined> {
		const happened = this.#queue.take(wanted);
		if (happened) {
			yield * this.#host.charge('intermachine');
		}

		return happened;
	}

	/** Waits for the first event that `wanted` accepts; the others stay queued. */
	* next(wanted: (candidate: IntermachineEvent) => boolean): Step<IntermachineEvent> {
		for (;;) {
			const happened = this.#queue.take(wanted);
			if (happened) {
				yield * this.#host.charge('intermachine');
				return happened;
			}

			yield waitForAnything;
		}
	}

	/** The next event of one exchange. */
	of(exchange: number): Step<IntermachineEvent> {
		return this.next(candidate => candidate.exchange === exchange);
	}

	/** All four steps as signaller: offers `data` to `userid` under `verb`. `limit`: as with `signal`. */
	* send(userid: string, verb: string, data: Uint8Array, limit = 0): Step<Sent> {
		if (!this.#host.hasRoom(data.length)) {
			return {kind: 'noRoom'};
		}

		const signalled = yield * this.signal(userid, {verb, value: data.length}, limit);
		if (signalled.kind === 'refused') {
			return signalled;
		}

		const {exchange} = signalled;
		const answer = yield * this.of(exchange);
		if (answer.code !== event.replied) {
			return {kind: 'ended', reason: answer.reason};
		}

		const area = this.#exchanges.hold(exchange, data.length);
		this.#host.guest.storage.store(area, data);
		const approved = yield * this.approve(exchange, 'send', area, data.length);
		if (approved !== accepted) {
			yield * this.refuse(exchange);
			return {kind: 'refused', refusal: approved};
		}

		const end = yield * this.of(exchange);
		this.#exchanges.over(exchange);
		return end.code === event.transferred ? {kind: 'transferred'} : {kind: 'ended', reason: end.reason};
	}

	/**
	 * The other side of `send`: replies to a `signalled` event, takes the block. `undefined` where the exchange ended
	 * otherwise. `limit`: as with `signal`.
	 */
	* receive(signalled: IntermachineEvent, limit = 0): Step<Uint8Array | undefined> {
		const {exchange} = signalled;
		const length = signalled.message.value;
		if (!this.#host.hasRoom(length)) {
			// Whoever announces more than there is here is told so, and is no reason to abend.
			yield * this.refuse(exchange);
			return undefined;
		}

		const area = this.#exchanges.hold(exchange, length);
		if ((yield * this.reply(exchange, {verb: 'GIVE', value: length}, limit)) !== accepted
			|| (yield * this.approve(exchange, 'receive', area, length)) !== accepted) {
			yield * this.refuse(exchange);
			return undefined;
		}

		const end = yield * this.of(exchange);
		const data = end.code === event.transferred ? this.#host.guest.storage.fetch(area, end.moved) : undefined;
		this.#exchanges.over(exchange);
		return data;
	}

	/**
	 * DIAGNOSE X'108': a slave function (R13). What becomes of slaves created and of machines watched here is told
	 * here. `terms`: of an assignment or a ready image.
	 */
	* slave(code: number, name: string, other = '', terms?: SlaveTerms): Step<RequestResult> {
		return yield * this.#machines.request(code, name, other, terms);
	}

	/**
	 * Ends what is under way, takes back what was authorized; no event comes any more. Where it is abandoned (HX) it is
	 * done again, by `Intermachine.recover`.
	 */
	* close(): Step {
		this.#isClosing = true;
		this.#queue.clear();
		for (const exchange of this.#exchanges.numbers) {
			yield * this.refuse(exchange);
		}

		for (const userid of this.#authorized) {
			yield * this.#host.authorizations.revoke(userid);
			this.#authorized.delete(userid);
		}

		this.#closed();
	}

	/** After HX or an abend: what its interruption routine left half done ends, what waited is served. */
	* recover(): Step {
		for (const exchange of this.#routine?.takeAbandoned() ?? []) {
			yield * this.refuse(exchange);
		}

		const served = this.serve();
		if (served) {
			yield * served;
		}
	}

	/** Whether an event belongs here. */
	takes(happened: IntermachineEvent): boolean {
		const {code, exchange} = happened;
		if (this.#isClosing) {
			return false;
		}

		if (code === event.signalled) {
			return (this.#options.verbs?.includes(happened.message.verb) ?? false)
				&& (this.#authorized.has(everybody) || this.#authorized.has(happened.userid));
		}

		return exchange === 0 ? this.#machines.concerns(happened) : this.#exchanges.has(exchange);
	}

	/** Takes an event in, from the interruption. False: there are too many, and the signal is to be refused. */
	deliver(happened: IntermachineEvent): boolean {
		const {code, exchange} = happened;
		if (!this.#queue.add(happened)) {
			return false;
		}

		if (code === event.signalled) {
			this.#exchanges.add(exchange);
		} else if (isLast(happened)) {
			this.#exchanges.ended(exchange);
		}

		return true;
	}

	/** Has the interruption routine, where there is one and it is not at work, look at what waits. */
	serve(): Step | undefined {
		return this.#routine?.serve(this.#queue);
	}
}
