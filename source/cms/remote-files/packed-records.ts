/**
 * Records as they travel: as they lie on the disk, as many as fit, fixed ones without anything between; of one that is
 * longer, a part.
 */
import type {Step} from '../../guest/action.js';
import {Failure} from '../../base/failure.js';
import {DiskError, fileCode, type OpenFile} from '../file-system/disk/disk.js';
import {FileReader} from '../file-system/files/file-reader.js';
import {recordHead, RecordPacker} from '../file-system/files/records.js';
import {answerFlag, remoteCode} from './protocol.js';

export type PackedRecords = {
	readonly code?: number;
	readonly flags?: number;
	/** Records in the data; bytes of the whole record, where the data is a part of one. */
	readonly count?: number;
	readonly data?: Uint8Array;
};

/** Records of a file from `record` on, `room` bytes at most; `offset`: bytes of a long one that are there already. */
export function * packed(
	file: OpenFile,
	{record, offset, room}: {readonly record: number; readonly offset: number; readonly room: number},
): Step<PackedRecords> {
	const raw = file instanceof FileReader
		? yield * file.readPacked(record, room)
		: yield * packedAnew(file, record, room);
	if (raw === 'gone') {
		return {code: remoteCode.gone};
	}

	if (raw.count > 0 || record > file.status.records) {
		return raw;
	}

	const whole = yield * file.read(record);
	return whole instanceof Uint8Array
		? {flags: answerFlag.part, count: whole.length, data: whole.slice(offset, offset + room)}
		: {code: remoteCode.gone};
}

/** The same of a file that lies on no disk of this machine. */
function * packedAnew(
	file: OpenFile,
	record: number,
	room: number,
): Step<{readonly count: number; readonly data: Uint8Array} | 'gone'> {
	const records = yield * file.readMany(record, room);
	if (records === 'gone') {
		return records;
	}

	const {recordFormat, recordLength} = file.status;
	const head = recordFormat === 'F' ? 0 : recordHead.length;
	let size = 0;
	const fitting = records.filter(({length}) => {
		size += head + length;
		return size <= room;
	});
	const data = new RecordPacker(recordFormat, recordFormat === 'F' ? recordLength : undefined).pack(fitting);
	if (data instanceof Failure) {
		throw new DiskError(fileCode.inputOutput, data.returnCode, 'records that no file has');
	}

	return {count: fitting.length, data};
}
