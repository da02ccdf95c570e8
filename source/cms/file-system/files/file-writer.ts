/**
 * A new file on its way to the disk: data blocks as they fill, chain links at the end. Nothing of it is seen before a
 * transaction enters it in the directory, so it may come over any time and be given up at any point.
 */
import {Failure} from '../../../base/failure.js';
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {BlockDevice} from '../disk/block-device.js';
import {fileCode} from '../disk/disk.js';
import {blockSize} from '../disk/geometry.js';
import {encodeChain, furtherLinksOf} from './chain.js';
import {blocksOfBytes, RecordPacker, type RecordForm} from './records.js';

/** Numbers of blocks that nobody else has or gets; `undefined` where the disk is full. */
export type BlockSupply = (count: number) => number[] | undefined;

/** A file whose blocks are on the disk. */
export type StoredFile = RecordForm & {
	readonly firstChainLink: number;
	/** Data blocks. */
	readonly blocks: number;
};

type Place = {
	readonly device: BlockDevice;
	readonly supply: BlockSupply;
	/** Bytes that are gathered before they are written. */
	readonly gathered: number;
};

export class FileWriter {
	readonly #place: Place;
	readonly #packer: RecordPacker;
	#pending: Uint8Array[] = [];
	#pendingBytes = 0;
	#first: number | undefined;
	readonly #data: number[] = [];

	constructor(place: Place, recordFormat: 'F' | 'V', recordLength?: number) {
		this.#place = place;
		this.#packer = new RecordPacker(recordFormat, recordFormat === 'F' ? recordLength : undefined);
	}

	/** Adds records; answers a `fileCode`. */
	* add(records: readonly Uint8Array[]): Step<number> {
		const data = this.#packer.pack(records);
		return data instanceof Failure ? data.returnCode : yield * this.#gather(data);
	}

	/** Adds bytes of records packed elsewhere; answers a `fileCode`. */
	* addPacked(data: Uint8Array): Step<number> {
		const code = this.#packer.count(data);
		return code === fileCode.ok ? yield * this.#gather(data) : code;
	}

	/** Writes what is left and the chain links. Answers the file, or the `fileCode` that forbids it. */
	* end(): Step<StoredFile | Failure> {
		const form = this.#packer.end();
		if (form instanceof Failure) {
			return form;
		}

		const code = yield * this.#flush(true);
		return code instanceof Failure ? code : {...form, firstChainLink: code, blocks: this.#data.length};
	}

	* #gather(data: Uint8Array): Step<number> {
		this.#pending.push(data);
		this.#pendingBytes += data.length;
		if (this.#pendingBytes < this.#place.gathered) {
			return fileCode.ok;
		}

		const first = yield * this.#flush(false);
		return first instanceof Failure ? first.returnCode : fileCode.ok;
	}

	/** Writes whole blocks, at the end all that is left; answers the number of the first chain link. */
	* #flush(last: boolean): Step<number | Failure> {
		const {device, supply} = this.#place;
		const bytes = Uint8Array.from(Buffer.concat(this.#pending));
		const whole = last ? bytes.length : bytes.length - (bytes.length % blockSize);
		const blocks = blocksOfBytes(bytes.subarray(0, whole));
		const total = this.#data.length + blocks.length;
		const links = last ? furtherLinksOf(total) : 0;
		const numbers = supply((this.#first === undefined ? 1 : 0) + blocks.length + links);
		if (!numbers) {
			return new Failure(fileCode.diskFull);
		}

		this.#first ??= numbers.shift()!;
		const first = this.#first;
		const writes = blocks.map((block, index): [number, Uint8Array] => [numbers[index], block]);
		append(this.#data, numbers.slice(0, blocks.length));
		if (last) {
			const further = numbers.slice(blocks.length);
			const chain = encodeChain(further, this.#data);
			append(writes, [first, ...further].map((number, index): [number, Uint8Array] => [number, chain[index]]));
		}

		yield * device.write(writes);
		this.#pending = [bytes.subarray(whole)];
		this.#pendingBytes = bytes.length - whole;
		return first;
	}
}
