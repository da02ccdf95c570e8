/**
 * The operands and options of EXECIO (SC19-6209, "EXECIO"), taken from the line itself: strings keep their case and
 * blanks where the line still has them.
 */
import {isAbbreviation} from '../../../base/command.js';
import {isFileName} from '../../file-system/files/file-name.js';
import {longestRecord} from '../../file-system/files/records.js';
import {upper} from '../../nucleus/command/scan.js';
import {isMode} from '../files/file-operands.js';

const operations = ['DISKR', 'DISKRU', 'DISKW', 'CARD', 'PUNCH', 'PRINT', 'CP', 'EMSG'] as const;
export type Operation = typeof operations[number];

const searches = ['FIND', 'LOCATE', 'AVOID'] as const;
type SearchKind = typeof searches[number];

const orders = ['FIFO', 'LIFO', 'SKIP'] as const;
type Order = typeof orders[number];

/** First and last column, 1-based; the last may be `Infinity`. */
export type Columns = readonly [first: number, last: number];

export type Options = {
	/** The file is closed afterwards. */
	readonly finis?: boolean;
	/** Where lines read go in the console stack; SKIP: nowhere. */
	readonly order?: Order;
	readonly search?: {readonly kind: SearchKind; readonly text: string};
	/** Columns that are searched. */
	readonly zone?: Columns;
	/** Columns that are read or written. */
	readonly margins?: Columns;
	/** Blanks at the end are taken off. */
	readonly strip?: boolean;
	/** No message is typed. */
	readonly noType?: boolean;
	/** Data and what is searched for are made upper case. */
	readonly upperCase?: boolean;
	/** What is written, in place of lines of the stack; for CP the command. */
	readonly string?: string;
	/** PRINT: the carriage control character of every line, or `DATA`: its first one. */
	readonly carriage?: string;
};

export type DiskFile = {
	readonly name: string;
	readonly type: string;
	readonly mode: string;
	/** Record to begin with; 0: where the file is. */
	readonly record: number;
	readonly format?: 'F' | 'V';
	readonly length?: number;
};

export type Request = {
	/** Lines; `Infinity` for `*`. */
	readonly count: number;
	readonly operation: Operation;
	/** DISKR, DISKRU and DISKW. */
	readonly file?: DiskFile;
	readonly options: Options;
};

/** What is wrong with a line: the text of message 621E. */
export class BadOperands {
	constructor(readonly problem: string, readonly noType = false) {}
}

/** VAR and STEM: variables of EXEC 2 and REXX. */
export class NeedsVariables {
	constructor(readonly option: string, readonly noType = false) {}
}

const mostLines = 999_999;
const number = (word: string): number | undefined => /^\d{1,6}$/.test(word) ? Number(word) : undefined;

const reads: readonly Operation[] = ['DISKR', 'DISKRU', 'CARD', 'CP'];
const writes: readonly Operation[] = ['DISKW', 'PUNCH', 'PRINT', 'EMSG'];
const onDisk: readonly Operation[] = ['DISKR', 'DISKRU', 'DISKW'];

/** The options' text, eaten from the front. */
class OptionText {
	constructor(public rest: string) {}

	/** The next word; '' at the end or before a closing parenthesis. */
	word(): string {
		const [, word, rest] = /^ *([^ )]*)(.*)$/s.exec(this.rest)!;
		this.rest = rest;
		return word;
	}

	/** The name of an option: letters, for a delimiter may follow at once. */
	name(): string {
		const [, name, rest] = /^ *([A-Za-z]+|[^ )]*)(.*)$/s.exec(this.rest)!;
		this.rest = rest;
		return name;
	}

	/** What stands between two delimiters; `undefined` without them. */
	delimited(): string | undefined {
		const found = /^ *([^ ])(.+?)\1(.*)$/s.exec(this.rest);
		this.rest = found?.[3] ?? '';
		return found?.[2];
	}

	/** Everything behind the blank. */
	all(): string {
		const text = this.rest.replace(/^ /, '');
		this.rest = '';
		return text;
	}
}

