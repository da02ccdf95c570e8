/**
 * SLAVE (ours, not IBM's): slave machines at a terminal or from a procedure, with the rights that DIAGNOSE X'108' has
 * (`communication/slaves.ts`). A subcommand is a row of `subcommands.ts`.
 */
import type {UserCommand} from '../../command.js';
import {isAbbreviation} from '../../../base/command.js';
import {fail, messages} from '../../messages/index.js';
import {subcommands} from './subcommands.js';

export const slave: UserCommand = {
	name: 'SLAVE', minimum: 5, classes: 'AG',
	syntax: subcommands.map(({syntax}) => `SLAVE ${syntax}`),
	summary: 'create, assign, start, stop, look into and delete slave machines',
	description: [
		'A slave is made from a prototype: a user whom the creator\'s directory entry names (OPTION CREATOR). It is '
		+ 'like him but for the name, and has no terminal.',
		'ASSIGN gives it to an owner. CHARGE: he pays for what it uses; CONTROL: he may start, stop, display and store '
		+ 'into it; both where neither is said. LIMIT: seconds of processor time after which it is stopped. RELEASE '
		+ 'takes it back: everything in it is cleared.',
		'LINK gives a slave a minidisk of your own (R, unless told) for as long as it is there, whoever it works for.',
		'START goes on where it stopped, at an address, or with both words of a PSW. DISPLAY and STORE take the '
		+ 'operands of the commands of these names.',
		'QUERY shows the slaves you created, own, or are; class A sees all.',
	],
	returnCodes: [
		'3   INVALID OPTION - option',
		'20  USERID MISSING OR INVALID',
		'22  VADDR MISSING OR INVALID',
		'26  OPERAND MISSING OR INVALID',
		'44  SYSTEM system DOES NOT EXIST',
		'45  userid NOT LOGGED ON',
		'53  userid NOT IN CP DIRECTORY',
		'801-805  not a slave; not authorized; prototype not authorized; name in use; too many',
		'806-809  not your own disk; address in use; you have it R/O; others have it',
	],
	origin: 'Yorktown',
	run(context) {
		const {words: [word, ...operands]} = context;
		if (word === undefined) {
			return fail(context, messages.DMKSLV026E);
		}

		const subcommand = subcommands.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		return subcommand ? subcommand.run(context, operands) : fail(context, messages.DMKSLV003E, {option: word});
	},
};
