/**
 * Exclusive locks by name, first come first served (one kind of lock as yet). Plain data: who waits is told by the
 * caller.
 */
export class Locks {
	readonly #holders = new Map<string, string[]>();

	/** True where `machine` has the lock now; false where it stands in the queue. */
	acquire(name: string, machine: string): boolean {
		const queue = this.#holders.get(name) ?? [];
		if (!queue.includes(machine)) {
			queue.push(machine);
		}

		this.#holders.set(name, queue);
		return queue[0] === machine;
	}

	/** Gives up a lock or a place in its queue; answers who has it now, where that changed. */
	release(name: string, machine: string): string | undefined {
		const queue = this.#holders.get(name) ?? [];
		const had = queue[0] === machine;
		const rest = queue.filter(each => each !== machine);
		if (rest.length === 0) {
			this.#holders.delete(name);
		} else {
			this.#holders.set(name, rest);
		}

		return had ? rest[0] : undefined;
	}

	/** Gives up everything of a machine that is gone; answers the new holders. */
	releaseAll(machine: string): string[] {
		return [...this.#holders.keys()].map(name => this.release(name, machine)).filter(next => next !== undefined);
	}
}
