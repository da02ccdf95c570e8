/** Objects of a system that is being built by another machine, which shares them with this one. */
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {NextPart, PartAnswer, SbsContext} from '../context.js';
import {idText} from '../data-base/member-id.js';
import {answerWith, sbsMessages} from '../message.js';
import {MacroTexts} from './assembling.js';
import {buildObject} from './objects.js';
import {objectTarget, sourceType} from './plan.js';
import {scopeOf} from './scope.js';
import {Controls} from './sources.js';

/** Builds what it is told to, one object after the other, until there is none for this machine. */
export function * buildParts(context: SbsContext, system: string, nextPart: NextPart): Step<Content> {
	const {store} = context;
	const scope = yield * store.read(reader => scopeOf(reader, system));
	const controls = new Controls(scope);
	const texts = new MacroTexts();
	let done: PartAnswer | undefined;
	for (let name = yield * nextPart(); name !== undefined; name = yield * nextPart(done)) {
		const source = {name, type: sourceType};
		const placed = scope.members.get(idText(source));
		done = placed
			? yield * buildObject(
				context,
				scope,
				yield * store.read(reader => objectTarget(reader, scope, controls, placed)),
				texts,
			)
			: answerWith(sbsMessages.SBS106E, source);
	}

	return emptyContent;
}
