/**
 * The service's one machine, where requests are done one after the other, in the order in which they came (the paper's
 * figure 5). It speaks to users as master and slave at once, so that their machines need not know. Each lends it his
 * share, and pays for what it does for him; it waits for nobody longer than the profile says.
 */
import {everythingEnabled} from '../base/architecture.js';
import {second} from '../base/clock.js';
import {event} from '../base/intermachine.js';
import {limits} from '../base/limits.js';
import {smallest} from '../base/sequences.js';
import type {Cms} from '../cms/cms.js';
import type {Endpoint} from '../cms/intermachine/endpoint.js';
import type {IntermachineEvent} from '../cms/intermachine/event.js';
import {goThrough, type Place} from '../cms/loader/resident-module.js';
import type {Step} from '../guest/action.js';
import {encodeBlock} from './block.js';
import {administer} from './master/administration.js';
import {Alarm} from './master/alarm.js';
import {BlockExchanges} from './master/block-exchanges.js';
import {DrainMark} from './master/drain-mark.js';
import {initialState, type Denial, type MasterState, type Waiting} from './master/state.js';
import {JobLost, type ServiceProgram} from './program.js';
import type {ServiceProfile} from './service-profile.js';
import {administrations, denialReply, verb} from './verbs.js';
import {isAnswer, isPart, Work, type WorkHost} from './work.js';

type Wanted = (candidate: IntermachineEvent) => boolean;

/** Most that an exchange can be given, seconds. */
const longestExchange = 4000;

export class Server implements WorkHost {
	readonly endpoint: Endpoint;
	/** A user who is slower than this gets no answer. */
	readonly patience = limits.serviceExchange.value * second;
	readonly #alarm: Alarm;
	readonly #blocks: BlockExchanges;
	readonly #mark: DrainMark;
	#mode: MasterState['mode'] = 'serving';
	#waiting: readonly Waiting[] = [];
	#current: Waiting | undefined;
	/** Why the request under way is not done to its end. */
	#lost: Denial | undefined;
	/** What users hear who ask why. */
	readonly #reasons = new Map<string, {readonly request: number; readonly reason: Denial}>();
	/** Second at which the user whose request is under way has let too much time pass. */
	#deadline = Infinity;
	#now = 0;

	/** `code`: where the program's code lies. */
	constructor(
		readonly cms: Cms,
		readonly profile: ServiceProfile,
		readonly program: ServiceProgram,
		readonly code: Place,
	) {
		this.endpoint = cms.intermachine.endpoint({verbs: [
			verb.obtain, verb.again, verb.why, verb.administer, verb.part, verb.last, verb.answer,
		]});
		this.#alarm = new Alarm(cms);
		this.#blocks = new BlockExchanges(cms, this.endpoint);
		this.#mark = new DrainMark(cms, profile.name);
	}

	/** Serves until DRAIN or STOP, and then logs the machine off. */
	* run(): Step<number> {
		yield * this.#alarm.begin();
		yield * this.endpoint.authorize('*');
		this.#now = yield * this.#alarm.now();
		this.#mode = this.#mark.isSet ? 'draining' : 'serving';
		while (this.#mode === 'serving' || this.#waiting.length > 0 || this.#blocks.size > 0) {
			yield * this.#look(() => false);
			const [first, ...rest] = this.#waiting;
			if (first) {
				this.#waiting = rest;
				yield * this.#serve(first);
			} else if (this.#mode === 'serving' || this.#blocks.size > 0) {
				yield * this.#wait();
			}
		}

		yield * this.#mark.set(false);
		yield * this.endpoint.close();
		yield * this.cms.cp('LOGOFF', true);
		return 0;
	}

	/** For the request under way. Throws `JobLost` where its user is gone, too slow, or the service was stopped. */
	* next(wanted: Wanted): Step<IntermachineEvent> {
		for (;;) {
			const happened = yield * this.#look(wanted);
			if (happened) {
				return happened;
			}

			this.#lost ??= this.#now >= this.#deadline ? 'TIME' : undefined;
			if (this.#lost !== undefined) {
				throw new JobLost();
			}

			yield * this.#wait();
		}
	}

	* describe(): Step<readonly string[]> {
		return administer(this.#state(), this.profile, this.cms.userid, 'QUERY', this.#now).answer.lines;
	}

	/** Does one request, and ends it. */
	* #serve(request: Waiting): Step {
		const {cms: {intermachine, userid}, profile, endpoint} = this;
		const {exchange, user, since} = request;
		if (since + profile.waiting <= this.#now) {
			yield * this.#deny(request, 'WAIT');
			return;
		}

		this.#current = {...request, since: this.#now};
		this.#lost = undefined;
		yield * intermachine.workFor(exchange);
		try {
			// It ends for both when its time is over, whatever either does.
			yield * endpoint.reply(exchange, userid, Math.min(profile.time, longestExchange) * second);
			this.#deadline = this.#now + limits.serviceExchange.value;
			const first = yield * this.next(each => each.userid === user && isPart(each));
			this.#deadline = this.#now + profile.time;
			yield * goThrough(this.cms.guest, this.code);
			yield * new Work(this, user).serve(first);
		} catch (error) {
			if (!(error instanceof JobLost)) {
				throw error;
			}
		}

		if (this.#lost !== undefined) {
			this.#reasons.set(user, {request: request.request, reason: this.#lost});
		}

		yield * endpoint.refuse(exchange);
		yield * intermachine.endWork();
		this.#current = undefined;
		this.#deadline = Infinity;
	}

