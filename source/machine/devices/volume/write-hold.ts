/**
 * Writes that wait in memory until somebody could miss them. A program that writes the records of a track one after the
 * other costs the host one write then, not one each.
 *
 * Of all volumes that share a hold one has something in it, all of one track: what is written elsewhere comes behind
 * it. So a file has at any time what it had had at some moment without; only where this process is killed in the midst
 * of the one write may a part of that track be there. Whoever shows anything to the outside flushes before.
 */
import {VolumeError} from './ckd-volume.js';

/** A volume that keeps writes back. */
export type Holder = {
	/** Writes what it keeps back. Throws `VolumeError`, and keeps it, where the host does not take it. */
	writeHeld(): void;
};

export class WriteHold {
	#holder: Holder | undefined;

	/** `holder` will keep something back, or write: what others keep back is written before. */
	take(holder: Holder): void {
		if (this.#holder !== holder) {
			this.flush();
			this.#holder = holder;
		}
	}

	/**
	 * Everything is written. What the host does not take stays with its volume, which tries again before it writes or
	 * keeps back anything else, and when it is closed.
	 */
	flush(): void {
		const holder = this.#holder;
		this.#holder = undefined;
		try {
			holder?.writeHeld();
		} catch (error) {
			if (!(error instanceof VolumeError)) {
				throw error;
			}
		}
	}
}
