/**
 * An endpoint: one program's side of intermachine communication, with a queue of its own. To it come signals under its
 * verbs, from those it authorized, and every event of exchanges it signalled or was signalled in; nobody else sees
 * them. It is closed with the command that made it: its exchanges end, its authorizations go.
 */
import {everythingEnabled} from '../../base/architecture.js';
import {
	accepted, event, exchangeBlock, flag, request, type RequestResult,
} from '../../base/intermachine.js';
import type {Step} from '../../guest/action.js';
import {everybody} from './authorizations.js';
import type {
	EndpointHost, EndpointOptions, Sent, Signalled,
} from './endpoint-options.js';
import {EventQueue} from './event-queue.js';
import {isLast, type IntermachineEvent, type Message} from './event.js';
import {OwnMachines} from './own-machines.js';
import type {SlaveTerms} from './requests.js';

type Area = {readonly address: number; readonly length: number};

export class Endpoint {
	readonly #host: EndpointHost;
	readonly #options: EndpointOptions;
	readonly #queue = new EventQueue();
	/** Exchanges that are under way, and the storage CP may still move from or into. */
	readonly #exchanges = new Map<number, Area | undefined>();
	/** Blocks of SIGNALs under way: what CP stored there may be known before the program goes on. */
	readonly #signalling = new Set<number>();
	readonly #authorized = new Set<string>();
	readonly #machines: OwnMachines;
	/** The exchange whose event the interruption routine now works on; 0 = the event is about a machine. */
	#serving: number | undefined;
	/** Exchanges whose event the routine did not finish with: it was abandoned (HX, abend). */
	readonly #abandoned = new Set<number>();

	/** No event comes to it any more. */
	readonly #closed: () => void;

	/**
	 * `depth`: how many commands run in one another, the one that makes it being the innermost; `closed`: told when no
	 * event is to come any more.
	 */
	constructor(host: EndpointHost, options: EndpointOptions, readonly depth: number, closed: () => void) {
		this.#host = host;
		this.#options = options;
		this.#closed = closed;
		this.#machines = new OwnMachines(host.requests);
	}

	get lasting(): boolean {
		return this.#options.lasting ?? false;
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
		const {guest: {storage}, requests, authorizations} = this.#host;
		yield * authorizations.prepare();
		const signalling = this.#signalling;
		let block = 0;
		let refused = false;
		try {
			const {result, answer} = yield * requests.exchange({
				code: request.signal, userid, message, limit, flags: lends ? flag.lend : 0,
			}, area => {
				block = area;
				signalling.add(area);
			});
			if (result !== accepted) {
				refused = true;
				return {kind: 'refused', refusal: result};
			}

			return {kind: 'signalled', exchange: exchangeBlock.decode(answer).exchange};
		} finally {
			// Abandoned here (HX), the exchange is open all the same: it ends with this endpoint.
			const exchange = block === 0 ? 0 : storage.word(block + exchangeBlock.offset.exchange);
			if (signalling.delete(block) && !refused && exchange !== 0) {
				this.#exchanges.set(exchange, undefined);
			}
		}
	}

