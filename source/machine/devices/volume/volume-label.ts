/**
 * The volume label: record 3 of cylinder 0, head 0, key and data beginning `VOL1` (GC26-3813; CP reads the serial
 * number only).
 */
import {ebcdicField, fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import {
	appendRecord, firstRecord, replaceBytes, trackRecords,
} from './ckd-track.js';
import type {CkdVolume} from './ckd-volume.js';

/** Serial number (1–6 characters) of a volume, or `undefined` where it has no VOL1 label. */
export function readVolumeLabel(volume: CkdVolume): string | undefined {
	const track = volume.readTrack(0, 0);
	const record = trackRecords(track).find(candidate => candidate.number === 3);
	if (!record || record.dataLength < 10 || fromEbcdic(track.subarray(record.data, record.data + 4)) !== 'VOL1') {
		return undefined;
	}

	return fromEbcdic(track.subarray(record.data + 4, record.data + 10)).trimEnd();
}

/**
 * R1 and R2 of an unlabelled volume: IPL records whose PSW is a disabled wait (code X'F'), as `dasdinit` writes them.
 */
function iplRecord(number: number, dataLength: number, data: readonly number[] = []): Uint8Array {
	const record = new Uint8Array(8 + 4 + dataLength);
	record.set([0, 0, 0, 0, number, 4, dataLength >>> 8, dataLength & 255]);
	record.set(toEbcdic(`IPL${number}`), 8);
	record.set(data, 12);
	return record;
}

/**
 * Writes the label. A volume without one gets a new track 0: two IPL records that load a disabled wait PSW, and the
 * label, whose VTOC address is cylinder 0, head 1, record 1. A volume with one keeps everything but the serial number.
 */
export function writeVolumeLabel(volume: CkdVolume, serial: string): void {
	const track = volume.readTrack(0, 0);
	const name = ebcdicField(serial.toUpperCase(), 6);
	const record = trackRecords(track).find(candidate => candidate.number === 3);
	if (record && readVolumeLabel(volume) !== undefined) {
		volume.writeTrack(0, 0, replaceBytes(track, record.data + 4, name));
		return;
	}

	const label = new Uint8Array(8 + 4 + 80).fill(0x40);
	label.set([0, 0, 0, 0, 3, 4, 0, 80]);
	label.set(toEbcdic('VOL1VOL1'), 8);
	label.set(name, 16);
	label.set([0x40, 0, 0, 0, 1, 1], 22);
	label.set(ebcdicField('YORKTOWN', 10), 53);
	const ipl = [iplRecord(1, 24, [0, 6, 0, 0, 0, 0, 0, 15, 3, 0, 0, 0, 0, 0, 0, 1]), iplRecord(2, 144), label];
	let result = track;
	let at = trackRecords(track)[0]?.end ?? firstRecord;
	for (const bytes of ipl) {
		result = appendRecord(result, at, bytes);
		at += bytes.length;
	}

	volume.writeTrack(0, 0, result);
}
