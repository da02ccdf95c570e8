/** Ctrl-Z and `fg`: the terminal is given back while the process is stopped, and taken again afterwards. */
import process from 'node:process';

export type Suspended = {
	/** Takes the terminal, at the start and after every stop. */
	readonly enter: () => void;
	readonly leave: () => void;
	readonly isEntered: () => boolean;
};

export class Suspension {
	readonly #terminal: Suspended;
	#isOver = false;
	/** Stops the process, as the terminal's own key would. */
	readonly suspend = (): void => {
		this.#terminal.leave();
		process.off('SIGTSTP', this.suspend);
		// The whole group stops, as a key of the terminal would do it: npx and npm wait for us in it.
		process.kill(0, 'SIGTSTP');
		// Where nobody can stop us (no job control) no SIGCONT comes either. After a stop its handler runs between
		// timer and immediate.
		setTimeout(() => {
			setImmediate(() => {
				if (!this.#terminal.isEntered()) {
					this.#resume();
				}
			});
		}, 100);
	};

	readonly #resume = (): void => {
		if (!this.#isOver) {
			process.off('SIGTSTP', this.suspend);
			process.on('SIGTSTP', this.suspend);
			this.#terminal.enter();
		}
	};

	constructor(terminal: Suspended) {
		this.#terminal = terminal;
		process.on('SIGTSTP', this.suspend);
		process.on('SIGCONT', this.#resume);
	}

	/** The session ends: a SIGCONT does not take the terminal any more. */
	end(): void {
		this.#isOver = true;
	}

	/** Stops come as the shell wants them again. */
	close(): void {
		this.end();
		process.off('SIGTSTP', this.suspend);
		process.off('SIGCONT', this.#resume);
	}
}
