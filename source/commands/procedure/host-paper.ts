/**
 * Lines for standard output: one write for all that were typed in a piece of the run, for the host takes as long for a
 * line as the system does.
 */

/** A piece that types more than so many characters is written in parts. */
const mostWaiting = 16_384;

export class HostPaper {
	readonly #write: (text: string) => void;
	#waiting = '';

	constructor(write: (text: string) => void) {
		this.#write = write;
	}

	/** A line was typed. */
	print(line: string): void {
		this.#waiting += `${line}\n`;
		if (this.#waiting.length > mostWaiting) {
			this.flush();
		}
	}

	/** Whatever waits is written: between two pieces, and at the end. */
	flush(): void {
		const waiting = this.#waiting;
		if (waiting !== '') {
			this.#waiting = '';
			this.#write(waiting);
		}
	}
}
