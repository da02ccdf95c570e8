/** SERVICE: how a service stands, and its end and beginning. */
import {findCommand} from '../base/command.js';
import {Failure} from '../base/failure.js';
import type {Cms, CmsCommand} from '../cms/cms.js';
import type {Step} from '../guest/action.js';
import {failureBlock, typeAnswer} from './answers.js';
import {askMaster} from './ask-master.js';
import type {Outcome} from './request.js';
import {serviceMessages} from './messages.js';
import {readServiceProfiles, requireServiceProfile, type ServiceProfile} from './service-profile.js';
import {administrations, type Administration} from './verbs.js';

/** Shortest forms. */
const minimums: Readonly<Record<Administration, number>> = {
	QUERY: 1, START: 3, STOP: 3, DRAIN: 1,
};

const functions = administrations.map(name => ({
	name, minimum: minimums[name], syntax: [], summary: '',
}));

/** Types an answer; a return code. */
function * show(cms: Cms, profile: ServiceProfile, outcome: Outcome): Step<number> {
	return yield * typeAnswer(cms, 'failed' in outcome ? failureBlock(outcome, profile) : outcome);
}

function * queryAll(cms: Cms): Step<number> {
	let worst = 0;
	for (const profile of yield * readServiceProfiles(cms)) {
		worst = Math.max(worst, yield * show(cms, profile, yield * askMaster(cms, profile, 'QUERY')));
	}

	return worst;
}

export const serviceCommand: CmsCommand = {
	name: 'SERVICE',
	minimum: 4,
	syntax: ['SERVice Query [name]', 'SERVice STArt name [password]', 'SERVice STOp name', 'SERVice Drain name'],
	summary: 'how a service and its slaves stand; begins and ends it',
	description: [
		'QUERY: whether the service serves, its slaves (starting, ready, or whom they work for) and who waits.',
		'DRAIN: nothing new is taken, what was asked before is done, then the master logs off. STOP: at once; whoever '
		+ 'is served is told. Only a master that ended so stays away: one that is forced is logged on again, and goes '
		+ 'on to drain where it did.',
		'START: a service that is being drained goes on. Where the master is not logged on and its password is given, '
		+ 'it is logged on (AUTOLOG, for which CP wants class A or B).',
	],
	returnCodes: [
		'12   not an administrator of the service (its profile names them)',
		'24   an operand is missing or not valid',
		'28   no such service',
		'104  the master does not answer',
	],
	origin: 'Yorktown',
	module: {name: 'SERVICE', bytes: 6200},
	* run({cms, operands: [word = '', name, password, ...more]}): Step<number> {
		const asked = findCommand(word, functions)?.name;
		if (asked === undefined) {
			return yield * cms.message(serviceMessages.DMSSRV014E, {function: word});
		}

		const [extra] = asked === 'START' ? more : [password, ...more];
		if (extra !== undefined) {
			return yield * cms.message(serviceMessages.DMSSRV070E, {parameter: extra});
		}

		if (name === undefined) {
			return asked === 'QUERY' ? yield * queryAll(cms) : yield * cms.message(serviceMessages.DMSSRV022E);
		}

		const profile = yield * requireServiceProfile(cms, name);
		if (profile instanceof Failure) {
			return profile.returnCode;
		}

		const outcome = yield * askMaster(cms, profile, asked);
		if ('failed' in outcome && asked === 'START' && password !== undefined) {
			const {rc} = yield * cms.cp(`AUTOLOG ${profile.master} ${password}`);
			return rc;
		}

		return yield * show(cms, profile, outcome);
	},
	complete: (_, words) => words.length === 2 ? administrations : [],
};
