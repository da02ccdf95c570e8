/** TELL (SC19-6209, which could not be had): a message to users of this system, by userid or by a name of NAMES. */
import {Failure} from '../../../base/failure.js';
import {longestCpCommand} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {guarded} from '../files/file-operands.js';
import {namesType} from './names-file.js';
import {parseRecipients, resolveRecipients, type Recipient} from './recipients.js';

const module = 'DMSTLL';

/** `TELL name [AT node] text`, blanks of the text kept. */
const pattern = /^ *[^ ]+ +(?<to>[^ ]+(?: +at +[^ ]+|(?! +at(?: |$)))) +(?<text>[^ ].*)$/is;

function * tellEach(cms: Cms, recipients: readonly Recipient[], text: string): Step<number> {
	const userids = yield * resolveRecipients(cms, module, recipients);
	if (userids instanceof Failure) {
		return userids.returnCode;
	}

	let returnCode = 0;
	for (const userid of userids) {
		const {rc} = yield * cms.cp(`MSG ${userid} ${text}`.slice(0, longestCpCommand));
		returnCode = rc === 0 ? returnCode : rc;
	}

	return returnCode;
}

export const tell: CmsCommand = {
	name: 'TELL',
	minimum: 4,
	syntax: ['TELL {userid|name} [AT node] text'],
	summary: 'Sends a message to a user, or to several by a name.',
	description: [
		'A name of userid NAMES (see NAMEFIND) stands for its :userid., or for everybody in its :list.; other names '
		+ 'are userids. Each is sent the text by MSG of CP, which says so where a user is not logged on or does not '
		+ 'want messages.',
		'The node can be this system alone, by its name or *: there is no network.',
	],
	returnCodes: [
		'24   Name or text is missing.',
		'32   The name has no userid, or the node cannot be reached.',
		'45   The last that could not be told is not logged on.',
		'57   He does not receive messages.',
		'100  Error of the disk.',
	],
	origin: 'VM/SP',
	* run({cms, call}) {
		const {to, text} = pattern.exec(call.line)?.groups ?? {};
		const recipients = to === undefined ? undefined : parseRecipients(to.split(/ +/));
		return recipients === undefined
			? yield * cms.message(messages.DMSTLL545E)
			: yield * guarded(cms, module, `${cms.userid} ${namesType}`, tellEach(cms, recipients, text));
	},
};
