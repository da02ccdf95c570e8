/** What a service is beside its profile: a program, which does requests in whichever machine works for its users. */
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
	/** How the service stands, as SERVICE QUERY says it. */
	describe(): Step<readonly string[]>;
	/** Asks the user's machine, which answers for as long as its command lasts. Throws `JobLost`. */
	askUser(block: Block): Step<Block>;
};

/** Return code of a slave that finds no master. */
export const masterGone = 104;

/** The user is gone, or takes nothing any more: nothing is to be done for him. Thrown. */
export class JobLost extends Error {}

export type ServiceProgram = {
	/** PROGRAM of a profile. */
	readonly name: string;
	/** The MODULE file of its code, which MODULE of a profile may name. Lengths are estimates. */
	readonly module: ResidentModule;
	/** Makes a machine ready to work; a return code, 0 or of what was said. */
	open?(cms: Cms, profile: ServiceProfile): Step<number>;
	/** In the master of slaves: holds what they share, from the last of them to the next. */
	keep?(cms: Cms, profile: ServiceProfile): Step;
	/** Does one request; the answer's lines and files travel to its user. */
	work(job: Job): Step<Content>;
};
