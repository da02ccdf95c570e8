/** SBS as a service: what its slaves do for a user, and what its master does for them. */
import {findCommand} from '../base/command.js';
import {messageLine} from '../base/message.js';
import {isFileName} from '../cms/file-system/files/file-name.js';
import type {Content} from '../service/parts.js';
import type {Job, ServiceProgram} from '../service/program.js';
import type {Step} from '../guest/action.js';
import {DataBase} from './data-base.js';
import {sbsFunctions} from './functions/index.js';
import {answerWith, sbsMessages} from './message.js';
import {MasterFiles, SlaveFiles, type SharedFiles} from './shared-files.js';

/** The service's name, too. */
export const sbsName = 'SBS';

/** What a command needs of the machine in which it runs. */
export type LocalJob = Omit<Job, 'ask' | 'askUser'>;

/** Does a request on files of the library, wherever they are. */
function * workWith(job: LocalJob, files: SharedFiles): Step<Content> {
	const {words: [word = '', ...operands], files: [begun]} = job.first;
	const sbsFunction = findCommand(word, sbsFunctions);
	if (!sbsFunction) {
		return answerWith(sbsMessages.SBS101E, {function: word});
	}

	// The user's machine has looked at them, if it is CMS that asks: anybody may send anything.
	const [name = '', type = ''] = operands;
	if (sbsFunction.takesMember && (!isFileName(name) || !isFileName(type))) {
		return answerWith(sbsMessages.SBS124E, {name, type});
	}

	const {date, time} = yield * job.cms.pseudoTimer();
	const {user, administrator, request} = job;
	return yield * sbsFunction.run({
		base: new DataBase(files, request),
		user,
		administrator,
		operands,
		file: begun,
		* nextOfFile() {
			return (yield * job.next())?.files[0];
		},
		now: {date, time},
	});
}

/** Does a request in the machine that has the library's disk accessed, alone. */
export function * workOn(letter: string, job: LocalJob): Step<Content> {
	const files = new MasterFiles(job.cms.disks, letter);
	const {userid} = job.cms;
	return yield * workWith(job, new SlaveFiles({
		* ask(block) {
			const [answer] = yield * files.perform(userid, block);
			return answer.block;
		},
	}));
}

export const sbsProgram: ServiceProgram = {
	name: sbsName,
	module: {name: 'SBSPROG', bytes: 48_000},
	* work(job) {
		return yield * workWith(job, new SlaveFiles(job));
	},
	* master(cms, profile) {
		const letter = profile.own('DISK');
		const disk = cms.disks.disk(letter);
		if (!disk || disk.readOnly) {
			yield * cms.console.typeError(messageLine(sbsMessages.SBS113E, {mode: letter}));
			return sbsMessages.SBS113E.returnCode;
		}

		return new MasterFiles(cms.disks, letter);
	},
};
