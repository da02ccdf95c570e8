/**
 * Messages that many modules of CP type in the same words under the same number (GC20-1808). The number is also the
 * return code that DIAGNOSE X'08' gives.
 */
import type {MessageRow} from '../../base/message.js';

export const shared = {
	'003E': {
		text: 'INVALID OPTION - {option}',
		returnCode: 3,
		help: 'The command has no such option or operand, or not in this place. HELP CP and its name shows how it is '
			+ 'written.',
	},
	'004E': {
		text: 'INVALID HEXLOC - {hexloc}',
		returnCode: 4,
		help: 'A storage address is one to six hexadecimal digits.',
	},
	'005E': {
		text: 'INVALID HEXDATA - {data}',
		returnCode: 5,
		help: 'Data to be stored are hexadecimal digits, eight at most for each word.',
	},
	'006E': {
		text: 'INVALID DEVICE TYPE - {device}',
		returnCode: 6,
		help: 'The device at that address is none of those that the command is for.',
	},
	'009E': {
		text: 'INVALID RANGE - {range}',
		returnCode: 9,
		help: 'The end of the range lies before its beginning, or is no hexadecimal number.',
	},
	'010E': {
		text: 'INVALID REGISTER - {register}',
		returnCode: 10,
		help: 'Registers are numbered 0 to 15 (F); floating-point registers are 0, 2, 4 and 6.',
	},
	'013E': {
		text: 'CONFLICTING OPTION - {option}',
		returnCode: 13,
		help: 'The option excludes one that stands before it. Leave one out.',
	},
	'020E': {
		text: 'USERID MISSING OR INVALID',
		returnCode: 20,
		help: 'A userid of one to eight characters is needed there.',
	},
	'021E': {
		text: 'RADDR MISSING OR INVALID',
		returnCode: 21,
		help: 'The address of a real device, one to three hexadecimal digits, is needed there.',
	},
	'022E': {
		text: 'VADDR MISSING OR INVALID',
		returnCode: 22,
		help: 'A virtual device address of one to three hexadecimal digits is needed there.',
	},
	'023E': {
		text: 'VOLID MISSING OR INVALID',
		returnCode: 23,
		help: 'The serial number of a volume, one to six characters, is needed there.',
	},
	'026E': {
		text: 'OPERAND MISSING OR INVALID',
		returnCode: 26,
		help: 'An operand that the command needs is missing, or is none it knows.',
	},
	'027E': {
		text: 'SPOOLID MISSING OR INVALID',
		returnCode: 27,
		help: 'The number of a spool file is needed there. QUERY READER, PUNCH or PRINTER shows the numbers.',
	},
	'028E': {
		text: 'CLASS MISSING OR INVALID',
		returnCode: 28,
		help: 'A spool class is one letter or digit; a reader may have * for all.',
	},
	'029E': {
		text: 'FILENAME MISSING OR INVALID',
		returnCode: 29,
		help: 'A name of one to eight characters is needed there, or a filename and filetype.',
	},
	'030E': {
		text: 'COPIES MISSING OR INVALID',
		returnCode: 30,
		help: 'The number of copies is 1 to 99.',
	},
	'032E': {
		text: 'DIST MISSING OR INVALID',
		returnCode: 32,
		help: 'A distribution code of one to eight characters is needed there.',
	},
	'035E': {
		text: 'DEVICE TYPE MISSING OR INVALID',
		returnCode: 35,
		help: 'READER, PUNCH or PRINTER is needed there, so that CP knows whose files are meant.',
	},
	'040E': {
		text: 'DEV {device} DOES NOT EXIST',
		returnCode: 40,
		help: 'Your virtual machine has no device at that address. QUERY VIRTUAL lists what it has.',
	},
	'042E': {
		text: 'SPOOLID {file} DOES NOT EXIST',
		returnCode: 42,
		help: 'You have no spool file of that number on that device. QUERY READER, PUNCH or PRINTER lists your files.',
	},
	'044E': {
		text: 'SYSTEM {system} DOES NOT EXIST',
		returnCode: 44,
		help: 'No system of that name was saved. IPL takes such a name or a device address.',
	},
	'045E': {
		text: '{userid} NOT LOGGED ON',
		returnCode: 45,
		help: 'Nobody is logged on under that userid now. QUERY NAMES lists who is.',
	},
	'046E': {
		text: '{kind} {device} OFFLINE',
		returnCode: 46,
		help: 'The device is not available to the system. VARY ONLINE makes it so.',
	},
	'050E': {
		text: 'PASSWORD INCORRECT',
		returnCode: 50,
		help: 'The password is not that of the user\'s directory entry. Try again; after some failures CP refuses '
			+ 'more.',
	},
	'053E': {
		text: '{userid} NOT IN CP DIRECTORY',
		returnCode: 53,
		help: 'The system has no user of that name.',
	},
	'160E': {
		text: 'HEXLOC {hexloc} EXCEEDS STORAGE',
		returnCode: 160,
		help: 'The address lies behind the end of your virtual storage. QUERY VIRTUAL STORAGE shows its size.',
	},
	'427E': {
		text: 'SPOOL SPACE FULL; FILE {file} NOT CHANGED',
		returnCode: 427,
		help: 'There is no room to keep what you ask for, so the file is as it was. Try again when files were purged.',
	},
} as const satisfies Readonly<Record<string, MessageRow>>;
