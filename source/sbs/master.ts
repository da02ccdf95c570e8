/**
 * `SBSMSTR`: the master machine control program (the paper, "Master Machine Control Program"). It owns the SBS disk,
 * creates slaves, keeps some ready, assigns one to each user who asks, performs the slaves' file requests and takes a
 * slave back when its user is done or gone.
 */
import {messageLine} from '../base/message.js';
import {
	accepted, event, slaveRequest, slaveRights,
} from '../base/intermachine.js';
import type {Endpoint} from '../cms/intermachine/endpoint.js';
import type {IntermachineEvent} from '../cms/intermachine/event.js';
import type {Cms, CmsCommand} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import {decodeBlock, emptyBlock, encodeBlock, type Block} from '../service/block.js';
import {Locks} from '../service/locks.js';
import {sbsMessages} from './message.js';
import {
	answerVerb, fileVerb, noSuchFile, ownerGone, sendAnswer,
} from './remote-files.js';
import {obtainVerb} from './sbs-command.js';
import {readyVerb} from './slave.js';
import {readServiceProfile, serviceFile, type ServiceProfile} from './service-profile.js';

/** System slaves are loaded with. */
const slaveSystem = 'CMS';

type Slave = {
	readonly name: string;
	state: 'starting' | 'ready' | 'assigned';
	/** Its user and the exchange that keeps it assigned. */
	user?: string;
	exchange?: number;
};

class Master {
	readonly #endpoint: Endpoint;
	readonly #slaves = new Map<string, Slave>();
	/** Users waiting for a slave, first come first served. */
	readonly #waiting: Array<{readonly user: string; readonly exchange: number}> = [];
	readonly #locks = new Locks();

	constructor(readonly cms: Cms, readonly profile: ServiceProfile) {
		this.#endpoint = cms.intermachine.endpoint({verbs: [obtainVerb, readyVerb, fileVerb]});
	}

	* run(): Step<number> {
		yield * this.#endpoint.authorize('*');
		for (let number = 1; number <= this.profile.minimum; number++) {
			yield * this.#create();
		}

		for (;;) {
			yield * this.#handle(yield * this.#endpoint.next(() => true));
			yield * this.#serveWaiting();
		}
	}

