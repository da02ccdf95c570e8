/**
 * A spool file as programs see it that work with files (SY20-0884, "SFBLOK"; SY20-0886, "Spool Data and File Format"):
 * its block, and its buffers of a page each. A buffer begins with its links and the number of its records; a record is
 * the CCW that moves it, a TIC to the next, and the data without trailing blanks; printers' movements are the CCW
 * alone. Places on disk are numbers of buffers here, from 1; 0 is none.
 */
import {pageSize} from '../../base/architecture.js';
import {calendarDate, timeOfDay} from '../../base/clock.js';
import {ccwFlag, channelCommand} from '../../base/channel-words.js';
import {blank, ebcdicField} from '../../base/ebcdic.js';
import {fullword, Layout} from '../../base/layout.js';
import {spoolBlock, spoolBlockFlag, spoolBlockType, tagLength} from '../../base/spool-block.js';
import {greatest} from '../../base/sequences.js';
import type {SpoolFile, SpoolRecord} from './spool-file.js';

export const bufferHead = new Layout(16, {next: fullword(0), previous: fullword(4), records: fullword(12)});

const tagCommand = 0x03;
const transferInChannel = 0x08;
const isOfCards = ({origin}: SpoolFile): boolean => origin === 'PUN' || origin === 'RDR';
const longestOf = (records: readonly SpoolRecord[]): number => greatest(records.map(({data}) => data.length), 0);

/** SFBLOK of a file. `inUse`: a reader has it. */
export function blockOf(file: SpoolFile, {user, system}: {user: boolean; system: boolean}, inUse: boolean): Uint8Array {
	const {records} = file;
	return spoolBlock.encode({
		next: 0,
		firstBuffer: 1,
		owner: file.owner,
		originator: file.originator,
		records: records.length,
		recordLength: longestOf(records),
		id: file.id,
		flags: spoolBlockFlag.complete | (inUse ? spoolBlockFlag.inUse : 0) | (user ? spoolBlockFlag.userHold : 0)
			| (system ? spoolBlockFlag.systemHold : 0),
		type: isOfCards(file) ? spoolBlockType.cards : spoolBlockType.lines,
		name: file.name,
		fileType: file.type,
		date: calendarDate(file.created),
		time: timeOfDay(file.created),
		lastBuffer: 0,
		copies: file.copies,
		class: file.class,
		moreFlags: 0,
		distribution: file.distribution,
		rest: new Uint8Array(8),
	});
}

/** The first record, with its CCW: what TAG says. */
export function tagRecord({tag}: Pick<SpoolFile, 'tag'>): Uint8Array {
	const record = new Uint8Array(channelCommand.length + tagLength);
	record.set(channelCommand.encode({
		command: tagCommand, address: 0, flags: ccwFlag.chainCommand | ccwFlag.suppressLength, count: tagLength,
	}));
	record.set(ebcdicField(tag.slice(0, tagLength), tagLength), channelCommand.length);
	return record;
}

/** A buffer, and the record that the next begins with; `undefined`: it is the last. */
export type SpoolBuffer = {readonly content: Uint8Array; readonly next: number | undefined};

/** The buffer number `number` (from 1), which begins with record `first` of the file (from 0). */
export function bufferOf(file: SpoolFile, first: number, number: number): SpoolBuffer {
	const content = new Uint8Array(pageSize);
	let at = bufferHead.length;
	let count = 0;
	let record = first;
	const put = (command: number, data: Uint8Array): boolean => {
		const room = (data.length === 0 ? 1 : 2) * channelCommand.length;
		const length = room + (Math.ceil(data.length / 8) * 8);
		// The end of a buffer is kept for a SENSE.
		if (at + length + channelCommand.length > pageSize) {
			return false;
		}

		content.set(channelCommand.encode({
			command, address: data.length === 0 ? 0 : at + room,
			flags: ccwFlag.chainCommand | ccwFlag.suppressLength, count: Math.max(1, data.length),
		}), at);
		if (data.length > 0) {
			content.set(channelCommand.encode({
				command: transferInChannel, address: at + length, flags: 0, count: 0,
			}), at + channelCommand.length);
			content.set(data, at + room);
		}

		at += length;
		count++;
		return true;
	};

	if (number === 1) {
		put(tagCommand, ebcdicField(file.tag.slice(0, tagLength), tagLength));
	}

	while (record < file.records.length && put(file.records[record].command, trimmed(file.records[record].data))) {
		record++;
	}

	const next = record < file.records.length ? record : undefined;
	content.set(bufferHead.encode({next: next === undefined ? 0 : number + 1, previous: number - 1, records: count}));
	return {content, next};
}

/** Without trailing blanks, but for one where there is nothing else. */
function trimmed(data: Uint8Array): Uint8Array {
	let {length} = data;
	while (length > 1 && data[length - 1] === blank) {
		length--;
	}

	return data.subarray(0, length);
}
