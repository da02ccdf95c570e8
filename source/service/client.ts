/**
 * A user's side of a service: a request goes to a slave that the master assigns (`attempt.ts`). One whose slave or
 * master was lost is repeated, once, under the same number, by which the service knows it: it is done once.
 */
import type {Cms} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import {Attempt} from './attempt.js';
import {serviceMessages} from './messages.js';
import {requestNumber, type Outcome, type Request} from './request.js';
import type {ServiceProfile} from './service-profile.js';

const lostOf = (outcome: Outcome): 'MASTER' | 'SLAVE' | undefined => {
	if (!('failed' in outcome)) {
		return undefined;
	}

	return outcome.failed === 'slave' && outcome.reason === 'FORCED'
		? 'SLAVE'
		: (outcome.failed === 'master' && outcome.isRepeatable ? 'MASTER' : undefined);
};

/** Has a service do something; says so where the request is repeated. */
export function * ask(cms: Cms, profile: ServiceProfile, request: Request): Step<Outcome> {
	const number = yield * requestNumber(cms);
	for (let attempt = 1; ; attempt++) {
		const tried = new Attempt(cms, profile, number, attempt > 1 ? 'again' : 'first');
		const outcome = yield * tried.run(request);
		yield * tried.endpoint.close();
		const why = lostOf(outcome);
		if (why === undefined || attempt === 2) {
			return outcome;
		}

		yield * cms.message(serviceMessages.DMSSRV007I, {service: profile.name, why});
	}
}

/**
 * While a request of this user is done: has another one done in a further slave, if one is free. `take`: the request,
 * asked for when the slave is there; the slave goes back where there is none (`undefined`). It is not repeated.
 */
export function * askFurther(
	cms: Cms,
	profile: ServiceProfile,
	take: () => Request | undefined,
): Step<Outcome | undefined> {
	const attempt = new Attempt(cms, profile, yield * requestNumber(cms), 'further');
	try {
		const granted = yield * attempt.obtain();
		if ('failed' in granted) {
			return granted;
		}

		const request = take();
		return request && (yield * attempt.perform(granted, request));
	} finally {
		yield * attempt.endpoint.close();
	}
}
