/**
 * `SBSSLAVE`: the program of a slave machine, started by its PROFILE EXEC. It tells the master that it is ready, then
 * executes SBS functions for its owner until it is taken away.
 */
import {event} from '../base/intermachine.js';
import {findCommand} from '../base/command.js';
import type {Cms, CmsCommand} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import {decodeBlock, type Block} from '../service/block.js';
import {DataBase} from './data-base.js';
import {sbsFunctions} from './functions/index.js';
import {answerWith, sbsMessages} from './message.js';
import {
	answerVerb, ownerGone, RemoteFiles, sendAnswer,
} from './remote-files.js';
import {requestVerb} from './sbs-command.js';
import {readServiceProfile, type ServiceProfile} from './service-profile.js';

export const readyVerb = 'REDY';

function * execute(cms: Cms, profile: ServiceProfile, base: DataBase, user: string, work: Block): Step<Block> {
	const [word = '', ...operands] = work.words;
	const sbsFunction = findCommand(word, sbsFunctions);
	if (!sbsFunction) {
		return answerWith(sbsMessages.SBS101E, {function: word});
	}

	const {date, time} = yield * cms.pseudoTimer();
	return yield * sbsFunction.run({
		base,
		user,
		operands,
		file: work.files[0],
		now: {date, time},
		administrator: profile.administrators.includes(user),
	});
}

export const sbsSlave: CmsCommand = {
	name: 'SBSSLAVE',
	minimum: 8,
	syntax: ['SBSSLAVE'],
	summary: 'serve SBS functions in a slave machine (its PROFILE EXEC starts it)',
	returnCodes: ['104  no master, or this machine is no slave'],
	origin: 'Yorktown',
	* run({cms}): Step<number> {
		const profile = yield * readServiceProfile(cms);
		const endpoint = cms.intermachine.endpoint({verbs: [requestVerb, answerVerb]});
		yield * endpoint.authorize('*');
		if (!profile) {
			return ownerGone;
		}

		const ready = yield * endpoint.signal(profile.master, {verb: readyVerb, value: 0});
		if (ready.kind === 'refused') {
			return ownerGone;
		}

		const base = new DataBase(new RemoteFiles(endpoint, profile.master));
		for (;;) {
			const arrived = yield * endpoint.next(each => each.code === event.signalled);
			const owner = yield * cms.intermachine.ownerOf(cms.userid);
			if (arrived.userid !== owner || arrived.message.verb !== requestVerb) {
				yield * endpoint.refuse(arrived.exchange);
				continue;
			}

			const bytes = yield * endpoint.receive(arrived);
			const work = bytes && decodeBlock(bytes);
			if (work) {
				const answer = yield * execute(cms, profile, base, arrived.userid, work);
				const refusal = answerWith(sbsMessages.SBS122E, {machine: cms.userid});
				yield * sendAnswer(endpoint, arrived.userid, answer, refusal);
			}
		}
	},
};
