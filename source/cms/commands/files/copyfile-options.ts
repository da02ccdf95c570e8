/** The options of COPYFILE (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import {longestRecord} from '../../file-system/files/records.js';
import {isAbbreviation} from '../../../base/command.js';
import {blank, toEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {messages} from '../../messages/index.js';

/** Options without a value, with their shortest forms. */
const flags = [
	['TYPE', 1],
	['NOTYPE', 3],
	['PROMPT', 2],
	['NOPROMPT', 3],
	['NEWDATE', 4],
	['OLDDATE', 4],
	['NEWFILE', 4],
	['REPLACE', 3],
	['APPEND', 2],
	['TRUNC', 3],
	['NOTRUNC', 5],
	['UPCASE', 2],
	['LOWCASE', 2],
	['OVLY', 2],
	['SPECS', 2],
	['NOSPECS', 5],
	['EBCDIC', 2],
	['TRANS', 4],
	['SINGLE', 2],
	['PACK', 2],
	['UNPACK', 3],
] as const;
const values = [
	['RECFM', 3],
	['LRECL', 2],
	['FROM', 2],
	['FRLABEL', 3],
	['FOR', 3],
	['TOLABEL', 3],
	['FILL', 2],
] as const;
/** What PACK and UNPACK leave as it is, so that nobody can ask for it. */
const ofRecords = [
	'APPEND', 'EBCDIC', 'FOR', 'FRLABEL', 'FROM', 'LOWCASE', 'LRECL', 'OVLY', 'RECFM', 'SPECS', 'TOLABEL', 'TRANS',
	'TRUNC', 'UPCASE',
];
/** Which options exclude which (GC20-1818, "Incompatible options"). */
const conflicts: Readonly<Record<string, readonly string[]>> = {
	APPEND: ['LRECL', 'NEWDATE', 'NEWFILE', 'OLDDATE', 'OVLY', 'RECFM', 'REPLACE'],
	FOR: ['TOLABEL'],
	FRLABEL: ['FROM'],
	NEWDATE: ['OLDDATE'],
	NEWFILE: ['OVLY', 'REPLACE'],
	NOPROMPT: ['PROMPT'],
	NOSPECS: ['SPECS'],
	NOTRUNC: ['TRUNC'],
	NOTYPE: ['TYPE'],
	OVLY: ['REPLACE'],
	PACK: [...ofRecords, 'UNPACK'],
	UNPACK: ofRecords,
	UPCASE: ['LOWCASE'],
};

export type CopyFlag = typeof flags[number][0];

export type CopyOptions = {
	readonly flags: ReadonlySet<CopyFlag>;
	readonly recordFormat: 'F' | 'V' | undefined;
	readonly recordLength: number | undefined;
	/** First record copied, 1-based, and how many at most. */
	readonly from: number;
	readonly count: number;
	/** What the first record begins with, and what the record begins with before which copying ends. */
	readonly fromLabel: Uint8Array | undefined;
	readonly toLabel: Uint8Array | undefined;
	/** EBCDIC code that fills short records. */
	readonly fill: number;
};

const recordFormats = ['F', 'V'] as const;

function numberOf(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,8}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

/** The options, or a failure, with its message. */
export function * parseCopyOptions(cms: Cms, options: readonly string[]): Step<CopyOptions | Failure> {
	const chosen = new Set<CopyFlag>();
	const given = new Map<string, string>();
	for (let index = 0; index < options.length; index++) {
		const option = options[index];
		const flag = flags.find(([name, minimum]) => isAbbreviation(option, name, minimum));
		const valued = values.find(([name, minimum]) => isAbbreviation(option, name, minimum));
		if (flag) {
			chosen.add(flag[0]);
		} else if (valued) {
			const [name] = valued;
			if (given.has(name)) {
				return new Failure(yield * cms.message(messages.DMSCPY065E, {option: name}));
			}

			given.set(name, options[++index] ?? '');
		} else {
			return new Failure(yield * cms.message(messages.DMSCPY003E, {option}));
		}
	}

	const isChosen = (name: string): boolean => chosen.has(name as CopyFlag) || given.has(name);
	for (const [one, others] of Object.entries(conflicts)) {
		const other = isChosen(one) ? others.find(name => isChosen(name)) : undefined;
		if (other !== undefined) {
			return new Failure(yield * cms.message(messages.DMSCPY066E, {one, other}));
		}
	}

	for (const [name, value] of given) {
		const valid = isValid(name, value);
		if (!valid) {
			return new Failure(yield * cms.message(messages.DMSCPY029E, {parameter: value, option: name}));
		}
	}

	const [fromLabel, toLabel] = [given.get('FRLABEL'), given.get('TOLABEL')];
	if (fromLabel !== undefined && toLabel !== undefined && fromLabel.startsWith(toLabel)) {
		return new Failure(yield * cms.message(messages.DMSCPY172E, {to: toLabel, from: fromLabel}));
	}

	return {
		flags: chosen,
		fromLabel: fromLabel === undefined ? undefined : toEbcdic(fromLabel),
		toLabel: toLabel === undefined ? undefined : toEbcdic(toLabel),
		recordFormat: recordFormats.find(format => format === given.get('RECFM')),
		recordLength: numberOf(given.get('LRECL')),
		from: numberOf(given.get('FROM')) ?? 1,
		count: numberOf(given.get('FOR')) ?? Infinity,
		fill: fillCode(given.get('FILL')),
	};
}

function isValid(name: string, value: string): boolean {
	switch (name) {
		case 'RECFM': {
			return value === 'F' || value === 'V';
		}

		case 'FILL': {
			return /^(?:.|[\dA-F]{2})$/.test(value);
		}

		case 'FRLABEL':
		case 'TOLABEL': {
			return value !== '';
		}

		default: {
			return numberOf(value) !== undefined && (name !== 'LRECL' || Number(value) <= longestRecord);
		}
	}
}

/** A character, or two hexadecimal digits. */
function fillCode(text: string | undefined): number {
	if (text === undefined) {
		return blank;
	}

	return text.length === 2 ? Number.parseInt(text, 16) : toEbcdic(text)[0];
}
