/** ORDER (GC20-1820, GC20-1806; DMKCSU): which closed spool files come first. */
import {Failure} from '../../base/failure.js';
import type {UserCommand} from '../command.js';
import {fail, messages} from '../messages/index.js';
import {
	noRoom, queueNamed, replyCount, selectSeveral,
} from '../spool/file-selection.js';
import {filesInReach, whose} from '../spool/whose.js';

export const order: UserCommand = {
	name: 'ORDER', minimum: 3, classes: 'DG',
	syntax: [
		'ORDer {Reader|RDR|Printer|PRT|PUnch|PCH} {CLass c|spoolid} ...',
		'ORDer {userid|SYSTEM} ...        (class D)',
	],
	summary: 'put closed spool files at the head of their queue, in the order named',
	description: [
		'Class D may name whose files are put first, SYSTEM for everybody\'s, or give the number of anybody\'s file.',
	],
	returnCodes: [
		'26  OPERAND MISSING OR INVALID',
		'27  SPOOLID MISSING OR INVALID',
		'28  CLASS MISSING OR INVALID',
		'35  DEVICE TYPE MISSING OR INVALID',
		'42  SPOOLID spoolid DOES NOT EXIST',
		'427 SPOOL SPACE FULL; FILE spoolid NOT CHANGED',
	],
	run(context) {
		const {cp: {spooler}} = context;
		const reach = whose(context, context.words, each => queueNamed(each) !== undefined);
		const [word, ...words] = reach.words;
		const queue = queueNamed(word);
		if (!queue) {
			return fail(context, messages.DMKCSU035E);
		}

		if (words[0] === 'ALL') {
			return fail(context, messages.DMKCSU003E, {option: 'ALL'});
		}

		const selection = selectSeveral(
			context,
			first => filesInReach(context, reach, first, owner => spooler.filesOf(owner, queue)),
			words,
		);
		if (selection instanceof Failure) {
			return selection.returnCode;
		}

		const {files, returnCode} = selection;
		const refused = spooler.order(files);
		replyCount(context, files.length - refused.length, 'ORDERED');
		return noRoom(context, refused, messages.DMKCSU427E) ?? returnCode;
	},
};
