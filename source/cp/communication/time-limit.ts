/** Processor time of one assignment of a slave, and how much of it there may be. */
export class TimeLimit {
	#used = 0;
	#limit = 0;

	/** Microseconds of processor time since the assignment began: the machine's own, and CP's for it. */
	get used(): number {
		return this.#used;
	}

	/** Microseconds it may use; 0 = as much as it likes. */
	get limit(): number {
		return this.#limit;
	}

	/** Microseconds until the limit. */
	get left(): number {
		return this.#limit === 0 ? Number.POSITIVE_INFINITY : this.#limit - this.#used;
	}

	/** A new assignment. */
	begin(limit: number): void {
		this.#used = 0;
		this.#limit = limit;
	}

	/** Counts what was used. True where the limit is reached. */
	spend(microseconds: number): boolean {
		this.#used += microseconds;
		return this.left <= 0;
	}
}
