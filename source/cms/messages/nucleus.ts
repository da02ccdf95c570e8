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
	DMSITS104S: {...shared['104S'], text: "ERROR '{code:0}' READING FILE FROM DISK."},
	DMSITS135S: {
		text: 'MAXIMUM SVC DEPTH {depth:0} HAS BEEN EXCEEDED',
		help: 'Commands called commands too deep, most often an EXEC that calls itself. Everything that ran is ended.',
	},
});
