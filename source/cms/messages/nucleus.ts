/** Messages of the nucleus: interruptions, abnormal ends, errors that no command took upon itself. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const nucleusMessages = messageTable({
	DMSABN148T: {
		text: 'System abend {code} called from {caller}',
		help: 'CMS or a program gave up with this code; every command that ran is ended. Where the caller is an '
			+ 'address, the program there issued ABEND.',
	},
	DMSABN152S: {
		text: 'SYSTEM STORAGE HAS BEEN DESTROYED. RE-IPL CMS BEFORE CONTINUING.',
		help: 'A program stored into the nucleus or its tables. What was damaged was given up: lines in the stack, '
			+ 'definitions, synonyms or accessed disks may be gone. Where CMS cannot go on at all, it stops in a '
			+ 'disabled wait.',
	},
	DMSITP141T: {
		text: '{exception} EXCEPTION OCCURRED AT {address} IN ROUTINE {routine}',
		help: 'A program interruption: the instruction before the address could not be carried out. The command that '
			+ 'ran is ended.',
	},
	DMSFRE159T: {
		text: 'INSUFFICIENT STORAGE AVAILABLE TO SATISFY DMSFREE REQUEST FROM {address}',
		returnCode: 1,
		help: 'The program before the address asked for more storage than there is. One that takes no error return is '
			+ 'ended.',
	},
	DMSFRE160T: {
		text: 'INVALID DMSFREE CALL FROM {address}',
		returnCode: 4,
		help: 'The program before the address asked for no storage, or for less at most than at least.',
	},
	DMSFRE161T: {
		text: 'INVALID DMSFRET CALL FROM {address}, ERROR NUMBER {number:0}',
		returnCode: {
			5: 'Nothing was to be given back.',
			6: 'Not all of it had been got of DMSFREE.',
			7: 'The address is no doubleword\'s.',
		},
		help: 'The program before the address gave back storage that it does not have.',
	},
	DMSFRE167T: {
		text: 'FREE STORAGE MANAGEMENT ERROR, INTERNAL ERROR CODE {number:0}',
		returnCode: 8,
		help: 'DMSFRES has no function of this number.',
	},
	DMSITS122S: {
		text: 'ERROR IN CALL TO {routine} FROM {address}, ERROR CODE {code:0} (HEX {hexadecimal})',
		help: 'The program before the address called a service of the nucleus by SVC 203, got this code and has no use '
			+ 'for it. It is ended.',
	},
	DMSITS134S: {
		text: 'UNSUPPORTED SVC 203 CODE {code:0}, CALLED FROM {address}',
		help: 'The program before the address called a service by a number that has none, or none in this CMS. It is '
			+ 'ended.',
	},
	DMSITS138T: {
		text: "'DMSKEY' CALL FROM {address} OVERFLOWS KEY STACK, WITH MAX DEPTH {depth:0}",
		help: 'The program before the address issued DMSKEY more often than a routine can without DMSKEY RESET. It is '
			+ 'ended.',
	},
	DMSITS139T: {
		text: "'DMSKEY RESET' FROM {address} UNDERFLOWS KEY STACK",
		help: 'The program before the address gave back a storage key that no DMSKEY had put away. It is ended.',
	},
	DMSITS140T: {
		text: '{routine} ROUTINE CALLED FROM {address} DID DMSKEY WITH NO RESET',
		help: 'A program ended with a storage key of its own choice in effect: each DMSKEY needs a DMSKEY RESET.',
	},
	DMSSVT121S: {
		text: 'UNSUPPORTED SVC {code:0} (HEX {hexadecimal}) CALLED FROM {address}',
		returnCode: 4,
		help: 'The program before the address issued an SVC that CMS does not know, and that no HNDSVC handles; those '
			+ 'of OS are not simulated here. It goes on, with 4 in register 15.',
	},
	DMSITS104S: {...shared['104S'], text: "ERROR '{code:0}' READING FILE FROM DISK."},
	DMSITS135S: {
		text: 'MAXIMUM SVC DEPTH {depth:0} HAS BEEN EXCEEDED',
		help: 'Commands called commands too deep, most often an EXEC that calls itself. Everything that ran is ended.',
	},
});
