/**
 * Blocks that a master takes and gives, as states: one an exchange, moved on by the events that come, so that the
 * master waits for none of them. Whoever stops in the middle holds an area of the master's storage, no more, until his
 * exchange ends.
 */
import {accepted, event} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {Cms} from '../../cms/cms.js';
import type {Endpoint} from '../../cms/intermachine/endpoint.js';
import type {IntermachineEvent} from '../../cms/intermachine/event.js';
import type {Step} from '../../guest/action.js';
import {verb} from '../verbs.js';

type Area = {readonly address: number; readonly length: number};

/** `taking`: approved, the block comes. `offering`: signalled, then approved, with the block in an area. */
type State = {
	readonly userid: string;
	readonly since: number;
} & (
	| {readonly kind: 'taking'; readonly area: Area}
	| {readonly kind: 'offering'; readonly bytes: Uint8Array; readonly area?: Area}
);

/** A block that has come. */
export type Arrived = {readonly userid: string; readonly bytes: Uint8Array};

export class BlockExchanges {
	readonly #states = new Map<number, State>();

	constructor(
		readonly cms: Pick<Cms, 'allocate' | 'release' | 'guest' | 'hasRoom'>,
		readonly endpoint: Pick<Endpoint, 'signal' | 'reply' | 'approve' | 'refuse'>,
	) {
		// Nothing else.
	}

	/** Exchanges under way. */
	get size(): number {
		return this.#states.size;
	}

	/** Seconds at which the first of these users' exchanges was begun; `undefined` where there is none. */
	since(isOf: (userid: string) => boolean): number | undefined {
		return [...this.#states.values()].find(({userid}) => isOf(userid))?.since;
	}

	/** Takes the block that a signal offers: no more than one at a time from a machine, and none larger than a part. */
	* take({exchange, userid, message: {value: length}}: IntermachineEvent, now: number): Step {
		yield * this.drop(each => each.userid === userid);
		if (length <= 0 || length > limits.serviceBlock.value || !this.cms.hasRoom(length)) {
			yield * this.endpoint.refuse(exchange);
			return;
		}

		const area = {address: this.cms.allocate(length), length};
		this.#states.set(exchange, {
			kind: 'taking', userid, since: now, area,
		});
		const replied = yield * this.endpoint.reply(exchange, {verb: verb.answer, value: length});
		if (replied !== accepted
			|| (yield * this.endpoint.approve(exchange, 'receive', area.address, length)) !== accepted) {
			yield * this.#refuse(exchange);
		}
	}

	/** Offers a block to a machine; where it does not listen, nothing is left to do. */
	* offer(userid: string, bytes: Uint8Array, now: number): Step {
		const signalled = yield * this.endpoint.signal(userid, {verb: verb.answer, value: bytes.length});
		if (signalled.kind === 'signalled') {
			this.#states.set(signalled.exchange, {
				kind: 'offering', userid, since: now, bytes,
			});
		}
	}

	/** Answers a signal with a block, in its own exchange. */
	* give({exchange, userid}: IntermachineEvent, bytes: Uint8Array, now: number): Step {
		yield * this.drop(each => each.userid === userid);
		yield * this.endpoint.reply(exchange, {verb: verb.answer, value: bytes.length});
		yield * this.#approve(exchange, {
			kind: 'offering', userid, since: now, bytes,
		});
	}

	/** An event of an exchange. Answers the block that has come with it. */
	* happened({code, exchange, moved}: IntermachineEvent): Step<Arrived | undefined> {
		const state = this.#states.get(exchange);
		if (!state) {
			return undefined;
		}

		if (code === event.replied) {
			if (state.kind === 'offering') {
				yield * this.#approve(exchange, state);
			}

			return undefined;
		}

		const bytes = code === event.transferred && state.kind === 'taking'
			? this.cms.guest.storage.fetch(state.area.address, moved)
			: undefined;
		this.#over(exchange);
		return bytes && {userid: state.userid, bytes};
	}

	/** Ends exchanges that nobody wants any more. */
	* drop(isOver: (state: {readonly userid: string; readonly since: number}) => boolean): Step {
		for (const [exchange, state] of this.#states) {
			if (isOver(state)) {
				yield * this.#refuse(exchange);
			}
		}
	}

	* #approve(exchange: number, state: State & {readonly kind: 'offering'}): Step {
		const {bytes} = state;
		if (!this.cms.hasRoom(bytes.length)) {
			yield * this.#refuse(exchange);
			return;
		}

		const area = {address: this.cms.allocate(bytes.length), length: bytes.length};
		this.#states.set(exchange, {...state, area});
		this.cms.guest.storage.store(area.address, bytes);
		if ((yield * this.endpoint.approve(exchange, 'send', area.address, area.length)) !== accepted) {
			yield * this.#refuse(exchange);
		}
	}

	* #refuse(exchange: number): Step {
		yield * this.endpoint.refuse(exchange);
		this.#over(exchange);
	}

	#over(exchange: number): void {
		const area = this.#states.get(exchange)?.area;
		this.#states.delete(exchange);
		if (area) {
			this.cms.release(area.address, area.length);
		}
	}
}
