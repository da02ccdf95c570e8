/** Messages of ACCESS, FORMAT, RELEASE and QUERY DISK. */
import {messageTable} from '../../base/message.js';
import {shared} from './shared.js';

export const diskMessages = messageTable({
	DMSACC003E: {...shared['003E'], text: "INVALID OPTION ' {option}'"},
	DMSACC017E: {...shared['017E'], text: "INVALID DEVICE ADDRESS ' {address}'"},
	DMSACC048E: {...shared['048E'], text: "INVALID MODE ' {mode}'"},
	DMSACC059E: {
		text: "'{device}' ALREADY ACCESSED AS READ/WRITE ' {mode}' DISK",
		returnCode: 36,
		help: 'A disk that you write on cannot be accessed a second time as an extension or in part. Release it first.',
	},
	DMSACC070E: {...shared['070E'], text: "INVALID PARAMETER ' {parameter}'"},
	DMSACC112S: {
		text: "'{disk} ' DEVICE ERROR",
		returnCode: 100,
		help: 'The disk could not be read, or holds no CMS file directory. FORMAT a new disk before its first use; '
			+ 'where it was in use, its label or directory is damaged.',
	},
	DMSACC113S: {
		text: "'{disk} ' NOT ATTACHED",
		returnCode: 100,
		help: 'Your virtual machine has no disk at that address. QUERY VIRTUAL DASD shows your disks; LINK gets you '
			+ 'one.',
	},
	DMSACC723I: {
		text: '{mode} ({device}) R/O',
		help: 'The disk is accessed for reading only: it is linked so, or it is an extension.',
	},
	DMSACC724I: {
		text: "'{device}' REPLACES ' {disk} '",
		help: 'The mode letter belonged to another disk until now, which is released.',
	},
	DMSACC725I: {
		text: '{device} ALSO = {mode}-DISK',
		help: 'The same disk is accessed under another mode letter as well.',
	},
	DMSACC726I: {
		text: "'{disk}' RELEASED",
		help: 'The disk was accessed under another letter as well; it was released there, since a disk that is written '
			+ 'on has one letter only.',
	},
	DMSACC056E: {
		text: "NO USERID AFTER 'REMOTE'",
		returnCode: 24,
		help: 'REMOTE is followed by the userid of the machine that has the disk accessed. Ours.',
	},
	DMSACC581E: {
		text: "'{userid}' {why}",
		returnCode: 100,
		help: 'The machine that should have the disk is not there, lets nobody or not you use its files, or has no '
			+ 'storage to answer. Its user says GRANT to let you. Ours.',
	},
	DMSRMT580W: {
		text: "REMOTE DISK '{disk}': {owner} {why}.",
		help: 'The machine that has the disk does not answer, for the reason given. Its files cannot be read or '
			+ 'written until it does again; ACCESS is not needed then. What was half written is not there. Ours.',
	},
	DMSARE003E: shared['003E'],
	DMSARE017E: shared['017E'],
	DMSARE028E: shared['028E'],
	DMSARE048E: shared['048E'],
	DMSARE069E: shared['069E'],
	DMSARE070E: shared['070E'],
	DMSFOR003E: shared['003E'],
	DMSFOR017E: shared['017E'],
	DMSFOR028E: shared['028E'],
	DMSFOR037E: shared['037E'],
	DMSFOR048E: shared['048E'],
	DMSFOR070E: shared['070E'],
	DMSFOR113S: {
		text: '{disk} NOT ATTACHED.',
		returnCode: 100,
		help: 'Your virtual machine has no disk at that address. QUERY VIRTUAL DASD shows your disks.',
	},
	DMSACC005E: shared['005E'],
	DMSACC727E: {
		text: "SEGMENT '{segment}' {why:CANNOT BE LOADED|HAS NO ROOM|BELONGS TO ANOTHER DISK}.",
		returnCode: 36,
		help: 'The segment is none of the system\'s, or not for your machine (SYSTEM NAMES says for which); or the '
			+ 'disk\'s directory does not fit; or it has that of another disk. Nothing was accessed.',
	},
	DMSACC728E: {
		text: "DISK '{disk}' NOT ERASED: FILES OF IT ARE IN USE.",
		returnCode: 70,
		help: 'Others have files of the disk open for writing, or locked (QUERY LOCK shows who). Nothing was erased, '
			+ 'and the disk is not accessed under this letter. Ours.',
	},
	DMSACC729W: {
		text: "DIRECTORY OF '{disk}' IS DAMAGED: READ-ONLY.",
		returnCode: 4,
		help: 'What the directory says of its blocks does not fit together: to write might destroy files that '
			+ 'are whole. Copy them to another disk, or have the disk mended (yorktown dasd check --repair). Ours.',
	},
	DMSFOR114S: {
		text: "'{device}' IS AN UNSUPPORTED DEVICE TYPE.",
		returnCode: 88,
		help: 'CMS can format the disks it knows, and the device is none of them.',
	},
	DMSFOR125S: {
		text: "PERMANENT UNIT CHECK ON DISK '{disk}'.",
		returnCode: 100,
		help: 'The disk could not be written. What was on it is lost as far as formatting came; tell the operator.',
	},
	DMSFOR126S: {
		text: "ERROR READING LABEL ON DISK '{disk}'.",
		returnCode: 100,
		help: 'The disk is none that CMS has formatted, or its directory is damaged. Nothing was written.',
	},
	DMSFOR214W: {
		text: 'CANNOT RECOMPUTE WITHOUT LOSS OF DATA. NO CHANGE.',
		returnCode: 8,
		help: 'Files lie on the cylinders that would be taken away. Erase or move some, or name more cylinders.',
	},
	DMSFOR223E: {
		text: 'NO FILEMODE SPECIFIED.',
		returnCode: 24,
		help: 'FORMAT needs the address of the disk and the mode letter it shall have.',
	},
	DMSFOR603R: {
		text: "FORMAT WILL ERASE ALL FILES ON DISK '{disk}'. DO YOU WISH TO CONTINUE? (YES|NO):",
		help: 'Answer YES to go on; every other answer leaves the disk as it is.',
	},
	DMSFOR605R: {
		text: 'ENTER DISK LABEL:',
		help: 'Answer with one to six characters, which QUERY DISK will show.',
	},
	DMSFOR705I: {
		text: 'DISK REMAINS UNCHANGED.',
		help: 'The answer was not YES; nothing was written.',
	},
	DMSFOR732I: {
		text: "'{cylinders:0}' CYLINDERS FORMATTED ON '{disk}'.",
		help: 'The disk is ready and accessed for writing.',
	},
	DMSFOR733I: {
		text: "FORMATTING DISK '{mode}'.",
		help: 'The disk is being written from its first cylinder to its last.',
	},
	DMSGRT003E: shared['003E'],
	DMSGRT037E: {
		...shared['037E'],
		help: 'Grants are kept on the disk they are about, and given for disks of your own: it must be one that you '
			+ 'write on, and not another machine\'s.',
	},
	DMSGRT048E: shared['048E'],
	DMSGRT054E: shared['054E'],
	DMSGRT062E: shared['062E'],
	DMSGRT069E: shared['069E'],
	DMSGRT070E: shared['070E'],
	DMSGRT105S: shared['105S'],
	DMSGRT582E: {
		text: 'NO SUCH GRANT.',
		returnCode: 28,
		help: 'No grant is among those that REVOKE named. QUERY GRANTS shows what is granted. Ours.',
	},
	DMSQRY048E: shared['048E'],
	DMSQRY069E: shared['069E'],
});
