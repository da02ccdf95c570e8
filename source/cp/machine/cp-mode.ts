/**
 * Whether a machine's terminal is CP's (console function mode; GC20-1820, "Virtual Machine Environments"), and the CP
 * command that is being executed for it. `VirtualMachine.enterCp` and `begin`, LOGON and DISCONN change the first,
 * `command-task.ts` the second.
 */
import type {TerminalStatus} from '../../port/terminal-port.js';
import type {PendingCommand} from '../terminal/pending-command.js';

export class CpMode {
	#active = false;
	#task: PendingCommand | undefined;

	/** The terminal is CP's, whether the machine is stopped or, with SET RUN ON, goes on. */
	get active(): boolean {
		return this.#active;
	}

	/** The CP command of this machine that waits for something. */
	get task(): PendingCommand | undefined {
		return this.#task;
	}

	/** The terminal becomes CP's. */
	enter(): void {
		this.#active = true;
	}

	/** The terminal becomes the machine's. */
	leave(): void {
		this.#active = false;
	}

	/** A command begins that may wait. */
	take(task: PendingCommand): void {
		this.#task = task;
	}

	/** A command has ended; another that has begun meanwhile stays. */
	drop(task: PendingCommand): void {
		if (this.#task === task) {
			this.#task = undefined;
		}
	}

	/** What the terminal shows. `reading`: the machine waits for a line of it. */
	status(reading: boolean): TerminalStatus {
		if (this.#task) {
			return this.#task.wait?.kind === 'read' ? 'CP READ' : 'RUNNING';
		}

		return this.#active ? 'CP READ' : (reading ? 'VM READ' : 'RUNNING');
	}
}
