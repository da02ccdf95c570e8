/**
 * The Conversational Monitor System as its parts see each other: what a command, the EXEC processor or EDIT may ask of
 * the nucleus. `nucleus/` implements it. Text is JavaScript text in here; it becomes EBCDIC at the edge of guest
 * storage.
 */
import type {CommandDefinition} from '../base/command.js';
import type {
	CodeOf, Given, Message, MessageCatalogue, ReturnCode,
} from '../base/message.js';
import type {Charge} from '../guest/charges.js';
import type {Guest} from '../guest/guest.js';
import type {Step} from '../guest/action.js';
import type {Intermachine} from './intermachine/intermachine.js';
import type {RemoteFiles} from './remote-files/remote-files.js';
import type {ActiveFiles} from './file-system/files/active-files.js';
import type {AccessedDisk, DiskTable} from './file-system/disk/disk.js';
import type {OwnLocks} from './locks/own-locks.js';
import type {SharedSegments} from './locks/shared-segments.js';
import type {FileDefinitions} from './nucleus/storage/file-definitions.js';
import type {LabelDefinitions} from './nucleus/storage/label-definitions.js';
import type {NucleusExtensions} from './nucleus/storage/nucleus-extensions.js';
import type {GlobalVariables} from './nucleus/storage/global-variables.js';
import type {SynonymTable} from './nucleus/storage/synonyms.js';
import type {UnitRecords} from './unit-record/unit-records.js';
import type {TerminalTranslation} from './nucleus/console/terminal-translation.js';
import type {DebugArea} from './nucleus/debug/debug-area.js';

/** How a command is called: the token list of SVC 202 and, where there is one, the line it came from. */
export type CommandCall = {
	/**
	 * Command name and arguments as the nucleus scans them: upper case unless an EXEC passed them otherwise, 8
	 * characters each, parentheses are tokens.
	 */
	readonly tokens: readonly string[];
	/** The line as typed (untokenised, untranslated), for commands that need it (MSG text, CP). */
	readonly line: string;
	/** An EXEC's: the line for a program's extended list, where its words are not cut to eight characters. */
	readonly uncut?: () => string;
	/** Who calls: decides messages (`Unknown CP/CMS command`), implied EXEC and implied CP. */
	readonly from: 'terminal' | 'exec' | 'program';
	/**
	 * Called by SVC 202 from S/370 code: guest-real address of its parameter list, for functions with binary operands
	 * and MODULEs that answer in it.
	 */
	readonly plist?: number;
	/** Registers 0 and 1 of that SVC, which the program called gets as they are. */
	readonly registers?: readonly [number, number];
};

export type CmsContext = {
	readonly cms: Cms;
	readonly call: CommandCall;
	/** Arguments before `(`: `call.tokens` without the name. */
	readonly operands: readonly string[];
	/** Tokens after `(`, a closing parenthesis dropped. */
	readonly options: readonly string[];
};

/** What a CP command answered. */
export type CpAnswer = {
	readonly rc: number;
	readonly response: readonly string[];
	/** There was more than a response may hold. */
	readonly truncated?: boolean;
};

/** What the System/370 counterpart of a program in TypeScript has in storage (`loader/resident-module.ts`). */
export type ResidentModule = {
	/** Of its MODULE file. */
	readonly name: string;
	/** Length of its code. */
	readonly bytes: number;
	/** Where LOADMOD puts it: the transient area, or the user area, unless told. */
	readonly origin?: number;
	/** The segment that has its pages, where CP knows one of that name: then no MODULE is read. */
	readonly segment?: string;
};

export type CmsCommand = CommandDefinition & {
	/** The MODULE file that it is called by and that brings it into storage; without one it is of the nucleus. */
	readonly module?: ResidentModule;
	/** Commands of its own behind its name, each of which has a page: `HELP SBS PUT`. */
	readonly parts?: readonly CommandDefinition[];
	/**
	 * It reaches files by the table of open ones alone: what programs wrote need not be brought to the disk before.
	 */
	readonly usesOpenFiles?: boolean;
	/** Runs the command; ends with its return code. */
	run(context: CmsContext): Step<number>;
	/** Candidates for the operand being typed; file names by default. */
	complete?(cms: Cms, words: readonly string[]): readonly string[];
};

