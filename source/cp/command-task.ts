/** A CP command in execution, with its waits: its machine stays in CP until it ends. */
import type {CpStep} from './command.js';
import type {Execution} from './execution.js';
import {attentionInput, type CpWait, type PendingCommand} from './terminal/pending-command.js';

/** Return code of a command whose terminal went away while it waited. */
const abandoned = 1;

/** What a command in execution asks of the system. */
type TaskHost = {
	schedule(microseconds: number, action: () => void): () => void;
};

/** One command in execution. */
export class CommandTask implements PendingCommand {
	wait: CpWait | undefined;
	#cancelTimer: (() => void) | undefined;
	#ended = false;
	#running = false;
	readonly #host: TaskHost;
	readonly #execution: Execution;
	readonly #step: CpStep;

	constructor(host: TaskHost, execution: Execution, step: CpStep) {
		this.#host = host;
		this.#execution = execution;
		this.#step = step;
	}

	/** Starts it, or gives it the line it waited for. */
	resume(input = ''): void {
		if (this.#ended) {
			return;
		}

		this.#cancelTimer?.();
		this.#cancelTimer = undefined;
		this.wait = undefined;
		this.#running = true;
		const {done, value} = this.#step.next(input);
		this.#running = false;
		if (done) {
			if (!this.#ended) {
				this.#end();
			}

			this.#execution.done(value);
			return;
		}

		if (this.#ended) {
			this.#step.return(0);
			return;
		}

		this.wait = value;
		this.#execution.vm?.holds.add(value.kind === 'sleep' ? 'sleep' : 'command');
		if (value.kind !== 'read') {
			if (value.microseconds !== undefined) {
				this.#cancelTimer = this.#host.schedule(value.microseconds, () => {
					this.resume();
				});
			}
		} else if (this.#execution.line) {
			if (value.prompt !== '') {
				this.#execution.line.type(value.prompt);
			}
		} else {
			this.#host.schedule(0, () => {
				this.resume();
			});
		}

		this.#execution.line?.refresh();
	}

	attention(): boolean {
		if (this.wait?.kind !== 'sleep') {
			return false;
		}

		this.resume(attentionInput);
		return true;
	}

	cancel(): void {
		if (!this.#ended) {
			this.#end();
			this.#cancelTimer?.();
			// LOGOFF or FORCE of its own machine: it runs to its own end.
			if (!this.#running) {
				this.#step.return(0);
				if (!this.#execution.vm?.session.loggedOff) {
					this.#execution.done(abandoned);
				}
			}
		}
	}

	#end(): void {
		this.#ended = true;
		this.wait = undefined;
		this.#execution.vm?.cpMode.drop(this);
		if (this.#execution.line?.task === this) {
			this.#execution.line.task = undefined;
		}

		this.#execution.vm?.holds.release('sleep');
		this.#execution.vm?.holds.release('command');
	}
}
