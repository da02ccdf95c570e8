/**
 * The system name table (GC20-1801 and GC20-1807, "The NAMESYS Macro"), as statements of a file:
 *
 *     NAMESYS name SYSSIZE=256K SYSPGNM=(0-31) SYSHRSG=(1) PROTECT=ON
 *
 * Operands stand in any order, between blanks or commas; a line that begins with a blank goes on with the statement
 * before it, one that begins with `*` says nothing. SYSVOL and SYSSTRT say where on a paging volume the saved pages are
 * written and read, in time; what they hold is in the data folder. Not here: VSYSRES and SYSCYL, for a system is saved
 * as its machine has it, whatever disk it came from. SYSFILE and RCVRID are ours, and that a segment with PROTECT=OFF
 * is there, zeros, before anybody has saved it.
 */
import {pageEntries} from '../../machine/storage/page-entries.js';
import {mostSavedPages} from './saved-system.js';

/** An entry of the table. */
export type SystemName = {
	readonly name: string;
	/** Bytes of storage that a machine must have to IPL it. */
	readonly size: number;
	/** Numbers of the pages that are saved, ascending. */
	readonly pages: readonly number[];
	/** Numbers of the segments of 64 KiB that are shared. */
	readonly sharedSegments: readonly number[];
	/** Whether a store into them is taken back. */
	readonly isProtected: boolean;
	/** It is no system to IPL, but a segment for DIAGNOSE X'64' (VSYSADR=IGNORE). */
	readonly isSegment: boolean;
	/** Machines that may load it; all, where not given. A name may end with `*`. */
	readonly receivers?: readonly string[];
	/** Volume, and cylinder and page (from 1) on it, where its pages are saved; anywhere, where not given. */
	readonly volume?: string;
	readonly start?: {readonly cylinder: number; readonly page: number};
	/** File of the profile that has it, in the form SAVESYS gives it. */
	readonly file?: string;
};

/** `file line 3: PROTECT=MAYBE: neither ON nor OFF`. */
export type SystemNameError = {readonly file: string; readonly line: number; readonly reason: string};

export const systemNameErrorText = ({file, line, reason}: SystemNameError): string => `${file} line ${line}: ${reason}`;

type Draft = {-readonly [Key in keyof SystemName]?: SystemName[Key]} & {count?: number};

/** Says what is wrong with a value. */
class Wrong extends Error {}

