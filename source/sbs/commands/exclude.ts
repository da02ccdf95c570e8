import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {fits} from '../data-base/patterns.js';
import {Refused, refuse} from '../data-base/refused.js';
import {systemToChange} from '../data-base/system-rights.js';
import {excludePart, partsOf, partText} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Transaction} from '../store/store.js';
import {partOperands} from './include.js';

function * exclude(transaction: Transaction, context: SbsContext): Step<Content | Refused> {
	const {fn = '', ft = '', system = ''} = context.given.operands;
	const holder = yield * systemToChange(transaction, context, system);
	if (holder instanceof Refused) {
		return holder;
	}

	const parts = yield * partsOf(transaction, system);
	const isSystem = fn === 'SYSTEM' || fn === 'SUBSYSTEM';
	const named = isSystem ? parts.filter(({kind, name}) => kind === 'system' && name === ft) : [];
	const fitsName = fits(fn);
	const fitsType = fits(ft);
	const chosen = named.length > 0
		? named
		: parts.filter(({kind, name, type}) => kind === 'member' && fitsName(name) && fitsType(type));
	if (chosen.length === 0) {
		return refuse(sbsMessages.SBS184E, {part: `${fn} ${ft}`, system});
	}

	const lines: string[] = [];
	for (const part of chosen) {
		yield * excludePart(transaction, system, part);
		append(lines, answerWith(sbsMessages.SBS183I, {part: partText(part), system}).lines);
	}

	return {...emptyContent, lines};
}

export const excludeFromSystem: SbsCommand = {
	name: 'EXCLUDE',
	minimum: 3,
	syntax: ['SBS EXClude fn ft FROM system', 'SBS EXClude SYSTEM system FROM system'],
	summary: 'take members, or a whole system, out of a system',
	description: ['Name and type may be patterns. What is taken out stays in the library.'],
	returnCodes: ['12  the system is somebody else\'s', '28  no such system, or it does not include that'],
	origin: 'Yorktown',
	operands: partOperands('FROM'),
	* run(context: SbsContext): Step<Content> {
		return yield * changeLibrary(context, transaction => exclude(transaction, context));
	},
};
