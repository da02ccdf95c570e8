/** A volume that knows when which of its cylinders was last written, so that who keeps what they held can tell. */
import type {CkdModel} from './ckd-models.js';
import type {CkdVolume} from './ckd-volume.js';

export class CountedVolume implements CkdVolume {
	readonly #base: CkdVolume;
	/** Number of the last write of each cylinder; 0 = none. */
	readonly #written: Float64Array;
	#writes = 0;

	constructor(base: CkdVolume) {
		this.#base = base;
		this.#written = new Float64Array(base.cylinders);
	}

	get model(): CkdModel {
		return this.#base.model;
	}

	get cylinders(): number {
		return this.#base.cylinders;
	}

	get readOnly(): boolean {
		return this.#base.readOnly;
	}

	get isBusy(): boolean {
		return this.#base.isBusy ?? false;
	}

	whenFree(action: () => void): void {
		this.#base.whenFree?.(action);
	}

	/** The last write to `cylinders` cylinders from `start` on: the same number means that they are as they were. */
	lastWrite(start: number, cylinders: number): number {
		let last = 0;
		for (let cylinder = start; cylinder < start + cylinders; cylinder++) {
			last = Math.max(last, this.#written[cylinder]);
		}

		return last;
	}

	readTrack(cylinder: number, head: number): Uint8Array {
		return this.#base.readTrack(cylinder, head);
	}

	writeTrack(cylinder: number, head: number, track: Uint8Array): void {
		this.#base.writeTrack(cylinder, head, track);
		this.#written[cylinder] = ++this.#writes;
	}

	close(): void {
		this.#base.close();
	}
}