const namePattern = /^[A-Z\d$#@]{1,8}$/;
const segments = 256;

/** Items of `(a,b-c)` or `a`. */
function list(value: string): string[] {
	const inner = /^\((.*)\)$/.exec(value)?.[1] ?? value;
	return inner.split(',').filter(item => item !== '');
}

function numbers(value: string, limit: number): number[] {
	const result: number[] = [];
	for (const item of list(value)) {
		const [first, last = first] = item.split('-');
		if (!/^\d+$/.test(first) || !/^\d+$/.test(last) || Number(last) < Number(first) || Number(last) >= limit) {
			throw new Wrong(`${item} is no number or range below ${limit}`);
		}

		for (let number = Number(first); number <= Number(last); number++) {
			if (number <= (result.at(-1) ?? -1)) {
				throw new Wrong(`${item} is not in ascending order`);
			}

			result.push(number);
		}
	}

	if (result.length === 0) {
		throw new Wrong('no number');
	}

	return result;
}

function oneOf<T extends string>(value: string, ...values: readonly T[]): T {
	const found = values.find(each => each === value);
	if (found === undefined) {
		throw new Wrong(`neither ${values.join(' nor ')}`);
	}

	return found;
}

/** What each operand says, by its name. */
const operands: Readonly<Record<string, (draft: Draft, value: string) => void>> = {
	SYSSIZE(draft, value) {
		const [, size] = /^(\d{1,5})K$/.exec(value) ?? [];
		if (size === undefined || Number(size) > 16_384) {
			throw new Wrong('not a number of K up to 16384K');
		}

		draft.size = Math.ceil(Number(size) / 4) * 4096;
	},
	SYSPGNM(draft, value) {
		draft.pages = numbers(value, pageEntries);
		if (draft.pages.length > mostSavedPages) {
			throw new Wrong(`more than ${mostSavedPages} pages`);
		}
	},
	SYSPGCT(draft, value) {
		[draft.count] = numbers(value, pageEntries + 1);
	},
	SYSHRSG(draft, value) {
		draft.sharedSegments = numbers(value, segments);
	},
	PROTECT(draft, value) {
		draft.isProtected = oneOf(value, 'ON', 'OFF') === 'ON';
	},
	VSYSADR(draft, value) {
		if (value !== 'IGNORE' && !/^[\dA-F]{3}$/.test(value)) {
			throw new Wrong('neither a device address nor IGNORE');
		}

		draft.isSegment = value === 'IGNORE';
	},
	RCVRID(draft, value) {
		draft.receivers = list(value).map(userid => {
			if (!/^[A-Z\d$#@]{0,7}\*$/.test(userid) && !namePattern.test(userid)) {
				throw new Wrong(`${userid} is no userid`);
			}

			return userid;
		});
	},
	SYSVOL(draft, value) {
		if (!/^[A-Z\d$#@]{1,6}$/.test(value)) {
			throw new Wrong('no volume serial number');
		}

		draft.volume = value;
	},
	SYSSTRT(draft, value) {
		const [, cylinder, page] = /^\((\d{1,3}),(\d{1,3})\)$/.exec(value) ?? [];
		if (cylinder === undefined || Number(page) === 0) {
			throw new Wrong('not (cylinder,page), pages counted from 1');
		}

		draft.start = {cylinder: Number(cylinder), page: Number(page)};
	},
	SYSFILE(draft, value) {
		if (!/^[\w.-]+$/.test(value)) {
			throw new Wrong('not a file of the profile');
		}

		draft.file = value;
	},
};

/** Reads a table; every error is told, with the word that is wrong. `file` is for the errors. */
export function parseSystemNames(source: string, file = 'SYSTEM NAMES'): {
	readonly names: readonly SystemName[];
	readonly errors: readonly SystemNameError[];
} {
	const names = new Map<string, SystemName>();
	const errors: SystemNameError[] = [];
	for (const {line, words} of statements(source)) {
		const [first, name = '', ...rest] = words;
		const reject = (reason: string): void => {
			errors.push({file, line: line(reason), reason});
		};

		if (first !== 'NAMESYS') {
			reject(`${first}: not a NAMESYS statement`);
			continue;
		}

		if (!namePattern.test(name) || /^[\dA-F]{1,3}$/.test(name)) {
			reject(`${name === '' ? 'NAMESYS' : name}: no name of up to 8 characters that is no device address`);
			continue;
		}

		if (names.has(name)) {
			reject(`${name}: the name is taken`);
			continue;
		}

		const draft: Draft = {};
		const before = errors.length;
		for (const word of rest) {
			const problem = apply(draft, word);
			if (problem !== undefined) {
				reject(`${word}: ${problem}`);
			}
		}

		const problem = errors.length === before ? whole(draft) : undefined;
		if (problem !== undefined) {
			reject(`${name}: ${problem}`);
		}

		const {pages = [0]} = draft;
		names.set(name, {
			name,
			size: draft.size ?? (pages.at(-1)! + 1) * 4096,
			pages,
			sharedSegments: draft.sharedSegments ?? [],
			isProtected: draft.isProtected ?? true,
			isSegment: draft.isSegment ?? false,
			receivers: draft.receivers,
			volume: draft.volume,
			start: draft.start,
			file: draft.file,
		});
	}

	return {names: errors.length > 0 ? [] : [...names.values()], errors};
}

/** Takes an operand; answers what is wrong with it. */
function apply(draft: Draft, word: string): string | undefined {
	const [key, ...values] = word.split('=');
	if (!Object.hasOwn(operands, key)) {
		return 'no operand of NAMESYS';
	}

	try {
		operands[key](draft, values.join('='));
		return undefined;
	} catch (error) {
		if (error instanceof Wrong) {
			return error.message;
		}

		throw error;
	}
}

/** What is wrong with the statement as a whole. */
function whole({pages, count, sharedSegments = []}: Draft): string | undefined {
	if (!pages) {
		return 'SYSPGNM missing';
	}

	if (count !== undefined && count !== pages.length) {
		return `SYSPGCT says ${count} pages, SYSPGNM ${pages.length}`;
	}

	const empty = sharedSegments.find(segment => !pages.some(page => page >>> 4 === segment));
	return empty === undefined ? undefined : `SYSHRSG names segment ${empty}, of which no page is saved`;
}

/** A word in upper case, but for the name of a file, which is the host's. */
function upperCase(word: string): string {
	const [, file] = /^sysfile=(.*)$/i.exec(word) ?? [];
	return file === undefined ? word.toUpperCase() : `SYSFILE=${file}`;
}

/** Statements with their words. `line` tells in which line the word is that `reason` begins with. */
function statements(source: string): Array<{line: (reason: string) => number; words: string[]}> {
	const found: Array<{lines: Array<{number: number; words: string[]}>}> = [];
	for (const [index, text] of source.split(/\r?\n/).entries()) {
		if (text.trim() === '' || text.startsWith('*')) {
			continue;
		}

		const words = text.match(/(?:\([^)]*\)?|[^\s,(])+/g) ?? [];
		const here = {number: index + 1, words: words.map(word => upperCase(word))};
		if (/^\s/.test(text) && found.length > 0) {
			found.at(-1)!.lines.push(here);
		} else {
			found.push({lines: [here]});
		}
	}

	return found.map(({lines}) => ({
		line: reason => (lines.find(({words}) => words.some(word => reason.startsWith(`${word}:`))) ?? lines[0]).number,
		words: lines.flatMap(({words}) => words),
	}));
}
