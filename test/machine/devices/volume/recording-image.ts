/** Image files in memory that tell of each write, and take none while the host's disk is full. */
import type {ImageFile} from '../../../../source/machine/devices/volume/image-file.js';

/** A host's error. */
function noSpace(): Error {
	return Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
}

/** What a byte at a place adds to the sum of a file. */
const weighed = (byte: number, at: number): number => Math.imul(byte + 1, Math.imul(at + 1, 0x9E37_79B1) | 1);

/** The sum of a file with these bytes: many begin with the same. */
const sums = new WeakMap<Uint8Array, number>();

function sumOf(content: Uint8Array): number {
	let sum = sums.get(content);
	if (sum === undefined) {
		sum = 0;
		for (let at = 0; at < content.length; at++) {
			sum = (sum + weighed(content[at], at)) | 0;
		}

		sums.set(content, sum);
	}

	return sum;
}

export class RecordingImage implements ImageFile {
	/** Told behind each write. */
	onWrite: () => void = () => undefined;
	/** Bytes the host still takes. */
	room = Number.POSITIVE_INFINITY;
	writes = 0;
	isClosed = false;
	/** Two files that differ have different ones, but for chance. */
	sum: number;
	readonly bytes: Uint8Array;

	constructor(content: Uint8Array) {
		this.bytes = content.slice();
		this.sum = sumOf(content);
	}

	get size(): number {
		return this.bytes.length;
	}

	read(target: Uint8Array, position: number): number {
		const found = this.bytes.subarray(position, position + target.length);
		target.set(found);
		return found.length;
	}

	write(bytes: Uint8Array, position: number): void {
		if (this.isClosed) {
			throw new Error('write to a closed file');
		}

		const taken = bytes.subarray(0, Math.min(bytes.length, this.room));
		let {sum} = this;
		for (let index = 0, at = position; index < taken.length; index++, at++) {
			sum = (sum - weighed(this.bytes[at], at) + weighed(taken[index], at)) | 0;
		}

		this.sum = sum;
		this.bytes.set(taken, position);

		this.room -= taken.length;
		this.writes++;
		this.onWrite();
		if (taken.length < bytes.length) {
			throw noSpace();
		}
	}

	close(): void {
		this.isClosed = true;
	}
}

/** A file that grows as it is written, for making an image. */
export class GrowingImage implements ImageFile {
	#bytes = new Uint8Array(0);

	get size(): number {
		return this.#bytes.length;
	}

	get bytes(): Uint8Array {
		return this.#bytes;
	}

	read(target: Uint8Array, position: number): number {
		const found = this.#bytes.subarray(position, position + target.length);
		target.set(found);
		return found.length;
	}

	write(bytes: Uint8Array, position: number): void {
		this.truncate(Math.max(this.size, position + bytes.length));
		this.#bytes.set(bytes, position);
	}

	truncate(size: number): void {
		const old = this.#bytes;
		if (size !== old.length) {
			this.#bytes = new Uint8Array(size);
			this.#bytes.set(old.subarray(0, size));
		}
	}

	close(): void {
		// Its bytes are what it was made for.
	}
}
