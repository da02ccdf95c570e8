/**
 * The master machine control program (the paper, "Master Machine Control Program"), the same for every service: it
 * hears events, asks `transitions.ts` what they mean, and does that. It owns the service's disk and performs what
 * slaves must leave to it. Nothing in here waits for one slave or one user: all it ever waits for is the next event, or
 * the next time limit.
 */
import {event, reason} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import {smallest} from '../../base/sequences.js';
import type {Cms} from '../../cms/cms.js';
import type {Endpoint} from '../../cms/intermachine/endpoint.js';
import type {IntermachineEvent} from '../../cms/intermachine/event.js';
import type {Step} from '../../guest/action.js';
import {everythingEnabled} from '../../base/architecture.js';
import {decodeBlock, encodeBlock} from '../block.js';
import type {Answer, MasterPart} from '../program.js';
import type {ServiceProfile} from '../service-profile.js';
import {administrations, denialReply, verb} from '../verbs.js';
import {administer} from './administration.js';
import {Alarm} from './alarm.js';
import {BlockExchanges} from './block-exchanges.js';
import {denialOf, SlaveMachines} from './slave-machines.js';
import {
	initialState, type Effect, type MasterEvent, type MasterState, type Slave,
} from './state.js';
import {nextDeadline, transition} from './transitions.js';

export class Master {
	readonly #cms: Cms;
	readonly #profile: ServiceProfile;
	readonly #part: MasterPart | undefined;
	readonly #endpoint: Endpoint;
	readonly #slaves: SlaveMachines;
	readonly #alarm: Alarm;
	readonly #blocks: BlockExchanges;
	/** Exchanges that slaves hold open while their programs go on, by their numbers. */
	readonly #lives = new Map<number, string>();
	#state: MasterState = initialState;
	#now = 0;
	#isOver = false;

