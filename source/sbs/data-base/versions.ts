/** What is known of a version, beside its records. */
import {
	characters, fullword, halfword, Layout, packedDigits, type RecordOf,
} from '../../base/layout.js';
import {
	dateOf, digitsOf, fileDateOf, timeOf,
} from './dates.js';

/** A file as the library keeps it: its records apart. */
export type Form = {
	readonly recordFormat: 'F' | 'V';
	/** Length of every record (F), or of the longest (V). */
	readonly recordLength: number;
	readonly modeNumber: string;
	/** `yyyy-mm-dd` and `hh:mm` of the file; empty where it is not known. */
	readonly fileDate: string;
	readonly fileTime: string;
};

/** Who stored it, and when. */
export type Stored = {
	readonly user: string;
	/** `mm/dd/yy` and `hh:mm:ss`. */
	readonly date: string;
	readonly time: string;
};

export type VersionHead = Form & Stored & {
	/** From 1. */
	readonly version: number;
	/** Records. */
	readonly records: number;
};

/** A version's head as it lies in a member's entry and in its history. */
export const versionLayout = new Layout(32, {
	version: fullword(0),
	user: characters(4, 8),
	date: packedDigits(12, 3),
	time: packedDigits(15, 3),
	recordFormat: characters(18, 1),
	recordLength: halfword(19),
	records: fullword(21),
	modeNumber: characters(25, 1),
	fileDate: packedDigits(26, 4),
	fileTime: packedDigits(30, 2),
});

export function encodeHead(head: VersionHead): Uint8Array {
	return versionLayout.encode({
		...head,
		date: digitsOf(head.date, 6),
		time: digitsOf(head.time, 6),
		fileDate: digitsOf(head.fileDate, 8),
		fileTime: digitsOf(head.fileTime, 4),
	});
}

export function decodeHead(bytes: Uint8Array, at: number): VersionHead {
	const head: RecordOf<typeof versionLayout> = versionLayout.decode(bytes, at);
	return {
		...head,
		recordFormat: head.recordFormat === 'F' ? 'F' : 'V',
		date: dateOf(head.date),
		time: timeOf(head.time),
		fileDate: fileDateOf(head.fileDate),
		fileTime: timeOf(head.fileTime),
	};
}
