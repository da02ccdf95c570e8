import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import {endSession, startSession} from '../../service/session.js';
import type {SbsCommand} from '../context.js';
import {answerWith, sbsMessages} from '../message.js';

export const session: SbsCommand = {
	name: 'SESSION',
	minimum: 4,
	syntax: ['SBS SESSion STart|END'],
	summary: 'keep the machine that works for you from one SBS command to the next, or give it back',
	description: [
		'The commands of a session need not wait for a machine. It ends with SBS SESSION END, IPL or LOGOFF. After HX, '
		+ 'or the time that the installation sets (SESSION of SBS SERVICE), the next command gets another machine. '
		+ 'Where commands do not run in machines of their own a session makes no difference.',
	],
	returnCodes: ['4   there is no session to end', '8   you are in a session already'],
	origin: 'Yorktown',
	operands: [{name: 'what', kind: 'word', words: ['STart', 'END']}],
	isReadOnly: true,
	* here(cms, {operands: {what}}): Step<Content> {
		if (what === 'START') {
			return answerWith(startSession(cms) ? sbsMessages.SBS242I : sbsMessages.SBS244E);
		}

		return answerWith((yield * endSession(cms)) ? sbsMessages.SBS243I : sbsMessages.SBS245E);
	},
	* run(): Step<Content> {
		// Of the user's machine alone; whoever sends it elsewhere changes nothing there.
		return emptyContent;
	},
};
