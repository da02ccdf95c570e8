/**
 * NUCON, the nucleus constant area in page 0 (SY20-0884, "NUCON"; the offsets are those of the DSECT as a listing of
 * Release 6 shows it): the fields this CMS keeps up to date, at their addresses. Programs find them there, and assemble
 * NUCON of CMSLIB for it. Fields not listed are zero; addresses of routines are not here, for there is no System/370
 * code behind them. What is ours lies behind the end of NUCON.
 */
import {
	byte, characters, fullword, halfword, Layout, many,
} from '../../../base/layout.js';

/** Named systems that CMS asks CP for (SYSNAMES), in the order of the table. */
export const systemNames: readonly string[] = ['CMSSEG', 'CMSVSAM', 'CMSAMS', 'CMSDOS'];
/** Libraries that GLOBAL can name. */
export const mostLibraries = 8;
/** A fence of eight bytes stands behind the last name. */
const libraryNames = (offset: number) => many(offset, mostLibraries + 1, at => characters(at, 8));
/** Where what is ours begins. */
const own = 0xCA0;

export const nuconArea = new Layout(0xD80, {
	/** SYSTEMID: what this CMS is, as its first line says. */
	systemId: characters(0x200, 32),
	/** Last and previous command (LASTCMND, PREVCMND) and EXEC (LASTEXEC, PREVEXEC). */
	lastCommand: characters(0x2A0, 8),
	previousCommand: characters(0x2A8, 8),
	lastExec: characters(0x2B0, 8),
	previousExec: characters(0x2B8, 8),
	/** Last MODULE read into the user area and into the transient area (LASTLMOD, LASTTMOD). */
	lastModule: characters(0x2C0, 8),
	lastTransient: characters(0x2C8, 8),
	/** Libraries that GLOBAL named (MACLIBL, TXTLIBS, DOSLIBL). */
	macroLibraries: libraryNames(0x300),
	textLibraries: libraryNames(0x358),
	dosLibraries: libraryNames(0x490),
	/** SVC$202: SVC 202, its error address behind it, BR 14, for reentrant code. */
	commonCall: many(0x446, 4, halfword),
	/** First block of DLBL (DOSFIRST). */
	labelDefinitions: fullword(0x4F0),
	/** First address of the user area, end of the program loaded there (MAINSTRT, MAINHIGH). */
	mainStart: fullword(0x504),
	/** Chain of free blocks (first free block, or 0), and its number of blocks. */
	freeList: fullword(0x508),
	freeNumber: halfword(0x50C),
	mainHigh: fullword(0x510),
	/** Lowest address given out as free storage (FREELOWE), and the end of the nucleus. */
	freeLow: fullword(0x514),
	nucleusEnd: fullword(0x520),
	userArea: fullword(0x524),
	/** Newest save area of the SVC and interruption handlers. */
	currentSave: fullword(0x528),
	/** CODE203: what the last SVC 203 asked for. */
	code203: halfword(0x52C),
	/** Console: first and last finished read (stacked line), their number. */
	firstFinishedRead: fullword(0x54C),
	lastFinishedRead: fullword(0x550),
	/** User's translation tables for the terminal, or 0 (AINTRTBL, AOUTRTBL). */
	inputTable: fullword(0x554),
	outputTable: fullword(0x558),
	finishedReads: halfword(0x55C),
	pendingWrites: halfword(0x55E),
	storageSize: fullword(0x560),
	/** Loader table and its number of entries (`loader/loader-table.ts`). */
	loaderTables: fullword(0x564),
	loaderEntries: halfword(0x590),
	/** Loader: start address, first and last byte of the program loaded, location counter. */
	startAddress: fullword(0x568),
	firstLocation: fullword(0x56C),
	lastLocation: fullword(0x570),
	locationCounter: fullword(0x574),
	/** First block of FILEDEF (FCBFIRST). */
	fileDefinitions: fullword(0x5C0),
	/** OSSFLAGS: see `osFlag`. */
	osFlags: byte(0x5C7),
	/** Flag bytes; see `optionFlag` and `messageFlag`. */
	optionFlags: byte(0x5E0),
	messageFlags: byte(0x5E2),
	execFlags: byte(0x5E6),
	protectFlags: byte(0x5E7),
	/** SYSNAMES: address of the table of `systemNames` (ASYSNAMS). */
	systemNamesAt: fullword(0x5EC),
	/** First active disk table block. */
	diskTable: fullword(0x644),
	/** SYSNAMES: what the systems of `systemNames` are called now (SET SYSNAME). */
	systemNames: many(own, systemNames.length, at => characters(at, 8)),
	/** User's synonyms (`synonyms.ts`) and their number. */
	synonyms: fullword(own + 0x20),
	synonymCount: fullword(own + 0x24),
	/** End of the newest buffer of MAKEBUF in the console stack (`console-stack.ts`), or 0. */
	stackBuffers: fullword(own + 0x28),
	/**
	 * For whoever watches from outside (a debugger, `yorktown run`): not zero while a command typed at the terminal
	 * runs; commands ended since IPL or since somebody zeroed it, and the return code of the first of them.
	 */
	commandActive: fullword(own + 0x2C),
	commandsEnded: fullword(own + 0x30),
	firstReturnCode: fullword(own + 0x34),
	/** Seconds that a file lock is waited for (SET FILEWAIT); 0: not at all. */
	fileWait: fullword(own + 0x38),
	/** First of GLOBALV's variables (`global-variables.ts`). */
	globalVariables: fullword(own + 0x3C),
	/** BLIP character string and its length (in CMS a part of EXTSECT). */
	blipLength: byte(own + 0x40),
	/** Pages that SET LDRTBLS allows the loader table. */
	loaderPages: halfword(own + 0x42),
	blip: characters(own + 0x44, 8),
	/** First storage that programs have of DMSFREE (`owned-storage.ts`). */
	ownedStorage: fullword(own + 0x4C),
	/** What programs handle themselves: HNDEXT's routine, first block of HNDINT and of HNDSVC (`svc/traps.ts`). */
	externalExit: fullword(own + 0x50),
	deviceExits: fullword(own + 0x54),
	svcExits: fullword(own + 0x58),
	/** First nucleus extension (`nucleus-extensions.ts`; NUCSCBLK of VM/SP). */
	nucleusExtensions: fullword(own + 0x5C),
	/** What DMSEXS goes through: LR 1,14; L 14,register14; LPSW psw. */
	executionCode: many(own + 0x60, 5, halfword),
	executionRegister14: fullword(own + 0x6C),
	executionPsw: many(own + 0x70, 2, fullword),
	/** Libraries of GLOBAL LOADLIB (VM/SP). */
	loadLibraries: libraryNames(own + 0x80),
	/** Command that is stacked after an abend (SET ABEND); blank: none. */
	abendCommand: characters(own + 0x78, 8),
});

