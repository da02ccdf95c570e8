/** What SERVICE asks of a master, which answers in the exchange that asks. */
import {event} from '../base/intermachine.js';
import {limits} from '../base/limits.js';
import type {Cms} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import {decodeBlock} from './block.js';
import {microseconds, type Outcome} from './request.js';
import type {ServiceProfile} from './service-profile.js';
import {administrations, verb, type Administration} from './verbs.js';

/** Asks the master itself: its answer comes back in the exchange that asks for it. */
export function * askMaster(cms: Cms, {master}: ServiceProfile, asked: Administration): Step<Outcome> {
	const endpoint = cms.intermachine.endpoint({verbs: []});
	const lost = {failed: 'master', isRepeatable: false} as const;
	yield * endpoint.authorize(master);
	const signal = yield * endpoint.signal(
		master,
		{verb: verb.administer, value: administrations.indexOf(asked)},
		microseconds(limits.serviceExchange.value),
	);
	if (signal.kind === 'refused') {
		yield * endpoint.close();
		return lost;
	}

	const {exchange} = signal;
	const replied = yield * endpoint.of(exchange);
	const length = replied.code === event.replied ? replied.message.value : 0;
	if (length === 0 || length > limits.serviceBlock.value || !cms.hasRoom(length)) {
		yield * endpoint.close();
		return lost;
	}

	const area = cms.allocate(length);
	yield * endpoint.approve(exchange, 'receive', area, length);
	const end = yield * endpoint.of(exchange);
	const block = end.code === event.transferred ? decodeBlock(cms.guest.storage.fetch(area, end.moved)) : undefined;
	yield * endpoint.close();
	cms.release(area, length);
	return block ?? lost;
}
