/**
 * Messages that many modules of CMS type in the same words under the same number (GC20-1808: the number says what is
 * wrong, the module who noticed). A table takes such a row under its identifier, with another text where it differs.
 */
import type {MessageRow} from '../../base/message.js';

export const shared = {
	'001E': {
		text: 'NO FILENAME SPECIFIED.',
		returnCode: 24,
		help: 'The command works on a file and none was named. Give its filename.',
	},
	'002E': {
		text: "FILE '{file}' NOT FOUND.",
		returnCode: 28,
		help: 'No accessed disk, or not the disk of that mode, has the file. LISTFILE shows what is there, QUERY DISK '
			+ 'which disks are accessed.',
	},
	'003E': {
		text: "INVALID OPTION '{option}'.",
		returnCode: 24,
		help: 'The command has no such option, or not with these operands. HELP of the command lists its options.',
	},
	'005E': {
		text: "NO '{option}' SPECIFIED.",
		returnCode: 24,
		help: 'The option needs a value behind it and none was given.',
	},
	'008E': {
		text: "DEVICE '{device}' {why:INVALID OR NONEXISTENT|UNSUPPORTED DEVICE TYPE}.",
		returnCode: 36,
		help: 'Your virtual machine has no such reader, punch or printer at this address. QUERY VIRTUAL shows what it '
			+ 'has; CP DEFINE adds a device.',
	},
	'013E': {
		text: "MEMBER '{member}' NOT FOUND IN LIBRARY '{library}'.",
		returnCode: 32,
		help: 'The library has no member of that name. Its MAP function lists the members.',
	},
	'014E': {
		text: "INVALID FUNCTION '{function}'.",
		returnCode: 24,
		help: 'The first operand is none of the functions the command has. HELP of the command lists them.',
	},
	'017E': {
		text: "INVALID DEVICE ADDRESS '{address}'.",
		returnCode: 24,
		help: 'A device address is one to three hexadecimal digits, 001 to FFF.',
	},
	'019E': {
		text: 'IDENTICAL FILEIDS.',
		returnCode: 24,
		help: 'The new name is the same as the old one. Give another name, type or mode.',
	},
	'024E': {
		text: "FILE '{file}' ALREADY EXISTS.",
		returnCode: 28,
		help: 'A file of the new name is there and was left as it is. Use another name, or erase or rename that file '
			+ 'first.',
	},
	'026E': {
		text: "INVALID PARAMETER '{parameter}' FOR '{function}' FUNCTION.",
		returnCode: 24,
		help: 'The function takes other values. HELP of the command lists them.',
	},
	'028E': {
		text: 'NO DEVICE SPECIFIED.',
		returnCode: 24,
		help: 'The command needs the virtual address of a disk. QUERY VIRTUAL DASD shows your disks.',
	},
	'029E': {
		text: "INVALID PARAMETER '{parameter}' IN THE OPTION '{option}' FIELD.",
		returnCode: 24,
		help: 'What follows the option is missing, is no number, or is out of its range.',
	},
	'032E': {
		text: "INVALID FILETYPE '{type}'.",
		returnCode: 24,
		help: 'The command works on files of one type only. Leave the type out or give the right one.',
	},
	'033E': {
		text: "FILE '{file}' IS NOT A LIBRARY.",
		returnCode: 32,
		help: 'A member was asked for, but the file is no MACLIB or TXTLIB, or its header or dictionary is damaged.',
	},
	'037E': {
		text: "DISK '{disk}' IS READ/ONLY.",
		returnCode: 36,
		help: 'The command writes on the disk, which is accessed for reading only. Use another disk, or link and '
			+ 'access it for writing.',
	},
	'044E': {
		text: 'RECORD LENGTH EXCEEDS ALLOWABLE MAXIMUM.',
		returnCode: 32,
		help: 'Records of the file are longer than the command or the device can take.',
	},
	'047E': {
		text: 'NO FUNCTION SPECIFIED.',
		returnCode: 24,
		help: 'The command needs to be told what to do. HELP of the command lists its functions.',
	},
	'048E': {
		text: "INVALID MODE '{mode}'.",
		returnCode: 24,
		help: 'A file mode is a letter A to Z, with a number 0 to 5 behind it where a file is meant.',
	},
	'050E': {
		text: 'PARAMETER MISSING AFTER {operand}.',
		returnCode: 24,
		help: 'The command needs a further operand there.',
	},
	'054E': {
		text: 'INCOMPLETE FILEID SPECIFIED.',
		returnCode: 24,
		help: 'Filename and filetype are both needed, for some commands the mode as well.',
	},
	'056E': {
		text: "FILE '{file}' CONTAINS INVALID RECORD FORMATS.",
		returnCode: 32,
		help: 'Records of the file are not what the command expects there. The file may be damaged or of another kind.',
	},
	'062E': {
		text: "INVALID {character} IN FILEID '{file}'.",
		returnCode: 20,
		help: 'A file identifier is made of letters, digits and $ # @ + - : _ alone; * stands for all only where the '
			+ 'command says so.',
	},
	'066E': {
		text: "'{one}' AND '{other}' ARE CONFLICTING OPTIONS.",
		returnCode: 24,
		help: 'The two options exclude each other. Leave one out.',
	},
	'069E': {
		text: "DISK '{mode}' NOT ACCESSED.",
		returnCode: 36,
		help: 'No disk has that mode letter now. QUERY DISK shows the accessed disks; ACCESS gives a disk a letter.',
	},
	'070E': {
		text: "INVALID PARAMETER '{parameter}'.",
		returnCode: 24,
		help: 'An operand is not one the command knows, or is one too many.',
	},
	'104S': {
		text: "ERROR '{code:0}' READING FILE '{file}' FROM DISK.",
		returnCode: 100,
		help: 'The disk could not be read; the number is the code of RDBUF. The disk may have been detached or its '
			+ 'data damaged: release it and access it again.',
	},
	'105S': {
		text: "ERROR '{code:0}' WRITING FILE '{file}' ON DISK.",
		returnCode: 100,
		help: 'The file was not written; the number is the code of WRBUF (13: the disk is full, 10: its directory can '
			+ 'hold no more files). Erase what is not needed, or use another disk.',
	},
	'109S': {
		text: 'VIRTUAL STORAGE CAPACITY EXCEEDED.',
		returnCode: 104,
		help: 'There is no room in storage for more. Release what is not needed (DESBUF empties the console stack), or '
			+ 'define more storage.',
	},
	'118S': {
		text: "ERROR PUNCHING FILE '{file}'.",
		returnCode: 100,
		help: 'The virtual punch did not take the cards. QUERY VIRTUAL PUNCH shows its state.',
	},
	'123S': {
		text: "ERROR PRINTING FILE '{file}'.",
		returnCode: 100,
		help: 'The virtual printer did not take all lines. QUERY VIRTUAL PRINTER shows its state.',
	},
	'124S': {
		text: 'ERROR READING CARD FILE.',
		returnCode: 100,
		help: 'A card could not be read from the virtual reader; the file stays as far as it was not read.',
	},
	'205W': {
		text: 'READER EMPTY OR NOT READY.',
		returnCode: 8,
		help: 'No file waits in your virtual reader that it may read. CP QUERY READER lists the files, CP READY makes '
			+ 'the device ready.',
	},
} as const satisfies Readonly<Record<string, MessageRow>>;
