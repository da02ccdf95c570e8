/** Messages of LINK, and of LOGON that makes the links of the directory (GC20-1808, DMKLNK). */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const linkMessages = messageTable({
	DMKLNK020E: shared['020E'],
	DMKLNK022E: shared['022E'],
	DMKLNK053E: shared['053E'],
	DMKLNK101W: {
		text: 'DASD {device} FORCED R/O; {others}',
		returnCode: 101,
		help: 'Others read the disk, so you got it for reading only. Ask for mode W or M where your work needs '
			+ 'writing.',
	},
	DMKLNK102W: {
		text: 'DASD {device} FORCED R/O; {others}',
		returnCode: 102,
		help: 'Somebody writes on the disk, so you got it for reading only; what you read may be changing.',
	},
	DMKLNK103W: {
		text: 'DASD {device} FORCED R/O; {others}',
		returnCode: 103,
		help: 'Others read the disk and somebody writes on it, so you got it for reading only.',
	},
	DMKLNK104E: {
		text: '{userid} {device} NOT LINKED; {others}',
		returnCode: 104,
		help: 'Others read the disk, and the mode asked for bears no readers. Mode WR or MR takes it for reading then.',
	},
	DMKLNK105E: {
		text: '{userid} {device} NOT LINKED; {others}',
		returnCode: 105,
		help: 'Somebody writes on the disk, and the mode asked for bears no writer. Mode RR, WR or MR takes it for '
			+ 'reading.',
	},
	DMKLNK106E: {
		text: '{userid} {device} NOT LINKED; {others}',
		returnCode: 106,
		help: 'Others read the disk and somebody writes on it, and the mode asked for bears neither.',
	},
	DMKLNK107E: {
		text: '{userid} {device} NOT LINKED; NOT IN CP DIRECTORY',
		returnCode: 107,
		help: 'The user has no disk at that address. Ask its owner for the address.',
	},
	DMKLNK108E: {
		text: '{userid} {device} NOT LINKED; VOLID {volume} NOT MOUNTED',
		returnCode: 108,
		help: 'The volume on which the disk lies is not there. Tell the operator.',
	},
	DMKLNK110E: {
		text: '{userid} {device} NOT LINKED; DASD {existing} ALREADY DEFINED',
		returnCode: 110,
		help: 'Your virtual machine has a device at the address that the disk was to get. Give another address.',
	},
	DMKLNK111E: {
		text: '{userid} {device} NOT LINKED; NO READ PASSWORD',
		returnCode: 111,
		help: 'The owner lets nobody read the disk: its directory entry has no password for it.',
	},
	DMKLNK112E: {
		text: '{userid} {device} NOT LINKED; NO WRITE PASSWORD',
		returnCode: 112,
		help: 'The owner lets nobody write on the disk: its directory entry has no password for it.',
	},
	DMKLNK113E: {
		text: '{userid} {device} NOT LINKED; NO MULT PASSWORD',
		returnCode: 113,
		help: 'The owner lets nobody write on the disk beside others: its directory entry has no password for it.',
	},
	DMKLNK114E: {
		text: '{userid} {device} NOT LINKED; MODE OR {kind:READ|WRITE|MULT} PASSWORD INCORRECT',
		returnCode: 114,
		help: 'The password is not the one for that mode. Ask the owner of the disk.',
	},
	DMKLNK115E: {
		text: 'LINK INVALID; EXCESSIVE INCORRECT PASSWORDS',
		returnCode: 115,
		help: 'You gave too many wrong passwords in this session; LINK asks for no more. Log on again.',
	},
	DMKLNK116E: {
		text: '{userid} {device} NOT LINKED; COMMAND FORMAT NOT VALID',
		returnCode: 116,
		help: 'LINK is written userid, address, address, mode, and a password where one is needed.',
	},
});
