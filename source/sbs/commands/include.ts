import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {OperandDefinition, SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {idText} from '../data-base/member-id.js';
import {fittingMembers} from '../data-base/members.js';
import {Refused, refuse} from '../data-base/refused.js';
import {may} from '../data-base/rights.js';
import {refusalInSystem, systemToChange} from '../data-base/system-rights.js';
import {
	circleOf, findSystem, includePart, memberPart, systemPart, type System,
} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Transaction} from '../store/store.js';

/** Operands of INCLUDE and EXCLUDE: members, or SYSTEM and a name; IN; a system. */
export const partOperands = (word: 'IN' | 'FROM'): readonly OperandDefinition[] => [
	{name: 'fn', kind: 'namePattern'},
	{name: 'ft', kind: 'typePattern'},
	{name: 'in', kind: 'word', words: [word]},
	{name: 'system', kind: 'fileName'},
];

/** The system that a line names in place of a member, if it does. */
export function * namedSystem(transaction: Transaction, {given}: SbsContext): Step<System | undefined> {
	const {fn, ft = ''} = given.operands;
	return fn === 'SYSTEM' || fn === 'SUBSYSTEM' ? yield * findSystem(transaction, ft) : undefined;
}

/**
 * Includes a system in another. Who may change both, and do what the owners of its members may, may do that: what is
 * granted on the outer one is granted on all of the inner one.
 */
export function * includeSystem(
	transaction: Transaction,
	context: SbsContext,
	part: System,
	holder: string,
): Step<Content | Refused> {
	for (const name of [holder, part.name]) {
		const system = yield * systemToChange(transaction, context, name);
		if (system instanceof Refused) {
			return system;
		}
	}

	const refused = yield * refusalInSystem(transaction, context, part.name, {name: '*', type: '*'});
	if (refused) {
		return refused;
	}

	const circle = yield * circleOf(transaction, holder, part.name);
	if (circle) {
		return refuse(sbsMessages.SBS185E, {system: holder, circle: circle.join(' > ')});
	}

	yield * includePart(transaction, (yield * findSystem(transaction, holder))!, systemPart(part.name));
	return answerWith(sbsMessages.SBS182I, {part: `SYSTEM ${part.name}`, system: holder});
}

/** Includes members: those whose owner the user is, or may act for, so that no grant gives him more than he has. */
function * includeMembers(transaction: Transaction, context: SbsContext, system: string): Step<Content | Refused> {
	const {fn: name = '', ft: type = ''} = context.given.operands;
	const holder = yield * systemToChange(transaction, context, system);
	if (holder instanceof Refused) {
		return holder;
	}

	const members = yield * fittingMembers(transaction, name, type);
	if (members.length === 0) {
		return refuse(sbsMessages.SBS106E, {name, type});
	}

	const lines: string[] = [];
	for (const member of members) {
		if (!(yield * may(transaction, context, member, 'OWN'))) {
			return refuse(sbsMessages.SBS108E, {name: member.name, type: member.type, owner: member.owner});
		}

		// The place of the one before is noted in the system's entry.
		yield * includePart(transaction, (yield * findSystem(transaction, system))!, memberPart(member));
		append(lines, answerWith(sbsMessages.SBS182I, {part: idText(member), system}).lines);
	}

	return {...emptyContent, lines};
}

export const include: SbsCommand = {
	name: 'INCLUDE',
	minimum: 3,
	syntax: ['SBS INClude fn ft IN system', 'SBS INClude SYSTEM system IN system'],
	summary: 'make members, or a whole system, part of a system',
	description: [
		'Name and type may be patterns. What is included comes behind what is there: that is the order in which BUILD '
		+ 'looks for macros. A system that would be part of itself, over others too, is refused.',
		'You must be able to change the system, and to do what the owner of each member may, of each member of a '
		+ 'system that is included too: what is granted on the system is granted on it.',
	],
	returnCodes: [
		'8   the system would include itself',
		'12  the system, or a member, is somebody else\'s',
		'28  no such system or member',
	],
	origin: 'Yorktown',
	operands: partOperands('IN'),
	* run(context: SbsContext): Step<Content> {
		const {system = ''} = context.given.operands;
		return yield * changeLibrary(context, function * (transaction) {
			const part = yield * namedSystem(transaction, context);
			return part
				? yield * includeSystem(transaction, context, part, system)
				: yield * includeMembers(transaction, context, system);
		});
	},
};
