import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {Given, SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {forgetGrantsOn} from '../data-base/grants.js';
import {refuse, type Refused} from '../data-base/refused.js';
import {refusalToChange} from '../data-base/system-rights.js';
import {
	findSystem, holdersOf, partsOf, partText, putSystem, removeSystem, systemPart, type System,
} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Transaction} from '../store/store.js';
import {isUserid} from '../syntax/kinds.js';
import {includeSystem} from './include.js';
import {operandWrong, valueOf} from './operands.js';

function * remove(transaction: Transaction, {name}: System): Step<Content | Refused> {
	const [holder] = yield * holdersOf(transaction, systemPart(name));
	const [part] = yield * partsOf(transaction, name);
	if (holder !== undefined || part) {
		return refuse(sbsMessages.SBS188E, holder === undefined
			? {name, what: 'INCLUDES', part: partText(part)}
			: {name, what: 'IS PART OF', part: `SYSTEM ${holder}`});
	}

	yield * removeSystem(transaction, name);
	yield * forgetGrantsOn(transaction, name);
	return answerWith(sbsMessages.SBS189I, {name});
}

/** What the options make of a system. */
const changed = (given: Given, system: System): System => ({
	...system,
	owner: valueOf(given, 'OWNER') ?? system.owner,
	requiresReserve: given.options.RESERVE === true || (system.requiresReserve && given.options.NORESERVE !== true),
});

/** A librarian says what a system includes, not whose it is: its owner gives rights on it. */
const refusalToGive = ({user, role, given}: SbsContext, {name, owner}: System): Refused | undefined =>
	valueOf(given, 'OWNER') !== undefined && role === 'librarian' && owner !== user
		? refuse(sbsMessages.SBS186E, {name, owner})
		: undefined;

function * define(transaction: Transaction, context: SbsContext): Step<Content | Refused> {
	const {given, user, now} = context;
	const {what, system: name = '', holder} = given.operands;
	const known = yield * findSystem(transaction, name);
	const refused = known && (refusalToChange(context, known) ?? refusalToGive(context, known));
	if (refused) {
		return refused;
	}

	if (given.options.REMOVE) {
		return known ? yield * remove(transaction, known) : refuse(sbsMessages.SBS181E, {name});
	}

	const system = changed(given, known ?? {
		name, owner: user, isSubsystem: what === 'SUBSYSTEM', requiresReserve: false, ...now, next: 1,
	});
	yield * putSystem(transaction, system);
	const answer = known
		? answerWith(sbsMessages.SBS187I, {
			name, owner: system.owner, reserve: system.requiresReserve ? 'REQUIRED' : 'NOT REQUIRED',
		})
		: answerWith(sbsMessages.SBS180I, {name, owner: system.owner});
	if (holder === undefined) {
		return answer;
	}

	const included = yield * includeSystem(transaction, context, system, holder);
	return 'lines' in included ? {...answer, lines: [...answer.lines, ...included.lines]} : included;
}

export const defineSystem: SbsCommand = {
	name: 'DEFINE',
	minimum: 3,
	syntax: [
		'SBS DEFine SYStem|SUBsystem system [IN system] [( [RESERVE|NORESERVE] [OWNER userid] [REMOVE] [)]]',
	],
	summary: 'make a system, or change or remove one',
	description: [
		'A system is made of members and of other systems (SUBSYSTEM says that it is to be part of one): INCLUDE and '
		+ 'EXCLUDE change that, BUILD makes its object decks and modules, and GRANT may give rights on all of it.',
		'Whoever defines a system owns it; OWNER, for its owner and the administrator, gives it to somebody '
		+ 'else. With RESERVE nobody stores a version of '
		+ 'its members without having reserved it. REMOVE takes an empty system away.',
	],
	returnCodes: [
		'8   the system is not empty, or would include itself',
		'12  the system is somebody else\'s',
		'28  no such system',
	],
	origin: 'Yorktown',
	operands: [
		{name: 'what', kind: 'word', words: ['SYStem', 'SUBsystem']},
		{name: 'system', kind: 'fileName'},
		{
			name: 'in', kind: 'word', words: ['IN'], optional: true,
		},
		{name: 'holder', kind: 'fileName', optional: true},
	],
	options: [{name: 'RESERVE'}, {name: 'NORESERVE'}, {name: 'OWNER', value: 'word'}, {name: 'REMOVE'}],
	check(given) {
		const {operands: {in: within, holder}, options} = given;
		if ((within === undefined) !== (holder === undefined)) {
			return operandWrong(holder ?? 'SYSTEM');
		}

		const owner = valueOf(given, 'OWNER');
		if (owner !== undefined && !isUserid(owner)) {
			return operandWrong(owner);
		}

		return options.RESERVE && options.NORESERVE ? operandWrong('NORESERVE') : undefined;
	},
	* run(context: SbsContext): Step<Content> {
		return yield * changeLibrary(context, transaction => define(transaction, context));
	},
};
