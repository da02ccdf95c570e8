/**
 * One attempt at a request: a slave is obtained of the master, the request and what belongs to it go there, and the
 * answer comes back. The exchange with the master stays open while the slave is ours: ending it, in whatever way, gives
 * the slave back.
 */
import {event, reason} from '../base/intermachine.js';
import {limits} from '../base/limits.js';
import type {Cms} from '../cms/cms.js';
import type {Endpoint} from '../cms/intermachine/endpoint.js';
import type {Step} from '../guest/action.js';
import {
	decodeBlock, emptyBlock, encodeBlock, type Block,
} from './block.js';
import {ContentLost, Received, sendParts} from './parts.js';
import {
	microseconds, type Failed, type Outcome, type Request,
} from './request.js';
import type {ServiceProfile} from './service-profile.js';
import {readReply, verb} from './verbs.js';

/** How often the master is asked, a second apart: it may just be starting. */
const attempts = 5;

/** There is no storage here for a block. Thrown. */
class NoRoom extends ContentLost {}

/** The number as it goes with a signal. */
const signalled = (number: string): number => Number(number.slice(-9));

/** A slave that is this user's, as long as an exchange with its master is open. */
export type Granted = {readonly slave: string; readonly exchange: number};

const noSlave: Granted = {slave: '', exchange: 0};

/**
 * `first`: a slave as the user has none; `again`: the one before was lost; `further`: one more for a user who has one,
 * where one is free.
 */
export type AttemptKind = 'first' | 'again' | 'further';

const verbs = {first: verb.obtain, again: verb.again, further: verb.further} as const;

export class Attempt {
	readonly endpoint: Endpoint;
	readonly #cms: Cms;
	readonly #master: string;
	/** Microseconds from the request to its end, whatever the master does: its own limits, and some more. */
	readonly #patience: number;
	/** As it goes with a signal; of a session, that of its first request. */
	#signalled: number;
	readonly #number: string;
	readonly #verb: string;
	readonly #isFurther: boolean;
	/** The slave is kept when the request is done. */
	readonly #isSession: boolean;

	constructor(cms: Cms, profile: ServiceProfile, number: string, kind: AttemptKind) {
		this.#cms = cms;
		this.#master = profile.master;
		this.#number = number;
		this.#signalled = signalled(number);
		this.#isFurther = kind === 'further';
		this.#isSession = cms.session.inSession && profile.configuration.kind === 'SLAVES' && kind === 'first';
		this.#verb = this.#isSession ? verb.session : verbs[kind];
		const lasts = this.#isSession ? profile.session : profile.time;
		this.#patience = microseconds(profile.waiting + lasts + limits.serviceExchange.value);
		this.endpoint = cms.intermachine.endpoint({verbs: [verb.part, verb.last, verb.ask]});
	}

	* run(request: Request): Step<Outcome> {
		const granted = yield * this.obtain();
		return 'failed' in granted ? granted : yield * this.perform(granted, request);
	}

	/** A slave: of the session, or from the master. */
	* obtain(): Step<Granted | Failed> {
		yield * this.endpoint.authorize(this.#master);
		return (yield * this.#kept()) ?? (yield * this.#obtain());
	}

	/** Has a slave that was obtained do a request. */
	* perform(granted: Granted, request: Request): Step<Outcome> {
		const {lent = []} = request;
		yield * this.endpoint.authorize(granted.slave);
		if (lent.length === 0) {
			return yield * this.#exchange(granted, request);
		}

		const {remoteFiles} = this.#cms;
		const {slave} = granted;
		const files = yield * remoteFiles.lend(slave, lent);
		try {
			const outcome = yield * this.#exchange(granted, request);
			yield * remoteFiles.takeBack(slave);
			const isRefused = !('failed' in outcome) && outcome.returnCode !== 0;
			return isRefused && files.isLacking ? {failed: 'noRoom'} : outcome;
		} catch (error) {
			// Not where it is abandoned: the machine may be gone, and after HX `recovery.ts` takes back what is lent.
			yield * remoteFiles.takeBack(slave);
			throw error;
		}
	}

	/** The request goes there, and what comes of it back. */
	* #exchange(granted: Granted, request: Request): Step<Outcome> {
		const {slave, exchange} = granted;
		const failed = yield * this.#send(slave, request);
		if (failed) {
			return failed;
		}

		try {
			const answer = yield * this.#receive(slave, exchange, request);
			this.#keep(granted, answer);
			return answer;
		} catch (error) {
			if (!(error instanceof ContentLost)) {
				throw error;
			}

			return error instanceof NoRoom ? {failed: 'noRoom'} : yield * this.#lost(slave);
		}
	}

	/** The slave of the session, where there is one and it is still this user's. */
	* #kept(): Step<Granted | undefined> {
		const {session, intermachine} = this.#cms;
		const {exchange, slave} = session.sessionSlave;
		if (!this.#isSession || exchange === 0) {
			return undefined;
		}

		// First, so that its end is heard from now on.
		this.endpoint.adopt(exchange);
		const open = (yield * intermachine.openExchanges()).find(each => each.exchange === exchange);
		if (open?.isOurs && open.userid === this.#master && open.message.verb === verb.session) {
			this.#signalled = open.message.value;
			return {slave, exchange};
		}

		this.endpoint.leave(exchange);
		session.sessionSlave = noSlave;
		return undefined;
	}

