/**
 * A person at a terminal: reads an answer, thinks, types the next line of a script, and starts another script at its
 * end. What is typed and when depends on the seed alone, and on how long the answers take.
 */
import type {Terminal, TerminalOutput, TerminalPort} from '../port/terminal-port.js';

/** A line that was answered. */
export type Answered = {
	readonly userid: string;
	readonly line: string;
	/** When it was entered, and when the terminal was ready for the next one; microseconds. */
	readonly entered: number;
	readonly answered: number;
	/** CMS's return code, from the Ready message; `undefined` where there was none. */
	readonly code: number | undefined;
	/** What the screen said, unless it went well. */
	readonly said: readonly string[];
};

/** What the world asks of the person. */
export type Behaviour = {
	/** The next line to type, `undefined`: no more. */
	nextLine(): string | undefined;
	/** Microseconds of thought before it. */
	pause(): number;
	/** About to type it. */
	entering(line: string): void;
	answered(answer: Answered): void;
};

/** Time, as the person has it. */
export type Time = {
	readonly now: number;
	after(microseconds: number, action: () => void): void;
};

const ready = /^Ready(?:\((\d+)\))?;/;
/** Lines of an answer that are kept. */
const keptLines = 20;

export class SimulatedUser implements Terminal {
	readonly lineSize = 130;
	readonly kind = 'typewriter';
	readonly address: string;
	#port: TerminalPort | undefined;
	/** The line whose answer is awaited. */
	#line: string | undefined;
	#entered = 0;
	#code: number | undefined;
	#said: string[] = [];
	/** The machine reads, or will read what is typed. */
	#isReading = false;
	readonly #time: Time;
	readonly #behaviour: Behaviour;

	constructor(readonly userid: string, number: number, time: Time, behaviour: Behaviour) {
		this.address = `GRAF ${(0x100 + number).toString(16).toUpperCase()}`;
		this.#time = time;
		this.#behaviour = behaviour;
	}

	/** Sits down at the terminal that is logged on. */
	sitDown(port: TerminalPort): void {
		this.#port = port;
		this.#go();
	}

	send(output: TerminalOutput): void {
		if (output.kind === 'line' && output.lineClass !== 'input') {
			const [, code = '0'] = ready.exec(output.text) ?? [undefined, undefined];
			if (ready.test(output.text)) {
				this.#code = Number(code);
			} else if (this.#said.length < keptLines) {
				this.#said.push(output.text.trimEnd());
			}
		} else if (output.kind === 'read') {
			this.#isReading = output.pending;
			this.#go();
		}
	}

	/** The machine reads: the answer is whole, the next line is thought of. */
	#go(): void {
		if (!this.#isReading || !this.#port) {
			return;
		}

		this.#isReading = false;
		if (this.#line !== undefined) {
			this.#behaviour.answered({
				userid: this.userid,
				line: this.#line,
				entered: this.#entered,
				answered: this.#time.now,
				code: this.#code,
				said: this.#code === 0 ? [] : this.#said,
			});
			this.#line = undefined;
		}

		this.#time.after(this.#behaviour.pause(), () => {
			this.#type();
		});
	}

	#type(): void {
		const line = this.#behaviour.nextLine();
		if (line !== undefined) {
			this.#line = line;
			this.#entered = this.#time.now;
			this.#code = undefined;
			this.#said = [];
			this.#behaviour.entering(line);
			this.#port!.enter(line);
		}
	}
}
