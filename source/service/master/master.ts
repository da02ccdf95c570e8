/**
 * The master machine control program (the paper, "Master Machine Control Program"), the same for every service: it
 * hears events, asks `transitions.ts` what they mean, and does that. It owns the service's disk and performs what
 * slaves must leave to it. Nothing in here waits for one slave or one user: all it ever waits for is the next event, or
 * the next time limit.
 */
import {event, reason} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import {append, smallest} from '../../base/sequences.js';
import type {Cms} from '../../cms/cms.js';
import type {Endpoint} from '../../cms/intermachine/endpoint.js';
import type {IntermachineEvent} from '../../cms/intermachine/event.js';
import type {Step} from '../../guest/action.js';
import {everythingEnabled} from '../../base/architecture.js';
import {encodeBlock} from '../block.js';
import type {ServiceProfile} from '../service-profile.js';
import {administrations, verb} from '../verbs.js';
import {administer} from './administration.js';
import {Alarm} from './alarm.js';
import {BlockExchanges} from './block-exchanges.js';
import {nextDeadline} from './deadlines.js';
import {Effects, type EffectsHost} from './effects.js';
import {denialOf} from './slave-machines.js';
import {
	initialState, type MasterEvent, type MasterState, type Slave,
} from './state.js';
import {transition} from './transitions.js';

/** What users ask for, by the verb. */
const requests = {
	[verb.obtain]: 'obtain', [verb.session]: 'obtain', [verb.again]: 'again', [verb.further]: 'further',
	[verb.why]: 'why',
} as const;

export class Master implements EffectsHost {
	readonly endpoint: Endpoint;
	readonly blocks: BlockExchanges;
	readonly #effects: Effects;
	readonly #alarm: Alarm;
	#state: MasterState = initialState;
	#now = 0;

	constructor(readonly cms: Cms, readonly profile: ServiceProfile) {
		this.endpoint = cms.intermachine.endpoint({
			verbs: [
				verb.obtain, verb.session, verb.again, verb.further, verb.why, verb.ready, verb.administer,
			],
		});
		this.#alarm = new Alarm(cms);
		this.blocks = new BlockExchanges(cms, this.endpoint);
		this.#effects = new Effects(this);
	}

	get state(): MasterState {
		return this.#state;
	}

	get now(): number {
		return this.#now;
	}

	/** Serves until DRAIN or STOP, and then logs the machine off. */
	* run(): Step<number> {
		yield * this.#alarm.begin();
		yield * this.endpoint.authorize('*');
		this.#now = yield * this.#alarm.now();
		yield * this.#change({kind: this.#effects.mark.isSet ? 'resumeDrain' : 'tick'});
		while (!this.#effects.isOver || this.blocks.size > 0) {
			const happened = yield * this.#next();
			this.#now = yield * this.#alarm.now();
			if (happened) {
				yield * this.#effects.atCostOf(happened.userid, this.#handle(happened));
			}

			// However many events come one behind the other: no time limit waits for the last of them.
			if (this.#isDue) {
				yield * this.blocks.drop(each => this.#isLate(each));
				yield * this.#change({kind: 'tick'});
			}
		}

		yield * this.#effects.mark.set(false);
		yield * this.endpoint.close();
		yield * this.cms.cp('LOGOFF', true);
		return 0;
	}

	/** The next event; `undefined` where something is due before one comes. */
	* #next(): Step<IntermachineEvent | undefined> {
		for (;;) {
			const happened = yield * this.endpoint.take(() => true);
			if (happened) {
				return happened;
			}

			const due = this.#due();
			this.#now = due === undefined ? this.#now : yield * this.#alarm.now();
			if (this.#isDue) {
				return undefined;
			}

			this.#alarm.set(due === undefined ? undefined : due - this.#now);
			yield {kind: 'wait', systemMask: everythingEnabled};
		}
	}

