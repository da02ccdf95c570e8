/**
 * NAMEFIND (SC19-6209, which could not be had): values of a NAMES file's entry, for an EXEC or at the terminal. Not
 * here: XEDIT, for there is no ring of files being edited.
 */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {upper} from '../../nucleus/command/scan.js';
import {isFileName} from '../../file-system/files/file-name.js';
import {messages} from '../../messages/index.js';
import {guarded} from '../files/file-operands.js';
import {stackIfRoom} from '../stack-lines.js';
import {
	isSameValue, namesType, readNames, valueOf, type NamesEntry, type NamesTag,
} from './names-file.js';

const module = 'DMSNAM';

type Request = {
	/** What an entry must have: all of them. */
	readonly wanted: readonly NamesTag[];
	/** What is told of it; nothing: its lines. */
	readonly asked: readonly string[];
	readonly file: string;
	/** Number of the line at which the search begins. */
	readonly start: number;
	readonly lineNumber: boolean;
	/** Where it goes; `undefined`: it is typed. */
	readonly order: 'FIFO' | 'LIFO' | undefined;
};

/** `:tag value :tag`: a tag without a value is one that is asked for. */
function parseTags(words: readonly string[]): Array<{tag: string; value: string}> | undefined {
	const tags: Array<{tag: string; value: string}> = [];
	for (const word of words) {
		if (word.startsWith(':')) {
			tags.push({tag: upper(word.slice(1)).replace(/\.$/, ''), value: ''});
		} else if (tags.length === 0) {
			return undefined;
		} else {
			const last = tags.at(-1)!;
			last.value = `${last.value} ${word}`.trimStart();
		}
	}

	return tags;
}

type Options = Pick<Request, 'file' | 'start' | 'lineNumber' | 'order'>;

/** Options with a value, and which values they take. */
const valued = [
	['FILE', 4, (value: string) => isFileName(value)],
	['START', 5, (value: string) => /^[1-9]\d{0,4}$/.test(value)],
] as const;
const orders = [['STACK', 5], ['FIFO', 4], ['LIFO', 4], ['TYPE', 4]] as const;

function * parseOptions(cms: Cms, words: readonly string[]): Step<Options | Failure> {
	const given = new Map<string, string>();
	for (let index = 0; index < words.length; index++) {
		const word = words[index];
		const option = valued.find(([name, minimum]) => isAbbreviation(word, name, minimum));
		const flag = option ?? [['LINENUM', 7] as const, ...orders]
			.find(([name, minimum]) => isAbbreviation(word, name, minimum));
		if (!flag) {
			return new Failure(yield * cms.message(messages.DMSNAM003E, {option: word.slice(0, 8)}));
		}

		if (!option) {
			given.set(flag[0], '');
			continue;
		}

		const value = words[++index];
		if (value === undefined) {
			return new Failure(yield * cms.message(messages.DMSNAM637E, {option: option[0]}));
		}

		if (!option[2](value)) {
			const parameter = value.slice(0, 8);
			return new Failure(yield * cms.message(messages.DMSNAM029E, {parameter, option: option[0]}));
		}

		given.set(option[0], value);
	}

	for (const [one, other] of [['FIFO', 'LIFO'], ['TYPE', 'STACK'], ['TYPE', 'FIFO'], ['TYPE', 'LIFO']] as const) {
		if (given.has(one) && given.has(other)) {
			return new Failure(yield * cms.message(messages.DMSNAM066E, {one, other}));
		}
	}

	const isStacked = given.has('STACK') || given.has('FIFO');
	return {
		file: given.get('FILE') ?? cms.userid,
		start: Number(given.get('START') ?? 1),
		lineNumber: given.has('LINENUM'),
		order: given.has('LIFO') ? 'LIFO' : (isStacked ? 'FIFO' : undefined),
	};
}

function * parse(cms: Cms, line: string): Step<Request | Failure> {
	const [operandText, optionText = ''] = line.split('(', 2);
	const operands = operandText.split(' ').filter(word => word !== '').slice(1);
	const options = yield * parseOptions(cms, upper(optionText.split(')')[0]).split(' ').filter(word => word !== ''));
	if (options instanceof Failure) {
		return options;
	}

	const tags = parseTags(operands);
	if (!tags || tags.some(({tag}) => tag === '')) {
		return new Failure(yield * cms.message(messages.DMSNAM070E, {parameter: operands[0].slice(0, 8)}));
	}

	const wanted = tags.filter(({value}) => value !== '');
	return wanted.length === 0
		? new Failure(yield * cms.message(messages.DMSNAM634E))
		: {...options, wanted, asked: tags.filter(({value}) => value === '').map(({tag}) => tag)};
}

/** The lines that tell of an entry, in order: a null line for a tag it does not have. */
function answer(entry: NamesEntry, {asked, lineNumber}: Request): string[] {
	const values = asked.length === 0 ? entry.text : asked.map(tag => valueOf(entry, tag) ?? '');
	return lineNumber ? [String(entry.line), ...values] : [...values];
}

function * find(cms: Cms, request: Request): Step<number> {
	const {file, start, wanted, order} = request;
	const entries = yield * readNames(cms, file);
	if (!entries) {
		return yield * cms.message(messages.DMSNAM002E, {file: `${file} ${namesType}`});
	}

	const entry = entries.find(each => each.line >= start
		&& wanted.every(({tag, value}) => each.tags.some(own => own.tag === tag && isSameValue(own.value, value))));
	if (!entry) {
		return yield * cms.message(messages.DMSNAM635I);
	}

	for (const line of answer(entry, request)) {
		if (order === undefined) {
			yield * cms.console.type(line);
		} else if (!stackIfRoom(cms, line, order)) {
			return yield * cms.message(messages.DMSNAM109S);
		}
	}

	return 0;
}

export const namefind: CmsCommand = {
	name: 'NAMEFIND',
	minimum: 5,
	syntax: [
		'NAMEFind :tag value [:tag value ...] [:tag ...] [(options[)]]',
		'options: [FILE fn] [START n] [LINENUM] [STACK [FIFO|LIFO]|FIFO|LIFO|TYPE]',
	],
	summary: 'Looks up an entry of a NAMES file.',
	description: [
		'The entry is the first that has every value behind its tag, whatever its case. Of the tags without a value '
		+ 'the values are typed, or stacked, a line each in the order asked for; a null line for one that the entry '
		+ 'does not have. Without such tags the entry is told as it stands in the file.',
		'The file is userid NAMES, the first in the search order, or fn NAMES. START begins with the entries from line '
		+ 'n on, LINENUM tells the number of the line that the entry begins in first.',
		'A NAMES file has entries that begin with :nick.name; further tags are :userid., :node., :list. (names of '
		+ 'several, for TELL and SENDFILE), :name., :phone. and others at will. A line with * in column 1 is a '
		+ 'comment.',
		'An EXEC cuts its words to eight characters. XEDIT is refused: no file being edited can be searched.',
	],
	returnCodes: [
		'24   Invalid operand or option.',
		'28   There is no such NAMES file.',
		'32   No entry has these values.',
		'100  Error of the disk.',
		'104  No room in the console stack.',
	],
	origin: 'VM/SP',
	* run({cms, call}) {
		const request = yield * parse(cms, call.line);
		return request instanceof Failure
			? request.returnCode
			: yield * guarded(cms, module, `${request.file} ${namesType}`, find(cms, request));
	},
};
