import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import {MacroTexts} from '../building/assembling.js';
import {buildObject} from '../building/objects.js';
import {objectTarget, sourceType, type ObjectTarget} from '../building/plan.js';
import {scopeOf, type Scope} from '../building/scope.js';
import {Controls} from '../building/sources.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {idText} from '../data-base/member-id.js';
import {systemsOf} from '../data-base/membership.js';
import {findSystem} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {operandWrong} from './operands.js';

/** The source as a target in its system, or what is wrong. */
function * target(
	reader: Reader,
	name: string,
	asked: string | undefined,
): Step<{readonly scope: Scope; readonly object: ObjectTarget} | Content> {
	const source = {name, type: sourceType};
	const system = asked ?? (yield * systemsOf(reader, source)).at(0);
	if (system === undefined) {
		return answerWith(sbsMessages.SBS208E, source);
	}

	if (!(yield * findSystem(reader, system))) {
		return answerWith(sbsMessages.SBS181E, {name: system});
	}

	const scope = yield * scopeOf(reader, system);
	const placed = scope.members.get(idText(source));
	if (!placed) {
		return answerWith(sbsMessages.SBS184E, {part: idText(source), system});
	}

	return placed.version === 0
		? answerWith(sbsMessages.SBS106E, source)
		: {scope, object: yield * objectTarget(reader, scope, new Controls(scope), placed)};
}

export const assembleMember: SbsCommand = {
	name: 'ASSEMBLE',
	minimum: 3,
	syntax: ['SBS ASSemble fn [IN system]'],
	summary: 'make the object deck and the listing of a source of a system',
	description: [
		'As BUILD does it, whether it is out of date or not: the newest version of fn ASSEMBLE, with the updates that '
		+ 'the control file chooses, macros and members for COPY from the system. With errors the old deck stays; the '
		+ 'listing has them.',
	],
	returnCodes: ['4   warnings', '8   it does not assemble', '12  you may not', '28  no such member or system'],
	origin: 'Yorktown',
	operands: [
		{name: 'fn', kind: 'fileName'},
		{
			name: 'in', kind: 'word', words: ['IN'], optional: true,
		},
		{name: 'system', kind: 'fileName', optional: true},
	],
	check: ({operands: {in: within, system}}) =>
		(within === undefined) === (system === undefined) ? undefined : operandWrong(system ?? 'SYSTEM'),
	* run(context: SbsContext): Step<Content> {
		const {fn: name = '', system} = context.given.operands;
		const found = yield * context.store.read(reader => target(reader, name, system));
		if (!('scope' in found)) {
			return found;
		}

		const {lines, returnCode} = yield * buildObject(context, found.scope, found.object, new MacroTexts());
		return {...emptyContent, lines, returnCode};
	},
};
