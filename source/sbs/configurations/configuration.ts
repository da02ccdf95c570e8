/**
 * Three ways to have an SBS command done, chosen by CONFIGURATION of the service's profile; what the command does and
 * answers is the same. LINK does it here. SERVER and SLAVES have another machine do it, which is spoken to in exchanges
 * of blocks (`service/client.ts`); a fourth, REMOTE, would have the same exchanges with a slave at another node, over
 * an engine that carries them there.
 */
import type {Cms} from '../../cms/cms.js';
import type {Step} from '../../guest/action.js';
import {ask} from '../../service/client.js';
import type {Outcome, Request} from '../../service/request.js';
import type {ServiceProfile} from '../../service/service-profile.js';
import {doHere} from './link.js';

export type Configuration = {
	/** Has a request done. */
	run(cms: Cms, profile: ServiceProfile, request: Request): Step<Outcome>;
};

/** In another machine, which the service's master gives, or is. */
const elsewhere: Configuration = {run: ask};

/** By the word of the profile. */
export const configurations: Readonly<Record<ServiceProfile['configuration']['kind'], Configuration>> = {
	LINK: {run: doHere},
	SERVER: elsewhere,
	SLAVES: elsewhere,
};
