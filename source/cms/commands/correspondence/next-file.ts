/** The reader file that RECEIVE and RDR are about. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {messages, type ModuleOf} from '../../messages/index.js';
import {
	chooseFile, readerClass, readerFiles, type ReaderFile,
} from '../../unit-record/reader-files.js';

/** `nnnn`, a number of a spool file. */
export const isSpoolId = (word: string): boolean => /^\d{1,4}$/.test(word) && Number(word) > 0;

/**
 * The file of number `id`, or the first that the reader may read, and of class `ofClass` where one is asked for;
 * the reader reads it next. A failure, with its message, otherwise.
 */
export function * takeNext(
	cms: Cms,
	module: ModuleOf<'205W' | '903E' | '904E'>,
	{id, ofClass}: {readonly id?: number; readonly ofClass?: string},
): Step<ReaderFile | Failure> {
	const accepted = yield * readerClass(cms);
	const isReadable = ({isHeld, class: fileClass}: ReaderFile): boolean =>
		!isHeld && (accepted === '*' || accepted === fileClass) && (ofClass === undefined || ofClass === fileClass);
	const files = yield * readerFiles(cms);
	const file = id === undefined ? files.find(each => isReadable(each)) : files.find(each => each.id === id);
	if (!file) {
		return new Failure(id === undefined
			? yield * cms.message(messages[`${module}205W`])
			: yield * cms.message(messages[`${module}903E`], {id}));
	}

	if (!isReadable(file) || !(yield * chooseFile(cms, file))) {
		return new Failure(yield * cms.message(messages[`${module}904E`], {id: file.id}));
	}

	return file;
}
