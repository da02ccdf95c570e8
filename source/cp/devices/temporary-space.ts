/**
 * Temporary disk space (T-DISK; GC20-1801): one disk of each type, whose cylinders users have for a session. First fit,
 * as pieces are given back (DMKDRDTD).
 */
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';

type Piece = {readonly start: number; readonly cylinders: number};

export class TemporarySpace {
	/** What is given, by type, in order of cylinders. */
	readonly #given = new Map<string, Piece[]>();

	/** First of so many cylinders that nobody has; `undefined`: there are not so many in a row, or no such disks. */
	take(type: string, cylinders: number): number | undefined {
		const given = this.#given.get(type) ?? [];
		let start = 0;
		let at = 0;
		for (; at < given.length && given[at].start - start < cylinders; at++) {
			start = given[at].start + given[at].cylinders;
		}

		if (start + cylinders > (findCkdModel(type)?.cylinders ?? 0)) {
			return undefined;
		}

		given.splice(at, 0, {start, cylinders});
		this.#given.set(type, given);
		return start;
	}

	/** What begins at `start` is given back. */
	release(type: string, start: number): void {
		const given = this.#given.get(type) ?? [];
		this.#given.set(type, given.filter(piece => piece.start !== start));
	}
}
