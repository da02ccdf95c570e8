/** What a user is told of his request: the service's answer, or why there is none. */
import type {Cms} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import type {Block} from './block.js';
import type {Failed} from './request.js';
import {messageBlock, serviceMessages} from './messages.js';
import type {ServiceProfile} from './service-profile.js';

/** A failure as a message of services says it. */
export function failureBlock(failure: Failed, {name, master}: ServiceProfile): Block {
	switch (failure.failed) {
		case 'master': {
			return messageBlock(serviceMessages.DMSSRV002E, {master, service: name});
		}

		case 'slave': {
			const why = failure.reason === 'TIME'
				? 'TIME LIMIT'
				: (failure.reason === 'LIMIT' ? 'PROCESSOR LIMIT' : 'SLAVE ENDED');
			return messageBlock(serviceMessages.DMSSRV004E, {
				service: name, why: failure.reason === 'FORCED' ? 'SLAVE FORCED' : why,
			});
		}

		case 'denied': {
			const why = failure.reason === 'DRAIN'
				? 'ENDING'
				: (failure.reason === 'USERS' ? 'NOT FOR THIS USER' : 'NO SLAVE STARTS');
			return messageBlock(serviceMessages.DMSSRV003E, {
				service: name, why: failure.reason === 'WAIT' ? 'ALL SLAVES AT WORK' : why,
			});
		}

		case 'content': {
			return messageBlock(serviceMessages.DMSSRV004E, {service: name, why: 'FILE CHANGED'});
		}

		case 'noRoom': {
			return messageBlock(serviceMessages.DMSSRV008E);
		}
	}
}

/** Types an answer, messages of CMS edited as SET EMSG says; its return code. */
export function * typeAnswer(cms: Cms, {lines, returnCode}: Pick<Block, 'lines' | 'returnCode'>): Step<number> {
	for (const line of lines) {
		const [, id, text] = /^(DMS\w{7}) (.*)$/.exec(line) ?? [];
		if (id === undefined) {
			yield * (returnCode === 0 ? cms.console.type(line) : cms.console.typeError(line));
		} else {
			yield * cms.editedMessage(id, text);
		}
	}

	return returnCode;
}
