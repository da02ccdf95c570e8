/**
 * The journal on the disk: files `journal/00000001`, … of records, each begun by a signature that tells the format. A
 * number is used once. The next segment is made only when the one before is safe, and segments go in their order only
 * when the files have everything in them: so what is there is a run of numbers, and what stands before a gap is void.
 */
import path from 'node:path';
import {type FileLayer, readWhole} from './file-layer.js';
import {decodeRecord, type JournalRecord} from './record.js';

const signature = new TextEncoder().encode('YRKJRNL1');

const segmentName = (number: number): string => String(number).padStart(8, '0');

export type Segment = {
	readonly number: number;
	readonly file: string;
	readonly descriptor: number;
	/** Bytes in it; the next record goes here. */
	length: number;
	/** Bytes of it that are safe. */
	safeLength: number;
	/** Sequence of its last record. */
	last: number;
	/** Its name in the folder is safe. */
	isNamed: boolean;
};

/** Makes the file of a segment. Throws the host's error, and leaves nothing then. */
export function createSegment(layer: FileLayer, folder: string, number: number): Segment {
	const file = path.join(folder, segmentName(number));
	const descriptor = layer.open(file, 'create');
	try {
		layer.write(descriptor, signature, 0);
	} catch (error) {
		layer.close(descriptor);
		layer.remove(file);
		throw error;
	}

	return {
		number, file, descriptor, length: signature.length, safeLength: 0, last: 0, isNamed: false,
	};
}

export type FoundSegments = {
	/** Every whole record, in order. */
	readonly records: readonly JournalRecord[];
	/** Files that hold them, first to last. */
	readonly segments: ReadonlyArray<{readonly number: number; readonly file: string; readonly length: number}>;
	/** Files that hold nothing of worth: before a gap, or behind the end. */
	readonly voids: readonly string[];
};

/**
 * Reads what is whole: the first record that is not, or does not follow the one before, ends the journal. `isSound`: a
 * record that depends on more than itself is there with it.
 */
export function readSegments(
	layer: FileLayer,
	folder: string,
	isSound: (record: JournalRecord) => boolean,
): FoundSegments {
	const numbers = layer.list(folder).filter(name => /^\d{8}$/.test(name)).map(Number).toSorted((a, b) => a - b);
	const gap = numbers.findLastIndex((number, index) => index > 0 && number !== numbers[index - 1] + 1);
	const voids = numbers.slice(0, Math.max(gap, 0));
	const records: JournalRecord[] = [];
	const segments: Array<{number: number; file: string; length: number}> = [];
	let isOver = false;
	for (const number of numbers.slice(voids.length)) {
		const file = path.join(folder, segmentName(number));
		const before = records.length;
		const length = isOver ? 0 : readSegment(readWhole(layer, file), records, isSound);
		if (records.length === before) {
			// Nothing of this one is there, so nothing that follows it is.
			isOver = true;
			voids.push(number);
		} else {
			segments.push({number, file, length});
		}
	}

	return {records, segments, voids: voids.map(number => path.join(folder, segmentName(number)))};
}

/** Adds the whole records of a segment; answers where they end. */
function readSegment(
	bytes: Uint8Array,
	records: JournalRecord[],
	isSound: (record: JournalRecord) => boolean,
): number {
	if (Buffer.compare(bytes.subarray(0, signature.length), signature) !== 0) {
		return 0;
	}

	let at = signature.length;
	for (;;) {
		const decoded = decodeRecord(bytes.subarray(at));
		const expected = records.length === 0 ? decoded?.record.sequence : records.at(-1)!.sequence + 1;
		if (decoded?.record.sequence !== expected || !decoded || !isSound(decoded.record)) {
			return at;
		}

		records.push(decoded.record);
		at += decoded.length;
	}
}
