/** PURGE (GC20-1820, GC20-1806; DMKCSU): drops closed spool files of one's own; class D anybody's. */
import {Failure} from '../../base/failure.js';
import type {UserCommand, UserContext} from '../command.js';
import {fail, messages} from '../messages/index.js';
import {queueNamed, replyCount, selectSeveral} from '../spool/file-selection.js';
import {spoolQueues} from '../spool/spool-file.js';
import {filesInReach, whose} from '../spool/whose.js';

const isQueue = (word: string | undefined): word is string => word === 'ALL' || queueNamed(word) !== undefined;

export const purge: UserCommand = {
	name: 'PURGE', minimum: 3, classes: 'DEG',
	syntax: [
		'PURge {Reader|RDR|Printer|PRT|PUnch|PCH} {ALL|{CLass c|spoolid}...}',
		'PURge ALL',
		'PURge {userid|SYSTEM} ...        (class D)',
		'PURge NSS name                   (class E, later VM)',
	],
	summary: 'remove closed spool files',
	description: [
		'Class D may name whose files go, SYSTEM for everybody\'s, or give the number of anybody\'s file.',
		'NSS: what SAVESYS saved under the name goes; machines that have loaded it keep it.',
	],
	returnCodes: [
		'26  OPERAND MISSING OR INVALID',
		'27  SPOOLID MISSING OR INVALID',
		'28  CLASS MISSING OR INVALID',
		'35  DEVICE TYPE MISSING OR INVALID',
		'42  SPOOLID spoolid DOES NOT EXIST',
		'44  SYSTEM name DOES NOT EXIST',
	],
	run(context) {
		const {cp: {spooler}, vm} = context;
		if (context.words[0] === 'NSS' && vm.classes.includes('E')) {
			return purgeSystem(context);
		}

		if (!/[DG]/.test(vm.classes)) {
			return fail(context, messages.DMKCSU035E);
		}

		const reach = whose(context, context.words, isQueue);
		const [word, ...words] = reach.words;
		if (!isQueue(word)) {
			return fail(context, messages.DMKCSU035E);
		}

		const queue = queueNamed(word);
		// What stands behind PURGE ALL is not looked at.
		const selection = selectSeveral(
			context,
			first => spoolQueues
				.filter(each => word === 'ALL' || each === queue)
				.flatMap(each => filesInReach(context, reach, first, owner => spooler.filesOf(owner, each))),
			word === 'ALL' ? ['ALL'] : words,
		);
		if (selection instanceof Failure) {
			return selection.returnCode;
		}

		for (const file of selection.files) {
			spooler.purge(file);
		}

		replyCount(context, selection.files.length, 'PURGED');
		return selection.returnCode;
	},
};

/** A command of later VM: GC24-6175, "PURGE NSS". */
function purgeSystem(context: UserContext): number {
	const {cp: {systems}, words: [, name, ...rest]} = context;
	if (name === undefined || rest.length > 0) {
		return fail(context, messages.DMKCFG026E);
	}

	if (!systems.purge(name)) {
		return fail(context, messages.DMKCFG044E, {system: name});
	}

	replyCount(context, 1, 'PURGED');
	return 0;
}
