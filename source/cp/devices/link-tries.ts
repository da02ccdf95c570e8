/** Wrong passwords that the LINKs of one session gave (GC20-1820, LINK; DMKLNK): LINK counts them, and stops. */

/** So many in one session; then LINK takes none any more. */
const most = 10;

export class LinkTries {
	#wrong = 0;

	/** Wrong passwords so far. */
	get count(): number {
		return this.#wrong;
	}

	/** LINK takes no password any more. */
	get exhausted(): boolean {
		return this.#wrong >= most;
	}

	/** A password was wrong. */
	wrong(): void {
		this.#wrong++;
	}
}
