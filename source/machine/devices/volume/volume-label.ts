/**
 * The volume label: record 3 of cylinder 0, head 0, key and data beginning `VOL1` (GC26-3813; CP reads the serial
 * number only).
 */
import {iplArea} from '../../../base/assigned-storage.js';
import {channelCommand} from '../../../base/channel-words.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import {countField} from '../../../base/count-key-data.js';
import {
	byte, characters, halfword, Layout,
} from '../../../base/layout.js';
import {
	appendRecord, firstRecord, replaceBytes, trackRecords,
} from './ckd-track.js';
import type {CkdVolume} from './ckd-volume.js';

/** The label's data. */
export const volumeLabel = new Layout(80, {
	identifier: characters(0, 4),
	serial: characters(4, 6),
	security: byte(10),
	/** Where the VTOC is: CC, HH, R. */
	vtocCylinder: halfword(11),
	vtocHead: halfword(13),
	vtocRecord: byte(15),
	owner: characters(41, 10),
}, 0x40);
const identifier = 'VOL1';
const labelRecord = 3;
/** A label may end behind the serial number. */
const shortestLabel = 10;
/** Of all records of track 0. */
const keyLength = 4;

const disabledWait = [0x0006_0000, 0x0000_000F];
/** A no-operation that is the last of its chain. */
const noOperation = channelCommand.encode({
	command: 0x03, address: 0, flags: 0, count: 1,
});
const secondIplLength = 144;

/** Serial number (1–6 characters) of a volume, or `undefined` where it has no VOL1 label. */
export function readVolumeLabel(volume: CkdVolume): string | undefined {
	const track = volume.readTrack(0, 0);
	const record = trackRecords(track).find(candidate => candidate.number === labelRecord);
	if (!record || record.dataLength < shortestLabel) {
		return undefined;
	}

	const data = new Uint8Array(volumeLabel.length);
	data.set(track.subarray(record.data, Math.min(record.end, record.data + data.length)));
	const label = volumeLabel.decode(data);
	return label.identifier === identifier ? label.serial : undefined;
}

/** A record of track 0 as a whole: count, key, data. */
function labelled(record: number, key: string, data: Uint8Array): Uint8Array {
	return Buffer.concat([
		countField.encode({
			cylinder: 0, head: 0, record, keyLength, dataLength: data.length,
		}),
		toEbcdic(key),
		data,
	]);
}

/**
 * Writes the label. A volume without one gets a new track 0: two IPL records that load a disabled wait PSW (code X'F'),
 * as `dasdinit` writes them, and the label, whose VTOC address is cylinder 0, head 1, record 1. A volume with one keeps
 * everything but the serial number.
 */
export function writeVolumeLabel(volume: CkdVolume, name: string): void {
	const track = volume.readTrack(0, 0);
	const {offset, length, encode} = volumeLabel.fields.serial;
	const serial = name.toUpperCase().slice(0, length);
	const record = trackRecords(track).find(candidate => candidate.number === labelRecord);
	if (record && readVolumeLabel(volume) !== undefined) {
		volume.writeTrack(0, 0, replaceBytes(track, record.data + offset, encode(serial)));
		return;
	}

	const label = volumeLabel.encodeSome({
		identifier, serial, security: 0x40, vtocCylinder: 0, vtocHead: 1, vtocRecord: 1, owner: 'YORKTOWN',
	});
	const records = [
		labelled(1, 'IPL1', iplArea.encodeSome({psw: disabledWait, firstCcw: noOperation})),
		labelled(2, 'IPL2', new Uint8Array(secondIplLength)),
		labelled(labelRecord, identifier, label),
	];
	let result = track;
	let at = trackRecords(track)[0]?.end ?? firstRecord;
	for (const bytes of records) {
		result = appendRecord(result, at, bytes);
		at += bytes.length;
	}

	volume.writeTrack(0, 0, result);
}
