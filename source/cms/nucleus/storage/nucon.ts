/**
 * NUCON, the nucleus constant area in page 0 (SY20-0884, "NUCON"): the fields this CMS keeps up to date, at their
 * addresses. Programs find them there (the number of stacked lines at X'55C' above all). Fields not listed are zero.
 */
import {
	byte, characters, fullword, halfword, Layout, many,
} from '../../../base/layout.js';

/** Named systems that CMS asks CP for (SYSNAMES), in the order of the table. */
export const systemNames: readonly string[] = ['CMSSEG', 'CMSVSAM', 'CMSAMS', 'CMSDOS'];
/** Libraries that GLOBAL can name. */
export const mostLibraries = 8;
const libraryNames = (offset: number) => many(offset, mostLibraries, at => characters(at, 8));

export const nuconArea = new Layout(0x800, {
	/** Chain of free blocks (first free block, or 0), and its number of blocks. */
	freeList: fullword(0x508),
	freeNumber: halfword(0x50C),
	/** First address of the user area, end of the program loaded there, lowest address given out as free storage. */
	mainStart: fullword(0x510),
	mainHigh: fullword(0x514),
	freeLow: fullword(0x518),
	userArea: fullword(0x524),
	/** Newest save area of the SVC and interruption handlers. */
	currentSave: fullword(0x528),
	/** Console: first and last finished read (stacked line), their number. */
	firstFinishedRead: fullword(0x54C),
	lastFinishedRead: fullword(0x550),
	finishedReads: halfword(0x55C),
	pendingWrites: halfword(0x55E),
	storageSize: fullword(0x560),
	/** Loader table and its number of entries (`loader/loader-table.ts`). */
	loaderTables: fullword(0x564),
	loaderEntries: halfword(0x590),
	/** Pages that SET LDRTBLS allows the loader table. */
	loaderPages: halfword(0x592),
	/** Loader: start address, first and last byte of the program loaded, location counter. */
	startAddress: fullword(0x568),
	firstLocation: fullword(0x56C),
	lastLocation: fullword(0x570),
	locationCounter: fullword(0x574),
	/** Flag bytes; see `optionFlag` and `messageFlag`. */
	optionFlags: byte(0x5E0),
	messageFlags: byte(0x5E2),
	execFlags: byte(0x5E6),
	protectFlags: byte(0x5E7),
	/** First active disk table block. */
	diskTable: fullword(0x644),
	/**
	 * Ours, for whoever watches from outside (a debugger, `yorktown run`): not zero while a command typed at the
	 * terminal runs; commands ended since IPL or since somebody zeroed it, and the return code of the first of them.
	 */
	commandActive: fullword(0x7E0),
	commandsEnded: fullword(0x7E4),
	firstReturnCode: fullword(0x7E8),
	/** Ours: seconds that a file lock is waited for (SET FILEWAIT); 0: not at all. */
	fileWait: fullword(0x7EC),
	/** Libraries that GLOBAL named. */
	macroLibraries: libraryNames(0x680),
	textLibraries: libraryNames(0x6C0),
	/** SYSNAMES: what the systems of `systemNames` are called now (SET SYSNAME); the place is ours. */
	systemNames: many(0x7A0, systemNames.length, at => characters(at, 8)),
	/** Ours: first block of DLBL. */
	labelDefinitions: fullword(0x7C0),
	/** First block of FILEDEF (FCBFIRST). */
	fileDefinitions: fullword(0x7C8),
	/** User's translation tables for the terminal, or 0 (AINTRTBL, AOUTRTBL). */
	inputTable: fullword(0x7CC),
	outputTable: fullword(0x7D0),
	/** User's synonyms (`synonyms.ts`) and their number. */
	synonyms: fullword(0x7D4),
	synonymCount: fullword(0x7D8),
	/** Ours: end of the newest buffer of MAKEBUF in the console stack (`console-stack.ts`), or 0. */
	stackBuffers: fullword(0x7DC),
	/** Ours: first of GLOBALV's variables (`global-variables.ts`). */
	globalVariables: fullword(0x7F4),
	/** BLIP character string and its length (in CMS a part of EXTSECT; the place is ours). */
	blipLength: byte(0x7F0),
	blip: characters(0x7F8, 8),
});

/** Addresses of the fields: NUCON begins with the machine. */
export const nucon = nuconArea.offset;

/** Bits of OPTFLAGS. */
export const optionFlag = {
	noImpliedExec: 0x80, noImpliedCp: 0x40, noStandardSynonyms: 0x20, noAbbreviations: 0x10, noPageRelease: 0x08,
	/** Ours: SET AUTOREAD OFF. */
	noAutomaticRead: 0x04,
} as const;
/** Bits of MSGFLAGS: typing halted (HT), no ready message, ready message without times, errors in red. */
export const messageFlag = {
	noTyping: 0x80, noReady: 0x40, noReadyTime: 0x20, redError: 0x10,
} as const;
/** Bits of EXECFLAG: messages of commands are not typed (&CONTROL NOMSG). */
export const execFlag = {noMessages: 0x40} as const;
/** Bits of PROTFLAG: user programs run with the key of the nucleus (SET PROTECT OFF). */
export const protectFlag = {unprotected: 0x01} as const;
