/**
 * Unpacks an archive of an installation, which anybody may have made: files of a data folder alone, by names that
 * cannot leave it, none of them larger than a volume can be; what has no end is refused. Zeros take no room on the
 * host's disk, as in the files that were packed.
 */
import {
	closeSync, createReadStream, ftruncateSync, mkdirSync, openSync, readSync, writeSync,
} from 'node:fs';
import path from 'node:path';
import {createGunzip} from 'node:zlib';
import {limits} from '../../../base/limits.js';
import {ConfigurationError} from '../../configuration-error.js';
import {privateFile, privateFolder} from '../../journal/file-layer.js';
import {decodeTarHeader, fillOf, tarBlock, type TarEntry} from './tar-format.js';

/** The first bytes of what gzip has compressed. */
const gzipMagic = [0x1F, 0x8B];

/** Bytes of a stream by number. */
class ByteSource {
	readonly #chunks: AsyncIterator<Uint8Array>;
	#rest: Uint8Array = new Uint8Array(0);

	constructor(stream: AsyncIterable<Uint8Array>) {
		this.#chunks = stream[Symbol.asyncIterator]();
	}

	/** Up to `most` bytes, as they come; none at the end. */
	async some(most: number): Promise<Uint8Array> {
		while (this.#rest.length === 0) {
			const {done, value} = await this.#chunks.next();
			if (done) {
				return this.#rest;
			}

			this.#rest = value;
		}

		const taken = this.#rest.subarray(0, most);
		this.#rest = this.#rest.subarray(taken.length);
		return taken;
	}

	/** All of so many bytes; `undefined`: it ends before. */
	async exactly(count: number): Promise<Uint8Array | undefined> {
		const parts: Uint8Array[] = [];
		for (let left = count; left > 0;) {
			const part = await this.some(left);
			if (part.length === 0) {
				return undefined;
			}

			parts.push(part);
			left -= part.length;
		}

		return Buffer.concat(parts);
	}
}

function isCompressed(file: string): boolean {
	const descriptor = openSync(file, 'r');
	try {
		const start = new Uint8Array(2);
		readSync(descriptor, start, 0, 2, 0);
		return start.every((byte, index) => byte === gzipMagic[index]);
	} finally {
		closeSync(descriptor);
	}
}

/**
 * Unpacks `file` into the empty folder `target`. `isName`: whether a name is one of a file there. Throws
 * `ConfigurationError` where it is no such archive, or the host's error; what was unpacked stays then.
 */
export async function readArchive(file: string, target: string, isName: (name: string) => boolean): Promise<void> {
	const refuse = (why: string): never => {
		throw new ConfigurationError(`${file}: ${why}`);
	};

	const raw = createReadStream(file, {highWaterMark: 1024 * 1024});
	const packed = isCompressed(file);
	const stream = packed ? raw.pipe(createGunzip()) : raw;
	raw.on('error', error => {
		stream.destroy(error);
	});
	const source = new ByteSource(stream);
	try {
		const seen = new Set<string>();
		let total = 0;
		for (;;) {
			const block = (await source.exactly(tarBlock)) ?? refuse('is cut off');
			if (block.every(byte => byte === 0)) {
				return;
			}

			const entry = decodeTarHeader(block);
			if (typeof entry === 'string') {
				return refuse(entry);
			}

			const shown = JSON.stringify(entry.name);
			if (!isName(entry.name) || seen.has(entry.name)) {
				return refuse(`${shown} is no file of an installation`);
			}

			total += entry.size;
			if (entry.size > limits.archiveFile.value || total > limits.archive.value) {
				return refuse(`${shown} is too large`);
			}

			seen.add(entry.name);
			if (seen.size > limits.archiveFiles.value) {
				return refuse(`has more than ${limits.archiveFiles.value} files`);
			}

			if (!await unpack(source, entry, target)) {
				return refuse('is cut off');
			}
		}
	} catch (error) {
		// Zlib's own errors: Z_DATA_ERROR, Z_BUF_ERROR.
		if (packed && (error as NodeJS.ErrnoException).code?.startsWith('Z_')) {
			return refuse('is cut off or damaged');
		}

		throw error;
	} finally {
		stream.destroy();
		raw.destroy();
	}
}

/** False: the archive ends before the file does. */
async function unpack(source: ByteSource, {name, size}: TarEntry, target: string): Promise<boolean> {
	const place = path.join(target, name);
	mkdirSync(path.dirname(place), {recursive: true, mode: privateFolder});
	const descriptor = openSync(place, 'wx', privateFile);
	try {
		for (let at = 0; at < size;) {
			const part = await source.some(Math.min(size - at, 64 * 1024));
			if (part.length === 0) {
				return false;
			}

			if (part.some(byte => byte !== 0)) {
				for (let written = 0; written < part.length;) {
					written += writeSync(descriptor, part, written, part.length - written, at + written);
				}
			}

			at += part.length;
		}

		ftruncateSync(descriptor, size);
	} finally {
		closeSync(descriptor);
	}

	return (await source.exactly(fillOf(size))) !== undefined;
}
