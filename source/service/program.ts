/**
 * What a service is beside its profile: a program. Its slaves' part does a request for a user; its master's part does
 * what slaves must leave to the one machine that has the service's disk.
 */
import type {Cms, ResidentModule} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import type {Block} from './block.js';
import type {Content} from './parts.js';
import type {ServiceProfile} from './service-profile.js';

/** A request, as a slave sees it. */
export type Job = {
	readonly cms: Cms;
	readonly profile: ServiceProfile;
	/** Whose it is. */
	readonly user: string;
	/** May do what the profile leaves to administrators. */
	readonly administrator: boolean;
	/** Userid and number: the same again when a request is repeated, because its first slave was lost. */
	readonly request: string;
	/** What is asked: the words, and the first of what else came. */
	readonly first: Block;
	/** What comes next of the user's content; `undefined` when all of it has been here. Throws `JobLost`. */
	next(): Step<Block | undefined>;
	/** Asks the user's machine, which answers for as long as its command lasts. Throws `JobLost`. */
	askUser(block: Block): Step<Block>;
	/** Asks the master; `masterGone` where it does not answer. */
	ask(block: Block): Step<Block>;
};

/** Return code of what the master was asked where it is gone, or one of both has no storage for what the other has. */
export const masterGone = 104;

/** The user is gone, or takes nothing any more: nothing is to be done for him. Thrown. */
export class JobLost extends Error {}

/** A block for a slave that waits. */
export type Answer = {readonly slave: string; readonly block: Block};

/** The master's part. It answers at once, or later together with another's answer (a lock). */
export type MasterPart = {
	/** A slave at work asks. */
	perform(slave: string, asked: Block): Step<readonly Answer[]>;
	/** A slave was taken back, or is gone: what it held is given up. */
	gone(slave: string): Step<readonly Answer[]>;
};

export type ServiceProgram = {
	/** PROGRAM of a profile. */
	readonly name: string;
	/** The MODULE file of its code, which MODULE of a profile may name. Lengths are estimates. */
	readonly module: ResidentModule;
	/** Does one request; the answer's lines and files travel to its user. */
	work(job: Job): Step<Content>;
	/** Begins in the master's machine; a return code where it cannot, which was said why. */
	master?(cms: Cms, profile: ServiceProfile): Step<MasterPart | number>;
};
