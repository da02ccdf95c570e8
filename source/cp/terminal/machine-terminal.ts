/** The terminal of a virtual machine, as the machine and those who work for it see it; `terminal-line.ts` is one. */
import type {LineClass, Terminal} from '../../port/terminal-port.js';
import type {PendingCommand} from './pending-command.js';

export type MachineTerminal = {
	/** `GRAF 021`. */
	readonly address: string;
	readonly terminal: Pick<Terminal, 'kind' | 'lineSize'>;
	/** It takes no lines now (`MORE...`, `HOLDING`). */
	readonly holding: boolean;
	/** The CP command that was typed here, or by its machine, and waits for something. */
	task: PendingCommand | undefined;
	/** Shows one line. */
	type(text: string, lineClass?: LineClass): void;
	/** Shows a full-screen program's data. */
	screen(data: Uint8Array, erase: boolean): void;
	/** `answer` gets the next input of the screen. */
	readScreen(answer: (data: Uint8Array) => void): void;
	alarm(): void;
	/** Tells the terminal status and pending read where they changed. */
	refresh(): void;
	/** The machine leaves it. `hold`: the line stays connected. */
	leave(hold: boolean): void;
};
