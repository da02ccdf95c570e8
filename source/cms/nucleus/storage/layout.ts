/**
 * Where things lie in the storage of a machine that runs CMS (GC20-1819, "CMS storage map"; SY20-0884). Byte addresses.
 */

/** Name of the program in its stub page. */
export const programName = 'CMS';

/** Areas of CMS. */
export const area = {
	/**
	 * What the nucleus stores into lies below the segment that all machines share, behind NUCON, as in DMSNUC. Console
	 * output and input buffers, 256 bytes each.
	 */
	consoleOutput: 0x1000,
	consoleInput: 0x1100,
	/** Channel programs of the console: write at +0, read at +32. */
	consoleProgram: 0x1200,
	/** Answers of DIAGNOSE X'00' and X'0C'. */
	diagnoseAnswer: 0x1300,
	/** Command of DIAGNOSE X'08'. */
	cpCommand: 0x1400,
	/** Message of DIAGNOSE X'5C'. */
	message: 0x1500,
	/** STATEFST: the directory entry that STATE found, 40 bytes. */
	stateEntry: 0x1600,
	/** What the nucleus keeps between commands (`nucleus-state.ts`). */
	state: 0x1700,
	/** What DEBUG keeps (`debug/debug-area.ts`). */
	debug: 0x1800,
	transient: 0xE000,
	/** The code of the nucleus (guest/footprint.ts), one shared segment with the stub page at its end. */
	nucleus: 0x1_0000,
	/** The page that lends CMS its addresses (guest/resident.ts). */
	stubPage: 0x1_F000,
	user: 0x2_0000,
} as const;

/** Storage keys as SSK takes them. */
export const key = {nucleus: 0xF0, user: 0xE0} as const;
/** PSW key under which user programs run. */
export const userKey = 0xE;

export const console009 = 0x009;
/** Line length of a 3215; a longer line continues on the next. */
export const lineLength = 130;
