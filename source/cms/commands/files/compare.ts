/** COMPARE (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {
	fileId, guarded, isMode, type FoundFile,
} from './file-operands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSCMP';

/** First and last column, 1-based. */
type Columns = readonly [first: number, last: number];

/** The columns of option COL; a failure, with its message, where they are none. */
function * parseColumns(cms: Cms, options: readonly string[]): Step<Columns | Failure> {
	const [option, ...rest] = options;
	if (option === undefined) {
		return [1, Number.POSITIVE_INFINITY];
	}

	if (option !== 'COL') {
		return new Failure(yield * cms.message(messages.DMSCMP003E, {option}));
	}

	if (rest.length === 0) {
		return new Failure(yield * cms.message(messages.DMSCMP005E, {option}));
	}

	if (rest.length > 2) {
		return new Failure(yield * cms.message(messages.DMSCMP070E, {parameter: rest[2]}));
	}

	// A word is cut to eight characters, so that the second number may stand in a word of its own.
	const value = rest.join('');
	const parts = /^(\d{1,5})-(\d{1,5})?$/.exec(value) ?? (rest.length === 1 ? /^(\d{1,5})()$/.exec(value) : null);
	const first = Number(parts?.[1] ?? 0);
	if (first < 1) {
		return new Failure(yield * cms.message(messages.DMSCMP029E, {parameter: value, option: 'COL'}));
	}

	const last = parts?.[2] ? Number(parts[2]) : Number.POSITIVE_INFINITY;
	return last < first ? new Failure(yield * cms.message(messages.DMSCMP211E)) : [first, last];
}

/** The two files, or a failure, with its message. */
function * findFiles({cms, operands}: CmsContext): Step<readonly [FoundFile, FoundFile] | Failure> {
	if (operands.length < 6) {
		return new Failure(yield * cms.message(messages.DMSCMP054E));
	}

	if (operands.length > 6) {
		return new Failure(yield * cms.message(messages.DMSCMP070E, {parameter: operands[6]}));
	}

	const first = operands.slice(0, 3);
	const second = operands.slice(3).map((part, index) => part === '=' ? first[index] : part);
	if (first.every((part, index) => part === second[index])) {
		return new Failure(yield * cms.message(messages.DMSCMP019E));
	}

	const found: FoundFile[] = [];
	for (const [name, type, mode] of [first, second]) {
		const file = `${name} ${type} ${mode}`;
		const character = invalidCharacter(name) ?? invalidCharacter(type);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages.DMSCMP062E, {character, file}));
		}

		if (!isMode(mode)) {
			return new Failure(yield * cms.message(messages.DMSCMP048E, {mode}));
		}

		if (!cms.disks.disk(mode[0])) {
			return new Failure(yield * cms.message(messages.DMSCMP069E, {mode: mode[0]}));
		}

		const one = cms.disks.find(name, type, mode[0]);
		if (!one) {
			return new Failure(yield * cms.message(messages.DMSCMP002E, {file}));
		}

		found.push(one);
	}

	return [found[0], found[1]];
}

function * compareFiles(context: CmsContext): Step<number> {
	const {cms, options} = context;
	const files = yield * findFiles(context);
	if (files instanceof Failure) {
		return files.returnCode;
	}

	const columns = yield * parseColumns(cms, options);
	if (columns instanceof Failure) {
		return columns.returnCode;
	}

	const [one, other] = files;
	const [first, last] = columns;
	const isFixed = one.status.recordFormat === 'F';
	if (
		one.status.recordFormat !== other.status.recordFormat
		|| (isFixed && one.status.recordLength !== other.status.recordLength)
	) {
		return yield * cms.message(messages.DMSCMP011E);
	}

	if (first > Math.max(one.status.recordLength, other.status.recordLength)) {
		return yield * cms.message(messages.DMSCMP009E, {column: first, length: one.status.recordLength});
	}

	yield * cms.message(messages.DMSCMP179I, {one: fileId(one.status), other: fileId(other.status)});
	const sources = [yield * cms.disks.open(one.disk, one.status), yield * cms.disks.open(other.disk, other.status)];
	let differs = false;
	try {
		const shared = Math.min(one.status.records, other.status.records);
		for (let number = 1; number <= shared; number++) {
			yield * cms.charge('record', 2);
			const records: Uint8Array[] = [];
			for (const source of sources) {
				const record = yield * source.read(number);
				if (record === undefined || record === 'gone') {
					return yield * cms.message(messages.DMSCMP010E, {file: fileId(source.status)});
				}

				records.push(record);
			}

			const [left, right] = records.map(record => record.subarray(first - 1, last));
			if (Buffer.compare(left, right) !== 0) {
				differs = true;
				for (const record of records) {
					yield * cms.console.type(fromEbcdic(record).trimEnd());
				}
			}
		}

		if (one.status.records !== other.status.records) {
			const shorter = one.status.records < other.status.records ? one : other;
			return yield * cms.message(messages.DMSCMP010E, {file: fileId(shorter.status)});
		}
	} finally {
		for (const source of sources) {
			source.close();
		}
	}

	return differs ? yield * cms.message(messages.DMSCMP209W) : 0;
}

export const compare: CmsCommand = {
	name: 'COMPARE',
	minimum: 3,
	syntax: ['COMpare fn1 ft1 fm1 fn2|= ft2|= fm2|= [(COL mmm-[nnn][)]]'],
	summary: 'Compares two files record by record',
	description: [
		'Records that differ are typed, that of the first file first. COL compares the columns mmm to nnn, or to the '
		+ 'end. = stands for what the first identifier has. HT stops the typing.',
	],
	returnCodes: [
		'4    The files do not compare.',
		'20   Invalid character in a file identifier.',
		'24   Invalid operand or option.',
		'28   File not found.',
		'32   The files differ in format or record length.',
		'36   Disk not accessed.',
		'40   One file ends before the other.',
		'100  Error of the disk.',
	],
	* run(context) {
		const {cms, operands} = context;
		return yield * guarded(cms, module, operands.slice(0, 3).join(' '), compareFiles(context));
	},
};