	/** Seconds at which something is due. */
	#due(): number | undefined {
		const block = this.blocks.since(userid => !this.#isSlave(userid));
		const due = [
			nextDeadline(this.#state, this.profile),
			block === undefined ? undefined : block + limits.serviceExchange.value,
		].filter(each => each !== undefined);
		return due.length === 0 ? undefined : smallest(due);
	}

	get #isDue(): boolean {
		const due = this.#due();
		return due !== undefined && due <= this.#now;
	}

	/** A slave's exchanges end with its work, which has a limit of its own. */
	#isLate({userid, since}: {readonly userid: string; readonly since: number}): boolean {
		return !this.#isSlave(userid) && since + limits.serviceExchange.value <= this.#now;
	}

	#slave(userid: string): Slave | undefined {
		return this.#state.slaves.find(({name}) => name === userid);
	}

	#isSlave(userid: string): boolean {
		return this.#slave(userid) !== undefined;
	}

	* #handle(happened: IntermachineEvent): Step {
		const {code, exchange, userid} = happened;
		switch (code) {
			case event.signalled: {
				yield * this.#signalled(happened);
				break;
			}

			case event.slaveReturned: {
				// CP has taken it from a user who logged off. His request ends by itself.
				const work = this.#slave(userid)?.work;
				if (work) {
					yield * this.#change({kind: 'ended', exchange: work.exchange});
				}

				break;
			}

			case event.slaveLost: {
				yield * this.#change({kind: 'lost', slave: userid, reason: denialOf(happened.reason)});
				break;
			}

			case event.ended: {
				const slave = this.#effects.lives.get(exchange);
				this.#effects.lives.delete(exchange);
				if (slave === undefined) {
					yield * this.blocks.happened(happened);
					yield * this.#change({kind: 'ended', exchange});
				} else if (happened.reason !== reason.loggedOff) {
					// Of one that logged off CP says more: why.
					yield * this.#change({kind: 'lost', slave, reason: 'ENDED'});
				}

				break;
			}

			default: {
				yield * this.blocks.happened(happened);
			}
		}
	}

	* #signalled(signal: IntermachineEvent): Step {
		const {exchange, userid, message} = signal;
		if (this.#effects.isOver) {
			// It ends with the last of what was asked before.
			yield * this.endpoint.refuse(exchange);
			return;
		}

		const slave = this.#slave(userid);
		switch (message.verb) {
			case verb.obtain:
			case verb.session:
			case verb.again:
			case verb.further:
			case verb.why: {
				if (slave) {
					yield * this.endpoint.refuse(exchange);
				} else {
					yield * this.#change({
						kind: requests[message.verb],
						user: userid,
						exchange,
						request: message.value,
						isSession: message.verb === verb.session,
					});
				}

				break;
			}

			case verb.ready: {
				if (slave) {
					this.#effects.lives.set(exchange, userid);
					yield * this.#change({kind: 'ready', slave: userid});
				} else {
					yield * this.endpoint.refuse(exchange);
				}

				break;
			}

			case verb.administer: {
				yield * this.#administer(signal);
				break;
			}

			default: {
				yield * this.endpoint.refuse(exchange);
			}
		}
	}

	* #administer(signal: IntermachineEvent): Step {
		const asked = administrations[signal.message.value];
		if (!asked) {
			yield * this.endpoint.refuse(signal.exchange);
			return;
		}

		const {answer, event: wanted} = administer(this.#state, this.profile, signal.userid, asked, this.#now);
		if (wanted) {
			yield * this.#change(wanted);
		}

		yield * this.blocks.give(signal, encodeBlock(answer), this.#now);
	}

	/** Something happened: the new state, and what is to be done about it, which may be one event more. */
	* #change(happened: MasterEvent): Step {
		const more: MasterEvent[] = [happened];
		for (let next = more.shift(); next; next = more.shift()) {
			const {state, effects} = transition(this.#state, next, this.profile, this.#now);
			this.#state = state;
			append(more, yield * this.#effects.perform(effects));
		}
	}
}
