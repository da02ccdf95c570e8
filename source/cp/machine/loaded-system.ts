/** What was loaded into a machine since it was reset; `ipl.ts`, DIAGNOSE X'64' and a reset change it. */
export class LoadedSystem {
	/** Names of the segments it has loaded. */
	readonly segments = new Set<string>();
	#name: string | undefined;
	#generation = 0;

	/** Name of the system it was IPLed from, or device address; `undefined` before the first IPL. */
	get name(): string | undefined {
		return this.#name;
	}

	/** Counts resets: what CP finishes later for a machine is void after one. */
	get generation(): number {
		return this.#generation;
	}

	/** IPL has loaded it. */
	loaded(name: string): void {
		this.#name = name;
	}

	/** SYSTEM RESET: nothing is loaded. */
	reset(): void {
		this.expire();
		this.segments.clear();
		this.#name = undefined;
	}

	/** What CP has still to finish for the machine is void. */
	expire(): void {
		this.#generation++;
	}
}