	* #handle(happened: IntermachineEvent): Step {
		switch (happened.code) {
			case event.ended: {
				yield * this.#ended(happened.exchange);

				break;
			}

			case event.slaveReturned: {
				const slave = this.#slaves.get(happened.userid);
				if (slave) {
					yield * this.#restart(slave);
				}

				break;
			}

			case event.signalled: {
				yield * this.#signalled(happened);

				break;
			}
		// No default
		}
	}

	* #signalled(signal: IntermachineEvent): Step {
		const slave = this.#slaves.get(signal.userid);
		if (signal.message.verb === obtainVerb && !slave) {
			yield * this.#dropOf(signal.userid);
			this.#waiting.push({user: signal.userid, exchange: signal.exchange});
		} else if (signal.message.verb === readyVerb && slave?.state === 'starting') {
			slave.state = 'ready';
			yield * this.#endpoint.refuse(signal.exchange);
		} else if (signal.message.verb === fileVerb && slave?.state === 'assigned') {
			// At the cost of its user, who lent his share for as long as the slave is his.
			yield * this.cms.intermachine.workFor(slave.exchange!);
			const bytes = yield * this.#endpoint.receive(signal);
			const asked = bytes && decodeBlock(bytes);
			const answer = asked && (yield * this.#perform(slave, asked));
			if (answer) {
				yield * this.cms.intermachine.workFor(slave.exchange!);
				yield * sendAnswer(this.#endpoint, slave.name, answer, {...emptyBlock, returnCode: ownerGone});
			}

			yield * this.cms.intermachine.endWork();
		} else {
			yield * this.#endpoint.refuse(signal.exchange);
		}
	}

	/** Gives ready slaves to waiting users; creates another where all are at work. */
	* #serveWaiting(): Step {
		while (this.#waiting.length > 0) {
			const slaves = [...this.#slaves.values()];
			const ready = slaves.find(slave => slave.state === 'ready');
			if (!ready) {
				const starting = slaves.filter(slave => slave.state === 'starting').length;
				if (starting < this.#waiting.length && slaves.length < this.profile.maximum) {
					yield * this.#create();
					continue;
				}

				return;
			}

			const {user, exchange} = this.#waiting.shift()!;
			yield * this.cms.intermachine.workFor(exchange);
			// The slave keeps SBS's own rules: its user pays for it, and cannot look or write into it.
			const {assign} = slaveRequest;
			if ((yield * this.#endpoint.slave(assign, ready.name, user, slaveRights.charge)) === accepted) {
				Object.assign(ready, {state: 'assigned', user, exchange} satisfies Partial<Slave>);
				yield * this.#endpoint.reply(exchange, ready.name);
			}

			yield * this.cms.intermachine.endWork();
		}
	}

	/** An exchange ended: the user is done with its slave, or no longer waits for one. */
	* #ended(exchange: number): Step {
		const waiting = this.#waiting.findIndex(each => each.exchange === exchange);
		if (waiting !== -1) {
			this.#waiting.splice(waiting, 1);
		}

		for (const slave of this.#slaves.values()) {
			if (slave.exchange === exchange) {
				yield * this.#restart(slave);
			}
		}
	}

	/** A user asks anew: what it had before was abandoned (HX). */
	* #dropOf(user: string): Step {
		for (const slave of this.#slaves.values()) {
			if (slave.user === user) {
				yield * this.#endpoint.refuse(slave.exchange!);
				yield * this.#restart(slave);
			}
		}
	}

	* #create(): Step {
		let number = 1;
		const name = (): string => `${this.profile.prefix}${String(number).padStart(2, '0')}`;
		while (this.#slaves.has(name())) {
			number++;
		}

		if ((yield * this.#endpoint.slave(slaveRequest.create, name(), this.profile.prototype)) === accepted) {
			const slave: Slave = {name: name(), state: 'starting'};
			this.#slaves.set(slave.name, slave);
			yield * this.#endpoint.slave(slaveRequest.ipl, slave.name, slaveSystem);
		}
	}

	/** Takes a slave back: CP clears it; it is loaded again and tells when it is ready. */
	* #restart(slave: Slave): Step {
		slave.state = 'starting';
		slave.user = undefined;
		slave.exchange = undefined;
		yield * this.#endpoint.slave(slaveRequest.assign, slave.name);
		yield * this.#answerHolders(this.#locks.releaseAll(slave.name));
		yield * this.#endpoint.slave(slaveRequest.ipl, slave.name, slaveSystem);
	}

	/** A slave's file request; `undefined` where the answer comes later (a lock somebody else has). */
	* #perform(slave: Slave, {words: [verb, name = '', type = ''], files}: Block): Step<Block | undefined> {
		const {disks} = this.cms;
		const disk = disks.disk(this.profile.disk)!;
		switch (verb) {
			case 'READ': {
				const status = disk.find(name, type);
				return status
					? {
						...emptyBlock,
						files: [
							{
								name,
								type,
								recordFormat: status.recordFormat,
								recordLength: status.recordLength,
								records: yield * disks.readAll(disk, status),
							},
						],
					}
					: {...emptyBlock, returnCode: noSuchFile};
			}

			case 'WRITE': {
				return {
					...emptyBlock,
					returnCode: files[0] ? yield * disks.write(disk, {...files[0], modeNumber: '1'}) : 24,
				};
			}

			case 'LOCK': {
				return this.#locks.acquire(name, slave.name) ? emptyBlock : undefined;
			}

			case 'UNLOCK': {
				const next = this.#locks.release(name, slave.name);
				yield * this.#answerHolders(next ? [next] : []);
				return emptyBlock;
			}

			default: {
				return {...emptyBlock, returnCode: 24};
			}
		}
	}

	/** Slaves that waited for a lock and have it now. */
	* #answerHolders(names: readonly string[]): Step {
		for (const name of names) {
			yield * this.cms.intermachine.workFor(this.#slaves.get(name)?.exchange ?? 0);
			yield * this.#endpoint.send(name, answerVerb, encodeBlock(emptyBlock));
			yield * this.cms.intermachine.endWork();
		}
	}
}

export const sbsMaster: CmsCommand = {
	name: 'SBSMSTR',
	minimum: 7,
	syntax: ['SBSMSTR'],
	summary: 'run the SBS master (the PROFILE EXEC of its machine starts it)',
	returnCodes: ['36  the SBS disk is not accessed R/W', '104  no valid service profile'],
	origin: 'Yorktown',
	* run({cms}): Step<number> {
		const profile = yield * readServiceProfile(cms);
		if (!profile) {
			const file = `${serviceFile.name} ${serviceFile.type}`;
			yield * cms.console.typeError(messageLine(sbsMessages.SBS119E, {file}));
			return 104;
		}

		const disk = cms.disks.disk(profile.disk);
		if (!disk || disk.readOnly) {
			yield * cms.console.typeError(messageLine(sbsMessages.SBS113E, {mode: profile.disk}));
			return 36;
		}

		return yield * new Master(cms, profile).run();
	},
};
