/**
 * Tracks of an image that are formatted without having their records yet: R0's data say which records there are, all of
 * one length and zero. Whoever reads the track sees them; the first write puts the whole track there, and the mark is
 * gone. So thousands of new minidisks cost a few bytes a track.
 *
 * A program other than this one sees a track without records: `yorktown dasd export` writes all of them out.
 */
import {countField, homeAddress} from '../../../base/count-key-data.js';
import {
	byte, characters, halfword, Layout,
} from '../../../base/layout.js';
import {emptyTrack, firstRecord} from './ckd-track.js';

/** R0's data of such a track; others have zeros there. */
export const formatMark = new Layout(8, {
	identifier: characters(0, 3),
	records: byte(3),
	recordLength: halfword(4),
	/** Cylinder that the count fields have: the minidisk's, not the volume's. */
	cylinder: halfword(6),
});
const identifier = 'YFM';
const markAt = firstRecord + countField.length;

export type TrackFormat = {
	readonly records: number;
	readonly recordLength: number;
	/** Cylinder in the count fields behind R0. */
	readonly cylinder: number;
};

/** A track at a place of the volume that only is marked. */
export function markedTrack(cylinder: number, head: number, format: TrackFormat): Uint8Array {
	const track = emptyTrack(cylinder, head);
	track.set(formatMark.encode({identifier, ...format}), markAt);
	return track;
}

/** Whether a track is only marked. */
export function isMarked(track: Uint8Array): boolean {
	return track.length >= markAt + formatMark.length
		&& track[markAt] !== 0
		&& countField.decode(track, firstRecord).dataLength === formatMark.length
		&& formatMark.decode(track, markAt).identifier === identifier
		&& track[markAt + formatMark.length] === 0xFF;
}

/**
 * A marked track as it is to be seen: `size` bytes, with its records. `undefined`: it is not marked, or by a program
 * that asks for more than a track holds.
 */
export function formattedTrack(track: Uint8Array, size: number): Uint8Array | undefined {
	if (!isMarked(track)) {
		return undefined;
	}

	const {records, recordLength, cylinder} = formatMark.decode(track, markAt);
	const {head} = homeAddress.decode(track);
	const length = records * (countField.length + recordLength);
	if (markAt + formatMark.length + length + countField.length > size) {
		return undefined;
	}

	const whole = new Uint8Array(size);
	// R0's data are zeros there.
	whole.set(track.subarray(0, markAt));
	const first = markAt + formatMark.length;
	for (let index = 0; index < records; index++) {
		countField.change(whole, first + (index * (countField.length + recordLength)), {
			cylinder, head, record: index + 1, dataLength: recordLength,
		});
	}

	whole.fill(0xFF, first + length, first + length + countField.length);
	return whole;
}
