import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import {buildSystem} from '../building/build.js';
import {buildParts} from '../building/build-parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {findSystem} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';

export const build: SbsCommand = {
	name: 'BUILD',
	minimum: 1,
	syntax: ['SBS Build system [( [FORCE] [CHECK] [)]]'],
	summary: 'make the object decks and modules of a system that are out of date',
	description: [
		'Every member of type ASSEMBLE that the system or its subsystems include becomes fn TEXT and fn LISTING, '
		+ 'every build list (type BUILD: statements INCLUDE fn..., ENTRY name, ORIGIN hex|TRANS) fn MODULE and fn MAP. '
		+ 'Names that a list leaves undefined are looked for among the system\'s objects.',
		'Macros and members for COPY come from the system that includes the source, then from the whole of the '
		+ 'outermost system in the order of inclusion. A member system CNTRL, as the control file of UPDATE, chooses '
		+ 'updates: they are in members of the source\'s name.',
		'Something is out of date when other versions would go into it than did; SBS QUERY BUILT tells which did. What '
		+ 'fails leaves the old object; what depends on it is not built, all else is.',
		'FORCE makes everything; CHECK makes nothing, but tells what would be made.',
		'Where each command has a slave, object decks are made in several at once: yours, and as many as nobody else '
		+ 'wants just then, up to MAXIMUM of SBS SERVICE. What is told and made is the same as in one.',
	],
	returnCodes: [
		'4   an assembly gave warnings',
		'8   something was not built',
		'13  the SBS disk is full',
		'28  no such system',
	],
	origin: 'Yorktown',
	operands: [{name: 'system', kind: 'fileName'}],
	options: [{name: 'FORCE'}, {name: 'CHECK'}],
	hasParts: ({options}) => options.CHECK === undefined,
	* run(context: SbsContext): Step<Content> {
		const {operands: {system: name = ''}, options} = context.given;
		const system = yield * context.store.read(reader => findSystem(reader, name));
		if (!system) {
			return answerWith(sbsMessages.SBS181E, {name});
		}

		return context.nextPart
			? yield * buildParts(context, name, context.nextPart)
			: yield * buildSystem(context, name, {force: options.FORCE === true, check: options.CHECK === true});
	},
};
