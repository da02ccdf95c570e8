/** A line that somebody can log on at, or has: what sessions and commands need of it; `terminal-line.ts` is one. */
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {MachineTerminal} from './machine-terminal.js';

export type SessionLine = MachineTerminal & {
	/** The machine logged on here. */
	vm: VirtualMachine | undefined;
	/** Wrong passwords in a row at this line. */
	wrongPasswords: number;
	/** Ends the connection (LOGOFF without HOLD, SHUTDOWN). */
	close(): void;
};
