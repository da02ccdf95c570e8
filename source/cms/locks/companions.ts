/**
 * Which other machines of a group are there. Who joins asks each of them, and they watch each other from then on: when
 * one is reset or gone CP tells all others (`machineEnded`). The first that takes the interruption is master of that
 * end: it finishes what the machine was about to do and releases what it had, whether somebody waits for it or not. The
 * others find nothing left.
 */
import {second} from '../../base/clock.js';
import {event, reason, slaveRequest} from '../../base/intermachine.js';
import type {Step} from '../../guest/action.js';
import type {Endpoint} from '../intermachine/endpoint.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import type {IntermachineEvent} from '../intermachine/event.js';
import type {LockTable} from './lock-table.js';

/** Verb of the signal by which a machine asks whether another one is still there. Value: its generation. */
export const presenceVerb = 'LKID';
/** How long the answer to that may take, seconds: a machine that is stopped is there all the same. */
const presencePatience = 2;

export type CompanionsHost = {
	readonly userid: string;
	readonly table: LockTable;
	/** Takes the signals of others, and what CP tells of machines. */
	readonly server: Endpoint;
	readonly generation: number;
	endpoint(options: EndpointOptions): Endpoint;
	recover(generation: number): Step;
};

export class Companions {
	readonly #host: CompanionsHost;
	/** Generations of the machines of whose end CP tells. */
	readonly #watched = new Map<string, number>();

	constructor(host: CompanionsHost) {
		this.#host = host;
	}

	/** How many other machines of the group are still there; what those that are not left behind is given up. */
	* count(): Step<number> {
		let count = 0;
		for (const {userid, generation} of this.#host.table.machines()) {
			if (userid === this.#host.userid) {
				continue;
			}

			if (yield * this.#isThere(userid, generation)) {
				count++;
			} else {
				yield * this.#host.recover(generation);
			}
		}

		return count;
	}

	/** Another machine asks. It ends the exchange: while that is open CP lets each watch the other. */
	* asked({exchange, userid, message}: IntermachineEvent): Step {
		yield * this.#watch(userid, message.value);
		yield * this.#host.server.reply(exchange, {verb: presenceVerb, value: this.#host.generation});
	}

	/** A machine that was watched has ended. */
	* ended({userid}: IntermachineEvent): Step {
		const generation = this.#watched.get(userid) ?? 0;
		this.#watched.delete(userid);
		// By its own name only: who signals may give any number.
		if (this.#host.table.machineOf(generation)?.userid === userid) {
			yield * this.#host.recover(generation);
		}
	}

	* #isThere(userid: string, generation: number): Step<boolean> {
		const endpoint = this.#host.endpoint({});
		const message = {verb: presenceVerb, value: this.#host.generation};
		const signalled = yield * endpoint.signal(userid, message, presencePatience * second);
		const answer = signalled.kind === 'signalled' ? yield * endpoint.of(signalled.exchange) : undefined;
		const isThere = answer !== undefined && (answer.code === event.replied || answer.reason === reason.timedOut);
		if (isThere) {
			yield * this.#watch(userid, generation);
		}

		yield * endpoint.close();
		return isThere;
	}

	* #watch(userid: string, generation: number): Step {
		this.#watched.set(userid, generation);
		yield * this.#host.server.slave(slaveRequest.watch, userid);
	}
}