function columns(text: OptionText, option: string): Columns | BadOperands {
	const words = [text.word(), text.word()];
	const first = number(words[0]);
	const last = words[1] === '*' ? Infinity : number(words[1]);
	if (words[1] === '') {
		return new BadOperands(`MISSING VALUE AFTER ${option} OPTION`);
	}

	return first === undefined || last === undefined || first === 0 || last < first
		? new BadOperands(`INVALID VALUE (${words.join(' ')}) AFTER ${option} OPTION`)
		: [first, last];
}

type Draft = {-readonly [Key in keyof Options]: Options[Key]};
type Wrong = BadOperands | NeedsVariables | undefined;
/** Takes an option's value of `text` into `draft`. */
type Taker = (draft: Draft, text: OptionText) => Wrong;

const conflict = (option: string, other: string): BadOperands =>
	new BadOperands(`OPTION (${option}) NOT VALID WITH (${other}) OPTION`);

const order = (name: Order): Taker => draft => {
	const before = draft.order ?? name;
	draft.order = name;
	return before === name ? undefined : conflict(name, before);
};

const search = (kind: SearchKind): Taker => (draft, text) => {
	const searched = text.delimited();
	if (searched === undefined) {
		return new BadOperands(`MISSING DELIMITED STRING AFTER ${kind} OPTION`);
	}

	const before = draft.search;
	draft.search = {kind, text: searched};
	return before && conflict(kind, before.kind);
};

const columnTaker = (name: 'ZONE' | 'MARGINS'): Taker => (draft, text) => {
	const chosen = columns(text, name);
	if (chosen instanceof BadOperands) {
		return chosen;
	}

	draft[name === 'ZONE' ? 'zone' : 'margins'] = chosen;
	return undefined;
};

/** A value that `take` accepts, in upper case. */
const value = (option: string, take: (draft: Draft, word: string) => boolean): Taker => (draft, text) => {
	const word = upper(text.word());
	if (take(draft, word)) {
		return undefined;
	}

	return new BadOperands(word === ''
		? `MISSING VALUE AFTER ${option} OPTION`
		: `INVALID VALUE (${word.slice(0, 8)}) AFTER ${option} OPTION`);
};

const flag = (key: 'finis' | 'strip' | 'noType'): Taker => draft => {
	draft[key] = true;
	return undefined;
};

/** Option, its shortest form, the operations that have it, and how it is taken. */
const optionTable: ReadonlyArray<readonly [string, number, readonly Operation[], Taker]> = [
	['FINIS', 4, onDisk, flag('finis')],
	['FIFO', 2, reads, order('FIFO')],
	['LIFO', 2, reads, order('LIFO')],
	['SKIP', 2, reads, order('SKIP')],
	['FIND', 4, reads, search('FIND')],
	['LOCATE', 2, reads, search('LOCATE')],
	['AVOID', 1, reads, search('AVOID')],
	['ZONE', 1, reads, columnTaker('ZONE')],
	['MARGINS', 2, operations, columnTaker('MARGINS')],
	['STRIP', 4, operations, flag('strip')],
	['NOTYPE', 6, operations, flag('noType')],
	['CASE', 2, operations, value('CASE', (draft, word) => {
		draft.upperCase = word === 'U';
		return word === 'U' || word === 'M';
	})],
	['CC', 2, ['PRINT'], value('CC', (draft, word) => {
		draft.carriage = word;
		return word.length === 1 || word === 'DATA';
	})],
	['STRING', 2, [...writes, 'CP'], (draft, text) => {
		draft.string = text.all();
		return undefined;
	}],
	['VAR', 3, operations, () => new NeedsVariables('VAR')],
	['STEM', 3, operations, () => new NeedsVariables('STEM')],
];