/** The virtual console, through the machine's 3215 at 009, and the console stack in guest storage. */
export type CmsConsole = {
	/** Types a line (up to 130 characters a line of a 3215; longer is split). Suppressed while HT is in effect. */
	type(text: string): Step;
	/** An error line: typed also after HT, red where the terminal has colours. */
	typeError(text: string): Step;
	/** The next line: from the console stack, else from the terminal. Upper case unless `asTyped`. */
	read(options?: {readonly asTyped?: boolean; readonly terminalOnly?: boolean}): Step<string>;
	/** Puts a line into the console stack. Immediate HT/RT are the caller's. */
	stack(line: string, order: 'FIFO' | 'LIFO'): void;
	/** Lines now in the stack (program stack and type-ahead). */
	readonly stacked: number;
	/** Halt typing (HT) is in effect. */
	haltTyping: boolean;
	/** Drops all stacked lines (HX, CONWAIT/DESBUF). */
	clearStack(): void;
	/** MAKEBUF: a new buffer of the stack, its number. */
	makeBuffer(): number;
	/** DROPBUF: false where there is no such buffer. */
	dropBuffer(number?: number): boolean;
};

export type CmsSettings = {
	impliedExec: boolean;
	impliedCp: boolean;
	readyMessage: 'LMSG' | 'SMSG' | 'OFF';
	/** SET ABBREV: names of commands and synonyms may be shortened. */
	abbreviations: boolean;
	/** SYNONYM STD: the system's short forms among them. */
	standardSynonyms: boolean;
	/** SET RELPAGE: kept, without effect: pages are CP's affair. */
	releasePages: boolean;
	/** SET AUTOREAD: the terminal is read as soon as a command has ended; else when the user presses attention. */
	automaticRead: boolean;
	/** SET ABEND: what is stacked after the next abend, once. */
	abendCommand: string | undefined;
	/** SET LDRTBLS: pages of the loader table. */
	loaderPages: number;
	/** SET SYSNAME: what the named systems of `systemNames` (nucon.ts) are called, in its order. */
	systemNames: readonly string[];
	/** SET PROTECT: user programs cannot store into the nucleus. */
	protect: boolean;
	redType: boolean;
	/** SET FILEWAIT: seconds that a lock on a file is waited for; 0: not at all. */
	fileWait: number;
	blip: string | undefined;
	/**
	 * &CONTROL NOMSG: that a file was not found is not typed while the command runs (NUCON's NOERRMSG;
	 * `messages/withheld.ts`). Set and reset by the EXEC processor; off at every Ready.
	 */
	suppressMessages?: boolean;
	/** `message` types nothing: a function that a program calls, EXECIO with NOTYPE. Off at every Ready. */
	silent?: boolean;
	/** CMS SUBSET, or a macro of EDIT: the editor has the user area, nothing else is loaded there. */
	subset?: boolean;
};

