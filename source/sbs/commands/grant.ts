/** GRANT and REVOKE: rights on members by name, pattern or system. */
import {append} from '../../base/sequences.js';
import {isFileName} from '../../cms/file-system/files/file-name.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {changeGrant, everybody, rights, type Grant, type Right} from '../data-base/grants.js';
import {findMember} from '../data-base/members.js';
import {fits} from '../data-base/patterns.js';
import {refuse, type Refused} from '../data-base/refused.js';
import {may} from '../data-base/rights.js';
import {composition, findSystem} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {valueOf} from './operands.js';

const rightWords = ['Get', 'PUt', 'PROMote', 'PRODuction', 'OWN', 'ALL'] as const;

/**
 * Why the owner of a system may not grant on it: a member that it has is another's now, who gave him nothing on it.
 * Members that come later are included by who may do what their owners may.
 */
function * refusalInSystem(
	reader: Reader,
	context: SbsContext,
	{name, type, system}: {readonly name: string; readonly type: string; readonly system: string},
): Step<Refused | undefined> {
	const fitsName = fits(name);
	const fitsType = fits(type);
	for (const {members} of yield * composition(reader, system)) {
		for (const id of members) {
			const member = fitsName(id.name) && fitsType(id.type)
				? yield * findMember(reader, id.name, id.type)
				: undefined;
			if (member && !(yield * may(reader, context, member, 'OWN'))) {
				return refuse(sbsMessages.SBS108E, {...id, owner: member.owner});
			}
		}
	}

	return undefined;
}

/** Who may give or take a right: the owner on a member, a system's on it, librarians and administrators on anything. */
function * refusalToGrant(
	reader: Reader,
	context: SbsContext,
	{name, type, system, right, gives}: {
		readonly name: string;
		readonly type: string;
		readonly system: string;
		readonly right: string;
		/** It is given; whoever gave it on a system may take it back. */
		readonly gives: boolean;
	},
): Step<Refused | undefined> {
	const {user, role} = context;
	if (role !== 'user') {
		return undefined;
	}

	const refused = refuse(sbsMessages.SBS134E, {what: `GRANT ${right} ON`, name, type});
	if (right === 'PRODUCTION') {
		return refused;
	}

	if (system !== '') {
		if ((yield * findSystem(reader, system))?.owner !== user) {
			return refused;
		}

		return gives ? yield * refusalInSystem(reader, context, {name, type, system}) : undefined;
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
			name, type, system, right: word, gives: message === sbsMessages.SBS140I,
		});
		if (refused) {
			return refused;
		}

		const lines: string[] = [];
		for (const {userid: user = ''} of given.rows) {
			yield * changeGrant(transaction, {
				user, name, type, system,
			}, (has, taken) => change(some)(has, taken, user), {user: by, ...now});
			append(lines, answerWith(message, {
				rights: word, user, name, type, system: system === '' ? '' : ` OF SYSTEM ${system}`,
			}).lines);
		}

		return {...emptyContent, lines};
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
		+ 'members, and on their systems where each of these members is theirs to grant on; librarians and the '
		+ 'administrator on all.',
		'What is granted on the name of a member goes with it where it is renamed, and ends with it.',
		'GET: to copy, where that was revoked from everybody. PUT: to store versions. PROMOTE: to promote to '
		+ 'INTEGRATION. PRODUCTION: to PRODUCTION. OWN: what the owner may. ALL: all of these but PRODUCTION.',
	],
	returnCodes: ['12  you may not', '28  no such member'],
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
	],
	returnCodes: ['12  you may not', '28  no such member'],
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
