/** Messages about locks of files on shared disks: ours, in the manner of CMS's. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const lockMessages = messageTable({
	DMSLCK048E: shared['048E'],
	DMSLCK054E: shared['054E'],
	DMSLCK062E: shared['062E'],
	DMSLCK069E: shared['069E'],
	DMSLCK070E: shared['070E'],
	DMSLCK701E: {
		text: "FILE '{file}' IS LOCKED BY {owners}.",
		returnCode: 70,
		help: 'Another user has a lock on the file, or has it open for writing. QUERY LOCK shows '
			+ 'which; SET FILEWAIT ON makes CMS wait for it.',
	},
	DMSLCK702E: {
		text: "TO WAIT FOR FILE '{file}' WOULD BE FOR EVER: {owners} WAITS FOR YOU.",
		returnCode: 71,
		help: 'Each machine named waits for a lock that the next one has, and the last for one of yours. Give your '
			+ 'locks up (DELETE LOCK) and ask for them again in the order the others do.',
	},
	DMSLCK703E: {
		text: 'NO ROOM FOR ANOTHER LOCK.',
		returnCode: 72,
		help: 'The lock table of the group is full, or as many machines as may wait for the file already. Try again '
			+ 'later.',
	},
	DMSLCK704E: {
		text: "YOU HAVE NO LOCK ON FILE '{file}'.",
		returnCode: 28,
		help: 'DELETE LOCK gives up what CREATE LOCK of this machine obtained. QUERY LOCK shows whose a lock is.',
	},
	DMSLCK705E: {
		text: "DISK '{mode}' IS SHARED WITH NOBODY.",
		returnCode: 36,
		help: 'Locks are for disks that several machines use: accessed with the option SEGMENT or REMOTE, or granted '
			+ 'to others (GRANT).',
	},
	DMSLCK706I: {
		text: 'NO LOCKS.',
		help: 'Nobody of the group has a lock there, or waits for one.',
	},
});
