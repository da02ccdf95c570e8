import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {tell} from '../data-base/change-member.js';
import {addVersion} from '../data-base/history.js';
import {findMember, newMember, newestOf, putMember} from '../data-base/members.js';
import {type Refused} from '../data-base/refused.js';
import {refusalToStore} from '../data-base/storing.js';
import {noteTaken} from '../data-base/taken.js';
import {recordUses} from '../data-base/uses.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {openUserFile, readRecords} from '../user-file.js';
import {
	memberOf, memberOperands, modeOperand, valueOf, whyOption,
} from './operands.js';

export const put: SbsCommand = {
	name: 'PUT',
	minimum: 1,
	syntax: ['SBS Put fn ft [fm] [( [FORCE] [KEEP] [WHY text] [)]]'],
	summary: 'store your file as the next version of a member',
	description: [
		'A member that is not there yet is added, with you as its owner.',
		'Where nobody has the member reserved, the version you took with GET (or stored last) must still be the '
		+ 'newest: what others stored meanwhile is not undone.',
		'FORCE, for the owner and the administrator, stores all the same. KEEP leaves it reserved; without it what you '
		+ 'had reserved is released. WHY, the last option, is what HISTORY tells of the version.',
	],
	returnCodes: [
		'12  you may not, or somebody else has it reserved, or stored a newer version',
		'13  the SBS disk is full',
		'16  the data base cannot be read or written',
		'28  your file was not found',
	],
	origin: 'Yorktown',
	operands: [...memberOperands, modeOperand],
	userFiles: 'read',
	options: [{name: 'FORCE'}, {name: 'KEEP'}, whyOption],
	* run(context: SbsContext): Step<Content> {
		const {user, given, now, store, files} = context;
		const {name, type} = memberOf(given);
		const opened = yield * openUserFile(files, name, type, given.operands.fm ?? 'A');
		if (!('file' in opened)) {
			return opened;
		}

		function * refusal(reader: Reader): Step<Refused | undefined> {
			const member = yield * findMember(reader, name, type);
			return member && (yield * refusalToStore(reader, context, member));
		}

		// Who may not need not send it. All of it is here before the library is changed: who is slow holds nobody up.
		const records = (yield * store.read(refusal)) ? [] : yield * readRecords(opened.file);
		if (!Array.isArray(records)) {
			return records as Content;
		}

		return yield * changeLibrary(context, function * (transaction) {
			const refused = yield * refusal(transaction);
			if (refused) {
				return refused;
			}

			const before = (yield * findMember(transaction, name, type)) ?? newMember(name, type, user, now);
			const stored = yield * addVersion(transaction, before, opened.form, records, {
				user, ...now, why: valueOf(given, 'WHY') ?? '',
			});
			const member = given.options.KEEP ? stored : {...stored, reservedBy: '', reservedOn: '', reservedAt: ''};
			yield * putMember(transaction, member);
			yield * noteTaken(transaction, user, member, newestOf(member));
			yield * recordUses(transaction, member, records);
			yield * tell(transaction, context, member, `VERSION ${newestOf(member)} STORED`);
			return answerWith(sbsMessages.SBS104I, {name, type, version: newestOf(member)});
		});
	},
};
