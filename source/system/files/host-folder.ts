/**
 * A folder of the host that a person gave us, and what we may do in it: read regular files, replace and remove them, by
 * plain names. Symbolic links are neither followed nor replaced; FIFOs, devices and folders are left alone, unopened.
 * A file is written aside under a name nobody can guess, and moved into place whole.
 */
import {randomBytes} from 'node:crypto';
import {
	closeSync, constants, fsyncSync, fstatSync, lstatSync, openSync, readdirSync, readSync, renameSync, statSync,
	unlinkSync, writeSync, type Stats,
} from 'node:fs';
import path from 'node:path';
import {hostProblem, type HostProblem} from '../../machine/devices/host-problem.js';

/** Not on every host: what a missing flag protects from, the checks beside it still do. */
const {O_NOFOLLOW: noFollow = 0, O_NONBLOCK: noWait = 0} = constants as Partial<typeof constants>;
const newFileMode = 0o666;

/** Why `stats` is no file to be touched; `undefined` for a regular file. */
function strange(stats: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): string | undefined {
	if (stats.isFile()) {
		return undefined;
	}

	return stats.isDirectory()
		? 'is a folder'
		: (stats.isSymbolicLink()
			? 'is a symbolic link, which is not followed'
			: 'is no regular file (a FIFO, socket or device)');
}

export class HostFolder {
	readonly path: string;
	/** Device and inode: another folder under the same name is not ours. */
	readonly #identity: string;

	/** Opens a folder that exists; a link that the person named is followed once, now. */
	constructor(folder: string) {
		this.path = path.resolve(folder);
		this.#identity = identityOf(this.path);
	}

	/** What is there, by name. `strange`: why it is no regular file. */
	list(): Array<{readonly name: string; readonly strange: string | undefined}> {
		return readdirSync(this.path, {withFileTypes: true})
			.map(entry => ({name: entry.name, strange: strange(entry)}))
			.toSorted((one, other) => (one.name < other.name ? -1 : 1));
	}

	/** The content of a regular file of at most `limit` bytes. */
	read(name: string, limit: number): Uint8Array | HostProblem {
		return this.#attempt(() => {
			const descriptor = openSync(this.#file(name), constants.O_RDONLY | noFollow | noWait);
			try {
				const problem = strange(fstatSync(descriptor));
				return problem === undefined ? readUpTo(piece => readSync(descriptor, piece), limit) : {problem};
			} finally {
				closeSync(descriptor);
			}
		});
	}

	/**
	 * Writes a file whole, or leaves what was there. `known`: it stood there before; a file that we do not know is not
	 * replaced.
	 */
	replace(name: string, content: Uint8Array | string, known: boolean): HostProblem | undefined {
		return this.#attempt(() => {
			const target = this.#file(name);
			const old = lstatSync(target, {throwIfNoEntry: false});
			const problem = old && (strange(old) ?? (known ? undefined : 'the file exists already'));
			if (problem !== undefined) {
				return {problem};
			}

			const aside = this.#file(`.${randomBytes(12).toString('hex')}.new`);
			const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow;
			const descriptor = openSync(aside, flags, old ? old.mode & 0o777 : newFileMode);
			try {
				writeAll(descriptor, content);
				renameSync(aside, target);
			} catch (error) {
				unlinkSync(aside);
				throw error;
			}

			return undefined;
		});
	}

	/** Removes a regular file. */
	remove(name: string): HostProblem | undefined {
		return this.#attempt(() => {
			const problem = strange(lstatSync(this.#file(name)));
			if (problem !== undefined) {
				return {problem};
			}

			unlinkSync(this.#file(name));
			return undefined;
		});
	}

	#file(name: string): string {
		if (name !== path.basename(name) || name === '..' || name === '.' || name === '') {
			throw new Error(`not a plain file name: ${JSON.stringify(name)}`);
		}

		return path.join(this.path, name);
	}

	#attempt<T>(action: () => T): T | HostProblem {
		try {
			return identityOf(this.path) === this.#identity ? action() : {problem: 'its folder has been replaced'};
		} catch (error) {
			return hostProblem(error);
		}
	}
}

function identityOf(folder: string): string {
	const {dev, ino} = statSync(folder, {bigint: true});
	return `${dev} ${ino}`;
}

function writeAll(descriptor: number, content: Uint8Array | string): void {
	try {
		const bytes = Buffer.from(content);
		for (let at = 0; at < bytes.length;) {
			at += writeSync(descriptor, bytes, at);
		}

		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

const pieceLength = 65_536;

/**
 * Everything that comes, if it is not more than `limit` bytes: whatever the file says of its size. `read` fills a piece
 * and answers how much of it, 0 at the end.
 */
export function readUpTo(read: (piece: Uint8Array) => number, limit: number): Uint8Array | HostProblem {
	const pieces: Uint8Array[] = [];
	for (let total = 0; ;) {
		const piece = Buffer.allocUnsafe(pieceLength);
		const count = read(piece);
		if (count === 0) {
			return Buffer.concat(pieces);
		}

		total += count;
		if (total > limit) {
			return {problem: `is longer than ${limit} bytes`};
		}

		pieces.push(piece.subarray(0, count));
	}
}
