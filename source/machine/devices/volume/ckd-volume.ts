/**
 * A disk volume as its drive sees it: tracks in Hercules' layout (`ckd-track.ts`). Kinds: `memory-volume.ts`,
 * `file-volume.ts`, `overlay-volume.ts`, and `extent.ts`, which makes a minidisk of part of another.
 */
import {countField} from '../../../base/count-key-data.js';
import type {CkdModel} from './ckd-models.js';
import {
	appendRecord, firstRecord, overflowFlag, replaceBytes, trackRecords, type TrackRecord,
} from './ckd-track.js';

/**
 * A volume. Tracks are values: neither side changes one after handing it over. `readTrack` may answer fewer bytes than
 * the model's track size, `writeTrack` takes fewer: what lies behind the end mark has no meaning. Cylinder and head
 * must be on the volume (RangeError otherwise: callers check program-given addresses first).
 */
export type CkdVolume = {
	readonly model: CkdModel;
	readonly cylinders: number;
	/** Writes are inhibited; `writeTrack` then throws. */
	readonly readOnly: boolean;
	/** What was written waits to be safe, and there is no room for more: a drive answers busy. */
	readonly isBusy?: boolean;
	/** Runs `action` once, when it is no longer busy. */
	whenFree?(action: () => void): void;
	readTrack(cylinder: number, head: number): Uint8Array;
	writeTrack(cylinder: number, head: number, track: Uint8Array): void;
	/**
	 * Puts `bytes` over those of a track from `at` on, behind R0, so that no length changes, and without a copy of the
	 * track: what `readTrack` answered before changes with it. A volume that several see does not have this.
	 */
	overwrite?(cylinder: number, head: number, at: number, bytes: Uint8Array): void;
	/** What was written survives a loss of power, where the file behind it has no journal. */
	sync?(): void;
	/** Gives up the file behind it. No further use. */
	close(): void;
};

/** The host failed a read or write of a volume (disk full, medium error). A drive reports it as equipment check. */
export class VolumeError extends Error {
	override name = 'VolumeError';
}

type Geometry = Pick<CkdVolume, 'model' | 'cylinders'>;

/** RangeError where the volume has no such track. */
export function checkTrack(volume: Geometry, cylinder: number, head: number): void {
	if (!(cylinder >= 0 && cylinder < volume.cylinders && head >= 0 && head < volume.model.heads)) {
		throw new RangeError(`no track ${cylinder}.${head} on a ${volume.model.name} of ${volume.cylinders} cylinders`);
	}
}

/** Index of a track on the volume, checked. */
export function trackIndex(volume: Geometry, cylinder: number, head: number): number {
	checkTrack(volume, cylinder, head);
	return (cylinder * volume.model.heads) + head;
}

function find(track: Uint8Array, record: number): TrackRecord | undefined {
	return trackRecords(track).find(candidate => candidate.number === record);
}

/**
 * Data of record `record` on a track (a copy, key not included), or `undefined` where there is none. For host-side
 * drivers.
 */
export function readRecord(volume: CkdVolume, cylinder: number, head: number, record: number): Uint8Array | undefined {
	const track = volume.readTrack(cylinder, head);
	const found = find(track, record);
	return found && track.slice(found.data, found.end);
}

/**
 * Writes the data of an existing record; shorter data is padded with zeros, longer cut. False where there is no such
 * record.
 */
export function writeRecord(
	volume: CkdVolume,
	cylinder: number,
	head: number,
	record: number,
	data: Uint8Array,
): boolean {
	const track = volume.readTrack(cylinder, head);
	const found = find(track, record);
	if (!found) {
		return false;
	}

	const padded = new Uint8Array(found.dataLength);
	padded.set(data.subarray(0, found.dataLength));
	volume.writeTrack(cylinder, head, replaceBytes(track, found.data, padded));
	return true;
}

/**
 * Writes a track anew: home address and R0 stay, then `count` records R1…, without keys, `recordLength` zero bytes
 * each, whose count fields carry `cylinder` and `head` as given. False where they do not fit.
 */
export function formatTrack(
	volume: CkdVolume,
	cylinder: number,
	head: number,
	recordLength: number,
	count: number,
): boolean {
	return layOutTrack(volume, cylinder, head, {first: 1, lengths: Array.from({length: count}, () => recordLength)});
}

/** The same with empty records of these lengths, the first of which has that number; the last may overflow. */
export function layOutTrack(
	volume: CkdVolume,
	cylinder: number,
	head: number,
	{first, lengths, overflows = false}: {
		readonly first: number;
		readonly lengths: readonly number[];
		readonly overflows?: boolean;
	},
): boolean {
	if (!volume.model.fits(lengths.map(length => [0, length] as const))) {
		return false;
	}

	const old = volume.readTrack(cylinder, head);
	const records = new Uint8Array(lengths.reduce((sum, length) => sum + countField.length + length, 0));
	let at = 0;
	for (const [index, dataLength] of lengths.entries()) {
		countField.change(records, at, {
			cylinder, head, record: first + index, dataLength,
		});
		if (overflows && index === lengths.length - 1) {
			records[at] |= overflowFlag;
		}

		at += countField.length + dataLength;
	}

	volume.writeTrack(cylinder, head, appendRecord(old, trackRecords(old)[0]?.end ?? firstRecord, records));
	return true;
}
