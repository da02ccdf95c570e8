/** GRANT and REVOKE: rights on members by name, pattern or system. */
import {limits} from '../../base/limits.js';
import {append} from '../../base/sequences.js';
import {isFileName} from '../../cms/file-system/files/file-name.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {Role, SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {changeGrant, everybody, rights, type Grant, type Right} from '../data-base/grants.js';
import {findMember} from '../data-base/members.js';
import {refuse, type Refused} from '../data-base/refused.js';
import {may, ofLibrarians} from '../data-base/rights.js';
import {refusalInSystem} from '../data-base/system-rights.js';
import {findSystem} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {valueOf} from './operands.js';

const rightWords = ['Get', 'PUt', 'PROMote', 'PRODuction', 'OWN', 'ALL'] as const;

/** Whether a role alone lets somebody give or take rights, on anything: librarians those that they have themselves. */
const hasByRole = (role: Role, some: readonly Right[]): boolean =>
	role === 'administrator' || (role === 'librarian' && some.every(right => ofLibrarians.has(right)));

/** Who may give or take rights, else: the owner on a member, a system's on it. */
function * refusalToGrant(
	reader: Reader,
	context: SbsContext,
	{name, type, system, word, some, gives}: {
		readonly name: string;
		readonly type: string;
		readonly system: string;
		/** The rights, and how the line calls them. */
		readonly word: string;
		readonly some: readonly Right[];
		/** It is given; whoever gave it on a system may take it back. */
		readonly gives: boolean;
	},
): Step<Refused | undefined> {
	const {user, role} = context;
	if (hasByRole(role, some)) {
		return undefined;
	}

	const refused = refuse(sbsMessages.SBS134E, {what: `${gives ? 'GRANT' : 'REVOKE'} ${word} ON`, name, type});
	if (some.includes('PRODUCTION')) {
		return refused;
	}

	if (system !== '') {
		if ((yield * findSystem(reader, system))?.owner !== user) {
			return refused;
		}

		return gives ? yield * refusalInSystem(reader, context, system, {name, type}) : undefined;
	}

	if (!isFileName(name) || !isFileName(type)) {
		return refused;
	}

	const member = yield * findMember(reader, name, type);
	if (!member) {
		return refuse(sbsMessages.SBS106E, {name, type});
	}

	return (yield * may(reader, context, member, 'OWN')) ? undefined : refused;
}

type Change = (some: readonly Right[]) => (rights: readonly Right[], taken: readonly Right[], user: string) =>
Pick<Grant, 'rights' | 'taken'>;

function * changeRights(
	context: SbsContext,
	message: typeof sbsMessages.SBS140I | typeof sbsMessages.SBS141I,
	change: Change,
): Step<Content> {
	const {given, user: by, now} = context;
	const {right: word = 'ALL', fn: name = '*', ft: type = '*'} = given.operands;
	const system = valueOf(given, 'SYSTEM') ?? '';
	// ALL is what the owner of a member can give: PRODUCTION is not his.
	const some = rights.filter(each => word === 'ALL' ? each !== 'PRODUCTION' : each === word);
	return yield * changeLibrary(context, function * (transaction) {
		const refused = yield * refusalToGrant(transaction, context, {
			name, type, system, word, some, gives: message === sbsMessages.SBS140I,
		});
		if (refused) {
			return refused;
		}

		const lines: string[] = [];
		let returnCode = 0;
		for (const {userid: user = ''} of given.rows) {
			const outcome = yield * changeGrant(transaction, {
				user, name, type, system,
			}, (has, taken) => change(some)(has, taken, user), {user: by, ...now});
			if (outcome === 'tooMany') {
				return refuse(sbsMessages.SBS172E, {user, count: limits.libraryGrants.value});
			}

			const told = outcome === 'nothing' && message === sbsMessages.SBS141I ? sbsMessages.SBS173I : message;
			const answer = answerWith(told, {
				rights: word, user, name, type, system: system === '' ? '' : ` OF SYSTEM ${system}`,
			});
			append(lines, answer.lines);
			returnCode = Math.max(returnCode, answer.returnCode);
		}

		return {...emptyContent, returnCode, lines};
	});
}

const operands: SbsCommand['operands'] = [
	{name: 'right', kind: 'word', words: rightWords},
	{name: 'fn', kind: 'namePattern'},
	{name: 'ft', kind: 'typePattern'},
	{
		name: 'TO', kind: 'word', words: ['TO', 'FROM'], optional: true,
	},
	{name: 'userid', kind: 'useridPattern', repeated: true},
];

export const grant: SbsCommand = {
	name: 'GRANT',
	minimum: 2,
	syntax: ['SBS GRant Get|PUt|PROMote|PRODuction|OWN|ALL fn ft [TO] userid... [( [SYStem name] [)]]'],
	summary: 'give users (* is everybody) rights on members',
	description: [
		'Names may be patterns; with SYSTEM they are those of the members of a system. Owners grant on their '
		+ 'members, and on their systems where each of these members is theirs to grant on; the administrator on all. '
		+ 'Librarians grant GET, PROMOTE and PRODUCTION on all: what they have themselves.',
		'What is granted on the name of a member goes with it where it is renamed, and ends with it.',
		'GET: to copy, where that was revoked from everybody. PUT: to store versions. PROMOTE: to promote to '
		+ 'INTEGRATION. PRODUCTION: to PRODUCTION. OWN: what the owner may. ALL: all of these but PRODUCTION.',
	],
	returnCodes: ['12  you may not, or the user has as many grants as there can be', '28  no such member'],
	origin: 'Yorktown',
	operands,
	options: [{name: 'SYStem', value: 'name'}],
	* run(context: SbsContext): Step<Content> {
		return yield * changeRights(context, sbsMessages.SBS140I, some => (has, taken) => ({
			rights: rights.filter(right => has.includes(right) || some.includes(right)),
			taken: taken.filter(right => !some.includes(right)),
		}));
	},
};

export const revoke: SbsCommand = {
	name: 'REVOKE',
	minimum: 3,
	syntax: ['SBS REVoke Get|PUt|PROMote|PRODuction|OWN|ALL fn ft [FROM] userid... [( [SYStem name] [)]]'],
	summary: 'take rights from users (* is everybody)',
	description: [
		'Names as they were granted. GET revoked from * leaves copying to owners, librarians, the administrator and '
		+ 'those to whom GET is granted; GRANT GET to * gives it back.',
		'Who may grant a right may revoke it, whoever granted it.',
	],
	returnCodes: ['4   some of the users had nothing to revoke', '12  you may not', '28  no such member'],
	origin: 'Yorktown',
	operands,
	options: [{name: 'SYStem', value: 'name'}],
	* run(context: SbsContext): Step<Content> {
		return yield * changeRights(context, sbsMessages.SBS141I, some => (has, taken, user) => ({
			rights: has.filter(right => !some.includes(right)),
			// Of what everybody may only GET needs no grant.
			taken: user === everybody && some.includes('GET') ? ['GET'] : taken,
		}));
	},
};
