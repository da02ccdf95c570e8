/** The options of COPYFILE that are implemented: those that choose the output and its form (GC20-1818). */
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
	['TRUNC', 4],
	['NOTRUNC', 5],
	['UPCASE', 2],
	['LOWCASE', 3],
] as const;
const values = [['RECFM', 4], ['LRECL', 2], ['FROM', 2], ['FOR', 3], ['FILL', 4]] as const;
const conflicts = [
	['TYPE', 'NOTYPE'],
	['NEWDATE', 'OLDDATE'],
	['NEWFILE', 'REPLACE'],
	['APPEND', 'REPLACE'],
	['APPEND', 'NEWFILE'],
	['TRUNC', 'NOTRUNC'],
	['UPCASE', 'LOWCASE'],
	['PROMPT', 'NOPROMPT'],
] as const;

export type CopyFlag = typeof flags[number][0];

export type CopyOptions = {
	readonly flags: ReadonlySet<CopyFlag>;
	readonly recordFormat: 'F' | 'V' | undefined;
	readonly recordLength: number | undefined;
	/** First record copied, 1-based, and how many at most. */
	readonly from: number;
	readonly count: number;
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

	for (const [one, other] of conflicts) {
		if (chosen.has(one) && chosen.has(other)) {
			return new Failure(yield * cms.message(messages.DMSCPY066E, {one, other}));
		}
	}

	for (const [name, value] of given) {
		const valid =
			name === 'RECFM'
				? value === 'F' || value === 'V'
				: (name === 'FILL'
					? /^(?:.|[\dA-F]{2})$/.test(value)
					: numberOf(value) !== undefined && (name !== 'LRECL' || Number(value) <= longestRecord));
		if (!valid) {
			return new Failure(yield * cms.message(messages.DMSCPY029E, {parameter: value, option: name}));
		}
	}

	return {
		flags: chosen,
		recordFormat: recordFormats.find(format => format === given.get('RECFM')),
		recordLength: numberOf(given.get('LRECL')),
		from: numberOf(given.get('FROM')) ?? 1,
		count: numberOf(given.get('FOR')) ?? Infinity,
		fill: fillCode(given.get('FILL')),
	};
}

/** A character, or two hexadecimal digits. */
function fillCode(text: string | undefined): number {
	if (text === undefined) {
		return blank;
	}

	return text.length === 2 ? Number.parseInt(text, 16) : toEbcdic(text)[0];
}
