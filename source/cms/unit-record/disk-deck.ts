/**
 * Decks of DISK DUMP (GC20-1818; card layout of CP-67's DISK, whose program this is): X'02', `CMS` and a blank, 50
 * bytes of the file as it lies on the disk, two blanks, name, type and mode in 19 columns, a number of four digits. The
 * last card has `N` for the blank and the second half of the directory entry, date and time behind it.
 */
import {cardLength} from '../../base/unit-record.js';
import {blank, fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import type {FileStatus, NewFile} from '../file-system/disk/disk.js';
import {decodeFst, encodeFst, fstSize} from '../file-system/directory/fst.js';
import {packRecords} from '../file-system/files/records.js';

const column = {
	mark: 0, kind: 4, data: 5, id: 57, number: 76,
} as const;
const dataLength = 50;
const half = 20;
const dateTime = 16;
const cmsMark = Uint8Array.from([0x02, ...toEbcdic('CMS')]);
const endCard = toEbcdic('N')[0];

function card(kind: number, data: Uint8Array, {name, type, mode}: FileStatus, number: number): Uint8Array {
	const bytes = new Uint8Array(cardLength).fill(blank);
	bytes.set(cmsMark);
	bytes[column.kind] = kind;
	bytes.fill(0, column.data, column.data + dataLength);
	bytes.set(data, column.data);
	bytes.set(toEbcdic(`${name.padEnd(8)}${type.padEnd(8)}${mode}`), column.id);
	bytes.set(toEbcdic(String(number % 10_000).padStart(4, '0')), column.number);
	return bytes;
}

/** The cards of a file. */
export function encodeDeck(status: FileStatus, records: readonly Uint8Array[]): Uint8Array[] {
	const packed = packRecords({recordFormat: status.recordFormat, recordLength: status.recordLength, records});
	const length = records.reduce(
		(sum, record) => sum + record.length,
		status.recordFormat === 'V' ? 2 * records.length : 0,
	);
	const bytes = typeof packed === 'number' ? new Uint8Array(0) : Buffer.concat(packed.blocks).subarray(0, length);
	const cards: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += dataLength) {
		cards.push(card(blank, bytes.subarray(at, at + dataLength), status, cards.length + 1));
	}

	const entry = encodeFst({firstChainLink: 0, ...status});
	cards.push(card(
		endCard,
		Uint8Array.from([...entry.subarray(half), ...entry.subarray(dateTime, half)]),
		status,
		cards.length + 1,
	));
	return cards;
}

/** Takes cards one by one. */
export class DeckReader {
	#data: Uint8Array[] = [];

	/** Cards of a file that has not ended yet were taken. */
	get inFile(): boolean {
		return this.#data.length > 0;
	}

	/** The file that ends with this card, nothing where it goes on, `invalid` where the card is no part of a deck. */
	take(bytes: Uint8Array): {readonly file: NewFile; readonly mode: string} | 'invalid' | undefined {
		const isCard =
			bytes.length >= cardLength
			&& cmsMark.every((byte, index) => bytes[index] === byte)
			&& (bytes[column.kind] === blank || bytes[column.kind] === endCard);
		if (!isCard) {
			return 'invalid';
		}

		const data = bytes.subarray(column.data, column.data + dataLength);
		if (bytes[column.kind] === blank) {
			this.#data.push(data);
			return undefined;
		}

		const entry = new Uint8Array(fstSize);
		entry.set(bytes.subarray(column.id, column.id + 16));
		entry.set(data.subarray(half, half + 4), dateTime);
		entry.set(data.subarray(0, half), half);
		const status = decodeFst(entry, 0);
		const content = Buffer.concat(this.#data);
		this.#data = [];
		const records = status && unpack(content, status);
		if (!status || !records) {
			return 'invalid';
		}

		const {name, type, recordFormat, recordLength, date, time} = status;
		const mode = fromEbcdic(bytes.subarray(column.id + 16, column.id + 18)).trimEnd();
		return {
			mode,
			file: {
				name,
				type,
				modeNumber: /^\d$/.test(mode[1] ?? '') ? mode[1] : '1',
				recordFormat,
				recordLength: recordFormat === 'F' ? recordLength : undefined,
				records,
				date,
				time,
			},
		};
	}
}

function unpack(
	content: Uint8Array,
	{recordFormat, recordLength, records: count}: FileStatus,
): Uint8Array[] | undefined {
	const records: Uint8Array[] = [];
	for (let at = 0; records.length < count;) {
		const start = recordFormat === 'F' ? at : at + 2;
		const end = start + (recordFormat === 'F' ? recordLength : (content[at] << 8) | content[at + 1]);
		if (!(end <= content.length) || end === at) {
			return undefined;
		}

		records.push(content.subarray(start, end));
		at = end;
	}

	return records;
}
