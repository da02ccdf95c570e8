/** Lines from standard input, with the terminal's own editing and echo; secret ones without echo. */

const escape = '\u001B';

export class InputLines {
	readonly #stdin: NodeJS.ReadStream;
	readonly #onLine: (line: string) => void;
	readonly #onAttention: () => void;
	readonly #onEnd: () => void;
	readonly #decoder = new TextDecoder('utf-8');
	#buffer = '';
	#isConcealed = false;

	/** `onAttention`: Ctrl-C where the terminal makes no signal of it. */
	constructor(
		stdin: NodeJS.ReadStream,
		onLine: (line: string) => void,
		onAttention: () => void,
		onEnd: () => void,
	) {
		this.#stdin = stdin;
		this.#onLine = onLine;
		this.#onAttention = onAttention;
		this.#onEnd = onEnd;
	}

	start(): void {
		this.#stdin.on('data', this.#take);
		this.#stdin.on('end', this.#end);
	}

	stop(): void {
		this.conceal(false);
		this.#stdin.off('data', this.#take);
		this.#stdin.off('end', this.#end);
		this.#stdin.pause();
	}

	/** Whether what is typed is shown. A terminal echoes by itself unless it is in raw mode; then we edit the line. */
	conceal(isConcealed: boolean): void {
		if (isConcealed !== this.#isConcealed) {
			this.#isConcealed = isConcealed;
			if (this.#stdin.isTTY) {
				this.#stdin.setRawMode(isConcealed);
			}
		}
	}

	readonly #end = (): void => {
		if (this.#buffer !== '') {
			this.#onLine(this.#buffer);
			this.#buffer = '';
		}

		this.#onEnd();
	};

	readonly #take = (chunk: Uint8Array): void => {
		this.#buffer += this.#decoder.decode(chunk, {stream: true});
		// Line by line: the answer to one may conceal the next.
		for (;;) {
			const end = /\r\n?|\n/.exec(this.#buffer);
			if (!end) {
				break;
			}

			const line = this.#buffer.slice(0, end.index);
			this.#buffer = this.#buffer.slice(end.index + end[0].length);
			this.#onLine(this.#isConcealed && this.#stdin.isTTY ? edited(line) : line);
		}

		if (this.#isConcealed && this.#stdin.isTTY && /[\u0003\u0004]/.test(this.#buffer)) {
			// Ctrl-C and Ctrl-D are only characters in raw mode.
			const isEnd = this.#buffer.includes('\u0004');
			this.#buffer = '';
			if (isEnd) {
				this.#onEnd();
			} else {
				this.#onAttention();
			}
		}
	};
}

/** Backspace and Ctrl-U in a line that the terminal did not edit; escape sequences are nothing to a password. */
function edited(line: string): string {
	let text = '';
	for (const character of line
		.replaceAll(/\u001B(?:\[[\u0030-\u003F]*[\u0040-\u007E]|O.)?/g, '')
		.replaceAll(escape, '')) {
		if (character === '\u007F' || character === '\b') {
			text = text.slice(0, -1);
		} else if (character === '\u0015') {
			text = '';
		} else {
			text += character;
		}
	}

	return text;
}
