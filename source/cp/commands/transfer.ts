/** TRANSFER (GC20-1820, GC20-1806; DMKCSU): reader files go to another user, or come back from him. */
import {Failure} from '../../base/failure.js';
import type {UserCommand, UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {noRoom, nothingBehind, replyCount, selectFiles} from '../spool/file-selection.js';
import type {SpoolFile} from '../spool/spool-file.js';
import {isUser} from '../spool/spooled-devices.js';
import {spoolId} from '../spool/spooler.js';
import {filesInReach, whose} from '../spool/whose.js';

export const transfer: UserCommand = {
	name: 'TRANSFER', minimum: 4, classes: 'DG',
	syntax: [
		'TRANsfer {spoolid|CLass c|ALL} {To userid|From {userid|ALL}}',
		'TRANsfer {userid|SYSTEM} {spoolid|CLass c|ALL} {To userid|From {userid|ALL}}    (class D)',
	],
	summary: 'give files of your virtual reader to another user, or reclaim those that you sent him',
	description: [
		'Class D may name in whose reader the files are (with FROM: who made them), or give the number of anybody\'s '
		+ 'file.',
	],
	returnCodes: [
		'20  USERID MISSING OR INVALID',
		'26  OPERAND MISSING OR INVALID',
		'27  SPOOLID MISSING OR INVALID',
		'28  CLASS MISSING OR INVALID',
		'42  SPOOLID spoolid DOES NOT EXIST',
		'53  userid NOT IN CP DIRECTORY',
		'427 SPOOL SPACE FULL; FILE spoolid NOT CHANGED',
	],
	run(context) {
		const {cp, vm, words} = context;
		const {spooler} = cp;
		const [word = '', named = ''] = words.slice(-2);
		const isTo = isAbbreviation(word, 'TO', 1);
		if (words.length < 3 || (!isTo && !isAbbreviation(word, 'FROM', 1))) {
			return fail(context, messages.DMKCSU026E);
		}

		if (named.length > 8) {
			return fail(context, messages.DMKCSU020E);
		}

		// FROM ALL: whoever has them now.
		const isFromAll = !isTo && named === 'ALL';
		const userid = named === '*' ? vm.userid : named;
		if (!isFromAll && !isUser(context, userid)) {
			return fail(context, messages.DMKCSU053E, {userid});
		}

		const reach = whose(context, words.slice(0, -2), isSelection);
		const candidates = filesInReach(context, reach, reach.words[0], owner => isTo
			? spooler.filesOf(owner, 'RDR')
			: spooler.madeBy(owner).filter(file => isFromAll || file.owner === userid));
		const selection = selectFiles(context, candidates, reach.words, nothingBehind(context));
		if (selection instanceof Failure) {
			return selection.returnCode;
		}

		const refused: SpoolFile[] = [];
		for (const file of selection.files) {
			const before = file.owner;
			const after = isTo ? userid : file.originator;
			if (!spooler.transfer(file, after)) {
				refused.push(file);
				continue;
			}

			// Who gets it, and who had it, is told; and who issued the command what he did.
			tell(context, after, file, 'FROM', before);
			tell(context, before, file, 'TO', after);
			if (vm.settings.imsg) {
				context.reply(isTo ? transferred(file, 'TO', after) : transferred(file, 'FROM', before));
			}
		}

		replyCount(context, selection.files.length - refused.length, 'TRANSFERRED');
		return noRoom(context, refused, messages.DMKCSU427E) ?? selection.returnCode;
	},
};

type Way = 'FROM' | 'TO';

const transferred = ({id}: SpoolFile, how: Way, other: string): string =>
	`RDR FILE ${spoolId(id)} TRANSFERRED ${how} ${other}`;

function tell({cp, vm}: UserContext, whom: string, file: SpoolFile, how: Way, other: string): void {
	if (whom !== vm.userid && whom !== other) {
		cp.spooler.tell(whom, transferred(file, how, other));
	}
}

/** A word that a selection of files begins with. */
const isSelection = (word: string): boolean =>
	word === 'ALL' || isAbbreviation(word, 'CLASS', 2) || /^\d{1,4}$/.test(word);
