/** What the host says where it does not take what the journal has for it, part by part; who is told what is new. */
import {hostProblem} from '../../machine/devices/host-problem.js';

/**
 * `append`: it takes no records; `sync`: it does not make them safe; `apply`: it does not take them into their files.
 */
export type Part = 'append' | 'sync' | 'apply';

/** What the journal tells its owner. */
export type JournalObserver = {
	/** The host fails to sync or write; `undefined`: it works again. */
	problem(reason: string | undefined): void;
};

export class Problems {
	readonly #parts: Partial<Record<Part, string | undefined>> = {};
	#observer: JournalObserver | undefined;

	/** The one that matters most; `undefined` = none. */
	get worst(): string | undefined {
		return this.#parts.sync ?? this.#parts.apply ?? this.#parts.append;
	}

	of(part: Part): string | undefined {
		return this.#parts[part];
	}

	/** Problems that are there already are told at once. */
	observe(observer: JournalObserver): void {
		this.#observer = observer;
		if (this.worst !== undefined) {
			observer.problem(this.worst);
		}
	}

	/** Notes what a part met; without an error that it works. An error of ours is thrown. */
	note(part: Part, error?: unknown): void {
		const before = this.worst;
		this.#parts[part] = error === undefined ? undefined : hostProblem(error).problem;
		if (this.worst !== before) {
			this.#observer?.problem(this.worst);
		}
	}
}