	/** Takes what has come, as far as the first event that is wanted. */
	* #look(wanted: Wanted): Step<IntermachineEvent | undefined> {
		this.#now = yield * this.#alarm.now();
		for (;;) {
			const found = yield * this.endpoint.take(wanted);
			if (found) {
				return found;
			}

			const happened = yield * this.endpoint.take(each => !this.#isLater(each));
			if (!happened) {
				yield * this.#blocks.drop(({since}) => since + limits.serviceExchange.value <= this.#now);
				return undefined;
			}

			yield * this.#handle(happened);
		}
	}

	/** What the user whose request is under way sends waits until it is wanted. */
	#isLater(happened: IntermachineEvent): boolean {
		return happened.userid === this.#current?.user && (isPart(happened) || isAnswer(happened));
	}

	* #wait(): Step {
		const due = [
			this.#deadline,
			(this.#blocks.since(() => true) ?? Infinity) + limits.serviceExchange.value,
		];
		const next = smallest(due);
		this.#alarm.set(Number.isFinite(next) ? next - this.#now : undefined);
		yield {kind: 'wait', systemMask: everythingEnabled};
	}

	* #handle(happened: IntermachineEvent): Step {
		const {code, exchange} = happened;
		if (code === event.signalled) {
			yield * this.#signalled(happened);
		} else if (exchange === this.#current?.exchange) {
			// He gave it up, is gone, or its time is over.
			this.#lost = this.#now >= this.#current.since + this.profile.time ? 'TIME' : 'ENDED';
		} else {
			this.#waiting = this.#waiting.filter(each => each.exchange !== exchange);
			yield * this.#blocks.happened(happened);
		}
	}

	* #signalled(signal: IntermachineEvent): Step {
		const {exchange, userid, message} = signal;
		switch (message.verb) {
			case verb.obtain:
			case verb.again: {
				yield * this.#obtain({
					user: userid, exchange, request: message.value, since: this.#now,
				}, message.verb === verb.again);
				break;
			}

			case verb.why: {
				const known = this.#reasons.get(userid);
				const reason = known?.request === message.value ? known.reason : 'ENDED';
				yield * this.endpoint.reply(exchange, denialReply(reason));
				yield * this.endpoint.refuse(exchange);
				break;
			}

			case verb.administer: {
				yield * this.#administer(signal);
				break;
			}

			default: {
				// Nobody whose request is not under way sends anything.
				yield * this.endpoint.refuse(exchange);
			}
		}
	}

	/** A user asks; what he asked before he has given up. */
	* #obtain(request: Waiting, isAgain: boolean): Step {
		const {users} = this.profile;
		const {user} = request;
		for (const before of this.#waiting.filter(each => each.user === user)) {
			yield * this.endpoint.refuse(before.exchange);
		}

		this.#waiting = this.#waiting.filter(each => each.user !== user);
		this.#reasons.delete(user);
		const mayUse = users.includes('*') || users.includes(user);
		if (mayUse && (this.#mode === 'serving' || (this.#mode === 'draining' && isAgain))) {
			this.#waiting = [...this.#waiting, request];
		} else {
			yield * this.#deny(request, mayUse ? 'DRAIN' : 'USERS');
		}
	}

	* #deny({exchange}: Waiting, reason: Denial): Step {
		yield * this.endpoint.reply(exchange, denialReply(reason));
		yield * this.endpoint.refuse(exchange);
	}

	* #administer(signal: IntermachineEvent): Step {
		const asked = administrations[signal.message.value];
		if (!asked) {
			yield * this.endpoint.refuse(signal.exchange);
			return;
		}

		const {answer, event: wanted} = administer(this.#state(), this.profile, signal.userid, asked, this.#now);
		if (wanted) {
			yield * this.#change(asked);
		}

		yield * this.#blocks.give(signal, encodeBlock(answer), this.#now);
	}

	* #change(asked: typeof administrations[number]): Step {
		yield * this.#mark.set(asked !== 'START');
		if (asked === 'START') {
			this.#mode = 'serving';
		} else if (asked === 'DRAIN') {
			this.#mode = 'draining';
		} else {
			this.#mode = 'stopped';
			this.#lost ??= this.#current && 'DRAIN';
			for (const each of this.#waiting) {
				yield * this.#deny(each, 'DRAIN');
			}

			this.#waiting = [];
		}
	}

	/** As SERVICE QUERY shows it: the machine is the service's only one. */
	#state(): MasterState {
		const work = this.#current;
		return {
			...initialState,
			mode: this.#mode,
			slaves: [{
				name: this.cms.userid, stage: work ? 'busy' : 'ready', since: work?.since ?? this.#now, work,
			}],
			waiting: this.#waiting,
		};
	}
}
