import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {
	memberOf, memberOperands, modeOperand, whyOption,
} from './operands.js';
import {storeFile} from './store-file.js';

export const put: SbsCommand = {
	name: 'PUT',
	minimum: 1,
	syntax: ['SBS Put fn ft [fm] [( [FORCE] [KEEP] [WHY text] [)]]'],
	summary: 'store your file as the next version of a member',
	description: [
		'A member that is not there yet is added, with you as its owner.',
		'Where nobody has the member reserved, the version you took with GET (or stored last) must still be the '
		+ 'newest: what others stored meanwhile is not undone.',
		'FORCE, for the owner and the administrator, stores all the same. KEEP leaves it reserved '
		+ 'where you had that; otherwise nobody has it reserved then. WHY, the last option, is what HISTORY tells of '
		+ 'the version.',
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
		const {given} = context;
		return yield * storeFile(context, {...memberOf(given), mode: given.operands.fm ?? 'A'});
	},
};
