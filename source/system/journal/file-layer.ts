/**
 * The few calls by which the journal, volumes and spool files reach the host's disk. One place, so that a test can put
 * a disk of its own under the system: one that records the order of writes and syncs, or that has no room left.
 */
import fs from 'node:fs';
import path from 'node:path';
import {promisify} from 'node:util';

/** A symlink in the place of a file is never followed. */
const noFollow = fs.constants.O_NOFOLLOW ?? 0;
/** A FIFO in the place of a file does not hold the program up. */
const noWait = fs.constants.O_NONBLOCK ?? 0;

const openFlags = {
	read: fs.constants.O_RDONLY | noFollow | noWait,
	/** An existing file, to read and write. */
	update: fs.constants.O_RDWR | noFollow | noWait,
	/** A file that must not be there. */
	create: fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_EXCL | noFollow,
} as const;

/** Modes of what is in the data folder: nobody else's business. */
export const privateFile = 0o600;
export const privateFolder = 0o700;

/** Every call throws the host's error (`NodeJS.ErrnoException`). Those named `…Later` leave the event loop free. */
export type FileLayer = {
	open(file: string, how: keyof typeof openFlags): number;
	close(descriptor: number): void;
	/** Length of the file; an error where it is no plain file. */
	size(descriptor: number): number;
	/** Answers how many bytes came. */
	read(descriptor: number, target: Uint8Array, position: number): number;
	/** Writes all of `bytes`. */
	write(descriptor: number, bytes: Uint8Array, position: number): void;
	truncate(descriptor: number, size: number): void;
	/** fdatasync. */
	sync(descriptor: number): void;
	rename(from: string, to: string): void;
	/** Removes a file; nothing where there is none. */
	remove(file: string): void;
	/** Names in a folder, plain files or not. */
	list(folder: string): string[];
	/** Makes the names in a folder safe. */
	syncFolder(folder: string): void;
	writeLater(descriptor: number, bytes: Uint8Array, position: number): Promise<void>;
	syncLater(descriptor: number): Promise<void>;
	syncFolderLater(folder: string): Promise<void>;
};

/** An error of the host, made by us: what stands in the place of a file is none. */
function notPlain(file: fs.Stats): NodeJS.ErrnoException {
	const what = file.isDirectory() ? 'is a folder' : 'is not a plain file';
	return Object.assign(new Error(what), {code: file.isDirectory() ? 'EISDIR' : 'ENOTFILE'});
}

const write = promisify(fs.write);

/** A folder cannot be synced on some hosts (Windows): its names are then as safe as the host makes them. */
const cannotSyncFolder = new Set(['EISDIR', 'EPERM', 'EINVAL', 'EACCES']);

export const hostFileLayer: FileLayer = {
	open: (file, how) => fs.openSync(file, openFlags[how], privateFile),
	close(descriptor) {
		fs.closeSync(descriptor);
	},
	size(descriptor) {
		const status = fs.fstatSync(descriptor);
		if (!status.isFile()) {
			throw notPlain(status);
		}

		return status.size;
	},
	read: (descriptor, target, position) => fs.readSync(descriptor, target, 0, target.length, position),
	write(descriptor, bytes, position) {
		for (let at = 0; at < bytes.length;) {
			at += fs.writeSync(descriptor, bytes, at, bytes.length - at, position + at);
		}
	},
	truncate(descriptor, size) {
		fs.ftruncateSync(descriptor, size);
	},
	sync(descriptor) {
		fs.fdatasyncSync(descriptor);
	},
	rename(from, to) {
		fs.renameSync(from, to);
	},
	remove(file) {
		try {
			fs.unlinkSync(file);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
				throw error;
			}
		}
	},
	list: folder => fs.readdirSync(folder),
	syncFolder(folder) {
		try {
			const descriptor = fs.openSync(folder, 'r');
			try {
				fs.fsyncSync(descriptor);
			} finally {
				fs.closeSync(descriptor);
			}
		} catch (error) {
			if (!cannotSyncFolder.has((error as NodeJS.ErrnoException).code ?? '')) {
				throw error;
			}
		}
	},
	async writeLater(descriptor, bytes, position) {
		for (let at = 0; at < bytes.length;) {
			const from = at;
			const {bytesWritten} = await write(descriptor, bytes, from, bytes.length - from, position + from);
			at += bytesWritten;
		}
	},
	syncLater: promisify(fs.fdatasync),
	async syncFolderLater(folder) {
		let handle: fs.promises.FileHandle | undefined;
		try {
			handle = await fs.promises.open(folder, 'r');
			await handle.sync();
		} catch (error) {
			if (!cannotSyncFolder.has((error as NodeJS.ErrnoException).code ?? '')) {
				throw error;
			}
		} finally {
			await handle?.close();
		}
	},
};

/** Reads a whole file. */
export function readWhole(layer: FileLayer, file: string): Uint8Array {
	const descriptor = layer.open(file, 'read');
	try {
		const bytes = new Uint8Array(layer.size(descriptor));
		let at = 0;
		while (at < bytes.length) {
			const count = layer.read(descriptor, bytes.subarray(at), at);
			if (count === 0) {
				break;
			}

			at += count;
		}

		return bytes.subarray(0, at);
	} finally {
		layer.close(descriptor);
	}
}

/**
 * Puts `bytes` into a file so that it has the old or the new content, whatever happens, and has the new one when this
 * returns: written aside, synced, moved into place, the folder synced. A symlink in its place is not followed.
 */
export function replaceWhole(layer: FileLayer, file: string, bytes: Uint8Array): void {
	const aside = `${file}.new`;
	layer.remove(aside);
	const descriptor = layer.open(aside, 'create');
	try {
		layer.write(descriptor, bytes, 0);
		layer.sync(descriptor);
	} catch (error) {
		layer.remove(aside);
		throw error;
	} finally {
		layer.close(descriptor);
	}

	layer.rename(aside, file);
	layer.syncFolder(path.dirname(file));
}
