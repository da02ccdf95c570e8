/**
 * What an SBS command is, and what it works with: one file each under `commands/`. The same code runs in the user's
 * machine, in the one machine of the service, or in a slave, as the service's CONFIGURATION says; what it answers does
 * not depend on that.
 */
import type {CommandDefinition} from '../base/command.js';
import type {Cms} from '../cms/cms.js';
import type {FileStatus, NewForm, RecordSource} from '../cms/file-system/disk/disk.js';
import type {LentFile} from '../cms/remote-files/lent-files.js';
import type {Step} from '../guest/action.js';
import type {Content, FileSource} from '../service/parts.js';
import type {LibraryStore} from './store/store.js';

/** What an operand may be; `pattern` is a name with asterisks, `fileMode` a letter with or without a number. */
export type OperandKind =
	'fileName' | 'fileType' | 'fileMode' | 'namePattern' | 'typePattern' | 'userid' | 'useridPattern' | 'word'
	| 'number';

export type OperandDefinition = {
	/** As HELP and messages name it (`fn`). */
	readonly name: string;
	readonly kind: OperandKind;
	/** It may be left out, and all behind it. */
	readonly optional?: boolean;
	/** It and those behind it may come again and again. */
	readonly repeated?: boolean;
	/** The words that may stand there, with their least abbreviations (`Query` style: upper case is the least). */
	readonly words?: readonly string[];
};

export type OptionDefinition = {
	/** Upper case is the least abbreviation (`VERsion`). */
	readonly name: string;
	/** What follows it; `text` is all the rest of the line, as typed. */
	readonly value?: 'number' | 'word' | 'name' | 'text';
};

/** Operands and options of a line, checked against the definition of its command. */
export type Given = {
	/** By the operand's name; one that was left out is not there. */
	readonly operands: Readonly<Record<string, string | undefined>>;
	/** Values of a repeated operand, and of those behind it, row by row. */
	readonly rows: ReadonlyArray<Readonly<Record<string, string | undefined>>>;
	/** By the option's full name in upper case; `true` where it has no value. */
	readonly options: Readonly<Record<string, string | true | undefined>>;
};

/** Files of the user, wherever the command runs. They answer a `fileCode`. */
export type UserFiles = {
	/** First match; mode `*` or a letter, with its extensions. */
	find(name: string, type: string, mode: string): Step<FileStatus | undefined>;
	/** Throws `DiskError`, `ContentLost`. */
	open(name: string, type: string, mode: string): Step<FileSource | undefined>;
	/** Whether a disk has the letter. */
	isAccessed(mode: string): Step<boolean>;
	/** `ok`, `diskNotAccessed`, or `readOnly`. */
	canWrite(mode: string): Step<number>;
	/** Writes a file on the disk of a letter, in place of one of the same name, whole or not at all. */
	write(form: NewForm, mode: string, records: RecordSource): Step<number>;
};

/** A file of the user, which his command is about: lent to whoever works for him. */
export type NamedFile = LentFile;

/** What the service's profile makes of a user; the data base's own rights come on top. */
export type Role = 'user' | 'librarian' | 'administrator';

/** A line that waits for a user, in the library under a key. */
export type Note = {readonly user: string; readonly key: Uint8Array; readonly line: string};

export type SbsContext = {
	readonly store: LibraryStore;
	/** Who asks: as CP says, never as the request does. */
	readonly user: string;
	readonly role: Role;
	/** Userid and number of the request: the same again when it is repeated, because the machine at work was lost. */
	readonly request: string;
	/** What was typed behind `SBS`: for the audit file. */
	readonly line: string;
	readonly given: Given;
	readonly files: UserFiles;
	/** `mm/dd/yy` and `hh:mm:ss` now. */
	readonly now: {readonly date: string; readonly time: string};
	/** What the machine that it runs in knows of the service, for QUERY; not there where it knows nothing. */
	readonly service?: (what: 'SLAVES' | 'SERVICE') => Step<readonly string[]>;
	/** The CMS of the machine that it runs in: for charges. */
	readonly cms: Cms;
	/** Has a line at once on the terminal of a user; false: he is not there, or does not want to be told so. */
	readonly reach?: (user: string, line: string) => Step<boolean>;
	/** Notes that the command leaves for others, as they are left. */
	readonly left?: Note[];
	/** Has parts of the command done in other machines at the same time, where the configuration has them. */
	readonly elsewhere?: PartsRunner;
	/** Parts are to be done here for another machine, which does the command: these, and nothing else. */
	readonly nextPart?: NextPart;
};

/**
 * Has parts of a command done: by other machines of its user, and by this one (`here`), whoever comes to one first;
 * this one waits for nobody while there is one to do. Answers what came of each, in the order of the names;
 * `undefined`: no other machine does any. Throws `ContentLost` where others tell what cannot be.
 */
export type PartsRunner = <T>(
	names: readonly string[],
	here: (index: number) => Step<T>,
) => Step<ReadonlyArray<T | PartAnswer> | undefined>;

/** Tells what came of the part before, and answers the name of the next; `undefined`: none for this machine. */
export type NextPart = (done?: PartAnswer) => Step<string | undefined>;

/** What came of a part that another machine did. */
export type PartAnswer = Pick<Content, 'lines' | 'returnCode'>;

export type SbsCommand = CommandDefinition & {
	readonly operands: readonly OperandDefinition[];
	readonly options?: readonly OptionDefinition[];
	/** What a table of operands cannot say: the message where something is missing or does not go with another. */
	check?(given: Given): Content | undefined;
	/**
	 * Files of the user that it has to do with: those called `fn ft` on the disk `fm` (A unless told) are read, or read
	 * and written; `optional`: read where they are there. A function answers them where the line names them otherwise,
	 * or the answer where that cannot be known. While it runs its user's machine answers for these alone.
	 */
	readonly userFiles?:
		| 'read' | 'optional' | 'write'
		| ((given: Given, files: UserFiles) => Step<readonly NamedFile[] | Content>);
	/** It has parts, which other slaves of its user may do: his machine has none get at any otherwise, whoever asks. */
	hasParts?(given: Given): boolean;
	/** Done in the user's machine, wherever others are done. */
	here?(cms: Cms, given: Given): Step<Content>;
	/** It changes nothing: it need not be kept which request it was. */
	readonly isReadOnly?: boolean;
	/**
	 * The answer: return code and lines. What it throws (`DiskError`, `ContentLost`, `LibraryFull`, `DamagedLibrary`)
	 * is answered by `run-function.ts`, the same for all.
	 */
	run(context: SbsContext): Step<Content>;
};
