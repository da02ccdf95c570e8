/** Does what `transitions.ts` decides: with CP, and with the slaves' exchanges. */
import type {Cms} from '../../cms/cms.js';
import type {Endpoint} from '../../cms/intermachine/endpoint.js';
import type {Step} from '../../guest/action.js';
import type {ServiceProfile} from '../service-profile.js';
import {denialReply} from '../verbs.js';
import type {BlockExchanges} from './block-exchanges.js';
import {DrainMark} from './drain-mark.js';
import {SlaveMachines} from './slave-machines.js';
import type {Effect, MasterEvent, MasterState} from './state.js';

/** What effects ask of the master. */
export type EffectsHost = {
	readonly cms: Cms;
	readonly profile: ServiceProfile;
	readonly endpoint: Endpoint;
	readonly blocks: BlockExchanges;
	readonly state: MasterState;
	/** Seconds. */
	readonly now: number;
};

export class Effects {
	/** Exchanges that slaves hold open while their programs go on, by their numbers. */
	readonly lives = new Map<number, string>();
	readonly mark: DrainMark;
	readonly #host: EffectsHost;
	readonly #slaves: SlaveMachines;
	#isOver = false;

	constructor(host: EffectsHost) {
		this.#host = host;
		this.mark = new DrainMark(host.cms, host.profile.name);
		this.#slaves = new SlaveMachines(host.endpoint, host.profile);
	}

	/** The service has ended. */
	get isOver(): boolean {
		return this.#isOver;
	}

	/** Does all of it. Answers what followed where CP refused. */
	* perform(effects: readonly Effect[]): Step<readonly MasterEvent[]> {
		const followed: MasterEvent[] = [];
		for (const effect of effects) {
			// What hangs on an effect that CP refused is not done: the state machine hears of it.
			const isVoid = effect.kind === 'grant' && followed.some(each =>
				each.kind === 'notAssigned' && each.slave === effect.slave);
			if (!isVoid) {
				const isFor = effect.kind === 'assign' || effect.kind === 'grant' ? effect.slave : '';
				const refused = yield * this.atCostOf(isFor, this.#perform(effect));
				followed.push(...refused ? [refused] : []);
			}
		}

		return followed;
	}

	/** Does something for a slave at the cost of its user, who lent his share for as long as the slave is his. */
	* atCostOf<T>(slave: string, work: Step<T>): Step<T> {
		const {cms: {intermachine}, state: {slaves}} = this.#host;
		const exchange = slaves.find(({name}) => name === slave)?.work?.exchange;
		if (exchange === undefined) {
			return yield * work;
		}

		yield * intermachine.workFor(exchange);
		const result = yield * work;
		yield * intermachine.endWork();
		return result;
	}

	* #perform(effect: Effect): Step<MasterEvent | undefined> {
		const {endpoint} = this.#host;
		switch (effect.kind) {
			case 'create': {
				return yield * this.#slaves.create(effect.slave, effect.image);
			}

			case 'prepare': {
				return yield * this.#slaves.prepare(effect.slave);
			}

			case 'assign': {
				return yield * this.#slaves.assign(effect.slave, effect.user);
			}

			case 'release': {
				yield * this.#leave(effect.slave);
				return yield * this.#slaves.release(effect.slave, effect.image);
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

			case 'remember': {
				yield * this.mark.set(effect.draining);
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
		const {blocks, endpoint} = this.#host;
		for (const [exchange, name] of this.lives) {
			if (name === slave) {
				this.lives.delete(exchange);
				yield * endpoint.refuse(exchange);
			}
		}

		yield * blocks.drop(({userid}) => userid === slave);
	}
}
