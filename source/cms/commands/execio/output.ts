/** Lines that EXECIO writes, from the console stack or its option STRING: to a file, the punch, the printer, CP. */
import {blank, toEbcdic} from '../../../base/ebcdic.js';
import {cardLength, printLineLength} from '../../../base/unit-record.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {activeCode} from '../../file-system/files/active-code.js';
import {fitted, longestRecord} from '../../file-system/files/records.js';
import {printerCode, readerCode} from '../../nucleus/svc/unit-functions.js';
import {controlled} from '../../unit-record/carriage.js';
import {edited} from './lines.js';
import {BadOperands, type DiskFile, type Options, type Request} from './operands.js';
import {execioCode, IoError} from './outcome.js';

/** Writes a line; whether it had to be cut. */
type Target = (line: string) => Step<boolean | IoError>;

/** Sends `count` lines to `target`; with `*` up to a null line. */
function * writeLines(cms: Cms, {count, options}: Request, target: Target): Step<number | IoError> {
	let code: number = execioCode.ok;
	for (let written = 0; written < count; written++) {
		const line = options.string ?? (yield * cms.console.read({asTyped: true}));
		if (line === '' && count === Infinity) {
			break;
		}

		yield * cms.charge('record');
		const cut = yield * target(edited(line, options));
		if (cut instanceof IoError) {
			return cut;
		}

		code = cut ? execioCode.truncated : code;
	}

	return code;
}

const defaultLength = {F: 80, V: 255} as const;

/** DISKW: records of the format and length that the file has. A null line is one blank. */
export function * writeFile(
	cms: Cms,
	request: Request,
	file: DiskFile,
): Step<number | IoError | BadOperands> {
	const {activeFiles} = cms;
	const old = activeFiles.formOf(file);
	if (old && file.format !== undefined && file.format !== old.format) {
		return new BadOperands(
			`FILE FORMAT SPECIFIED (${file.format}) DOES NOT AGREE WITH EXISTING FILE FORMAT (${old.format})`,
		);
	}

	if (old?.format === 'F' && file.length !== undefined && file.length !== old.length) {
		return new BadOperands(
			`FILE LRECL SPECIFIED (${file.length}) IS NOT THE SAME AS EXISTING FILE LRECL (${old.length})`,
		);
	}

	const format = old?.format ?? file.format ?? 'V';
	const longest = format === 'F'
		? old?.length ?? file.length ?? defaultLength.F
		: file.length ?? (old ? longestRecord : defaultLength.V);
	if (request.count === 0 && file.record > 0) {
		const code = yield * activeFiles.point(file, file.record, 0);
		return code === activeCode.ok ? execioCode.ok : new IoError('POINT', code);
	}

	let item = file.record;
	return yield * writeLines(cms, request, function * (line) {
		const text = toEbcdic(line);
		const bytes = format === 'F'
			? fitted(text, longest)
			: (text.length === 0 ? Uint8Array.of(blank) : text.subarray(0, longest));
		const code = yield * activeFiles.write(file, {
			item, bytes, format, count: 1,
		});
		item = 0;
		return code === activeCode.ok ? text.length > longest : new IoError('FSWRITE', code);
	});
}

export function * punchLines(cms: Cms, request: Request): Step<number | IoError> {
	return yield * writeLines(cms, request, function * (line) {
		const end = yield * cms.unitRecords.punch(fitted(toEbcdic(line), cardLength));
		return end === 'ok' ? line.length > cardLength : new IoError('CARDPH', readerCode[end]);
	});
}

/** The carriage control character of a line, and the line. */
function split(line: string, carriage: Options['carriage'] = ' '): readonly [control: string, text: string] {
	return carriage === 'DATA' ? [line.slice(0, 1) || ' ', line.slice(1)] : [carriage, line];
}

export function * printLines(cms: Cms, request: Request): Step<number | IoError> {
	return yield * writeLines(cms, request, function * (line) {
		const [control, text] = split(line, request.options.carriage);
		const data = toEbcdic(text).subarray(0, printLineLength);
		for (const operation of controlled(control, toEbcdic(control)[0], data)) {
			const end = yield * cms.unitRecords.print(operation.data, operation.code);
			if (end !== 'ok') {
				return new IoError('PRINTR', printerCode[end]);
			}
		}

		return text.length > printLineLength;
	});
}

/** EMSG: lines edited as SET EMSG says: code and text. */
export function * typeMessages(cms: Cms, request: Request): Step<number | IoError> {
	return yield * writeLines(cms, request, function * (line) {
		const [, id, text] = /^(\S*) ?(.*)$/s.exec(line)!;
		yield * cms.editedMessage(id, text);
		return false;
	});
}
