/**
 * Decks of DISK DUMP (GC20-1818; card layout of CP-67's DISK, whose program this is): X'02', `CMS` and a blank, 50
 * bytes of the file as it lies on the disk, two blanks, name, type and mode in 19 columns, a number of four digits. The
 * last card has `N` for the blank and the second half of the directory entry, date and time behind it.
 */
import {Failure} from '../../base/failure.js';
import {cardLength} from '../../base/unit-record.js';
import {blank} from '../../base/ebcdic.js';
import {byte, bytes, characters, Layout} from '../../base/layout.js';
import type {FileStatus, NewFile} from '../file-system/disk/disk.js';
import {decodeFst, encodeFst, fstDate, fstSize} from '../file-system/directory/fst.js';
import {packRecords, recordHead, unpackRecords} from '../file-system/files/records.js';

const dataLength = 50;

/** Every card of a deck. */
export const dumpCard = new Layout(cardLength, {
	mark: byte(0),
	signature: characters(1, 3),
	/** `N` on the last card. */
	kind: characters(4, 1),
	data: bytes(5, dataLength),
	name: characters(57, 8),
	type: characters(65, 8),
	mode: characters(73, 2),
	number: characters(76, 4),
}, blank);

/** An entry of the directory in its parts, and how the data of the last card have them: names stand on the card. */
const half = fstSize / 2;
export const entryParts = new Layout(fstSize, {
	names: bytes(0, fstDate), dateTime: bytes(fstDate, half - fstDate), rest: bytes(half, half),
});
export const lastData = new Layout(dataLength, {rest: bytes(0, half), dateTime: bytes(half, half - fstDate)});

const cardMark = 0x02;
const signature = 'CMS';
const lastCard = 'N';

/** Whether a card is one of a deck, as its first columns say. */
export const isDumpCard = (card: Uint8Array): boolean =>
	dumpCard.fits(card) && card[0] === cardMark && dumpCard.fields.signature.decode(card.subarray(1, 4)) === signature;

function card(kind: '' | 'N', content: Uint8Array, {name, type, mode}: FileStatus, number: number): Uint8Array {
	const data = new Uint8Array(dataLength);
	data.set(content);
	return dumpCard.encode({
		mark: cardMark, signature, kind, data, name, type, mode, number: String(number % 10_000).padStart(4, '0'),
	});
}

/** The cards of a file. */
export function encodeDeck(status: FileStatus, records: readonly Uint8Array[]): Uint8Array[] {
	const packed = packRecords({recordFormat: status.recordFormat, recordLength: status.recordLength, records});
	const length = records.reduce(
		(sum, record) => sum + record.length,
		status.recordFormat === 'V' ? recordHead.length * records.length : 0,
	);
	const content = packed instanceof Failure ? new Uint8Array(0) : Buffer.concat(packed.blocks).subarray(0, length);
	const cards: Uint8Array[] = [];
	for (let at = 0; at < content.length; at += dataLength) {
		cards.push(card('', content.subarray(at, at + dataLength), status, cards.length + 1));
	}

	const {rest, dateTime} = entryParts.decode(encodeFst({firstChainLink: 0, ...status}));
	cards.push(card(lastCard, lastData.encode({rest, dateTime}), status, cards.length + 1));
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
	take(card: Uint8Array): {readonly file: NewFile; readonly mode: string} | 'invalid' | undefined {
		if (!dumpCard.fits(card)) {
			return 'invalid';
		}

		const {mark, signature: found, kind, data, mode} = dumpCard.decode(card);
		if (mark !== cardMark || found !== signature || (kind !== '' && kind !== lastCard)) {
			return 'invalid';
		}

		if (kind === '') {
			this.#data.push(data);
			return undefined;
		}

		const {rest, dateTime} = lastData.decode(data);
		const names = card.subarray(dumpCard.offset.name, dumpCard.offset.name + fstDate);
		const entry = entryParts.encode({names, dateTime, rest});
		const status = decodeFst(entry, 0);
		const content = Buffer.concat(this.#data);
		this.#data = [];
		const records = status
			&& unpackRecords(content, status.recordFormat, status.recordLength, status.records);
		if (!status || !records) {
			return 'invalid';
		}

		const {name, type, recordFormat, recordLength, date, time} = status;
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
