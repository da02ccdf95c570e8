/**
 * AUTHORIZE and UNAUTHORIZE: a user edits the list of those who may signal his machine (the paper, "Intermachine
 * Communication Functions"). Signals go to a program: while none in the machine has said where it wants to be told,
 * they are refused all the same.
 */
import {accepted} from '../../base/intermachine.js';
import type {UserCommand} from '../command.js';
import {fail, messages} from '../messages/index.js';

const isUserid = (word: string | undefined): word is string => word !== undefined && word.length <= 8;

export const authorize: UserCommand = {
	name: 'AUTHORIZE', minimum: 4, classes: 'G',
	syntax: ['AUTHorize {userid|*}'],
	summary: 'let another virtual machine, or all, signal yours',
	description: ['Programs do the same by DIAGNOSE X\'104\'. A signal goes to a program: without one it is refused.'],
	returnCodes: ['20   USERID MISSING OR INVALID', '805  TOO MANY USERIDS AUTHORIZED'],
	origin: 'Yorktown',
	run(context) {
		const {cp, vm, words: [userid]} = context;
		if (!isUserid(userid)) {
			return fail(context, messages.DMKIMC020E);
		}

		return cp.intermachine.authorizations.authorize(vm, userid) === accepted
			? 0
			: fail(context, messages.DMKIMC805E);
	},
};

export const unauthorize: UserCommand = {
	name: 'UNAUTHORIZE', minimum: 6, classes: 'G',
	syntax: ['UNAUTHorize {userid|*}'],
	summary: 'take back what AUTHORIZE, or a program, gave',
	description: ['*: what was given to everybody; userids authorized by name stay. Exchanges under way go on.'],
	returnCodes: ['20  USERID MISSING OR INVALID'],
	origin: 'Yorktown',
	run(context) {
		const {cp, vm, words: [userid]} = context;
		if (!isUserid(userid)) {
			return fail(context, messages.DMKIMC020E);
		}

		cp.intermachine.authorizations.revoke(vm, userid);
		return 0;
	},
};
