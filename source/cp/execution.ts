/** How a CP command line is executed: whose it is, where its responses go, who is told that it is done. */
import type {VirtualMachine} from './machine/virtual-machine.js';
import type {MachineTerminal} from './terminal/machine-terminal.js';
import type {SessionLine} from './terminal/session-line.js';

/** Who issues a command. */
export type Issuer =
	/** A machine; without a terminal where it is disconnected. */
	| {readonly vm: VirtualMachine; readonly line: MachineTerminal | undefined}
	/** Somebody at a line where nobody is logged on. */
	| {readonly vm: undefined; readonly line: SessionLine};

export type Execution = Issuer & {
	reply(text: string): void;
	/** An error message already edited; by `reply` where absent. */
	readonly fail?: ((text: string) => void) | undefined;
	/** DIAGNOSE X'08': what is no command is told by the return code alone. */
	readonly silentUnknown?: boolean;
	/** Called once, at once or later, with the return code. */
	done(returnCode: number): void;
};
