/**
 * Intermachine communication for programs in CMS: requests by DIAGNOSE X'104', events from the external interruption
 * X'4010'. The block CP stores lies in nucleus free storage; the interruption handler takes it off at once, so that the
 * next can come, and programs wait for the events they expect.
 */
import {characters, fullword, Layout, type RecordOf} from '../../base/layout.js';
import {everythingEnabled} from '../../base/architecture.js';
import {limits} from '../../base/limits.js';
import {
	accepted,
	emptyExchange,
	event,
	exchangeBlock,
	flag,
	interruptionCode,
	refusal,
	request,
	slaveBlock,
	slaveRequest,
	transferBlock,
	transferRequest,
	type ExchangeBlock,
	type Refusal,
	type RequestResult,
} from '../../base/intermachine.js';
import {ebcdicField, fromEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {Guest} from '../../guest/guest.js';
import {WorkAreas} from '../nucleus/storage/work-areas.js';

const diagnoseIntermachine = 0x104;
const diagnoseSlaves = 0x108;
const diagnoseTransfer = 0x10C;

/** What intermachine communication needs of the system it is part of. */
export type IntermachineHost = {
	readonly guest: Guest;
	readonly externalHandlers: Map<number, () => Step | void>;
	charge(charge: Charge): Step;
	/** Whether there is as much to allocate. */
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
};

/** Something that happened, as the interruption told it. */
export type IntermachineEvent = {
	readonly code: number;
	readonly exchange: number;
	readonly userid: string;
	readonly message: Message;
	/** The message as eight characters. */
	readonly text: string;
	readonly reason: number;
	readonly moved: number;
};

/** The eight bytes that go with a signal or reply: a four-letter verb and a number. */
export const messageLayout = new Layout(8, {verb: characters(0, 4), value: fullword(4)});

export type Message = RecordOf<typeof messageLayout>;

/** CP refused a request. */
export type Refused = {readonly kind: 'refused'; readonly refusal: Refusal};

/** What a SIGNAL comes to: an exchange, by its number, or none. */
export type Signalled = {readonly kind: 'signalled'; readonly exchange: number} | Refused;

/** What becomes of a block that is offered: the other has it, the exchange ended before (a `reason`), or CP refused. */
export type Sent =
	| {readonly kind: 'transferred'}
	/** This machine has no storage for the block; nobody was asked. */
	| {readonly kind: 'noRoom'}
	| {readonly kind: 'ended'; readonly reason: number} | Refused;

/** How CP answered a request, and the block as CP left it. */
type Answer = {readonly result: RequestResult; readonly answer: Uint8Array};

/** What a request says; the rest of its block is zero. */
type Asked = Partial<Omit<ExchangeBlock, 'message'>> & {readonly message?: Message | string};

function encodeMessage(message: Message | string): Uint8Array {
	return typeof message === 'string' ? ebcdicField(message, 8) : messageLayout.encode(message);
}

/** What Ry says with condition code 1. Registers may be stored into meanwhile: what is no code is a refusal too. */
const refusalOf = (code: number): Refusal =>
	Object.values(refusal).find(each => each === code) ?? refusal.unknownFunction;

export class Intermachine {
	readonly #events: IntermachineEvent[] = [];
	/** Exchanges of signals that found the queue full, to be refused. */
	readonly #tooMany = new Set<number>();
	readonly #requests: WorkAreas;
	#blockArea = 0;

	constructor(readonly host: IntermachineHost) {
		this.#requests = new WorkAreas(
			bytes => host.allocate(bytes),
			Math.max(exchangeBlock.length, slaveBlock.length, transferBlock.length),
		);
		host.externalHandlers.set(interruptionCode, () => {
			this.interrupted();
		});
	}

	/** Where CP stores interruption blocks: taken from free storage at the first use. */
	get #area(): number {
		return this.#blockArea ||= this.host.allocate(exchangeBlock.length);
	}

	/** Called by the external interruption handler for code X'4010'. */
	interrupted(): void {
		const {storage} = this.host.guest;
		const {
			code, exchange, userid, message, reason, moved,
		} = exchangeBlock.decode(storage.fetch(this.#area, exchangeBlock.length));
		if (code === event.ended && this.#forgetSignal(exchange)) {
			return;
		}

		if (code === event.signalled && this.#events.length >= limits.intermachineEvents.value) {
			this.#tooMany.add(exchange);
			return;
		}

		this.#events.push({
			code,
			exchange,
			userid,
			message: messageLayout.decode(message),
			text: fromEbcdic(message).trim(),
			reason,
			moved,
		});
	}

	/** A signal that nobody has looked at yet, and its end, are nothing: who signals for ever adds nothing here. */
	#forgetSignal(exchange: number): boolean {
		const index = this.#events.findIndex(each => each.exchange === exchange && each.code === event.signalled);
		if (index !== -1) {
			this.#events.splice(index, 1);
		}

		return this.#tooMany.delete(exchange) || index !== -1;
	}

	/** Lets `userid` (`*`: everybody) signal this machine. */
	* authorize(userid: string): Step<RequestResult> {
		return (yield * this.#ask({code: request.authorize, userid, area: this.#area})).result;
	}

	* revoke(userid: string): Step<RequestResult> {
		return (yield * this.#ask({code: request.revoke, userid})).result;
	}

	* signal(userid: string, message: Message): Step<Signalled> {
		const {result, answer} = yield * this.#ask({code: request.signal, userid, message});
		return result === accepted
			? {kind: 'signalled', exchange: exchangeBlock.decode(answer).exchange}
			: {kind: 'refused', refusal: result};
	}

	* reply(exchange: number, message: Message | string): Step<RequestResult> {
		return (yield * this.#ask({code: request.reply, exchange, message})).result;
	}

	/** Approves a transfer from or into storage of this machine. */
	* approve(exchange: number, direction: 'send' | 'receive', area: number, length: number): Step<RequestResult> {
		return (yield * this.#ask({code: request.approve, exchange, flags: flag[direction], area, length})).result;
	}

	/** Ends an exchange, as its last step or in refusal. */
	* refuse(exchange: number): Step<RequestResult> {
		return (yield * this.#ask({code: request.refuse, exchange})).result;
	}

	/** Waits for the first event that `wanted` accepts; the others stay queued. */
	* next(wanted: (candidate: IntermachineEvent) => boolean): Step<IntermachineEvent> {
		for (;;) {
			for (const exchange of this.#tooMany) {
				this.#tooMany.delete(exchange);
				yield * this.refuse(exchange);
			}

			const index = this.#events.findIndex(candidate => wanted(candidate));
			if (index !== -1) {
				yield * this.host.charge('intermachine');
				return this.#events.splice(index, 1)[0];
			}

			yield {kind: 'wait', systemMask: everythingEnabled};
		}
	}

	/** The next event of one exchange. */
	* of(exchange: number): Step<IntermachineEvent> {
		return yield * this.next(candidate => candidate.exchange === exchange);
	}

	/** Forgets what was queued: a program starts afresh. */
	forget(): void {
		this.#events.length = 0;
		this.#tooMany.clear();
	}

	/** All four steps as signaller: offers `data` to `userid` under `verb`. */
	* send(userid: string, verb: string, data: Uint8Array): Step<Sent> {
		if (!this.host.hasRoom(data.length)) {
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

		const {storage} = this.host.guest;
		const area = this.host.allocate(data.length);
		try {
			storage.store(area, data);
			const approved = yield * this.approve(exchange, 'send', area, data.length);
			if (approved !== accepted) {
				return {kind: 'refused', refusal: approved};
			}

			const end = yield * this.of(exchange);
			return end.code === event.transferred ? {kind: 'transferred'} : {kind: 'ended', reason: end.reason};
		} finally {
			this.host.release(area, data.length);
		}
	}

	/**
	 * The other side of `send`: replies to a `signalled` event, takes the block. `undefined` where the exchange ended
	 * otherwise.
	 */
	* receive(signalled: IntermachineEvent): Step<Uint8Array | undefined> {
		const {exchange} = signalled;
		const length = signalled.message.value;
		if (!this.host.hasRoom(length)) {
			// Whoever announces more than there is here is told so, and is no reason to abend.
			yield * this.refuse(exchange);
			return undefined;
		}

		const area = this.host.allocate(length);
		try {
			if ((yield * this.reply(exchange, {verb: 'GIVE', value: length})) !== accepted
				|| (yield * this.approve(exchange, 'receive', area, length)) !== accepted) {
				return undefined;
			}

			const end = yield * this.of(exchange);
			return end.code === event.transferred ? this.host.guest.storage.fetch(area, end.moved) : undefined;
		} finally {
			this.host.release(area, length);
		}
	}

	/** DIAGNOSE X'108': a slave function (R13). `rights`: of an assignment, `slaveRights`. */
	* slave(code: number, name: string, other = '', rights = 0): Step<RequestResult> {
		return (yield * this.#slave(code, name, other, rights)).result;
	}

	/** Userid of the owner of a slave; `undefined` where CP does not say. */
	* ownerOf(slave: string): Step<string | undefined> {
		const {result, answer} = yield * this.#slave(slaveRequest.query, slave);
		return result === accepted ? slaveBlock.decode(answer).other : undefined;
	}

	/** Lends this machine's share to `userid`, which works for it (R12); refused where it works for somebody else. */
	* lend(userid: string): Step<RequestResult> {
		return yield * this.#transfer(transferRequest.lend, userid);
	}

	* withdraw(userid: string): Step<RequestResult> {
		return yield * this.#transfer(transferRequest.withdraw, userid);
	}

	* #slave(code: number, name: string, other = '', rights = 0): Step<Answer> {
		return yield * this.#diagnose(diagnoseSlaves, slaveBlock.encodeSome({
			code, rights, name, other,
		}));
	}

	* #transfer(code: number, userid: string): Step<RequestResult> {
		return (yield * this.#diagnose(diagnoseTransfer, transferBlock.encode({code, userid}))).result;
	}

	* #ask({message = '', ...asked}: Asked): Step<Answer> {
		return yield * this.#diagnose(diagnoseIntermachine, exchangeBlock.encode({
			...emptyExchange, ...asked, message: encodeMessage(message),
		}));
	}

	* #diagnose(code: number, bytes: Uint8Array): Step<Answer> {
		const {gpr, storage} = this.host.guest;
		return yield * this.#requests.lend(function * (area): Step<Answer> {
			storage.store(area, bytes);
			gpr[1] = area;
			gpr[2] = 0;
			const cc = yield {
				kind: 'diagnose', code, rx: 1, ry: 2,
			};
			return {result: cc === 0 ? accepted : refusalOf(gpr[2]), answer: storage.fetch(area, bytes.length)};
		});
	}
}