	/** `limit`: as with `signal`. */
	* reply(exchange: number, message: Message | string, limit = 0): Step<RequestResult> {
		return (yield * this.#host.requests.exchange({
			code: request.reply, exchange, message, limit,
		})).result;
	}

	/** Approves a transfer from or into storage of this machine. */
	* approve(exchange: number, direction: 'send' | 'receive', area: number, length: number): Step<RequestResult> {
		return (yield * this.#host.requests.exchange({
			code: request.approve, exchange, flags: flag[direction], area, length,
		})).result;
	}

	/** Ends an exchange, as its last step or in refusal. */
	* refuse(exchange: number): Step<RequestResult> {
		const {result} = yield * this.#host.requests.exchange({code: request.refuse, exchange});
		this.#over(exchange);
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
			const happened = yield * this.take(wanted);
			if (happened) {
				return happened;
			}

			yield {kind: 'wait', systemMask: everythingEnabled};
		}
	}

	/** The next event of one exchange. */
	* of(exchange: number): Step<IntermachineEvent> {
		return yield * this.next(candidate => candidate.exchange === exchange);
	}

	/** All four steps as signaller: offers `data` to `userid` under `verb`. */
	* send(userid: string, verb: string, data: Uint8Array): Step<Sent> {
		if (!this.#host.hasRoom(data.length)) {
			return {kind: 'noRoom'};
		}

		const signalled = yield * this.signal(userid, {verb, value: data.length});
		if (signalled.kind === 'refused') {
			return signalled;
		}

		const {exchange} = signalled;
		const answer = yield * this.of(exchange);
		if (answer.code !== event.replied) {
			return {kind: 'ended', reason: answer.reason};
		}

		const area = this.#hold(exchange, data.length);
		this.#host.guest.storage.store(area, data);
		const approved = yield * this.approve(exchange, 'send', area, data.length);
		if (approved !== accepted) {
			yield * this.refuse(exchange);
			return {kind: 'refused', refusal: approved};
		}

		const end = yield * this.of(exchange);
		this.#over(exchange);
		return end.code === event.transferred ? {kind: 'transferred'} : {kind: 'ended', reason: end.reason};
	}

	/**
	 * The other side of `send`: replies to a `signalled` event, takes the block. `undefined` where the exchange ended
	 * otherwise.
	 */
	* receive(signalled: IntermachineEvent): Step<Uint8Array | undefined> {
		const {exchange} = signalled;
		const length = signalled.message.value;
		if (!this.#host.hasRoom(length)) {
			// Whoever announces more than there is here is told so, and is no reason to abend.
			yield * this.refuse(exchange);
			return undefined;
		}

		const area = this.#hold(exchange, length);
		if ((yield * this.reply(exchange, {verb: 'GIVE', value: length})) !== accepted
			|| (yield * this.approve(exchange, 'receive', area, length)) !== accepted) {
			yield * this.refuse(exchange);
			return undefined;
		}

		const end = yield * this.of(exchange);
		const data = end.code === event.transferred ? this.#host.guest.storage.fetch(area, end.moved) : undefined;
		this.#over(exchange);
		return data;
	}

	/**
	 * DIAGNOSE X'108': a slave function (R13). What becomes of slaves created and of machines watched here is told
	 * here. `terms`: of an assignment or a ready image.
	 */
	* slave(code: number, name: string, other = '', terms?: SlaveTerms): Step<RequestResult> {
		return yield * this.#machines.request(code, name, other, terms);
	}

	/** Ends what is under way, takes back what was authorized; no event comes any more. */
	* close(): Step {
		this.#closed();
		this.#queue.clear();
		for (const exchange of this.#exchanges.keys()) {
			yield * this.refuse(exchange);
		}

		for (const userid of this.#authorized) {
			yield * this.revoke(userid);
		}
	}

	/** After HX or an abend: what its interruption routine left half done ends, what waited is served. */
	* recover(): Step {
		for (const exchange of this.#abandoned) {
			this.#abandoned.delete(exchange);
			yield * this.refuse(exchange);
		}

		yield * this.serve();
	}

	/** Whether an event belongs here. */
	takes(happened: IntermachineEvent): boolean {
		const {
			code, exchange, userid, message,
		} = happened;
		if (code === event.signalled) {
			return (this.#options.verbs?.includes(message.verb) ?? false)
				&& (this.#authorized.has(everybody) || this.#authorized.has(userid));
		}

		return exchange === 0
			? this.#machines.concerns(happened)
			: this.#exchanges.has(exchange) || this.#adopts(exchange);
	}

	/** Takes an event in, from the interruption. False: there are too many, and the signal is to be refused. */
	deliver(happened: IntermachineEvent): boolean {
		const {code, exchange} = happened;
		if (!this.#queue.add(happened)) {
			return false;
		}

		if (code === event.signalled) {
			this.#exchanges.set(exchange, undefined);
		} else if (isLast(happened) && this.#exchanges.get(exchange) === undefined) {
			this.#exchanges.delete(exchange);
		}

		return true;
	}

	/** Has the interruption routine, where there is one and it is not at work, look at what waits. */
	* serve(): Step {
		const {onEvent} = this.#options;
		if (!onEvent || this.#serving !== undefined) {
			return;
		}

		try {
			for (let happened = this.#queue.take(); happened; happened = this.#queue.take()) {
				this.#serving = happened.exchange;
				yield * this.#host.charge('intermachine');
				yield * onEvent(happened);
				this.#serving = undefined;
			}
		} finally {
			if (this.#serving) {
				this.#abandoned.add(this.#serving);
			}

			this.#serving = undefined;
		}
	}

	/** An event came of an exchange whose SIGNAL the program has not seen the answer of. */
	#adopts(exchange: number): boolean {
		const {storage} = this.#host.guest;
		for (const block of this.#signalling) {
			if (storage.word(block + exchangeBlock.offset.exchange) === exchange) {
				this.#signalling.delete(block);
				this.#exchanges.set(exchange, undefined);
				return true;
			}
		}

		return false;
	}

	/** Storage for a transfer: kept until the exchange is over, for CP may move until then, whatever happens here. */
	#hold(exchange: number, length: number): number {
		const address = this.#host.allocate(length);
		this.#exchanges.set(exchange, {address, length});
		return address;
	}

	/** An exchange is over for both sides. */
	#over(exchange: number): void {
		const held = this.#exchanges.get(exchange);
		this.#exchanges.delete(exchange);
		if (held) {
			this.#host.release(held.address, held.length);
		}
	}
}
