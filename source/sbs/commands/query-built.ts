/** What QUERY BUILT answers: what went into something that was built. */
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import {builtInputs} from '../building/plan.js';
import type {MemberId} from '../data-base/member-id.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';

const nowhere = 'NOT FOUND';

/** Of the newest version of an object deck, listing, module or load map. */
export function * builtLines(reader: Reader, {name, type}: MemberId): Step<Content> {
	const built = yield * builtInputs(reader, {name, type});
	return built
		? {
			...emptyContent,
			lines: [
				`${name} ${type} VERSION ${built.version} WAS BUILT OF`,
				...built.inputs.map(input => `${input.role.toUpperCase().padEnd(8)} ${input.name.padEnd(8)} `
					+ `${input.type.padEnd(8)} ${input.version === 0 ? nowhere : input.version}`),
			],
		}
		: answerWith(sbsMessages.SBS211E, {name, type});
}