	constructor(cms: Cms, profile: ServiceProfile, part: MasterPart | undefined) {
		this.#cms = cms;
		this.#profile = profile;
		this.#part = part;
		this.#endpoint = cms.intermachine.endpoint({
			verbs: [verb.obtain, verb.why, verb.ready, verb.ask, verb.administer],
		});
		this.#slaves = new SlaveMachines(this.#endpoint, profile);
		this.#alarm = new Alarm(cms);
		this.#blocks = new BlockExchanges(cms, this.#endpoint);
	}

	/** Serves until DRAIN or STOP, and then logs the machine off. */
	* run(): Step<number> {
		yield * this.#alarm.begin();
		yield * this.#endpoint.authorize('*');
		this.#now = yield * this.#alarm.now();
		yield * this.#change({kind: 'tick'});
		while (!this.#isOver || this.#blocks.size > 0) {
			const happened = yield * this.#next();
			this.#now = yield * this.#alarm.now();
			if (happened) {
				yield * this.#atCostOf(happened.userid, this.#handle(happened));
			} else {
				yield * this.#blocks.drop(each => this.#isLate(each));
				yield * this.#change({kind: 'tick'});
			}
		}

		yield * this.#endpoint.close();
		yield * this.#cms.cp('LOGOFF', true);
		return 0;
	}

	/** The next event; `undefined` where something is due before one comes. */
	* #next(): Step<IntermachineEvent | undefined> {
		for (;;) {
			const happened = yield * this.#endpoint.take(() => true);
			if (happened) {
				return happened;
			}

			const due = this.#due();
			this.#now = due === undefined ? this.#now : yield * this.#alarm.now();
			if (due !== undefined && due <= this.#now) {
				return undefined;
			}

			this.#alarm.set(due === undefined ? undefined : due - this.#now);
			yield {kind: 'wait', systemMask: everythingEnabled};
		}
	}

	/** Seconds at which something is due. */
	#due(): number | undefined {
		const block = this.#blocks.since(userid => !this.#isSlave(userid));
		const due = [
			nextDeadline(this.#state, this.#profile),
			block === undefined ? undefined : block + limits.serviceExchange.value,
		].filter(each => each !== undefined);
		return due.length === 0 ? undefined : smallest(due);
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
				const slave = this.#lives.get(exchange);
				this.#lives.delete(exchange);
				if (slave === undefined) {
					yield * this.#block(happened);
					yield * this.#change({kind: 'ended', exchange});
				} else if (happened.reason !== reason.loggedOff) {
					// Of one that logged off CP says more: why.
					yield * this.#change({kind: 'lost', slave, reason: 'ENDED'});
				}

				break;
			}

			default: {
				yield * this.#block(happened);
			}
		}
	}

	* #signalled(signal: IntermachineEvent): Step {
		const {exchange, userid, message} = signal;
		const slave = this.#slave(userid);
		switch (message.verb) {
			case verb.obtain:
			case verb.why: {
				if (slave) {
					yield * this.#endpoint.refuse(exchange);
				} else {
					const kind = message.verb === verb.why ? 'why' : 'obtain';
					yield * this.#change({
						kind, user: userid, exchange, request: message.value,
					});
				}

				break;
			}

			case verb.ready: {
				if (slave) {
					this.#lives.set(exchange, userid);
					yield * this.#change({kind: 'ready', slave: userid});
				} else {
					yield * this.#endpoint.refuse(exchange);
				}

				break;
			}

			case verb.administer: {
				yield * this.#administer(signal);
				break;
			}

			default: {
				yield * (slave?.stage === 'busy'
					? this.#blocks.take(signal, this.#now)
					: this.#endpoint.refuse(exchange));
			}
		}
	}

	/** A step of an exchange that carries a block. */
	* #block(happened: IntermachineEvent): Step {
		const arrived = yield * this.#blocks.happened(happened);
		const asked = arrived && decodeBlock(arrived.bytes);
		if (!asked) {
			return;
		}

		yield * this.#answer(this.#part ? yield * this.#part.perform(arrived.userid, asked) : []);
	}

	* #administer(signal: IntermachineEvent): Step {
		const asked = administrations[signal.message.value];
		if (!asked) {
			yield * this.#endpoint.refuse(signal.exchange);
			return;
		}

		const {answer, event: wanted} = administer(this.#state, this.#profile, signal.userid, asked, this.#now);
		yield * this.#blocks.give(signal, encodeBlock(answer), this.#now);
		if (wanted) {
			yield * this.#change(wanted);
		}
	}

	* #answer(answers: readonly Answer[]): Step {
		for (const {slave, block} of answers) {
			yield * this.#atCostOf(slave, this.#blocks.offer(slave, encodeBlock(block), this.#now));
		}
	}

	/** Does something for a slave at the cost of its user, who lent his share for as long as the slave is his. */
	* #atCostOf<T>(slave: string, work: Step<T>): Step<T> {
		const exchange = this.#slave(slave)?.work?.exchange;
		if (exchange === undefined) {
			return yield * work;
		}

		const {intermachine} = this.#cms;
		yield * intermachine.workFor(exchange);
		const result = yield * work;
		yield * intermachine.endWork();
		return result;
	}

	/** Something happened: the new state, and what is to be done about it, which may be one event more. */
	* #change(happened: MasterEvent): Step {
		const more: MasterEvent[] = [happened];
		for (let next = more.shift(); next; next = more.shift()) {
			const {state, effects} = transition(this.#state, next, this.#profile, this.#now);
			this.#state = state;
			let refused: MasterEvent | undefined;
			for (const effect of effects) {
				// What hangs on an effect that CP refused is not done: the state machine hears of it.
				if (!(effect.kind === 'grant' && refused?.kind === 'notAssigned' && refused.slave === effect.slave)) {
					const isFor = effect.kind === 'assign' || effect.kind === 'grant' ? effect.slave : '';
					refused = (yield * this.#atCostOf(isFor, this.#perform(effect))) ?? refused;
					if (refused && more.at(-1) !== refused) {
						more.push(refused);
					}
				}
			}
		}
	}

	* #perform(effect: Effect): Step<MasterEvent | undefined> {
		const endpoint = this.#endpoint;
		switch (effect.kind) {
			case 'create': {
				return yield * this.#slaves.create(effect.slave);
			}

			case 'assign': {
				return yield * this.#slaves.assign(effect.slave, effect.user);
			}

			case 'release': {
				yield * this.#leave(effect.slave);
				return yield * this.#slaves.release(effect.slave);
			}

			case 'delete': {
				yield * this.#leave(effect.slave);
				yield * this.#slaves.delete(effect.slave);
				return undefined;
			}

			case 'grant': {
				yield * endpoint.reply(effect.exchange, effect.slave);
				return undefined;
			}

			case 'deny': {
				yield * endpoint.reply(effect.exchange, denialReply(effect.reason));
				yield * endpoint.refuse(effect.exchange);
				return undefined;
			}

			case 'end': {
				yield * endpoint.refuse(effect.exchange);
				return undefined;
			}

			case 'logoff': {
				this.#isOver = true;
				return undefined;
			}
		}
	}

	/** A slave is not what it was: what it held open, or in the service, is over. */
	* #leave(slave: string): Step {
		for (const [exchange, name] of this.#lives) {
			if (name === slave) {
				this.#lives.delete(exchange);
				yield * this.#endpoint.refuse(exchange);
			}
		}

		yield * this.#blocks.drop(({userid}) => userid === slave);
		yield * this.#answer(this.#part ? yield * this.#part.gone(slave) : []);
	}
}
