/**
 * Whether a machine computes on although its terminal reads: after attention its processor is looked at until it stands
 * still.
 */

/** Least time between two looks at the processor, microseconds. */
const lookTime = 500_000;

export class AttentionWatch {
	/** CPU time at the last look after attention. */
	#last: {readonly cpu: number; readonly at: number} | undefined;
	#isBusy = false;
	readonly #cpu: () => number;
	readonly #now: () => number;

	/** `cpu`: the machine's virtual CPU time; both in microseconds. */
	constructor(cpu: () => number, now: () => number) {
		this.#cpu = cpu;
		this.#now = now;
	}

	/** The processor was used between the last two looks. */
	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** Another look is to come. */
	get isWatching(): boolean {
		return this.#last !== undefined;
	}

	/** Attention was pressed. */
	begin(): void {
		this.#last = {cpu: this.#cpu(), at: this.#now()};
	}

	/** Looks whether the processor was used since the last look, where that is long enough ago. */
	look(): void {
		const before = this.#last;
		const at = this.#now();
		if (before && at - before.at >= lookTime) {
			const cpu = this.#cpu();
			this.#isBusy = cpu > before.cpu;
			this.#last = this.#isBusy ? {cpu, at} : undefined;
		}
	}
}
