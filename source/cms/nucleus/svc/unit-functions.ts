/**
 * Unit record functions as programs call them by SVC 202 (GC20-1818, "RDCARD", "PUNCHC", "PRINTL").
 */
import {cardLength} from '../../../base/unit-record.js';
import type {Step} from '../../../guest/action.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import {controlled} from '../../unit-record/carriage.js';
import type {UnitEnd} from '../../unit-record/unit-records.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import {cardList, printList} from './parameter-list.js';
import type {Nucleus} from '../nucleus.js';
import {userAddress} from '../storage/user-storage.js';

const lineLength = 133;
/** What CARDRD and CARDPH answer. */
export const readerCode: Readonly<Record<UnitEnd, number>> = {
	ok: 0, endOfFile: 1, intervention: 2, error: 3, absent: 4,
};
/** What PRINTR answers. */
export const printerCode: Readonly<Record<UnitEnd, number>> = {
	ok: 0, endOfFile: 2, intervention: 4, error: 5, absent: 100,
};
const otherLength = 5;
const tooLong = 1;

/** CARDRD. 1 end of file, 2 not ready, 3 error, 4 no reader, 5 another length. */
export function * cardRead(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const list = new StoredRecord(cardList, storage, plist);
	const {buffer: address, length: asked} = list.read();
	const length = asked === 0 ? cardLength : asked;
	const buffer = userAddress(storage, address, length);
	const {end, card} = yield * nucleus.unitRecords.read();
	if (end !== 'ok') {
		return readerCode[end];
	}

	storage.store(buffer, card.subarray(0, length));
	list.set('read', Math.min(card.length, length));
	return card.length === length ? 0 : otherLength;
}

/** CARDPH: a buffer of 80 bytes. 2 not ready, 3 error, 4 no punch. */
export function * cardPunch(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const buffer = userAddress(storage, new StoredRecord(cardList, storage, plist).get('buffer'), cardLength);
	return readerCode[yield * nucleus.unitRecords.punch(storage.fetch(buffer, cardLength))];
}

/** PRINTR; the first byte is for the carriage. 1 line too long, 4 not ready, 5 error, 100 no printer. */
export function * printLine(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const {buffer, length} = new StoredRecord(printList, storage, plist).read();
	if (length < 1 || length > lineLength) {
		return tooLong;
	}

	return yield * printText(nucleus, storage.fetch(userAddress(storage, buffer, length), length));
}

/** A line with its carriage control in front; as PRINTR answers. */
export function * printText(nucleus: Nucleus, line: Uint8Array): Step<number> {
	if (line.length === 0 || line.length > lineLength) {
		return tooLong;
	}

	for (const {code, data} of controlled(fromEbcdic(line.subarray(0, 1)), line[0], line.subarray(1))) {
		const end = yield * nucleus.unitRecords.print(data, code);
		if (end !== 'ok') {
			return printerCode[end];
		}
	}

	return 0;
}