export type Cms = {
	readonly guest: Guest;
	readonly console: CmsConsole;
	readonly disks: DiskTable;
	/** Groups of machines that this one shares disks with. */
	readonly segments: SharedSegments;
	/** Locks of disks of its own that others use by remote files. */
	readonly locks: OwnLocks;
	/** Files that programs have open; all are closed before Ready. */
	readonly activeFiles: ActiveFiles;
	readonly settings: CmsSettings;
	/** What FILEDEF defined. */
	readonly fileDefinitions: FileDefinitions;
	/** What DLBL defined. */
	readonly labelDefinitions: LabelDefinitions;
	/** What NUCXLOAD loaded. */
	readonly extensions: NucleusExtensions;
	/** SYNONYM's table. */
	readonly synonyms: SynonymTable;
	/** GLOBALV's variables. */
	readonly globalVariables: GlobalVariables;
	/** SET INPUT and SET OUTPUT. */
	readonly terminalTranslation: TerminalTranslation;
	readonly debug: DebugArea;
	/**
	 * Runs a command as SVC 202 does: nucleus and transient commands, SBS and other installed ones, then a MODULE on
	 * disk. Answers its return code; a code of `notFound` where nothing has that name. EXECs and CP only
	 * as `from` and the settings say.
	 */
	execute(call: CommandCall): Step<number>;
	/** Tokens of a typed line as the nucleus scans it: upper case, split at blanks and parentheses, cut to 8. */
	tokenize(line: string): string[];
	/** A CP command by DIAGNOSE X'08'. With `capture`, the response lines come back instead of being typed. */
	cp(command: string, capture?: boolean): Step<CpAnswer>;
	/**
	 * Types a numbered message, edited as SET EMSG says, and answers its return code (so that `return yield*
	 * cms.message(...)` ends a command). `given`: what its text holds, and which code where the table has several.
	 */
	message<Text extends string, Code extends ReturnCode>(
		message: Message<Text, Code>,
		...given: Given<Text, Code>
	): Step<CodeOf<Code>>;
	/** A message that is in no table, such as &EMSG's: identifier and text, edited as SET EMSG says. */
	editedMessage(id: string, text: string): Step;
	/** Charges simulated instructions. */
	charge(charge: Charge, times?: number): Step;
	/** How often the same can be charged in one piece, behind the work (`Guest.slack`). */
	affords(charge: Charge): number;
	/** Reader, punch and printer. */
	readonly unitRecords: UnitRecords;
	/** Userid of this machine (DIAGNOSE X'00'). */
	readonly userid: string;
	/** Date and time and CPU so far, by DIAGNOSE X'0C'; microseconds. */
	pseudoTimer(): Step<{
		readonly date: string;
		readonly time: string;
		readonly virtualCpu: number;
		readonly totalCpu: number;
	}>;
	/** Second of the day, likewise. */
	timeOfDay(): Step<number>;
	/** Free storage of the nucleus: `bytes` rounded up to doublewords, guest-real address. Thin first-fit (DMSFREE). */
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
	/** Whether there is as much to allocate. */
	hasRoom(bytes: number): boolean;
	/** Disks of other machines here, and of this one for others (R14). */
	readonly remoteFiles: RemoteFiles;
	/** SVCTRACE: SVCs are recorded on the printer from `begin` on; `end` prints what was recorded. */
	readonly svcTrace: {begin(): void; end(): Step};
	/** Whether this user keeps the slave that a service gives him, and which. It outlives a command. */
	readonly session: {inSession: boolean; sessionSlave: {readonly slave: string; readonly exchange: number}};
	/** Disks of others that a command has linked, and devices that it has defined, while it works. */
	readonly borrowed: {
		add(device: number): boolean;
		giveBack(): Step;
		giveBackOne(device: number): Step;
		readonly devices: readonly number[];
	};
	/** Intermachine communication: what services and their users speak (R10). */
	readonly intermachine: Intermachine;
	/**
	 * Routines for external interruptions by code (HNDEXT), run in the interruption handler with interruptions
	 * disabled.
	 */
	readonly externalHandlers: Map<number, () => Step | void>;
	/**
	 * Calls S/370 code at `entry` as a user program (PSW key X'E0') with the parameter lists of `call`, its own or its
	 * caller's (`nucleus/svc/program-lists.ts`); `inKeyZero`: as a program of the system. Answers R15.
	 */
	callProgram(entry: number, call: CommandCall, inKeyZero?: boolean): Step<number>;
	/** A restart of CMS from an image begins with this command (24 characters at most); '' = with a line typed. */
	restartWith(command: string): Step;
	/** Runs a typed line: null lines, comments, unknown commands and the ready message as at the terminal. */
	runLine(line: string): Step;
	/** Every message this CMS can explain, for HELP: its own and those of what it works with. */
	readonly messages: MessageCatalogue;
	/** Every command this CMS knows, for HELP, completion and property tests. */
	readonly commands: readonly CmsCommand[];
	/** The EXEC now running at each depth, outermost first; `&GLOBAL` is its length. Kept by the EXEC processor. */
	readonly execs: unknown[];
	/** Values of &GLOBAL0–9, valid while an EXEC runs. */
	readonly execGlobals: Map<string, string>;
};

export type {AccessedDisk};
