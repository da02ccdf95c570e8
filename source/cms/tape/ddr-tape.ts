/**
 * Tapes of DDR DUMP (VM/370's HELP of DDR says what its records are; their fields as IBM's DMKDDR of Release 6 writes
 * them): a volume header, for each track its header with the count fields and as much of the data as 4096 bytes hold,
 * more blocks of 4096 bytes where there is more, the last one as long as it has to be; a trailer; a tape mark.
 *
 * Not here: dumps of several reels (EOV), tracks whose records overflow to the next.
 */
import {blank} from '../../base/ebcdic.js';
import {countField} from '../../base/count-key-data.js';
import {
	byte, bytes, characters, doubleword, halfword, Layout,
} from '../../base/layout.js';

export const ddrBlock = 4096;
/** A block is at least as long: a shorter one would be noise. */
const shortestBlock = 80;

/** The first and the last block. */
export const volumeHeader = new Layout(80, {
	tag: characters(0, 3),
	/** BB, CC, HH of the first track; in the trailer of the last one. */
	cylinder: halfword(6),
	head: halfword(8),
	/** Time of day clock. */
	clock: doubleword(16),
	mostRecords: halfword(24),
	lastCylinder: halfword(26),
	lastHead: halfword(28),
	volume: characters(30, 6),
}, blank);
const tags = {header: 'VHR', trailer: 'EOJ', track: 'THR'} as const;

export const trackHeader = new Layout(32, {
	tag: characters(0, 4),
	records: halfword(4),
	/** Blocks of 4096 bytes, this one among them, and bytes of the last one where that is shorter. */
	full: halfword(6),
	last: halfword(8),
	/** Home address. */
	flags: byte(11),
	cylinder: halfword(12),
	head: halfword(14),
	zeroCount: bytes(16, countField.length),
	zeroData: bytes(24, 8),
});

/** A record: its count field, key and data. */
export type TrackRecord = {readonly count: Uint8Array; readonly data: Uint8Array};
export type Track = {readonly cylinder: number; readonly head: number; readonly records: readonly TrackRecord[]};

/** The disk that was dumped. */
export type DumpedVolume = {
	readonly volume: string;
	readonly mostRecords: number;
	readonly lastCylinder: number;
	readonly lastHead: number;
	readonly clock: bigint;
};

/** Header or trailer, with the place of the first or the last track. */
export function encodeVolume(
	what: 'header' | 'trailer',
	disk: DumpedVolume,
	cylinder: number,
	head: number,
): Uint8Array {
	const block = volumeHeader.encode({
		...disk, tag: tags[what], cylinder, head,
	});
	// The first bytes of the address, BB.
	block.fill(0, 4, 6);
	return block;
}

/** The blocks of a track. */
export function encodeTrack({cylinder, head, records}: Track): Uint8Array[] {
	const content = Buffer.concat([...records.map(({count}) => count), ...records.map(({data}) => data)]);
	const total = trackHeader.length + content.length;
	const last = total % ddrBlock;
	const header = trackHeader.encode({
		tag: tags.track,
		records: records.length,
		full: Math.floor(total / ddrBlock),
		last: last === 0 ? 0 : Math.max(last, shortestBlock),
		flags: 0,
		cylinder,
		head,
		zeroCount: countField.encode({
			cylinder, head, record: 0, keyLength: 0, dataLength: 8,
		}),
		zeroData: new Uint8Array(8),
	});
	const all = Buffer.concat([header, content, new Uint8Array(last === 0 ? 0 : Math.max(0, shortestBlock - last))]);
	return Array.from({length: Math.ceil(all.length / ddrBlock)}, (_, index) =>
		all.subarray(index * ddrBlock, (index + 1) * ddrBlock));
}

/** What a block is; `part`: a track goes on. */
export type DdrItem = {readonly header: DumpedVolume} | {readonly track: Track} | 'end' | 'part' | 'invalid';

/** The dump that begins with this block, or `undefined`. */
export function decodeVolume(block: Uint8Array): DumpedVolume | undefined {
	if (block.length !== volumeHeader.length) {
		return undefined;
	}

	const {tag, ...disk} = volumeHeader.decode(block);
	return tag === tags.header ? disk : undefined;
}

/** Takes the blocks behind the volume header, one by one. */
export class DdrReader {
	#blocks: Uint8Array[] = [];
	/** Blocks of the track that are to come. */
	#lacking = 0;

	take(block: Uint8Array): DdrItem {
		if (this.#lacking > 0) {
			this.#blocks.push(block.slice());
			return --this.#lacking > 0 ? 'part' : this.#end();
		}

		if (block.length === volumeHeader.length && volumeHeader.decode(block).tag === tags.trailer) {
			return 'end';
		}

		if (!trackHeader.fits(block)) {
			return 'invalid';
		}

		const {tag, full, last} = trackHeader.decode(block);
		if (tag !== tags.track || last >= ddrBlock) {
			return 'invalid';
		}

		this.#blocks = [block.slice()];
		this.#lacking = full + (last > 0 ? 1 : 0) - 1;
		// No track of any disk has more than 64K, which the length of a record bounds.
		return full > 0x10 || this.#lacking < 0 ? 'invalid' : (this.#lacking > 0 ? 'part' : this.#end());
	}

	#end(): DdrItem {
		const bytesOfTrack = Buffer.concat(this.#blocks);
		this.#blocks = [];
		const {records: count, cylinder, head} = trackHeader.decode(bytesOfTrack);
		let at = trackHeader.length + (count * countField.length);
		if (at > bytesOfTrack.length) {
			return 'invalid';
		}

		const records: TrackRecord[] = [];
		for (let index = 0; index < count; index++) {
			const start = trackHeader.length + (index * countField.length);
			const field = bytesOfTrack.subarray(start, start + countField.length);
			const {keyLength, dataLength} = countField.decode(field);
			const data = bytesOfTrack.subarray(at, at + keyLength + dataLength);
			if (data.length < keyLength + dataLength) {
				return 'invalid';
			}

			records.push({count: field, data});
			at += keyLength + dataLength;
		}

		return {track: {cylinder, head, records}};
	}
}
