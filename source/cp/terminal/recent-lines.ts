/** The lines last entered at a machine's terminal, for a report of a fault: never a password. */
import {limits} from '../../base/limits.js';

/** Commands whose operands may be passwords (GC20-1820, "LINK", "LOGON"; GC20-1806, "AUTOLOG"). */
const secretive = /^\s*(?:#?cp\s+)*(?:lin\w*|l|lo|log\w*|auto\w*)\s/i;

/** A command as it may be shown to others: without the operands of those that take a password. */
export function withoutSecrets(line: string): string {
	const found = secretive.exec(line);
	return found ? `${found[0].trim()} ...` : line;
}

export class RecentLines {
	readonly #lines: string[] = [];

	/** Oldest first. */
	get lines(): readonly string[] {
		return [...this.#lines];
	}

	add(line: string): void {
		this.#lines.push(withoutSecrets(line));
		if (this.#lines.length > limits.recentLines.value) {
			this.#lines.shift();
		}
	}
}