/** Addresses of the fields: NUCON begins with the machine. */
export const nucon = nuconArea.offset;

/** The instructions in `executionCode`. */
export const executionCode: number[] = [
	0x18_1E, 0x58_E0, nucon.executionRegister14, 0x82_00, nucon.executionPsw,
];

/** Fields that IPL sets to zero. */
export const nuconCleared = {from: nucon.systemId, to: nuconArea.length} as const;

/** Bits of OPTFLAGS. */
export const optionFlag = {
	noImpliedExec: 0x80, noImpliedCp: 0x40, noStandardSynonyms: 0x20, noAbbreviations: 0x10,
	/** SET AUTOREAD OFF (NOVMREAD). */
	noAutomaticRead: 0x04,
	/** Ours: SET RELPAGE OFF. */
	noPageRelease: 0x01,
} as const;
/** Bits of MSGFLAGS: typing halted (HT), no ready message, ready message without times, errors in red. */
export const messageFlag = {
	noTyping: 0x40, noReady: 0x20, noReadyTime: 0x10, redError: 0x08,
} as const;
/** Bits of EXECFLAG: an EXEC runs (EXECRUN); ours: messages of commands are not typed (&CONTROL NOMSG). */
export const execFlag = {noMessages: 0x40} as const;
/** Bits of PROTFLAG: user programs run with the key of the nucleus (SET PROTECT OFF; PRFPOFF). */
export const protectFlag = {unprotected: 0x80} as const;
/** Bits of OSSFLAGS: a compiler runs (COMPSWT). */
export const osFlag = {compiler: 0x80} as const;
