/**
 * Records as they travel: as they lie on the disk, as many as fit, fixed ones without anything between; of one that is
 * longer, a part.
 */
import type {Step} from '../../guest/action.js';
import type {FileReader} from '../file-system/files/file-reader.js';
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
	file: FileReader,
	{record, offset, room}: {readonly record: number; readonly offset: number; readonly room: number},
): Step<PackedRecords> {
	const raw = yield * file.readPacked(record, room);
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
