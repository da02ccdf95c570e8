/** PUNCH (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import {cardLength} from '../../../base/unit-record.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fitted} from '../../file-system/files/records.js';
import {readCard} from '../../unit-record/read-card.js';
import {unit} from '../../unit-record/unit-records.js';
import {fileId, guarded} from '../files/file-operands.js';
import {
	findOutput, inputMembers, sendFile,
} from './unit-commands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSPUN';

type Options = {readonly header: boolean; readonly member: string | undefined};

function * parseOptions(cms: Cms, options: readonly string[]): Step<Options | Failure> {
	let header = true;
	let member: string | undefined;
	for (let index = 0; index < options.length; index++) {
		const option = options[index];
		if (isAbbreviation(option, 'MEMBER', 3)) {
			member = options[++index];
			if (member === undefined) {
				return new Failure(yield * cms.message(messages.DMSPUN005E, {option: 'MEMBER'}));
			}
		} else if (isAbbreviation(option, 'HEADER', 1) || isAbbreviation(option, 'NOHEADER', 3)) {
			header = option.startsWith('H');
		} else {
			return new Failure(yield * cms.message(messages.DMSPUN003E, {option}));
		}
	}

	return {header, member};
}

function * punchFile({cms, operands}: CmsContext, {header, member}: Options): Step<number> {
	const found = yield * findOutput(cms, module, operands, unit.punch);
	if (found instanceof Failure) {
		return found.returnCode;
	}

	const members = yield * inputMembers(cms, module, found, member);
	if (members instanceof Failure) {
		return members.returnCode;
	}

	if (members.some(({records}) => records.some(record => record.length > cardLength))) {
		return yield * cms.message(messages.DMSPUN044E);
	}

	const {status} = found;
	const type = member === undefined ? status.type : (status.type === 'TXTLIB' ? 'TEXT' : 'MEMBER');
	const cards = members.flatMap(({name, records}) => {
		const named = {...status, name: name ?? status.name, type};
		return header ? [readCard(found.disk, named), ...records] : records;
	});
	const sent = member === undefined || member === '*' ? status : {...status, name: member, type};
	const end = yield * sendFile(cms, unit.punch, sent, cards, record =>
		cms.unitRecords.punch(fitted(record, cardLength)));
	return end === 'ok' ? 0 : yield * cms.message(messages.DMSPUN118S, {file: fileId(status)});
}

export const punch: CmsCommand = {
	name: 'PUNCH',
	minimum: 2,
	syntax: ['PUnch fn ft [fm|*] [([Header|NOHeader] [MEMber name|*][)]]'],
	summary: 'Punches a file on the virtual punch (00D)',
	description: [
		'A card in front names the file, so that READCARD can give it its name again; NOHEADER leaves it out. MEMBER '
		+ 'punches a member of a MACLIB or TXTLIB, with * each, and such a card in front of each.',
	],
	returnCodes: [
		'20   Invalid character in the file identifier.',
		'24   Invalid operand or option.',
		'28   File not found.',
		'32   Records longer than a card, no library, or no such member.',
		'36   Disk not accessed, or no punch.',
		'100  Error of the punch or the disk.',
	],
	* run(context) {
		const {cms, operands, options} = context;
		const chosen = yield * parseOptions(cms, options);
		return chosen instanceof Failure
			? chosen.returnCode
			: yield * guarded(cms, module, operands.join(' '), punchFile(context, chosen));
	},
};
