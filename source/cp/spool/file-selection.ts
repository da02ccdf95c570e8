/** Which files a command means: CHANGE, ORDER, PURGE, TRANSFER and QUERY name them alike (GC20-1820). */
import type {CpContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {digits} from '../formats.js';
import {fail} from '../messages.js';
import type {SpoolFile, SpoolQueue} from './spool-file.js';
import {spoolId} from './spooler.js';

const queueWords: ReadonlyArray<readonly [name: string, minimum: number, queue: SpoolQueue]> = [
	['READER', 1, 'RDR'], ['RDR', 3, 'RDR'], ['PRINTER', 1, 'PRT'], ['PRT', 3, 'PRT'], ['PUNCH', 2, 'PUN'], ['PCH', 3, 'PUN'],
];

/** The queue a word names. */
export function queueNamed(word: string | undefined): SpoolQueue | undefined {
	return queueWords.find(([name, minimum]) => isAbbreviation(word ?? '', name, minimum))?.[2];
}

/** A letter or digit; with `any`, `*` for every class. */
export function isSpoolClass(word: string | undefined, any = false): word is string {
	return /^[A-Z\d]$/.test(word ?? '') || (any && word === '*');
}

export type Selection = {
	readonly files: readonly SpoolFile[];
	/** Operands behind the selection. */
	readonly rest: readonly string[];
	/** Return code of what was named and is not there, after its message. */
	readonly returnCode: number;
};

/**
 * Reads `ALL`, `CLASS c`, or spoolids, out of `files`. What does not exist is told, and does not stop the rest. A number: the return code of a
 * selection that is none.
 */
export function selectFiles(context: CpContext, files: readonly SpoolFile[], words: readonly string[]): Selection | number {
	const [word, value] = words;
	if (word === undefined) {
		return fail(context, 'DMKCSU026E');
	}

	if (word === 'ALL') {
		return {files, rest: words.slice(1), returnCode: 0};
	}

	if (isAbbreviation(word, 'CLASS', 2)) {
		return isSpoolClass(value) ? {files: files.filter(file => file.class === value), rest: words.slice(2), returnCode: 0} : fail(context, 'DMKCSU028E');
	}

	const end = words.findIndex(each => !/^\d{1,4}$/.test(each));
	const named = words.slice(0, end === -1 ? undefined : end).map(Number);
	if (named.length === 0) {
		return fail(context, 'DMKCSU027E');
	}

	let returnCode = 0;
	const selected = named.flatMap(id => {
		const file = files.find(each => each.id === id);
		returnCode = file ? returnCode : fail(context, 'DMKCSU042E', spoolId(id));
		return file ?? [];
	});
	return {files: [...new Set(selected)], rest: words.slice(named.length), returnCode};
}

/** `0002 FILES PURGED`, `NO FILES PURGED`; nothing with SET IMSG OFF. */
export function replyCount({vm, reply}: CpContext, count: number, done: string): void {
	if (vm.settings.imsg) {
		reply(`${count === 0 ? 'NO' : digits(count, 4)} ${count === 1 ? 'FILE' : 'FILES'} ${done}`);
	}
}
