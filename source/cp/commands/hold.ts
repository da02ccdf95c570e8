/**
 * HOLD and FREE (GC20-1806; DMKCSP): a user's printer and punch files, those that he has and those that he will make,
 * wait until the spooling operator frees them.
 */
import type {UserCommand, UserContext} from '../command.js';
import {fail, messages} from '../messages/index.js';
import {queueNamed} from '../spool/file-selection.js';
import {everybody} from '../spool/hold-queue.js';
import {isUser} from '../spool/spooled-devices.js';
import type {OutputQueue} from '../spool/spool-file.js';

const outputQueues: readonly OutputQueue[] = ['PRT', 'PUN'];

const returnCodes = [
	'3   INVALID OPTION - option',
	'20  USERID MISSING OR INVALID',
	'35  DEVICE TYPE MISSING OR INVALID',
	'53  userid NOT IN CP DIRECTORY',
	'427 SPOOL SPACE FULL; userid NOT CHANGED',
];

export const hold: UserCommand = {
	name: 'HOLD', minimum: 2, classes: 'D',
	syntax: ['HOld {userid|SYSTEM} [ALL|Printer|PRT|PUnch|PCH]'],
	summary: 'keep a user\'s printer and punch files from the real units until FREE',
	description: [
		'Files that he has and those that he makes later: QUERY PRINTER shows SYS. What is being printed goes on. '
		+ 'SYSTEM: everybody\'s.',
	],
	returnCodes,
	run: context => change(context, (userid, queues) => context.cp.spooler.holds.hold(userid, queues)),
};

export const free: UserCommand = {
	name: 'FREE', minimum: 2, classes: 'D',
	syntax: ['FRee {userid|SYSTEM} [ALL|Printer|PRT|PUnch|PCH]'],
	summary: 'take back HOLD: the real units process the user\'s files again',
	description: ['What its user, or CHANGE, holds stays held. SYSTEM: everybody\'s.'],
	returnCodes,
	run: context => change(context, (userid, queues) => context.cp.spooler.free(userid, queues)),
};

function change(context: UserContext, apply: (userid: string, queues: readonly OutputQueue[]) => boolean): number {
	const [userid, word = 'ALL', ...more] = context.words;
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKCSP020E);
	}

	const queue = queueNamed(word);
	if ((queue === undefined || queue === 'RDR') && word !== 'ALL') {
		return fail(context, messages.DMKCSP035E);
	}

	if (more.length > 0) {
		return fail(context, messages.DMKCSP003E, {option: more[0]});
	}

	if (userid !== everybody && !isUser(context, userid)) {
		return fail(context, messages.DMKCSP053E, {userid});
	}

	return apply(userid, queue === undefined || queue === 'RDR' ? outputQueues : [queue])
		? 0
		: fail(context, messages.DMKCSP427E, {userid});
}
