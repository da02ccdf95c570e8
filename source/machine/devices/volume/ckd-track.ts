/**
 * A track in Hercules' image layout: home address (flag, CC, HH), then records of count (CC HH R KL DLDL), key and
 * data, R0 first, then eight bytes of X'FF'. Tracks are values: who hands one over never changes it again, so that a
 * parsed layout can be kept with it.
 */
import {countField, homeAddress} from '../../../base/count-key-data.js';
import {halfwordAt} from '../../../base/layout.js';

export const homeAddressLength = homeAddress.length;
export const countLength = countField.length;
/** Where R0's count starts. */
export const firstRecord = homeAddressLength;
/** Flags in a home address: the track is defective, its R0 names the alternate; the track is an alternate. */
const homeAddressFlag = {defective: 0x02, alternate: 0x01} as const;
/**
 * First byte of a count field in an image: the record goes on in the next track's first one. No program ever sees it
 * there.
 */
export const overflowFlag = 0x80;
/** Bytes of R0's data on a formatted volume. */
const recordZeroLength = 8;
/** Home address, R0 and end mark. */
const emptyTrackLength = homeAddressLength + countLength + recordZeroLength + countLength;
/** Fields of a count field one by one: reads and searches of every drive parse tracks, without a record for each. */
const {record: recordAt, keyLength: keyLengthAt, dataLength: dataLengthAt} = countField.offset;

/** One record of a parsed track; offsets into the track. */
export type TrackRecord = {
	readonly count: number;
	readonly number: number;
	readonly keyLength: number;
	readonly dataLength: number;
	readonly key: number;
	readonly data: number;
	/** Behind the data: the next record's count or the end mark. */
	readonly end: number;
	/** The record goes on in the first one of the next track (Write Special Count, Key and Data). */
	readonly overflows: boolean;
};

const layouts = new WeakMap<Uint8Array, readonly TrackRecord[]>();

function isEndMark(track: Uint8Array, at: number): boolean {
	for (let index = at; index < at + countLength; index++) {
		if (track[index] !== 0xFF) {
			return false;
		}
	}

	return true;
}

/**
 * The records of a track, R0 first. A record that leaves no room for the end mark is left out, as if the end mark stood
 * there.
 */
export function trackRecords(track: Uint8Array): readonly TrackRecord[] {
	const known = layouts.get(track);
	if (known) {
		return known;
	}

	const records: TrackRecord[] = [];
	for (let count = firstRecord; count + countLength <= track.length && !isEndMark(track, count);) {
		const keyLength = track[count + keyLengthAt];
		const dataLength = halfwordAt(track, count + dataLengthAt);
		const key = count + countLength;
		const data = key + keyLength;
		const end = data + dataLength;
		if (end + countLength > track.length) {
			break;
		}

		records.push({
			count,
			number: track[count + recordAt],
			keyLength,
			dataLength,
			key,
			data,
			end,
			overflows: track[count] !== 0xFF && (track[count] & overflowFlag) !== 0,
		});
		count = end;
	}

	layouts.set(track, records);
	return records;
}

/** A part of a track that begins with `record`'s count, as a program sees it: without the overflow flag. */
export function fromCount(track: Uint8Array, record: TrackRecord, end: number): Uint8Array {
	if (!record.overflows) {
		return track.subarray(record.count, end);
	}

	const bytes = track.slice(record.count, end);
	bytes[0] &= ~overflowFlag;
	return bytes;
}

/** Cylinder and head of the alternate track, where the track is defective and says so. */
export function alternateOf(track: Uint8Array): readonly [cylinder: number, head: number] | undefined {
	if ((track[homeAddress.offset.flags] & homeAddressFlag.defective) === 0) {
		return undefined;
	}

	const {cylinder, head} = countField.decode(track, firstRecord);
	return [cylinder, head];
}

/** A track without records but R0, as a formatted volume has it: cylinder and head in home address and R0. */
export function emptyTrack(cylinder: number, head: number): Uint8Array {
	const track = new Uint8Array(emptyTrackLength);
	homeAddress.change(track, 0, {cylinder, head});
	countField.change(track, firstRecord, {cylinder, head, dataLength: recordZeroLength});
	track.fill(0xFF, firstRecord + countLength + recordZeroLength);
	return track;
}

/** `track` cut off at `at`, with `record` (count, key, data) in its place and the end mark behind. */
export function appendRecord(track: Uint8Array, at: number, record: Uint8Array): Uint8Array {
	const result = new Uint8Array(at + record.length + countLength);
	result.set(track.subarray(0, at));
	result.set(record, at);
	result.fill(0xFF, at + record.length);
	return result;
}

/** `track` with `bytes` at `at`: a change that leaves every length as it is (keys, data, cylinder and head numbers). */
export function replaceBytes(track: Uint8Array, at: number, bytes: Uint8Array): Uint8Array {
	const records = trackRecords(track);
	const result = track.slice();
	result.set(bytes, at);
	layouts.set(result, records);
	return result;
}

/** The used part of a track: through the end mark. */
export function usedLength(track: Uint8Array): number {
	return (trackRecords(track).at(-1)?.end ?? firstRecord) + countLength;
}
