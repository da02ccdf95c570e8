/**
 * The file being edited: lines without trailing blanks, and the current line pointer. The pointer is 0 at the null line
 * before the first line (top of file) and one more than the number of lines behind the last (end of file).
 */
export class EditBuffer {
	current = 0;
	/** Counts insertions, replacements and deletions, for AUTOSAVE. */
	changes = 0;
	readonly #lines: string[];

	constructor(lines: readonly string[] = []) {
		this.#lines = lines.map(line => line.trimEnd());
	}

	get lines(): readonly string[] {
		return this.#lines;
	}

	get length(): number {
		return this.#lines.length;
	}

	get atTop(): boolean {
		return this.current === 0;
	}

	get atEnd(): boolean {
		return this.current > this.#lines.length;
	}

	/** Text of line `number` (from 1); '' outside the file. */
	line(number = this.current): string {
		return this.#lines[number - 1] ?? '';
	}

	/** Moves the pointer by `count` lines, as far as top or end of file. */
	move(count: number): void {
		this.current = Math.max(0, Math.min(this.#lines.length + 1, this.current + count));
	}

	/** Puts lines behind the current one (at the end of file: behind the last) and points to the last of them. */
	insert(...lines: readonly string[]): void {
		const at = Math.min(this.current, this.#lines.length);
		this.changes++;
		for (const [index, line] of lines.entries()) {
			this.#lines.splice(at + index, 0, line.trimEnd());
		}

		this.current = at + lines.length;
	}

	/** Replaces the current line. */
	replace(line: string, number = this.current): void {
		this.changes++;
		this.#lines[number - 1] = line.trimEnd();
	}

	/**
	 * Deletes `count` lines from the current one on and points to the one behind them. The null line at the top counts,
	 * and stays.
	 */
	delete(count: number): void {
		const {current} = this;
		if (current === 0) {
			this.current = 1;
			this.delete(count - 1);
		} else if (count > 0) {
			this.changes++;
			this.#lines.splice(current - 1, count);
		}
	}

	/** The first line from `from` on that `matches`, or undefined. */
	lineThat(matches: (line: string) => boolean, from: number): number | undefined {
		for (let number = Math.max(1, from); number <= this.#lines.length; number++) {
			if (matches(this.line(number))) {
				return number;
			}
		}

		return undefined;
	}
}
