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
import {dataOfLink, encodeChain, furtherLinksOf} from './chain.js';
import {blocksOfBytes, RecordPacker, type RecordForm} from './records.js';

/** Numbers of blocks that nobody else has or gets; `undefined` where the disk is full. */
export type BlockSupply = (count: number) => number[] | undefined;

/** A file whose blocks are on the disk. */
export type StoredFile = RecordForm & {
	readonly firstChainLink: number;
	/** Data blocks, without holes. */
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
	readonly #written: ReadonlySet<number> | undefined;
	#pending: Uint8Array[] = [];
	#pendingBytes = 0;
	#first: number | undefined;
	readonly #data: number[] = [];

	/** `written`: data blocks (from 0) that are no holes; all where it is not given. */
	constructor(place: Place, recordFormat: 'F' | 'V', recordLength?: number, written?: ReadonlySet<number>) {
		this.#place = place;
		this.#written = recordFormat === 'F' ? written : undefined;
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
		if (code instanceof Failure) {
			return code;
		}

		return {...form, firstChainLink: code, blocks: this.#data.filter(number => number !== 0).length};
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
		const before = this.#data.length;
		const there = blocks.filter((_, index) => this.#written?.has(before + index) ?? true);
		const numbers = supply((this.#first === undefined ? 1 : 0) + there.length);
		if (!numbers) {
			return new Failure(fileCode.diskFull);
		}

		this.#first ??= numbers.shift()!;
		const first = this.#first;
		const writes = there.map((block, index): [number, Uint8Array] => [numbers[index], block]);
		let next = 0;
		append(this.#data, blocks.map((_, index) =>
			this.#written?.has(before + index) ?? true ? numbers[next++] : 0));
		if (last) {
			const further = this.#furtherLinks();
			if (!further) {
				return new Failure(fileCode.diskFull);
			}

			const chain = encodeChain(further, this.#data);
			append(writes, [first, ...further]
				.map((number, index): [number, Uint8Array] => [number, chain[index]])
				.filter(([number]) => number !== 0));
		}

		yield * device.write(writes);
		this.#pending = [bytes.subarray(whole)];
		this.#pendingBytes = bytes.length - whole;
		return first;
	}

	/** Numbers of the further chain links: 0, a hole, where there would be nothing but holes in one. */
	#furtherLinks(): number[] | undefined {
		const isThere = Array.from({length: furtherLinksOf(this.#data.length)}, (_, index) =>
			dataOfLink(this.#data, index + 1).some(number => number !== 0));
		const numbers = this.#place.supply(isThere.filter(Boolean).length);
		let next = 0;
		return numbers && isThere.map(each => each ? numbers[next++] : 0);
	}
}
