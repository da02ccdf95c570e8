/** Records as PRINT and TYPE of DDR show them, line by line as DMKDDR has them. */
import {countField} from '../../../base/count-key-data.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import {hex} from '../../../base/hex.js';
import type {Track, TrackRecord} from '../../tape/ddr-tape.js';
import type {Place, Range, Shown} from './statements.js';

const lineBytes = 32;
const wordDigits = 8;
const wordsOfHalf = 4;

const digits = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const decimal = (value: number, length: number): string => String(value).padStart(length, '0');
const place = ({cylinder, head}: Pick<Place, 'cylinder' | 'head'>): string =>
	`CYL ${decimal(cylinder, 3)} HD ${decimal(head, 2)}`;

/** What cannot be printed is a period. */
const printable = (bytes: Uint8Array): string => fromEbcdic(bytes).toUpperCase().replaceAll(/[^ -`{-~]/g, '.');

function hexadecimal(bytes: Uint8Array): string {
	const words = digits(bytes).padEnd(lineBytes * 2).match(new RegExp(`.{${wordDigits}}`, 'g'))!;
	return `${words.slice(0, wordsOfHalf).join(' ')}  ${words.slice(wordsOfHalf).join(' ')}`;
}

function * dataLines(data: Uint8Array, {hex: asHex, graphic}: Shown): Generator<string> {
	let before: Uint8Array | undefined;
	let isSuppressed = false;
	for (let at = 0; at < data.length; at += lineBytes) {
		const bytes = data.subarray(at, at + lineBytes);
		if (before && Buffer.compare(before, bytes) === 0) {
			if (!isSuppressed) {
				yield 'SUPPRESSED CHARACTERS SAME AS ABOVE ...';
			}

			isSuppressed = true;
			continue;
		}

		isSuppressed = false;
		before = bytes;
		const text = `*${printable(bytes).padEnd(lineBytes)}*`;
		const parts = [...(asHex ? [hexadecimal(bytes)] : []), ...(graphic ? [text] : [])];
		yield `${decimal(at, 5)}  ${hex(at, 4)}  ${parts.join('  ')}`;
	}
}

function * recordLines(track: Track, {count, data}: TrackRecord, shown: Shown): Generator<string> {
	const {record, keyLength, dataLength} = countField.decode(count);
	const field = digits(count);
	const parts = [field.slice(0, 10), field.slice(10, 12), field.slice(12)].join(' ');
	yield `${place(track)} REC ${decimal(record, 3)} COUNT ${parts}`;
	yield '';
	if (shown.countOnly) {
		return;
	}

	if (dataLength === 0) {
		yield 'END OF FILE RECORD';
		yield '';
	}

	for (const [name, part] of [['KEY', data.subarray(0, keyLength)], ['DATA', data.subarray(keyLength)]] as const) {
		if (part.length > 0) {
			yield `${decimal(part.length, 5)}  ${hex(part.length, 4)}  ${name} LENGTH`;
			yield '';
			yield * dataLines(part, shown);
			yield '';
		}
	}
}

/** Whether a record of a track is in the range; record 0 is home address and record zero. */
function isIn({first, last}: Range, {cylinder, head}: Track, record: number): boolean {
	const isFirst = cylinder === first.cylinder && head === first.head;
	const isLast = cylinder === last.cylinder && head === last.head;
	return (!isFirst || record >= first.record) && (!isLast || record <= last.record);
}

/** The lines of what of a track is in the range. */
export function * trackLines(track: Track, range: Range, shown: Shown): Generator<string> {
	if (isIn(range, track, 0)) {
		const address = digits(countField.encode({
			cylinder: track.cylinder, head: track.head, record: 0, keyLength: 0, dataLength: 8,
		})).slice(0, 10);
		yield `${place(track)} HOME ADDRESS 00${address.slice(0, 8)} RECORD ZERO ${address} 00 0008 00000000 00000000`;
		yield '';
	}

	for (const record of track.records) {
		if (isIn(range, track, countField.decode(record.count).record)) {
			yield * recordLines(track, record, shown);
		}
	}
}
