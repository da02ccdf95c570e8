/** Which files a command means: CHANGE, ORDER, PURGE, TRANSFER and QUERY name them alike (GC20-1820). */
import {Failure} from '../../base/failure.js';
import {append} from '../../base/sequences.js';
import type {UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {digits} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {isSpoolClass} from './spool-class.js';
import type {SpoolFile, SpoolQueue} from './spool-file.js';
import {spoolId} from './spooler.js';

const queueWords: ReadonlyArray<readonly [name: string, minimum: number, queue: SpoolQueue]> = [
	['READER', 1, 'RDR'],
	['RDR', 3, 'RDR'],
	['PRINTER', 1, 'PRT'],
	['PRT', 3, 'PRT'],
	['PUNCH', 2, 'PUN'],
	['PCH', 3, 'PUN'],
];

/** The queue a word names. */
export function queueNamed(word: string | undefined): SpoolQueue | undefined {
	return queueWords.find(([name, minimum]) => isAbbreviation(word ?? '', name, minimum))?.[2];
}

export type Selection = {
	readonly files: readonly SpoolFile[];
	/** Operands behind the selection. */
	readonly rest: readonly string[];
	/** Return code of what was named and is not there, after its message. */
	readonly returnCode: number;
};

/** What is wrong with the operands behind a selection: the return code of its message, 0 where nothing is. */
export type RestCheck = (rest: readonly string[]) => number;

/** A command whose last operands are the selection. */
export const nothingBehind =
	(context: UserContext): RestCheck =>
		rest =>
			rest.length > 0 ? fail(context, messages.DMKCSU003E, {option: rest[0]}) : 0;

/**
 * Reads `ALL`, `CLASS c`, or spoolids, out of `files`. What does not exist is told, and does not stop the rest; it is
 * not told where `check` finds the command wrong, which has one message then. A failure, with its message: a
 * selection that is none.
 */
export function selectFiles(
	context: UserContext,
	files: readonly SpoolFile[],
	words: readonly string[],
	check: RestCheck = () => 0,
): Selection | Failure {
	const named = nameFiles(context, files, words);
	if (named instanceof Failure) {
		return named;
	}

	const {missing, ...selection} = named;
	const wrong = check(selection.rest);
	if (wrong !== 0) {
		return new Failure(wrong);
	}

	return {...selection, returnCode: tellMissing(context, missing)};
}

/**
 * Reads several selections one behind the other, `CLASS A 1951 CLASS D 619` (ORDER, PURGE), and nothing behind them.
 * `filesFor`: what each is made from, by its first word. A file is there once, where it is named first.
 */
export function selectSeveral(
	context: UserContext,
	filesFor: (word: string | undefined) => readonly SpoolFile[],
	words: readonly string[],
): Omit<Selection, 'rest'> | Failure {
	const files: SpoolFile[] = [];
	const missing: number[] = [];
	let rest = words;
	do {
		const named = nameFiles(context, filesFor(rest[0]), rest);
		if (named instanceof Failure) {
			return named;
		}

		append(files, named.files);
		append(missing, named.missing);
		rest = named.rest;
	} while (isAbbreviation(rest[0] ?? '', 'CLASS', 2) || /^\d/.test(rest[0] ?? ''));

	const wrong = nothingBehind(context)(rest);
	return wrong === 0
		? {files: [...new Set(files)], returnCode: tellMissing(context, missing)}
		: new Failure(wrong);
}

function tellMissing(context: UserContext, missing: readonly number[]): number {
	let returnCode = 0;
	for (const id of missing) {
		returnCode = fail(context, messages.DMKCSU042E, {file: spoolId(id)});
	}

	return returnCode;
}

function nameFiles(
	context: UserContext,
	files: readonly SpoolFile[],
	words: readonly string[],
): (Omit<Selection, 'returnCode'> & {readonly missing: readonly number[]}) | Failure {
	const [word, value] = words;
	if (word === undefined) {
		return new Failure(fail(context, messages.DMKCSU026E));
	}

	if (word === 'ALL') {
		return {files, rest: words.slice(1), missing: []};
	}

	if (isAbbreviation(word, 'CLASS', 2)) {
		return isSpoolClass(value)
			? {files: files.filter(file => file.class === value), rest: words.slice(2), missing: []}
			: new Failure(fail(context, messages.DMKCSU028E));
	}

	const end = words.findIndex(each => !/^\d{1,4}$/.test(each));
	const named = words.slice(0, end === -1 ? undefined : end).map(Number);
	if (named.length === 0) {
		return new Failure(fail(context, messages.DMKCSU027E));
	}

	const found = named.map(id => files.find(each => each.id === id));
	return {
		files: [...new Set(found.filter(file => file !== undefined))],
		rest: words.slice(named.length),
		missing: named.filter((_, index) => found[index] === undefined),
	};
}

/** `0002 FILES PURGED`, `NO FILES PURGED`; nothing with SET IMSG OFF. */
export function replyCount({vm, reply}: UserContext, count: number, done: string): void {
	if (vm.settings.imsg) {
		reply(`${count === 0 ? 'NO' : digits(count, 4)} ${count === 1 ? 'FILE' : 'FILES'} ${done}`);
	}
}

/** Tells that there was no room to keep what should be changed in `files`; the return code, where there are any. */
export function noRoom(
	context: UserContext,
	files: readonly SpoolFile[],
	message: typeof messages.DMKCSU427E,
): number | undefined {
	let returnCode: number | undefined;
	for (const {id} of files) {
		returnCode = fail(context, message, {file: spoolId(id)});
	}

	return returnCode;
}
