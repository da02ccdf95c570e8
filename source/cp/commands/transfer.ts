/** TRANSFER (GC20-1820; DMKCSU): reader files go to another user, or come back from him. */
import {Failure} from '../../base/failure.js';
import type {UserCommand} from '../command.js';
import {fail, messages} from '../messages/index.js';
import {noRoom, nothingBehind, replyCount, selectFiles} from '../spool/file-selection.js';
import type {SpoolFile} from '../spool/spool-file.js';
import {isUser} from '../spool/spooled-devices.js';
import {spoolId} from '../spool/spooler.js';

export const transfer: UserCommand = {
	name: 'TRANSFER', minimum: 4, classes: 'G',
	syntax: ['TRANsfer {spoolid|CLass c|ALL} {TO|FROM} userid'],
	summary: 'give files of your virtual reader to another user, or reclaim those that you sent him',
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
		const [direction, named] = words.slice(-2);
		if (words.length < 3 || (direction !== 'TO' && direction !== 'FROM')) {
			return fail(context, messages.DMKCSU026E);
		}

		if (named.length > 8) {
			return fail(context, messages.DMKCSU020E);
		}

		const userid = named === '*' ? vm.userid : named;
		if (!isUser(context, userid)) {
			return fail(context, messages.DMKCSU053E, {userid});
		}

		const candidates =
			direction === 'TO'
				? spooler.filesOf(vm.userid, 'RDR')
				: spooler.madeBy(vm.userid).filter(({owner}) => owner === userid);
		const selection = selectFiles(context, candidates, words.slice(0, -2), nothingBehind(context));
		if (selection instanceof Failure) {
			return selection.returnCode;
		}

		const other = cp.machines.get(userid);
		const refused: SpoolFile[] = [];
		for (const file of selection.files) {
			if (!spooler.transfer(file, direction === 'TO' ? userid : vm.userid)) {
				refused.push(file);
			} else if (other && other !== vm && other.settings.imsg) {
				other.type(
					`RDR FILE ${spoolId(file.id)} TRANSFERRED ${direction === 'TO' ? 'FROM' : 'TO'} ${vm.userid}`,
					'message',
				);
			}
		}

		replyCount(context, selection.files.length - refused.length, 'TRANSFERRED');
		return noRoom(context, refused, messages.DMKCSU427E) ?? selection.returnCode;
	},
};
