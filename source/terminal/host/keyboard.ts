/**
 * What comes from the terminal, as events: keys as they are known, an unfinished sequence when its rest does not come.
 */
import {KeyParser, type KeyEvent} from '../keys/key-parser.js';

/** How long the terminal may take to answer a question, milliseconds. Meanwhile Escape waits for it too. */
const answerTime = 2000;

export class Keyboard {
	readonly #parser = new KeyParser();
	readonly #onEvents: (events: readonly KeyEvent[]) => void;
	#rest: NodeJS.Timeout | undefined;
	#answer: NodeJS.Timeout | undefined;

	constructor(onEvents: (events: readonly KeyEvent[]) => void) {
		this.#onEvents = onEvents;
	}

	/** Bytes came. */
	push(chunk: Uint8Array): void {
		clearTimeout(this.#rest);
		this.#handle(this.#parser.push(chunk));
		this.#wait();
	}

	/** The terminal was asked something: what comes may be its answer. */
	expectAnswer(): void {
		this.#parser.isAnswerDue = true;
		this.#answer = setTimeout(() => {
			this.#answered();
			clearTimeout(this.#rest);
			this.#wait();
		}, answerTime);
	}

	/** Nothing more is waited for. */
	close(): void {
		clearTimeout(this.#rest);
		clearTimeout(this.#answer);
	}

	#answered(): void {
		clearTimeout(this.#answer);
		this.#parser.isAnswerDue = false;
	}

	#wait(): void {
		const {patience} = this.#parser;
		if (patience !== undefined) {
			this.#rest = setTimeout(() => {
				this.#handle(this.#parser.flush());
			}, patience);
		}
	}

	#handle(events: readonly KeyEvent[]): void {
		if (events.some(({kind}) => kind === 'report')) {
			this.#answered();
		}

		this.#onEvents(events);
	}
}
