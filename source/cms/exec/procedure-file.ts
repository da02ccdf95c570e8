/** The file an EXEC is read from while it runs, line by line (GC20-1819, "Building EXEC procedures"). */
import {fromEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {
	DiskError, type AccessedDisk, type FileStatus, type OpenFile,
} from '../file-system/disk/disk.js';
import {fail, isError, type Outcome} from './errors.js';
import {languageOfLine, type Language} from './language.js';
import {isComment, scan} from './expression/scanner.js';

/** Longest record of an EXEC file. */
const longestRecord = 130;
/** Columns of a fixed-format record that are looked at; sequence numbers follow. */
const statementColumns = 72;

export type ProcedureLine = {
	/** The whole record without trailing blanks. */
	readonly record: string;
	/** What statements and data without ALL see of it. */
	readonly text: string;
	/** Tokens of `text`; none for a comment. */
	readonly tokens: readonly string[];
};

/** A file for a processor that is not here, and the line that says so. */
export type OtherLanguage = {readonly language: Exclude<Language, 'exec'>; readonly line: number};

/** A disk that cannot be read is the same to an EXEC as a file that has gone. */
function * orReadError<T>(step: Step<T>): Step<Outcome<T>> {
	try {
		return yield * step;
	} catch (error) {
		if (error instanceof DiskError) {
			return fail(806);
		}

		throw error;
	}
}

/** No first line of a procedure has one: the file is a MODULE, a TEXT deck or worse, and its lines are no commands. */
const controlCode = /[\u0000-\u0008\u000E-\u001F\u0080-\u009F]/;

/** Opens a file that CMS EXEC can process. */
export function * openProcedure(
	cms: Cms,
	{disk, status}: {readonly disk: AccessedDisk; readonly status: FileStatus},
): Step<Outcome<ProcedureFile> | OtherLanguage> {
	if (status.recordLength > longestRecord) {
		return fail(803);
	}

	const file = yield * orReadError(cms.disks.open(disk, status));
	if (isError(file)) {
		return file;
	}

	const procedure = new ProcedureFile(cms, disk, file);
	const first = yield * procedure.line(1);
	if (isError(first)) {
		return first;
	}

	if (first && controlCode.test(first.record)) {
		return fail(803);
	}

	for (let number = 1; ; number++) {
		const line = yield * procedure.line(number);
		if (!line) {
			return procedure;
		}

		if (isError(line)) {
			return line;
		}

		const language = languageOfLine(line.text, number);
		if (language === 'rexx' || language === 'exec2') {
			file.close();
			return {language, line: number};
		}

		if (language === 'exec') {
			return procedure;
		}
	}
}

/** Whether two entries can be those of one file that nobody wrote. */
const isSame = (one: FileStatus, other: FileStatus): boolean =>
	one.date === other.date && one.time === other.time && one.records === other.records
	&& one.recordFormat === other.recordFormat && one.recordLength === other.recordLength;

export class ProcedureFile {
	readonly #cms: Cms;
	#disk: AccessedDisk;
	#file: OpenFile;
	readonly #fixed: boolean;
	/** Those that were read, by number. */
	readonly #lines: Array<ProcedureLine | undefined> = [];

	constructor(cms: Cms, disk: AccessedDisk, file: OpenFile) {
		this.#cms = cms;
		this.#disk = disk;
		this.#file = file;
		this.#fixed = file.status.recordFormat === 'F';
	}

	/** Line `number` (from 1), undefined behind the last; an error where the file is no longer what was opened. */
	* line(number: number): Step<Outcome<ProcedureLine | undefined>> {
		const known = this.#lines[number];
		// Record 0 is never there, but of a file that is gone it is said, and nothing is read for it.
		let record = yield * orReadError(this.#file.read(known ? 0 : number));
		if (record === 'gone' && (yield * this.#findAgain())) {
			record = yield * orReadError(this.#file.read(known ? 0 : number));
		}

		if (isError(record)) {
			return record;
		}

		if (record === 'gone') {
			return fail(806);
		}

		if (!known && record) {
			this.#lines[number] = this.#scan(fromEbcdic(record));
		}

		return this.#lines[number];
	}

	/** Lines of the file. */
	get records(): number {
		return this.#file.status.records;
	}

	/** Line `number`, where it was read before. */
	known(number: number): ProcedureLine | undefined {
		return this.#lines[number];
	}

	/**
	 * The number of the first line from `from` on that has `label`; `none`: there is none; undefined: a line that was
	 * never read may have it.
	 */
	knownLineOf(label: string, from: number): number | 'none' | undefined {
		for (let number = from; number <= this.records; number++) {
			const line = this.#lines[number];
			if (line === undefined || line.tokens[0] === label) {
				return line && number;
			}
		}

		return 'none';
	}

	/** The number of the first line from `from` to before `to` (or the end) that has `label`. */
	* lineOf(label: string, from: number, to = Number.POSITIVE_INFINITY): Step<Outcome<number | undefined>> {
		for (let number = from; number < to; number++) {
			const line = this.#lines[number] ?? (yield * this.line(number));
			if (line === undefined || isError(line)) {
				return line;
			}

			if (line.tokens[0] === label) {
				return number;
			}
		}

		return undefined;
	}

	/** Its disk was accessed again, perhaps under another letter: the file is where it was. */
	* #findAgain(): Step<boolean> {
		const {status: before} = this.#file;
		const found = this.#cms.disks.find(before.name, before.type, '*');
		if (!found || found.disk === this.#disk || !isSame(before, found.status)) {
			return false;
		}

		const file = yield * orReadError(this.#cms.disks.open(found.disk, found.status));
		if (isError(file)) {
			return false;
		}

		this.#file.close();
		this.#file = file;
		this.#disk = found.disk;
		return true;
	}

	close(): void {
		this.#file.close();
	}

	#scan(whole: string): ProcedureLine {
		const record = whole.trimEnd();
		const text = this.#fixed ? record.slice(0, statementColumns).trimEnd() : record;
		return {record, text, tokens: isComment(text) ? [] : scan(text)};
	}
}
