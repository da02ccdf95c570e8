/** Reading the file to edit and writing it back. */
import {Failure} from '../../base/failure.js';
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import type {AccessedDisk, Cms} from '../cms.js';
import {DiskError, fileCode, type FileStatus} from '../file-system/disk/disk.js';
import type {Editor, FileIdentity} from './editor.js';
import type {EditSettings} from './settings.js';
import {messages} from '../messages/index.js';

export function fileId({name, type, letter, number}: FileIdentity): string {
	return `${name} ${type} ${letter}${number}`;
}

/** The lines of a file, or the code of the error that kept it from being read. */
export function * readLines(
	cms: Cms,
	{disk, status}: {readonly disk: AccessedDisk; readonly status: FileStatus},
): Step<readonly string[] | Failure> {
	try {
		const records = yield * cms.disks.readAll(disk, status);
		yield * cms.charge('record', records.length);
		return records.map(record => fromEbcdic(record));
	} catch (error) {
		if (error instanceof DiskError) {
			return new Failure(error.code);
		}

		throw error;
	}
}

const sequenceColumn = 73;

/**
 * Records of the file as it is saved: sequence numbers in 73–80 where SERIAL says so, fixed format padded, no trailing
 * blanks in variable.
 */
function records(lines: readonly string[], settings: EditSettings): Uint8Array[] {
	const {recordFormat, recordLength} = settings;
	// Numbers by which lines are edited stay.
	const serial = settings.lineMode === 'RIGHT' ? undefined : settings.serial;
	return lines.map((line, index) => {
		const text = serial
			? line.slice(0, sequenceColumn - 1).padEnd(sequenceColumn - 1)
			+ serial.id.padEnd(3)
			+ String((index + 1) * serial.increment)
				.padStart(5, '0')
				.slice(-5)
			: line;
		return toEbcdic(recordFormat === 'F'
			? text.padEnd(recordLength).slice(0, recordLength)
			: text.slice(0, recordLength).trimEnd() || ' ');
	});
}

/** Writes the file; true where it is on the disk, else the user has been told what to do. */
export function * writeFile(editor: Editor, file: FileIdentity): Step<boolean> {
	const {cms, buffer, settings} = editor;
	const disk = cms.disks.disk(file.letter);
	if (!disk || disk.readOnly) {
		yield * cms.console.type('SET NEW FILEMODE AND RETRY');
		return false;
	}

	if (buffer.length === 0) {
		yield * cms.console.type('FILE IS EMPTY');
		return false;
	}

	yield * cms.charge('record', buffer.length);
	const code = yield * cms.disks.write(disk, {
		name: file.name,
		type: file.type,
		modeNumber: file.number,
		recordFormat: settings.recordFormat,
		recordLength: settings.recordFormat === 'F' ? settings.recordLength : undefined,
		records: records(buffer.lines, settings),
	});
	if (code === fileCode.ok) {
		return true;
	}

	yield * code === fileCode.diskFull || code === fileCode.directoryFull
		? cms.console.type('SET NEW FILEMODE, OR ENTER CMS SUBSET AND CLEAR SOME SPACE')
		: cms.message(messages.DMSEDI105S, {code, file: fileId(file)});

	return false;
}

/** Changes name, type or mode where `operands` give one; undefined where they are wrong. */
export function renamed(file: FileIdentity, operands: readonly string[]): FileIdentity | undefined {
	const [name = file.name, type = file.type, mode = `${file.letter}${file.number}`] = operands;
	const good = /^[A-Z\d$#@+\-:_]{1,8}$/;
	if (operands.length > 3 || !good.test(name) || !good.test(type) || !/^[A-Z][0-5]?$/.test(mode)) {
		return undefined;
	}

	return {
		name, type, letter: mode[0], number: mode[1] ?? file.number,
	};
}
