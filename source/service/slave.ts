/**
 * The program of a slave machine, the same for every service: it tells the master that it is ready, and then does what
 * its owner asks, one request after the other, until it is taken away. What the owner sends, and what goes back, comes
 * in parts of bounded size.
 */
import {event} from '../base/intermachine.js';
import type {Cms} from '../cms/cms.js';
import type {Endpoint} from '../cms/intermachine/endpoint.js';
import type {IntermachineEvent} from '../cms/intermachine/event.js';
import {goThrough, type Place} from '../cms/loader/resident-module.js';
import type {Step} from '../guest/action.js';
import {
	decodeBlock, emptyBlock, encodeBlock, type Block,
} from './block.js';
import {messageBlock, serviceMessages} from './messages.js';
import {ContentLost, sendParts, type Content} from './parts.js';
import {JobLost, masterGone, type Job, type ServiceProgram} from './program.js';
import type {ServiceProfile} from './service-profile.js';
import {verb} from './verbs.js';

const isPart = ({code, message}: IntermachineEvent): boolean =>
	code === event.signalled && (message.verb === verb.part || message.verb === verb.last);

class Slave {
	/** The last part of the user's content has been here. */
	#hasAll = false;

	constructor(
		readonly cms: Cms,
		readonly endpoint: Endpoint,
		readonly profile: ServiceProfile,
		readonly program: ServiceProgram,
	) {
		// Nothing else.
	}

	/** Serves the owner; nobody else. */
	* serve(arrived: IntermachineEvent): Step {
		const owner = yield * this.cms.intermachine.ownerOf(this.cms.userid);
		if (arrived.userid !== owner) {
			yield * this.endpoint.refuse(arrived.exchange);
			return;
		}

		try {
			const content = yield * this.#work(owner, yield * this.#receive(arrived));
			if (!this.#hasAll) {
				// More is on its way, which nobody wants: its sender hears that, and then the answer.
				const next = yield * this.#nextPart(owner);
				yield * this.endpoint.refuse(next.exchange);
			}

			yield * sendParts(content, (part, isLast) => this.#send(owner, part, isLast));
		} catch (error) {
			if (error instanceof ContentLost) {
				yield * this.#say(owner, messageBlock(serviceMessages.DMSSRV004E, {
					service: this.profile.name, why: 'FILE CHANGED',
				}));
			} else if (!(error instanceof JobLost)) {
				throw error;
			}
		}
	}

	* #work(user: string, first: Block): Step<Content> {
		const [given = '', ...words] = first.words;
		// A number and no more: services keep it among the words of a line.
		const number = /^\d{1,32}$/.test(given) ? given : '';
		const job: Job = {
			cms: this.cms,
			profile: this.profile,
			user,
			administrator: this.profile.administrators.includes(user),
			request: `${user}.${number}`,
			first: {...first, words},
			next: () => this.#next(user),
			ask: block => this.#ask(block),
		};
		return yield * this.program.work(job);
	}

	* #next(user: string): Step<Block | undefined> {
		return this.#hasAll ? undefined : yield * this.#receive(yield * this.#nextPart(user));
	}

	* #nextPart(user: string): Step<IntermachineEvent> {
		return yield * this.endpoint.next(each => each.userid === user && isPart(each));
	}

	* #receive(arrived: IntermachineEvent): Step<Block> {
		const bytes = yield * this.endpoint.receive(arrived);
		const block = bytes && decodeBlock(bytes);
		if (!block) {
			throw new JobLost();
		}

		this.#hasAll = arrived.message.verb === verb.last;
		return block;
	}

	* #send(user: string, part: Block, isLast: boolean): Step<boolean> {
		const sent = yield * this.endpoint.send(user, isLast ? verb.last : verb.part, encodeBlock(part));
		if (sent.kind === 'noRoom') {
			yield * this.#say(user, messageBlock(serviceMessages.DMSSRV008E));
		}

		return sent.kind === 'transferred';
	}

	/** A short answer in place of what cannot be sent. */
	* #say(user: string, answer: Block): Step {
		yield * this.endpoint.send(user, verb.last, encodeBlock(answer));
	}

	* #ask(block: Block): Step<Block> {
		const failed = {...emptyBlock, returnCode: masterGone};
		const {master} = this.profile;
		const sent = yield * this.endpoint.send(master, verb.ask, encodeBlock(block));
		if (sent.kind !== 'transferred') {
			return failed;
		}

		const answer = yield * this.endpoint.next(each =>
			each.userid === master && each.code === event.signalled && each.message.verb === verb.answer);
		const bytes = yield * this.endpoint.receive(answer);
		return (bytes && decodeBlock(bytes)) ?? failed;
	}
}

/**
 * Serves until it is taken away; ends with a return code where there is no master. `code`: where the program's code
 * lies, which each request runs through.
 */
export function * runSlave(cms: Cms, profile: ServiceProfile, program: ServiceProgram, code: Place): Step<number> {
	const endpoint = cms.intermachine.endpoint({verbs: [verb.part, verb.last, verb.answer]});
	yield * endpoint.authorize('*');
	const ready = yield * endpoint.signal(profile.master, {verb: verb.ready, value: 0});
	if (ready.kind === 'refused') {
		return masterGone;
	}

	for (;;) {
		const arrived = yield * endpoint.next(each => isPart(each) || each.exchange === ready.exchange);
		if (arrived.exchange === ready.exchange) {
			return masterGone;
		}

		yield * goThrough(code);
		yield * new Slave(cms, endpoint, profile, program).serve(arrived);
	}
}
