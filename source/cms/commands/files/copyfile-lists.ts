/** What COPYFILE asks for under SPECS and TRANS (GC20-1818): lists of specifications and of translations. */
import {Failure} from '../../../base/failure.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {longestRecord} from '../../file-system/files/records.js';
import {messages} from '../../messages/index.js';
import type {CopyOptions} from './copyfile-options.js';

/** Data, or columns of the input (1-based, last included), and where they go: a column of the output, 1-based. */
export type Specification = {readonly from: Uint8Array | readonly [first: number, last: number]; readonly to: number};

export type CopyLists = {
	/** None: records are copied as they are. */
	readonly specifications: readonly Specification[] | undefined;
	/** What becomes of each EBCDIC code; none: nothing changes. */
	readonly translation: Uint8Array | undefined;
};

const mostSpecifications = 20;
/** Lines that one list may go over, so that a stack that ends none of them ends. */
const mostLines = 100;

/** A list: one line, and more behind lines that end with `++`. */
function * readList(cms: Cms): Step<string> {
	const lines: string[] = [];
	while (lines.length < mostLines) {
		const line = (yield * cms.console.read({asTyped: true})).trimEnd();
		lines.push(line.replace(/\+\+$/, ''));
		if (!line.endsWith('++')) {
			break;
		}
	}

	return lines.join(' ').trim();
}

/** Bytes of pairs of hexadecimal digits. */
const hexadecimal = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));

/** What stands before a column: columns, a string between two equal delimiters, or `h` with hexadecimal digits. */
function parseSource(text: string): {readonly from: Specification['from']; readonly length: number} | undefined {
	const columns = /^(\d{1,5})-(\d{1,5})(?=\s)/.exec(text);
	if (columns) {
		const [first, last] = [Number(columns[1]), Number(columns[2])];
		return first >= 1 && last >= first ? {from: [first, last], length: columns[0].length} : undefined;
	}

	const digits = /^h((?:[\da-f]{2})+)(?=\s)/i.exec(text);
	if (digits) {
		return {from: hexadecimal(digits[1]), length: digits[0].length};
	}

	const string = /^([^\da-z\s])(.*?)\1/i.exec(text);
	return string && string[2] !== '' ? {from: toEbcdic(string[2]), length: string[0].length} : undefined;
}

function * parseSpecifications(cms: Cms, list: string): Step<readonly Specification[] | Failure> {
	const specifications: Specification[] = [];
	for (let rest = list; rest !== '';) {
		const source = parseSource(rest);
		const column = source && /^\s+(\d{1,5})(?:\s+|$)/.exec(rest.slice(source.length));
		const to = Number(column?.[1] ?? 0);
		if (!source || !column || to < 1 || to > longestRecord) {
			return new Failure(yield * cms.message(messages.DMSCPY064E, {what: ' ', near: rest.slice(0, 8).trimEnd()}));
		}

		specifications.push({from: source.from, to});
		if (specifications.length > mostSpecifications) {
			return new Failure(yield * cms.message(messages.DMSCPY103S));
		}

		rest = rest.slice(source.length + column[0].length);
	}

	return specifications;
}

/** A character, or two hexadecimal digits; `undefined` where it is neither. */
function code(token: string): number | undefined {
	return token.length === 1 ? toEbcdic(token)[0] : (/^[\da-f]{2}$/i.test(token) ? hexadecimal(token)[0] : undefined);
}

function * parseTranslations(cms: Cms, list: string): Step<ReadonlyMap<number, number> | Failure> {
	const tokens = list.split(/\s+/);
	const pairs = new Map<number, number>();
	for (let index = 0; index < tokens.length; index += 2) {
		const [from, to] = [code(tokens[index]), code(tokens[index + 1] ?? '')];
		if (from === undefined || to === undefined) {
			const near = tokens.slice(index, index + 2).join(' ').slice(0, 8);
			return new Failure(yield * cms.message(messages.DMSCPY064E, {what: ' TRANSLATE ', near}));
		}

		pairs.set(from, to);
	}

	return pairs;
}

/** Characters of the keypunch 026 and what is punched for them on the 029: the same holes. */
const keypunch = new Map([['<', ')'], ['&', '+'], ['%', '('], ['#', '='], ['@', '\''], ['\'', ':']]
	.map(pair => pair.map(character => toEbcdic(character)[0]) as [number, number]));

function letters(upper: boolean): ReadonlyMap<number, number> {
	const [small, capital] = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map(text => toEbcdic(text));
	return new Map([...small].map((letter, index) => upper ? [letter, capital[index]] : [capital[index], letter]));
}

/** EBCDIC first, then case; a pair of the list in place of both. */
function translationOf(
	{flags}: CopyOptions,
	pairs: ReadonlyMap<number, number> | undefined,
): Uint8Array | undefined {
	if (!pairs && !flags.has('EBCDIC') && !flags.has('UPCASE') && !flags.has('LOWCASE')) {
		return undefined;
	}

	const changesCase = flags.has('UPCASE') || flags.has('LOWCASE');
	const cases = changesCase ? letters(flags.has('UPCASE')) : new Map<number, number>();
	return Uint8Array.from({length: 256}, (_, original) => {
		const punched = flags.has('EBCDIC') ? keypunch.get(original) ?? original : original;
		return pairs?.get(original) ?? cases.get(punched) ?? punched;
	});
}

/** Asks for a list, unless NOPROMPT, and parses it; a failure, with its message, where there is none or it is wrong. */
function * askFor<T>(
	cms: Cms,
	{flags}: CopyOptions,
	list: 'SPECIFICATION' | 'TRANSLATION',
	parse: (cms: Cms, text: string) => Step<T | Failure>,
): Step<T | Failure> {
	if (!flags.has('NOPROMPT')) {
		yield * cms.message(list === 'SPECIFICATION' ? messages.DMSCPY601R : messages.DMSCPY602R);
	}

	const text = yield * readList(cms);
	return text === '' ? new Failure(yield * cms.message(messages.DMSCPY063E, {list})) : yield * parse(cms, text);
}

/** Asks for the lists that the options want; a failure, with its message, where one is not valid. */
export function * readLists(cms: Cms, options: CopyOptions): Step<CopyLists | Failure> {
	const {flags} = options;
	const specifications = flags.has('SPECS')
		? yield * askFor(cms, options, 'SPECIFICATION', parseSpecifications)
		: undefined;
	if (specifications instanceof Failure) {
		return specifications;
	}

	const pairs = flags.has('TRANS') ? yield * askFor(cms, options, 'TRANSLATION', parseTranslations) : undefined;
	if (pairs instanceof Failure) {
		return pairs;
	}

	return {specifications, translation: translationOf(options, pairs)};
}
