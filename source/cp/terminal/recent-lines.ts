/** The lines last entered at a machine's terminal, as CP repeats them: for a report of a fault. */
import {limits} from '../../base/limits.js';

export class RecentLines {
	readonly #lines: string[] = [];

	/** Oldest first. */
	get lines(): readonly string[] {
		return [...this.#lines];
	}

	/** `line`: without passwords. */
	add(line: string): void {
		this.#lines.push(line);
		if (this.#lines.length > limits.recentLines.value) {
			this.#lines.shift();
		}
	}
}
