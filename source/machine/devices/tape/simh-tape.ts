/**
 * A tape in a file of SIMH's format ("SIMH Magtape Representation and Handling"): records with their length in four
 * little-endian bytes before and behind, data filled up to an even number; a length of zero is a tape mark, of ones the
 * end of the medium. Read whole; nothing is written. Where the file is damaged the recording ends with a block that
 * cannot be read (data check). Not implemented: erase gaps, private data and markers, which count as damage.
 */
import fs from 'node:fs';
import {limits} from '../../../base/limits.js';
import {hostProblem, type HostProblem} from '../host-problem.js';
import {AwsTape} from './aws-tape.js';
import {
	maximumBlock, MemoryTape, TapeError, type TapeMedium,
} from './tape-medium.js';

const endOfMedium = 0xFFFF_FFFF;
const lengthSize = 4;

type Recording = {
	readonly records: ReadonlyArray<Uint8Array | 'mark'>;
	/** Where the file is damaged. */
	readonly damage?: number;
};

/** What is in a file; `undefined` where it is no tape of this format. */
export function simhRecords(file: Uint8Array): Recording | undefined {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	const records: Array<Uint8Array | 'mark'> = [];
	for (let at = 0; at < file.length;) {
		const length = at + lengthSize <= file.length ? view.getUint32(at, true) : undefined;
		if (length === endOfMedium) {
			break;
		}

		if (length === 0) {
			records.push('mark');
			at += lengthSize;
			continue;
		}

		const data = at + lengthSize;
		const behind = length === undefined ? file.length : data + length + (length % 2);
		if (
			length === undefined
			|| length > maximumBlock
			|| behind + lengthSize > file.length
			|| view.getUint32(behind, true) !== length
		) {
			return at === 0 ? undefined : {records, damage: at};
		}

		records.push(file.subarray(data, data + length));
		at = behind + lengthSize;
	}

	return {records};
}

/** A reel that nobody can read to its end. */
class DamagedTape extends MemoryTape {
	constructor(records: Recording['records'], private readonly damage: number) {
		super([...records, new Uint8Array(1)], {readOnly: true});
	}

	protected override load(item: {readonly data: Uint8Array}): Uint8Array {
		if (item === this.list.at(-1)) {
			throw new TapeError(`the file is damaged at offset ${this.damage}`);
		}

		return super.load(item);
	}
}

/** Opens a tape file, AWS, HET or SIMH, whichever it is; a SIMH one has no write ring. */
export function openTape(
	path: string,
	options: {readonly readOnly?: boolean; readonly endsAtCut?: boolean} = {},
): TapeMedium | HostProblem {
	const tape = AwsTape.open(path, options);
	if (!('problem' in tape)) {
		return tape;
	}

	try {
		const {size} = fs.statSync(path);
		const recording = size > limits.hostFile.value ? undefined : simhRecords(fs.readFileSync(path));
		if (!recording) {
			return tape;
		}

		const {records, damage} = recording;
		return damage === undefined ? new MemoryTape(records, {readOnly: true}) : new DamagedTape(records, damage);
	} catch (error) {
		return hostProblem(error);
	}
}
