/**
 * What a master has CP do with its slaves (R13). Each answers the event that follows where CP refused: what else hangs
 * on it is the state machine's to say.
 */
import {
	accepted, linkRights, refusal, slaveLoss, slaveRequest, slaveRights,
} from '../../base/intermachine.js';
import type {Endpoint} from '../../cms/intermachine/endpoint.js';
import {restartPsw} from '../../cms/nucleus/ipl.js';
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

/** An image that could not be had is out of date: another has to be prepared. */
const imageGone = (image: string | undefined): MasterEvent | undefined =>
	image === undefined ? undefined : {kind: 'imageGone', slave: image};

type SlaveProfile = Pick<ServiceProfile, 'prototype' | 'limit' | 'library' | 'master'>;

export class SlaveMachines {
	readonly #endpoint: Pick<Endpoint, 'slave'>;
	readonly #profile: SlaveProfile;

	constructor(endpoint: Pick<Endpoint, 'slave'>, profile: SlaveProfile) {
		this.#endpoint = endpoint;
		this.#profile = profile;
	}

	/**
	 * Makes a slave of the prototype that has the library's disks, and has it begin as `image` was prepared, or load
	 * its program.
	 */
	* create(slave: string, image: string | undefined): Step<MasterEvent | undefined> {
		const created = yield * this.#endpoint.slave(slaveRequest.create, slave, this.#profile.prototype);
		if (created !== accepted) {
			return {kind: 'notCreated', slave};
		}

		yield * this.#link(slave);

		if (image !== undefined && (yield * this.#begin(slave, image))) {
			return undefined;
		}

		return (yield * this.#load(slave)) ? imageGone(image) : {kind: 'notCreated', slave};
	}

	/** What is in a slave is how others begin from now on. */
	* prepare(slave: string): Step<MasterEvent | undefined> {
		const prepared = yield * this.#endpoint.slave(slaveRequest.prepare, slave, '', {psw: restartPsw});
		if (prepared === accepted) {
			return undefined;
		}

		// What it has read changed meanwhile; another will do. Anything else is so for all of this prototype.
		return {kind: prepared === refusal.sequence ? 'imageGone' : 'notPrepared', slave};
	}

	/** The slave keeps the service's own rules: its user pays for it, and cannot look or write into it. */
	* assign(slave: string, user: string): Step<MasterEvent | undefined> {
		const terms = {rights: slaveRights.charge, limit: Math.min(this.#profile.limit * second, longestLimit)};
		const assigned = yield * this.#endpoint.slave(slaveRequest.assign, slave, user, terms);
		return assigned === accepted ? undefined : {kind: 'notAssigned', slave};
	}

	/** Takes a slave back, which clears it, and has it begin as `image` was prepared, or load its program again. */
	* release(slave: string, image: string | undefined): Step<MasterEvent | undefined> {
		if (image !== undefined && (yield * this.#begin(slave, image))) {
			return undefined;
		}

		yield * this.#endpoint.slave(slaveRequest.assign, slave);
		return (yield * this.#load(slave)) ? imageGone(image) : {kind: 'lost', slave, reason: 'ENDED'};
	}

	/** One that is gone already stays so. */
	* delete(slave: string): Step {
		yield * this.#endpoint.slave(slaveRequest.delete, slave);
	}

	/** What cannot be given (a service has no library, the prototype has a link of its own) the slave does without. */
	* #link(slave: string): Step {
		const {library: {owner, devices}, master} = this.#profile;
		for (const device of owner === master ? devices : []) {
			yield * this.#endpoint.slave(slaveRequest.link, slave, '', {
				rights: linkRights.write, area: device, slaveAddress: device,
			});
		}
	}

	* #begin(slave: string, image: string): Step<boolean> {
		return (yield * this.#endpoint.slave(slaveRequest.release, slave, image)) === accepted;
	}

	* #load(slave: string): Step<boolean> {
		return (yield * this.#endpoint.slave(slaveRequest.ipl, slave, slaveSystem)) === accepted;
	}
}
