/** An image file whose writes go by way of the journal. */
import type {ImageFile} from '../../machine/devices/volume/image-file.js';
import type {FileLayer} from './file-layer.js';
import type {Journal} from './journal.js';

export class JournaledImage implements ImageFile {
	readonly #layer: FileLayer;
	readonly #journal: Journal;
	readonly #name: string;

	/** `name`: in the data folder. Throws the host's error where there is no such file. */
	constructor(layer: FileLayer, journal: Journal, name: string) {
		this.#layer = layer;
		this.#journal = journal;
		this.#name = name;
		this.#journal.image(name);
	}

	get size(): number {
		return this.#layer.size(this.#journal.image(this.#name));
	}

	get isBusy(): boolean {
		return this.#journal.isFull;
	}

	whenFree(action: () => void): void {
		this.#journal.whenRoom(action);
	}

	read(target: Uint8Array, position: number): number {
		const count = this.#layer.read(this.#journal.image(this.#name), target, position);
		this.#journal.patch(this.#name, target, position);
		return count;
	}

	write(bytes: Uint8Array, position: number): void {
		this.#journal.append({kind: 'write', name: this.#name, offset: position, data: bytes});
	}

	close(): void {
		// The journal's to close: it may have something to write yet.
	}
}
