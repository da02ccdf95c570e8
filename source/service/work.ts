/**
 * One request, as the machine that does it sees it, whether a slave or the service's one machine: its user's content
 * comes in parts of bounded size, and so does the answer. While it lasts the user's machine can be asked for more.
 */
import {event} from '../base/intermachine.js';
import {isProgramError} from '../base/program-error.js';
import type {Cms} from '../cms/cms.js';
import type {Endpoint} from '../cms/intermachine/endpoint.js';
import type {IntermachineEvent} from '../cms/intermachine/event.js';
import type {Step} from '../guest/action.js';
import {
	decodeBlock, encodeBlock, type Block,
} from './block.js';
import {messageBlock, serviceMessages} from './messages.js';
import {ContentLost, sendParts, type Content} from './parts.js';
import {JobLost, type Job, type ServiceProgram} from './program.js';
import type {ServiceProfile} from './service-profile.js';
import {verb} from './verbs.js';

/** Characters of what went wrong. */
const longestReason = 60;

/** A signal that carries a part of a user's content. */
export const isPart = ({code, message}: IntermachineEvent): boolean =>
	code === event.signalled && (message.verb === verb.part || message.verb === verb.last);

/** A signal that answers what a user's machine was asked. */
export const isAnswer = ({code, message}: IntermachineEvent): boolean =>
	code === event.signalled && message.verb === verb.answer;

/** What work asks of the machine in which it is done. */
export type WorkHost = {
	readonly cms: Cms;
	readonly profile: ServiceProfile;
	readonly program: ServiceProgram;
	readonly endpoint: Pick<Endpoint, 'send' | 'receive' | 'refuse'>;
	/** Microseconds that the user's machine may take for an exchange; 0: as long as it likes. */
	readonly patience: number;
	/** How the service stands, as SERVICE QUERY says it. */
	describe(): Step<readonly string[]>;
	/** The next event that is wanted. Throws `JobLost` where none comes any more. */
	next(wanted: (candidate: IntermachineEvent) => boolean): Step<IntermachineEvent>;
};

/** The role of a user, as the profile has it. */
export const isAdministrator = ({administrators}: ServiceProfile, user: string): boolean =>
	administrators.includes(user);

export class Work {
	/** The last part of the user's content has been here. */
	#hasAll = false;

	constructor(readonly host: WorkHost, readonly user: string) {
		// Nothing else.
	}

	/** Does what its user asks; `arrived`: the first part of it. */
	* serve(arrived: IntermachineEvent): Step {
		try {
			const content = yield * this.#work(yield * this.#receive(arrived));
			if (!this.#hasAll) {
				// More is on its way, which nobody wants: its sender hears that, and then the answer.
				const next = yield * this.#nextPart();
				yield * this.host.endpoint.refuse(next.exchange);
			}

			yield * sendParts(content, (part, isLast) => this.#send(part, isLast));
		} catch (error) {
			if (error instanceof ContentLost) {
				yield * this.#say(messageBlock(serviceMessages.DMSSRV004E, {
					service: this.host.profile.name, why: 'FILE CHANGED',
				}));
			} else if (isProgramError(error)) {
				// It is this user's request that went wrong: the machine serves others.
				yield * this.#say(messageBlock(serviceMessages.DMSSRV012E, {
					service: this.host.profile.name, what: error.message.toUpperCase().slice(0, longestReason),
				}));
			} else if (!(error instanceof JobLost)) {
				throw error;
			}
		}
	}

	* #work(first: Block): Step<Content> {
		const {host: {cms, profile, program}, user} = this;
		const [given = '', ...words] = first.words;
		// A number and no more: services keep it among the words of a line.
		const number = /^\d{1,32}$/.test(given) ? given : '';
		const job: Job = {
			cms,
			profile,
			user,
			administrator: isAdministrator(profile, user),
			request: `${user}.${number}`,
			first: {...first, words},
			next: () => this.#next(),
			describe: () => this.host.describe(),
			askUser: block => this.#askUser(block),
		};
		return yield * program.work(job);
	}

	* #next(): Step<Block | undefined> {
		return this.#hasAll ? undefined : yield * this.#receive(yield * this.#nextPart());
	}

	* #nextPart(): Step<IntermachineEvent> {
		return yield * this.host.next(each => each.userid === this.user && isPart(each));
	}

	* #receive(arrived: IntermachineEvent): Step<Block> {
		const block = yield * this.#take(arrived);
		this.#hasAll = arrived.message.verb === verb.last;
		return block;
	}

	* #take(arrived: IntermachineEvent): Step<Block> {
		const bytes = yield * this.host.endpoint.receive(arrived, this.host.patience);
		const block = bytes && decodeBlock(bytes);
		if (!block) {
			throw new JobLost();
		}

		return block;
	}

	* #askUser(block: Block): Step<Block> {
		const {host: {endpoint, patience}, user} = this;
		const sent = yield * endpoint.send(user, verb.ask, encodeBlock(block), patience);
		if (sent.kind === 'noRoom') {
			yield * this.#say(messageBlock(serviceMessages.DMSSRV008E));
		}

		if (sent.kind !== 'transferred') {
			throw new JobLost();
		}

		return yield * this.#take(yield * this.host.next(each => each.userid === user && isAnswer(each)));
	}

	* #send(part: Block, isLast: boolean): Step<boolean> {
		const {host: {endpoint, patience}, user} = this;
		const sent = yield * endpoint.send(user, isLast ? verb.last : verb.part, encodeBlock(part), patience);
		if (sent.kind === 'noRoom') {
			yield * this.#say(messageBlock(serviceMessages.DMSSRV008E));
		}

		return sent.kind === 'transferred';
	}

	/** A short answer in place of what cannot be sent. */
	* #say(answer: Block): Step {
		const {endpoint, patience} = this.host;
		yield * endpoint.send(this.user, verb.last, encodeBlock(answer), patience);
	}
}
