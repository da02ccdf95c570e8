/**
 * What a master has CP do with its slaves (R13). Each answers the event that follows where CP refused: what else hangs
 * on it is the state machine's to say.
 */
import {accepted, slaveLoss, slaveRequest, slaveRights} from '../../base/intermachine.js';
import type {Endpoint} from '../../cms/intermachine/endpoint.js';
import type {Step} from '../../guest/action.js';
import type {ServiceProfile} from '../service-profile.js';
import type {Denial, MasterEvent} from './state.js';

/** System that slaves are loaded with. */
const slaveSystem = 'CMS';
/** Microseconds, and the most that an assignment can be given. */
const second = 1_000_000;
const longestLimit = 0xFFFF_FFFF;

/** What a slave's loss means to its user. */
export function denialOf(loss: number): Denial {
	switch (loss) {
		case slaveLoss.limit: {
			return 'LIMIT';
		}

		case slaveLoss.loggedOff:
		case slaveLoss.forced:
		case slaveLoss.stopped: {
			return 'FORCED';
		}

		default: {
			return 'ENDED';
		}
	}
}

export class SlaveMachines {
	readonly #endpoint: Pick<Endpoint, 'slave'>;
	readonly #profile: Pick<ServiceProfile, 'prototype' | 'limit'>;

	constructor(endpoint: Pick<Endpoint, 'slave'>, profile: Pick<ServiceProfile, 'prototype' | 'limit'>) {
		this.#endpoint = endpoint;
		this.#profile = profile;
	}

	/** Makes a slave of the prototype, and has it load its program. */
	* create(slave: string): Step<MasterEvent | undefined> {
		const created = yield * this.#endpoint.slave(slaveRequest.create, slave, this.#profile.prototype);
		return created === accepted && (yield * this.#load(slave)) ? undefined : {kind: 'notCreated', slave};
	}

	/** The slave keeps the service's own rules: its user pays for it, and cannot look or write into it. */
	* assign(slave: string, user: string): Step<MasterEvent | undefined> {
		const terms = {rights: slaveRights.charge, limit: Math.min(this.#profile.limit * second, longestLimit)};
		const assigned = yield * this.#endpoint.slave(slaveRequest.assign, slave, user, terms);
		return assigned === accepted ? undefined : {kind: 'notAssigned', slave};
	}

	/** Takes a slave back, which clears it, and has it load its program again. */
	* release(slave: string): Step<MasterEvent | undefined> {
		yield * this.#endpoint.slave(slaveRequest.assign, slave);
		return (yield * this.#load(slave)) ? undefined : {kind: 'lost', slave, reason: 'ENDED'};
	}

	/** One that is gone already stays so. */
	* delete(slave: string): Step {
		yield * this.#endpoint.slave(slaveRequest.delete, slave);
	}

	* #load(slave: string): Step<boolean> {
		return (yield * this.#endpoint.slave(slaveRequest.ipl, slave, slaveSystem)) === accepted;
	}
}
