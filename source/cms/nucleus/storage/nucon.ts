/**
 * NUCON, the nucleus constant area in page 0 (SY20-0884, "NUCON"): the fields this CMS keeps up to date, at their
 * addresses. Programs find them there (the number of stacked lines at X'55C' above all). Fields not listed are zero.
 */
export const nucon = {
	/** Chain of free blocks (first free block, or 0), and its number of blocks. */
	freeList: 0x508,
	freeNumber: 0x50C,
	/** First address of the user area, end of the program loaded there, lowest address given out as free storage. */
	mainStart: 0x510,
	mainHigh: 0x514,
	freeLow: 0x518,
	userArea: 0x524,
	/** Newest save area of the SVC and interruption handlers. */
	currentSave: 0x528,
	/** Console: first and last finished read (stacked line), their number. */
	firstFinishedRead: 0x54C,
	lastFinishedRead: 0x550,
	finishedReads: 0x55C,
	pendingWrites: 0x55E,
	storageSize: 0x560,
	/** Loader table and its number of entries (`loader/loader-table.ts`). */
	loaderTables: 0x564,
	loaderEntries: 0x590,
	/** Loader: start address, first and last byte of the program loaded, location counter. */
	startAddress: 0x568,
	firstLocation: 0x56C,
	lastLocation: 0x570,
	locationCounter: 0x574,
	/** Flag bytes; see `optionFlag` and `messageFlag`. */
	optionFlags: 0x5E0,
	messageFlags: 0x5E2,
	execFlags: 0x5E6,
	protectFlags: 0x5E7,
	/** First active disk table block. */
	diskTable: 0x644,
	/**
	 * Ours, for whoever watches from outside (a debugger, `yorktown run`): not zero while a command typed at the
	 * terminal runs; commands ended since IPL or since somebody zeroed it, and the return code of the first of them.
	 */
	commandActive: 0x7E0,
	commandsEnded: 0x7E4,
	firstReturnCode: 0x7E8,
	/** Libraries that GLOBAL named, eight names of eight characters each. */
	macroLibraries: 0x680,
	textLibraries: 0x6C0,
	/** First block of FILEDEF (FCBFIRST). */
	fileDefinitions: 0x7C8,
	/** User's translation tables for the terminal, or 0 (AINTRTBL, AOUTRTBL). */
	inputTable: 0x7CC,
	outputTable: 0x7D0,
	/** User's synonyms (`synonyms.ts`) and their number. */
	synonyms: 0x7D4,
	synonymCount: 0x7D8,
	/** Ours: buffers of MAKEBUF in the console stack. */
	stackBuffers: 0x7DC,
	/** BLIP character string and its length (in CMS a part of EXTSECT; the place is ours). */
	blipLength: 0x7F0,
	blip: 0x7F8,
} as const;

/** Bits of OPTFLAGS. */
export const optionFlag = {
	noImpliedExec: 0x80, noImpliedCp: 0x40, noStandardSynonyms: 0x20, noAbbreviations: 0x10, noPageRelease: 0x08,
} as const;
/** Bits of MSGFLAGS: typing halted (HT), no ready message, ready message without times, errors in red. */
export const messageFlag = {
	noTyping: 0x80, noReady: 0x40, noReadyTime: 0x20, redError: 0x10,
} as const;
/** Bits of EXECFLAG: messages of commands are not typed (&CONTROL NOMSG). */
export const execFlag = {noMessages: 0x40} as const;
/** Bits of PROTFLAG: user programs run with the key of the nucleus (SET PROTECT OFF). */
export const protectFlag = {unprotected: 0x01} as const;
