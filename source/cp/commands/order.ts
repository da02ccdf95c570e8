/** ORDER (GC20-1820, GC20-1806; DMKCSU): which closed spool files come first. */
import {Failure} from '../../base/failure.js';
import type {UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {append} from '../../base/sequences.js';
import {fail, messages} from '../messages/index.js';
import {noRoom, queueNamed, replyCount, selectFiles} from '../spool/file-selection.js';
import type {SpoolFile} from '../spool/spool-file.js';
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

		const ordered: SpoolFile[] = [];
		let returnCode = 0;
		let rest: readonly string[] = words;
		do {
			if (rest[0] === 'ALL') {
				return fail(context, messages.DMKCSU003E, {option: 'ALL'});
			}

			const files = filesInReach(context, reach, rest[0], owner => spooler.filesOf(owner, queue));
			const selection = selectFiles(context, files, rest);
			if (selection instanceof Failure) {
				return selection.returnCode;
			}

			append(ordered, selection.files);
			returnCode = selection.returnCode === 0 ? returnCode : selection.returnCode;
			rest = selection.rest;
		} while (rest.length > 0 && (isAbbreviation(rest[0], 'CLASS', 2) || /^\d/.test(rest[0])));

		if (rest.length > 0) {
			return fail(context, messages.DMKCSU003E, {option: rest[0]});
		}

		const files = [...new Set(ordered)];
		const refused = spooler.order(files);
		replyCount(context, files.length - refused.length, 'ORDERED');
		return noRoom(context, refused, messages.DMKCSU427E) ?? returnCode;
	},
};