function parseOptions(operation: Operation, optionText: string): Options | BadOperands | NeedsVariables {
	const options: Draft = {};
	const text = new OptionText(optionText);
	// NOTYPE may stand behind what is wrong.
	const quiet = /(?:^| )notype(?: |\)|$)/i.test(optionText);
	for (let word = text.name(); word !== ''; word = text.name()) {
		const option = upper(word);
		const known = optionTable.find(([name, minimum]) => isAbbreviation(option, name, minimum));
		if (!known) {
			return new BadOperands(`UNKNOWN OPTION NAME (${option.slice(0, 8)})`, quiet);
		}

		const [name, , allowed, take] = known;
		if (!allowed.includes(operation)) {
			return new BadOperands(`OPTION (${name}) NOT VALID WITH ${operation} OPERATION`, quiet);
		}

		const wrong = take(options, text);
		if (wrong instanceof BadOperands) {
			return new BadOperands(wrong.problem, quiet);
		}

		if (wrong) {
			return new NeedsVariables(wrong.option, quiet);
		}
	}

	return options;
}

function parseFile(operation: Operation, words: readonly string[]): DiskFile | BadOperands {
	const [name, type, mode = operation === 'DISKW' ? '' : '*', record = '0', format, length, extra] = words;
	if (name === undefined || type === undefined) {
		return new BadOperands('MISSING FILE IDENTIFIER');
	}

	if (mode === '') {
		return new BadOperands('DISK FILEMODE REQUIRED FOR DISKW');
	}

	const isPlace = isMode(mode) || (mode === '*' && operation !== 'DISKW');
	const wrong = [name, type].find(word => !isFileName(word)) ?? (isPlace ? undefined : mode);
	if (wrong !== undefined) {
		return new BadOperands(`INVALID FILE IDENTIFIER (${wrong})`);
	}

	const at = number(record);
	if (at === undefined) {
		return new BadOperands(`INVALID VALUE (${record}) FOR DISK FILE LINE NUMBER`);
	}

	const surplus = operation === 'DISKW' ? extra : format;
	if (surplus !== undefined) {
		return new BadOperands(`INVALID POSITIONAL ARGUMENT (${surplus})`);
	}

	if (format !== undefined && format !== 'F' && format !== 'V') {
		return new BadOperands(`INVALID VALUE (${format}) FOR RECORD FORMAT`);
	}

	const recordLength = length === undefined ? undefined : number(length);
	if (length !== undefined && (recordLength === undefined || recordLength < 1 || recordLength > longestRecord)) {
		return new BadOperands(`INVALID VALUE (${length}) FOR RECORD LENGTH`);
	}

	return {
		name, type, mode, record: at, format, length: recordLength,
	};
}

/** `line`: the whole command as it came. */
export function parseRequest(line: string): Request | BadOperands | NeedsVariables {
	const open = line.indexOf('(');
	const words = upper(open === -1 ? line : line.slice(0, open)).split(' ').filter(word => word !== '').slice(1);
	const [lines, device, ...rest] = words;
	if (lines === undefined || device === undefined) {
		return new BadOperands('DEVICE AND LINES ARGUMENTS ARE REQUIRED');
	}

	const count = lines === '*' ? Infinity : number(lines);
	if (count === undefined || (count > mostLines && count !== Infinity)) {
		return new BadOperands(`INVALID VALUE (${lines.slice(0, 8)}) FOR NUMBER OF LINES ARGUMENT`);
	}

	const operation = operations.find(name => name === device);
	if (!operation) {
		return new BadOperands(`UNKNOWN OPERATION (${device.slice(0, 8)})`);
	}

	const isDisk = onDisk.includes(operation);
	if (!isDisk && rest.length > 0) {
		return new BadOperands(`INVALID POSITIONAL ARGUMENT (${rest[0].slice(0, 8)})`);
	}

	const options = parseOptions(operation, open === -1 ? '' : line.slice(open + 1));
	if (options instanceof BadOperands || options instanceof NeedsVariables) {
		return options;
	}

	const file = isDisk ? parseFile(operation, rest.map(word => word.slice(0, 8))) : undefined;
	if (file instanceof BadOperands) {
		return new BadOperands(file.problem, options.noType);
	}

	return options.string !== undefined && count === Infinity && operation !== 'CP'
		? new BadOperands('STRING OPTION WITH LINES=* IS VALID ONLY FOR CP OPERATION', options.noType)
		: {
			count, operation, file, options,
		};
}
