/** The file behind a volume: bytes at positions. A journal may stand between a volume and its file. */
import fs from 'node:fs';

/** Calls throw the host's error (`NodeJS.ErrnoException`). */
export type ImageFile = {
	/** Bytes. */
	readonly size: number;
	/** No room for more writes just now. */
	readonly isBusy?: boolean;
	/** Runs `action` once, when there is room again. */
	whenFree?(action: () => void): void;
	/** Answers how many bytes came. */
	read(target: Uint8Array, position: number): number;
	/** Writes all of `bytes`, which stay the caller's. */
	write(bytes: Uint8Array, position: number): void;
	/** Sets the size; only a file that is being made has this. */
	truncate?(size: number): void;
	/** What was written survives a loss of power; a journal sees to that in its own time. */
	sync?(): void;
	close(): void;
};

/**
 * A file of the host as it is. Every write to it is a `pwrite`, so what was written survives the death of this process;
 * only the host's own crash can lose it. What a volume keeps back for a while (`write-hold.ts`) has not come here yet.
 */
class HostImage implements ImageFile {
	readonly #descriptor: number;

	constructor(descriptor: number) {
		this.#descriptor = descriptor;
	}

	get size(): number {
		return fs.fstatSync(this.#descriptor).size;
	}

	read(target: Uint8Array, position: number): number {
		return fs.readSync(this.#descriptor, target, 0, target.length, position);
	}

	write(bytes: Uint8Array, position: number): void {
		for (let at = 0; at < bytes.length;) {
			at += fs.writeSync(this.#descriptor, bytes, at, bytes.length - at, position + at);
		}
	}

	truncate(size: number): void {
		fs.ftruncateSync(this.#descriptor, size);
	}

	sync(): void {
		fs.fdatasyncSync(this.#descriptor);
	}

	close(): void {
		fs.closeSync(this.#descriptor);
	}
}

/** Opens a file that exists. */
export function openHostImage(path: string, readOnly: boolean): ImageFile {
	return new HostImage(fs.openSync(path, readOnly ? 'r' : 'r+'));
}

/** Makes a file; it must not exist. */
export function createHostImage(path: string): ImageFile {
	return new HostImage(fs.openSync(path, 'wx+'));
}