	* #obtain(): Step<Granted | Failed> {
		const exchange = yield * this.#signal();
		if (exchange === undefined) {
			return {failed: 'master', isRepeatable: false};
		}

		const granted = yield * this.endpoint.of(exchange);
		if (granted.code !== event.replied) {
			return {failed: 'master', isRepeatable: granted.reason !== reason.timedOut};
		}

		const reply = readReply(granted.text);
		return 'reason' in reply ? {failed: 'denied', reason: reply.reason} : {slave: reply.slave, exchange};
	}

	/** In a session the slave stays this user's when its request is done; else it goes back with the endpoint. */
	#keep({slave, exchange}: Granted, answer: Outcome): void {
		if (this.#isSession && !('failed' in answer)) {
			this.endpoint.leave(exchange);
			this.#cms.session.sessionSlave = {slave, exchange};
		}
	}

	/** Sends the request, until all of it has gone or the slave wants no more. */
	* #send(slave: string, {words, lines = [], files}: Request): Step<Failed | undefined> {
		const {endpoint} = this;
		let isTooLarge = false;
		try {
			const content = {...emptyBlock, words: [this.#number, ...words], lines, files};
			yield * sendParts(content, function * (part, isLast) {
				const sent = yield * endpoint.send(slave, isLast ? verb.last : verb.part, encodeBlock(part));
				isTooLarge = sent.kind === 'noRoom';
				return sent.kind === 'transferred';
			});
		} catch (error) {
			if (!(error instanceof ContentLost)) {
				throw error;
			}

			return {failed: 'content'};
		}

		return isTooLarge ? {failed: 'noRoom'} : undefined;
	}

	/** The answer, while `exchange` keeps the slave ours; what it asks for is answered meanwhile. */
	* #receive(slave: string, exchange: number, request: Request): Step<Outcome> {
		const answer = new Received();
		for (;;) {
			const {verb: word, block} = yield * this.#next(slave, exchange);
			if (word === verb.ask) {
				yield * this.#answer(slave, exchange, block, request);
				continue;
			}

			answer.add(block);
			if (answer.size > limits.serviceContent.value) {
				return {failed: 'noRoom'};
			}

			if (word === verb.last) {
				return answer.content;
			}
		}
	}

	/** The next block from the slave. Throws `ContentLost` where it is no longer ours, or what comes is none. */
	* #next(slave: string, exchange: number): Step<{readonly verb: string; readonly block: Block}> {
		const arrived = yield * this.endpoint.next(each => each.exchange === exchange
			|| (each.userid === slave && each.code === event.signalled));
		const isOver = arrived.exchange === exchange;
		const hasRoom = isOver || this.#cms.hasRoom(arrived.message.value);
		const bytes = isOver ? undefined : yield * this.endpoint.receive(arrived);
		const block = bytes && decodeBlock(bytes);
		if (!block) {
			throw hasRoom ? new ContentLost() : new NoRoom();
		}

		return {verb: arrived.message.verb, block};
	}

	* #answer(slave: string, exchange: number, first: Block, request: Request): Step {
		const {endpoint} = this;
		const next = (): Step<{readonly verb: string; readonly block: Block}> => this.#next(slave, exchange);
		function * reply(block: Block): Step {
			const {kind} = yield * endpoint.send(slave, verb.answer, encodeBlock(block));
			if (kind !== 'transferred') {
				throw kind === 'noRoom' ? new NoRoom() : new ContentLost();
			}
		}

		const answer = request.answer?.(first, {
			answer: reply,
			* next() {
				const {verb: word, block} = yield * next();
				if (word !== verb.ask) {
					throw new ContentLost();
				}

				return block;
			},
		});
		yield * reply(answer ? yield * answer : emptyBlock);
	}

	/** The exchange with the master, `undefined` where it does not listen. */
	* #signal(): Step<number | undefined> {
		for (let attempt = 1; ; attempt++) {
			const obtaining = yield * this.endpoint.signal(
				this.#master,
				{verb: this.#verb, value: this.#signalled},
				this.#patience,
				// The master works for us, with its files too, while the exchange is open: while the slave is ours.
				true,
			);
			if (obtaining.kind === 'signalled') {
				return obtaining.exchange;
			}

			if (attempt === attempts || this.#isFurther) {
				return undefined;
			}

			yield * this.#cms.cp('SLEEP 1 SEC');
		}
	}

	/** The slave is no longer ours: the master knows why, if it is there. Of a further one it tells nothing. */
	* #lost(slave: string): Step<Failed> {
		if (this.#isFurther) {
			return {failed: 'slave', slave, reason: 'ENDED'};
		}

		const asked = yield * this.endpoint.signal(
			this.#master,
			{verb: verb.why, value: this.#signalled},
			microseconds(limits.serviceExchange.value),
		);
		const told = asked.kind === 'signalled' ? yield * this.endpoint.of(asked.exchange) : undefined;
		if (told?.code !== event.replied) {
			return {failed: 'master', isRepeatable: told?.reason !== reason.timedOut};
		}

		const reply = readReply(told.text);
		return {failed: 'slave', slave, reason: 'reason' in reply ? reply.reason : 'ENDED'};
	}
}
