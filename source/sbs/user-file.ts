/** Files of the user as versions of members. */
import {limits} from '../base/limits.js';
import {GivenRecords} from '../cms/file-system/files/record-source.js';
import type {Step} from '../guest/action.js';
import type {Content, FileSource} from '../service/parts.js';
import type {UserFiles} from './context.js';
import type {Form} from './data-base/versions.js';
import {answerWith, sbsMessages} from './message.js';

export type UserFile = {readonly form: Form; readonly file: FileSource};

/** The file, open; or the answer where there is none. */
export function * openUserFile(
	files: UserFiles,
	name: string,
	type: string,
	mode: string,
): Step<UserFile | Content> {
	const letter = mode[0];
	const status = yield * files.find(name, type, letter);
	const file = status && (yield * files.open(name, type, letter));
	if (!status || !file) {
		return (yield * files.isAccessed(letter))
			? answerWith(sbsMessages.SBS111E, {name, type, mode})
			: answerWith(sbsMessages.SBS120E, {mode: letter});
	}

	const {recordFormat, recordLength, date, time} = status;
	return {
		file,
		form: {
			recordFormat, recordLength, modeNumber: status.mode[1] ?? '1', fileDate: date, fileTime: time,
		},
	};
}

/** Its records; or the answer where it is larger than a member may be. Throws `ContentLost`, `DiskError`. */
export function * readRecords({name, type, records: count, read}: FileSource): Step<readonly Uint8Array[] | Content> {
	const records: Uint8Array[] = [];
	let size = 0;
	for (let number = 1; number <= count; number++) {
		const record = yield * read(number);
		size += record.length;
		if (size > limits.serviceContent.value) {
			return answerWith(sbsMessages.SBS126E, {name, type});
		}

		records.push(record);
	}

	return records;
}

/** Why a file cannot be put on a disk of the user: the disk, or a file of the name that is there. */
export function * cannotWrite(
	files: UserFiles,
	name: string,
	type: string,
	mode: string,
	replace: boolean,
): Step<Content | undefined> {
	if ((yield * files.canWrite(mode[0])) !== 0) {
		return answerWith(sbsMessages.SBS113E, {mode});
	}

	const there = replace ? undefined : yield * files.find(name, type, mode[0]);
	return there?.mode.startsWith(mode[0]) ? answerWith(sbsMessages.SBS112E, {name, type, mode}) : undefined;
}

/** Writes records as a file of the user, with its own mode number unless one is told. Answers where that fails. */
export function * writeUserFile(
	files: UserFiles,
	name: string,
	type: string,
	mode: string,
	{form, records}: {readonly form: Form; readonly records: readonly Uint8Array[]},
): Step<Content | undefined> {
	const {recordFormat, recordLength, modeNumber, fileDate, fileTime} = form;
	const code = yield * files.write({
		name,
		type,
		modeNumber: mode[1] ?? modeNumber,
		recordFormat,
		recordLength,
		...(fileDate === '' ? {} : {date: fileDate, time: fileTime}),
	}, mode[0], new GivenRecords(records));
	return code === 0 ? undefined : answerWith(sbsMessages.SBS113E, {mode});
}
