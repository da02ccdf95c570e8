/**
 * Device Reserve and Release (GA26-1617, "Device Reserve"): several paths to one unit, each a `CkdDisk` of its own with
 * the same `SharedUnit`. While one path has the unit reserved, the others find it busy, and hear device end when it is
 * released.
 */

/** One way to the unit. */
export type Path = {
	/** The unit is free again, after this path was told that it was busy. */
	released(): void;
};

export class SharedUnit {
	#owner: Path | undefined;
	readonly #waiting = new Set<Path>();

	/** Whether another path holds the unit; the one that asks will hear of the release. */
	isBusyFor(path: Path): boolean {
		if (this.#owner === undefined || this.#owner === path) {
			return false;
		}

		this.#waiting.add(path);
		return true;
	}

	/** Reserves the unit for a path, whoever had it. */
	reserve(path: Path): void {
		this.#owner = path;
		this.#waiting.delete(path);
	}

	/** Gives the unit free if the path has it. */
	release(path: Path): void {
		if (this.#owner !== path) {
			return;
		}

		this.#owner = undefined;
		const waiting = [...this.#waiting];
		this.#waiting.clear();
		for (const other of waiting) {
			other.released();
		}
	}

	/** Whether any path has the unit. */
	get isReserved(): boolean {
		return this.#owner !== undefined;
	}
}
