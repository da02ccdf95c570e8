/**
 * The program of a slave machine, the same for every service: it tells the master that it is ready, and then does what
 * its owner asks, one request after the other, until it is taken away.
 */
import type {Cms} from '../cms/cms.js';
import {goThrough, type Place} from '../cms/loader/resident-module.js';
import type {Step} from '../guest/action.js';
import {askMaster} from './ask-master.js';
import {masterGone, type ServiceProgram} from './program.js';
import type {ServiceProfile} from './service-profile.js';
import {verb} from './verbs.js';
import {isPart, Work, type WorkHost} from './work.js';

/**
 * Serves until it is taken away; ends with a return code where there is no master. `code`: where the program's code
 * lies, which each request runs through.
 */
export function * runSlave(cms: Cms, profile: ServiceProfile, program: ServiceProgram, code: Place): Step<number> {
	const {master} = profile;
	const endpoint = cms.intermachine.endpoint({verbs: [verb.part, verb.last, verb.answer]});
	yield * endpoint.authorize('*');
	const ready = yield * endpoint.signal(master, {verb: verb.ready, value: 0});
	if (ready.kind === 'refused') {
		return masterGone;
	}

	const host: WorkHost = {
		cms,
		profile,
		program,
		endpoint,
		// Its master sees to it that it does not wait for ever.
		patience: 0,
		next: wanted => endpoint.next(wanted),
		* describe() {
			const outcome = yield * askMaster(cms, profile, 'QUERY');
			return 'failed' in outcome ? [] : outcome.lines;
		},
	};
	for (;;) {
		const arrived = yield * endpoint.next(each => isPart(each) || each.exchange === ready.exchange);
		if (arrived.exchange === ready.exchange) {
			return masterGone;
		}

		const owner = yield * cms.intermachine.ownerOf(cms.userid);
		if (arrived.userid === owner) {
			// In a session it was assigned once for many requests, each of which has all of the service's LIMIT.
			yield * cms.intermachine.renewLimit(cms.userid);
			yield * goThrough(cms.guest, code);
			yield * new Work(host, owner).serve(arrived);
		} else {
			yield * endpoint.refuse(arrived.exchange);
		}
	}
}
