/** Lines that EXECIO reads: of a file, cards, a response of CP; and how they come into the console stack. */
import {longestCpCommand} from '../../../base/command.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {activeCode} from '../../file-system/files/active-code.js';
import {longestRecord} from '../../file-system/files/records.js';
import {longestStackLine} from '../../nucleus/console/console-stack.js';
import {readerCode} from '../../nucleus/svc/unit-functions.js';
import {stackIfRoom} from '../stack-lines.js';
import {closeReader} from '../unit-record/unit-commands.js';
import {edited, isWanted} from './lines.js';
import type {DiskFile, Request} from './operands.js';
import {
	execioCode, IoError, noRoom, type NoRoom,
} from './outcome.js';

/** The next line; `undefined` behind the last one. */
type Source = {
	next(): Step<string | undefined | IoError>;
	/** Where the line just read stands in the file; without it only the number of lines read is told. */
	readonly at?: number;
};

function fileSource(cms: Cms, file: DiskFile, update: boolean): Source {
	let item = file.record;
	let at = 0;
	return {
		* next() {
			const {activeFiles} = cms;
			const read = update
				? yield * activeFiles.readForUpdate(file, item)
				: yield * activeFiles.read(file, item, 1, longestRecord);
			item = 0;
			if (read.code === activeCode.endOfFile) {
				return undefined;
			}

			if (read.code === activeCode.notFound) {
				return new IoError('STATE', execioCode.notFound);
			}

			if (read.code !== activeCode.ok) {
				return new IoError(update ? 'FSWRITE' : 'FSREAD', read.code);
			}

			at = activeFiles.position(file) - 1;
			return fromEbcdic(read.bytes);
		},
		get at() {
			return at;
		},
	};
}

function cardSource(cms: Cms): Source {
	return {
		* next() {
			const {end, card} = yield * cms.unitRecords.read();
			if (end === 'endOfFile') {
				yield * closeReader(cms, 0);
				return undefined;
			}

			return end === 'ok' ? fromEbcdic(card) : new IoError('CARDRD', readerCode[end]);
		},
	};
}

function listSource(lines: readonly string[]): Source {
	let next = 0;
	return {
		* next() {
			return lines[next++];
		},
	};
}

/** Reads and stacks up to `count` lines, or the one searched for, with its numbers before it. */
function * stackLines(cms: Cms, source: Source, {count, options}: Request): Step<number | IoError | NoRoom> {
	const {order = 'FIFO', search} = options;
	let code: number = execioCode.ok;
	for (let read = 0; read < count; read++) {
		const line = yield * source.next();
		if (line instanceof IoError) {
			return line;
		}

		if (line === undefined) {
			const isEnd = count !== Infinity;
			return isEnd ? execioCode.endOfFile : (search ? execioCode.noMatch : code);
		}

		yield * cms.charge('record');
		if (!isWanted(line, options)) {
			continue;
		}

		const text = edited(line, options);
		code = text.length > longestStackLine ? execioCode.truncated : code;
		if (order !== 'SKIP') {
			const numbers = [read + 1, source.at].filter(value => value !== undefined).join(' ');
			for (const each of search ? [numbers, text] : [text]) {
				if (!stackIfRoom(cms, each, order)) {
					return noRoom;
				}
			}
		}

		if (search) {
			return code;
		}
	}

	return search ? execioCode.noMatch : code;
}

/** DISKR and DISKRU. Without lines a record number sets where the next operation begins. */
export function * readFile(cms: Cms, request: Request, file: DiskFile): Step<number | IoError | NoRoom> {
	if (request.count === 0 && file.record > 0) {
		const code = yield * cms.activeFiles.point(file, 0, file.record);
		return code === activeCode.ok
			? execioCode.ok
			: (code === activeCode.notFound ? new IoError('STATE', execioCode.notFound) : new IoError('POINT', code));
	}

	return yield * stackLines(cms, fileSource(cms, file, request.operation === 'DISKRU'), request);
}

export function * readCards(cms: Cms, request: Request): Step<number | IoError | NoRoom> {
	return yield * stackLines(cms, cardSource(cms), request);
}

/** CP: the command is the string, or a line of the stack. */
export function * readResponse(cms: Cms, request: Request): Step<number | IoError | NoRoom> {
	const {options, count} = request;
	const given = options.string ?? (yield * cms.console.read({asTyped: true}));
	const command = options.upperCase ? given.toUpperCase() : given;
	// Without a command the machine would enter CP.
	if (command.trim() === '') {
		return execioCode.ok;
	}

	const {rc, response, truncated = false} = yield * cms.cp(command.slice(0, longestCpCommand), true);
	const code = yield * stackLines(cms, listSource(response), {...request, count: Math.min(count, response.length)});
	if (rc !== 0) {
		return code === noRoom ? code : execioCode.cp + rc;
	}

	const isCut = truncated || command.length > longestCpCommand;
	return isCut && code === execioCode.ok ? execioCode.truncated : code;
}
