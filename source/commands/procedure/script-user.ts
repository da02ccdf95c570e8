/** One user of a script at a 3215: the lines he is given, and the output no expectation has looked at yet. */
import type {TerminalLine} from '../../cp/terminal/terminal-line.js';
import type {Terminal, TerminalOutput, TerminalStatus} from '../../port/terminal-port.js';

const lineSize = 130;

/** Told of everything that is typed, comes or changes at a terminal, in order. */
export type Transcript = (user: string, kind: 'input' | 'output' | 'status', text: string) => void;

/** One user at a 3215. */
export class ScriptUser implements Terminal {
	readonly lineSize = lineSize;
	readonly kind = 'typewriter';
	readonly address: string;
	readonly inputs: Array<{readonly line: number; readonly text: string}> = [];
	/** Output no expectation has looked at yet. */
	readonly unseen: string[] = [];
	line!: TerminalLine;
	status: TerminalStatus | undefined;
	#isClosed = false;
	#reading = false;
	#concealed = false;

	constructor(
		readonly userid: string,
		number: number,
		readonly transcript: Transcript,
		/** A line as the host sees it. */
		readonly shown: (text: string) => string,
		readonly progressed: () => void,
	) {
		this.address = `CONS ${number.toString(16).toUpperCase().padStart(3, '0')}`;
	}

	send(output: TerminalOutput): void {
		switch (output.kind) {
			case 'line': {
				const text = this.shown(output.text);
				if (output.lineClass === 'input') {
					this.transcript(this.userid, 'input', text);
					break;
				}

				this.unseen.push(text);
				this.transcript(this.userid, 'output', text);
				this.progressed();
				break;
			}

			case 'status': {
				this.status = output.status;
				this.transcript(this.userid, 'status', output.status);
				break;
			}

			case 'read': {
				this.#reading = output.pending;
				this.#concealed = output.conceal;
				this.offer();
				break;
			}

			case 'closed': {
				this.#isClosed = true;
				break;
			}

			case 'alarm':
			case 'fill':
			case 'screen':
			case 'user': {
				break;
			}
		}
	}

	/** Everything given was read, and the next line is awaited or will never be. */
	get isAtRest(): boolean {
		return this.inputs.length === 0 && (this.#reading || this.#isClosed);
	}

	/** Gives the next line to a pending read. */
	offer(): void {
		if (this.#reading && this.inputs.length > 0) {
			this.#reading = false;
			const {text} = this.inputs.shift()!;
			// CP repeats what may be seen.
			if (this.#concealed) {
				this.transcript(this.userid, 'input', '');
			}

			this.line.enter(text);
			this.progressed();
		}
	}
}
