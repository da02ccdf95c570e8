/**
 * The user directory as CP reads it (GC20-1801, "The Directory Program"): who may log on, with what machine. The source
 * text is parsed by `parser.ts`, printed by `printer.ts`; passwords are in `passwords.ts`.
 */
import type {AccessMode} from '../../port/passwords.js';

/** Device types a minidisk can have, with the cylinders of a volume (alternates left out). */
export const minidiskTypes: Readonly<Record<string, number>> = {
	2305: 96, 2311: 203, 2314: 203, 2319: 203, 3330: 808, 3340: 696, 3350: 555,
};

/** What the password field says where nobody may log on. */
export const noLogon = 'NOLOG';
/** Minidisk password that everybody has. */
export const everybody = 'ALL';

/** `undefined` = the symbol is switched off. */
export type LineEditing = {
	readonly lineEnd: string | undefined;
	readonly lineDelete: string | undefined;
	readonly characterDelete: string | undefined;
	readonly escape: string | undefined;
};

/** CP's own line-editing symbols, where the directory says nothing or ON. */
export const standardLineEditing: LineEditing = {
	lineEnd: '#', lineDelete: '¢', characterDelete: '@', escape: '"',
};

export type DirectoryOptions = {
	readonly realTimer: boolean;
	readonly ecMode: boolean;
	readonly isam: boolean;
	readonly virtualReal: boolean;
	readonly account: boolean;
	readonly svcOff: boolean;
	readonly svcAccount: boolean;
	readonly blockMultiplexer: boolean;
	readonly stFirst: boolean;
	readonly vmSave: boolean;
	/** Six hexadecimal digits, as STIDP answers them. */
	readonly cpuId: string | undefined;
	readonly affinity: number | undefined;
};

export const noOptions: DirectoryOptions = {
	realTimer: false, ecMode: false, isam: false, virtualReal: false, account: false, svcOff: false, svcAccount: false,
	blockMultiplexer: false, stFirst: false, vmSave: false, cpuId: undefined, affinity: undefined,
};

/** CONSOLE, SPOOL and SPECIAL statements. */
export type UnitStatement = {
	/** Virtual address. */
	readonly address: number;
	/** Type as written: `3215`, `2540 READER` is `2540R`, `2540 PUNCH` is `2540P`. */
	readonly type: string;
	/** Spool class of CONSOLE and SPOOL, `IBM` or `TELE` of SPECIAL. */
	readonly class: string | undefined;
};

export type LinkStatement = {
	readonly userid: string;
	readonly ownerAddress: number;
	readonly address: number;
	readonly mode: AccessMode;
};

/** DEDICATE: a real device for one machine alone. */
export type DedicateStatement = {
	readonly address: number;
	/** Real address, three hexadecimal digits; or the serial of a volume, with `byVolume`. */
	readonly real: string;
	readonly byVolume: boolean;
	readonly readOnly: boolean;
};

export type MinidiskStatement = {
	readonly address: number;
	readonly type: string;
	/** First cylinder; `undefined` = T-DISK, temporary space. */
	readonly start: number | undefined;
	readonly cylinders: number;
	/** Volume serial; `undefined` for T-DISK. */
	readonly volume: string | undefined;
	readonly mode: AccessMode;
	readonly reserveRelease: boolean;
	/** Clear text, `ALL`, or a hash (`passwords.ts`); `undefined` = nobody else gets it in that mode. */
	readonly read: string | undefined;
	readonly write: string | undefined;
	readonly multiple: string | undefined;
};

export type DirectoryEntry = {
	readonly userid: string;
	/** Clear text, `NOLOG`, or a hash. */
	readonly password: string;
	/** Bytes at logon and the most that DEFINE STORAGE grants. */
	readonly storage: number;
	readonly maximumStorage: number;
	/** Privilege classes, letters A–H. */
	readonly classes: string;
	/** Dispatching priority 0–99; 0 is best. */
	readonly priority: number;
	readonly editing: LineEditing;
	/**
	 * Account number of its accounting records, and distribution code of its output; both the userid where no ACCOUNT
	 * statement says otherwise.
	 */
	readonly account: string;
	readonly distribution: string;
	readonly options: DirectoryOptions;
	/**
	 * OPTION CREATOR, ours: the directory entries that slave machines of this user may be made from;
	 * `commonPrototypes` among them.
	 */
	readonly prototypes: readonly string[];
	/** System name or device address to IPL at logon. */
	readonly ipl: string | undefined;
	readonly console: UnitStatement | undefined;
	readonly spool: readonly UnitStatement[];
	readonly specials: readonly UnitStatement[];
	readonly dedicates?: readonly DedicateStatement[];
	readonly links: readonly LinkStatement[];
	readonly minidisks: readonly MinidiskStatement[];
};

/**
 * OPTION CREATOR without a list: every entry that nobody logs on to (NOLOG) and that has no more privilege than any
 * user.
 */
export const commonPrototypes = '*';

/** Whether slaves of `creator` may be made from `prototype`: what its own entry says is all there is to choose from. */
export function isPrototypeFor(prototype: string, creator: DirectoryEntry, directory: UserDirectory): boolean {
	const {prototypes} = creator;
	const entry = directory.find(prototype);
	return prototypes.includes(prototype)
		|| (prototypes.includes(commonPrototypes) && entry?.password === noLogon && entry.classes === 'G');
}

/** Where the DIRECTORY statement puts the object directory. */
export type DirectoryResidence = {readonly address: number; readonly type: string; readonly volume: string};

/** Who may log on. */
export type UserDirectory = {
	find(userid: string): DirectoryEntry | undefined;
};

export class Directory {
	/** By userid, in the order of the source. */
	readonly users: ReadonlyMap<string, DirectoryEntry>;
	readonly residence: DirectoryResidence | undefined;

	constructor(users: ReadonlyMap<string, DirectoryEntry>, residence?: DirectoryResidence) {
		this.users = users;
		this.residence = residence;
	}

	find(userid: string): DirectoryEntry | undefined {
		return this.users.get(userid);
	}
}

/** Something wrong in the source: every one is reported, none stops the check. */
export type DirectoryError = {
	readonly file: string;
	/** 1-based. */
	readonly line: number;
	readonly reason: string;
};

/** `USER DIRECT line 12: MDISK cylinder count not numeric`. */
export function directoryErrorText({file, line, reason}: DirectoryError): string {
	return `${file} line ${line}: ${reason}`;
}
