/** An image file that is written to at once: a volume in the making, which nobody uses yet. */
import type {ImageFile} from '../../machine/devices/volume/image-file.js';
import {hostFileLayer} from '../journal/file-layer.js';

export class PlainImage implements ImageFile {
	readonly #descriptor: number;

	/** Throws the host's error. */
	constructor(readonly file: string, how: 'create' | 'update') {
		this.#descriptor = hostFileLayer.open(file, how);
	}

	get size(): number {
		return hostFileLayer.size(this.#descriptor);
	}

	read(target: Uint8Array, position: number): number {
		return hostFileLayer.read(this.#descriptor, target, position);
	}

	write(bytes: Uint8Array, position: number): void {
		hostFileLayer.write(this.#descriptor, bytes, position);
	}

	truncate(size: number): void {
		hostFileLayer.truncate(this.#descriptor, size);
	}

	/** What was written is safe. */
	sync(): void {
		hostFileLayer.sync(this.#descriptor);
	}

	close(): void {
		hostFileLayer.close(this.#descriptor);
	}
}
