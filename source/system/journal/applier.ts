/** Brings what the journal holds into the files of the data folder. Every step may be done again. */
import path from 'node:path';
import {replaceWhole, type FileLayer} from './file-layer.js';
import {joined, type Overlay, type Range, type WholeFile} from './overlay.js';

/** The files of one data folder; images stay open. */
export class Applier {
	readonly #descriptors = new Map<string, number>();

	constructor(readonly layer: FileLayer, readonly folder: string, readonly overlay: Overlay) {
		// The parameters are all there is.
	}

	/** The open image. Throws the host's error. */
	image(name: string): number {
		let descriptor = this.#descriptors.get(name);
		if (descriptor === undefined) {
			descriptor = this.layer.open(path.join(this.folder, name), 'update');
			this.#descriptors.set(name, descriptor);
		}

		return descriptor;
	}

	/** Writes everything up to `sequence`, at once, and makes it safe. Throws the host's error at the first failure. */
	applyNow(sequence: number): void {
		for (const [name, ranges] of this.overlay.ranges(sequence)) {
			const image = this.image(name);
			for (const {offset, bytes} of joined(ranges)) {
				this.layer.write(image, bytes, offset);
			}

			this.layer.sync(image);
			this.overlay.applied(name, ranges);
		}

		this.#applyFiles(sequence);
	}

	/** The same without holding up the event loop. */
	async apply(sequence: number): Promise<void> {
		for (const [name, ranges] of this.overlay.ranges(sequence)) {
			await this.#applyImage(name, ranges);
		}

		for (const [name, file] of this.overlay.files(sequence)) {
			await this.#applyFile(name, file);
		}
	}

	close(): void {
		for (const descriptor of this.#descriptors.values()) {
			this.layer.close(descriptor);
		}

		this.#descriptors.clear();
	}

	async #applyImage(name: string, ranges: readonly Range[]): Promise<void> {
		const image = this.image(name);
		for (const {offset, bytes} of joined(ranges)) {
			await this.layer.writeLater(image, bytes, offset);
		}

		await this.layer.syncLater(image);
		this.overlay.applied(name, ranges);
	}

	#applyFiles(sequence: number): void {
		for (const [name, file] of this.overlay.files(sequence)) {
			const target = path.join(this.folder, name);
			if (file.content && 'bytes' in file.content) {
				replaceWhole(this.layer, target, file.content.bytes);
			} else {
				this.#nameOrRemove(target, file);
				this.layer.syncFolder(path.dirname(target));
			}

			this.overlay.appliedFile(name, file);
		}
	}

	async #applyFile(name: string, file: WholeFile): Promise<void> {
		const {layer} = this;
		const target = path.join(this.folder, name);
		if (file.content && 'bytes' in file.content) {
			const aside = `${target}.new`;
			layer.remove(aside);
			const descriptor = layer.open(aside, 'create');
			try {
				await layer.writeLater(descriptor, file.content.bytes, 0);
				await layer.syncLater(descriptor);
			} catch (error) {
				// On a full disk the half of it would keep others from what is left.
				layer.remove(aside);
				throw error;
			} finally {
				layer.close(descriptor);
			}

			layer.rename(aside, target);
		} else {
			this.#nameOrRemove(target, file);
		}

		await layer.syncFolderLater(path.dirname(target));
		this.overlay.appliedFile(name, file);
	}

	#nameOrRemove(target: string, {content}: WholeFile): void {
		if (!content || !('from' in content)) {
			this.layer.remove(target);
			return;
		}

		try {
			this.layer.rename(path.join(this.folder, content.from), target);
		} catch (error) {
			// It has its name already: the process ended between this and the end of the segment.
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
				throw error;
			}
		}
	}
}
