/**
 * The Control Program: holds together what CP knows (machines, terminals, directory, volumes, time) and passes work to the parts that do it.
 * A value: several live in one process.
 */
import type {Clock} from '../base/clock.js';
import type {ResidentFactory, ResidentHost} from '../guest/resident.js';
import type {Guest} from '../guest/guest.js';
import type {HostStorage} from '../machine/storage.js';
import type {Terminal} from '../port/terminal-port.js';
import type {AccountingRecord} from './accounting.js';
import type {CpCommand} from './command.js';
import type {Directory, DirectoryEntry} from './directory.js';
import type {VolumeTable} from './minidisk.js';
import type {SavedSystem} from './saved-system.js';
import type {TerminalLine} from './terminal-line.js';
import type {VirtualMachine} from './virtual-machine.js';

/** Something the operator or a monitor may want to know. */
export type SystemEvent =
	| {readonly kind: 'logon' | 'logoff' | 'disconnect' | 'reconnect'; readonly vm: VirtualMachine; readonly line: TerminalLine | undefined; readonly forced?: boolean}
	| {readonly kind: 'slave'; readonly vm: VirtualMachine; readonly action: 'created' | 'assigned' | 'released' | 'deleted'; readonly owner: string | undefined}
	| {readonly kind: 'shutdown'};

export type ControlProgramOptions = {
	readonly clock: Clock;
	readonly hostStorage: HostStorage;
	readonly directory: Directory;
	readonly volumes: VolumeTable;
	/** System identification of messages and logo: `YORKTOWN`. */
	readonly systemId: string;
	/** `cpCommands` of `commands/index.ts`. */
	readonly commands: readonly CpCommand[];
	readonly savedSystems: ReadonlyMap<string, SavedSystem>;
	/** Resident programs by the name in their stub page. */
	readonly programs: ReadonlyMap<string, ResidentFactory>;
	readonly createResidentHost: (factory: ResidentFactory, guest: Guest, base: number) => ResidentHost;
	/** Attaches the devices a directory entry defines (minidisks, links, spool), the console excepted; answers the messages LOGON types about them. */
	readonly attachDevices: (vm: VirtualMachine) => readonly string[];
	/** Microseconds an instruction takes; 1 unless told. */
	readonly microsecondsPerInstruction?: number;
};

/** How a command line is executed. */
export type Execution = {
	readonly vm: VirtualMachine;
	readonly line: TerminalLine | undefined;
	reply(text: string): void;
	/** Called once, at once or later, with the return code. */
	done(returnCode: number): void;
};

export class ControlProgram {
	readonly clock: Clock;
	readonly directory: Directory;
	readonly systemId: string;
	/** Machines logged on, by userid, in order of logon. */
	readonly machines = new Map<string, VirtualMachine>();
	/** Terminals connected. */
	readonly lines = new Set<TerminalLine>();
	/** Lines of the log message (SET LOGMSG), shown at LOGON. */
	readonly logMessages: string[] = [];
	readonly accounting: AccountingRecord[] = [];
	/** Mounted volumes. */
	readonly volumes: VolumeTable;
	shuttingDown = false;

	constructor(readonly options: ControlProgramOptions) {
		this.clock = options.clock;
		this.directory = options.directory;
		this.systemId = options.systemId;
		this.volumes = options.volumes;
	}

	/** A terminal appears: gives its line, with the logo's text. Type-ahead before LOGON is accepted. */
	connect(terminal: Terminal): TerminalLine {
		throw new Error(`skeleton ${terminal.address}`);
	}

	/**
	 * Makes the machine of a directory entry and logs it on at `line` (`undefined`: AUTOLOG, a slave). Devices are attached, the log message is not shown and nothing
	 * is IPLed: the command LOGON does both. Throws where the userid is logged on (callers check `machines`).
	 */
	logon(entry: DirectoryEntry, line: TerminalLine | undefined, userid = entry.userid): VirtualMachine {
		throw new Error(`skeleton ${entry.userid} ${line?.address} ${userid}`);
	}

	/** Ends a machine: devices detached, accounting record made, `LOGOFF AT…` typed by the caller. `hold`: the line stays connected. */
	logoff(vm: VirtualMachine, hold = false): void {
		throw new Error(`skeleton ${vm.userid} ${hold}`);
	}

	/** Takes the terminal from a machine, which goes on running. `hold`: the line stays connected. */
	disconnect(vm: VirtualMachine, hold = false): void {
		throw new Error(`skeleton ${vm.userid} ${hold}`);
	}

	/** A disconnected machine gets `line`; it is in CP READ afterwards, as `RECONNECTED AT` says. */
	reconnect(vm: VirtualMachine, line: TerminalLine): void {
		throw new Error(`skeleton ${vm.userid} ${line.address}`);
	}

	/** Runs `action` after `microseconds` of simulated time; the result cancels it. */
	schedule(microseconds: number, action: () => void): () => void {
		throw new Error(`skeleton ${microseconds} ${action.name}`);
	}

	/** Executes a CP command line. The machine holds `command` until done where the command waits. Unknown commands answer 1. */
	execute(commandLine: string, execution: Execution): void {
		throw new Error(`skeleton ${commandLine} ${execution.vm.userid}`);
	}

	/** Initial program load by system name. False where no such system is saved. `parm`: up to 64 characters for the registers. */
	ipl(vm: VirtualMachine, name: string, parm = ''): boolean {
		throw new Error(`skeleton ${vm.userid} ${name} ${parm}`);
	}

	/** Tells every observer. */
	announce(event: SystemEvent): void {
		throw new Error(`skeleton ${event.kind}`);
	}

	/** Sees every later event; the result ends it. */
	observe(observer: (event: SystemEvent) => void): () => void {
		throw new Error(`skeleton ${observer.name}`);
	}

	/** Stops the system: every machine is logged off, every line closed. */
	shutdown(): void {
		throw new Error('skeleton');
	}

	/** Runs for about `hostMilliseconds` of host time or until nothing can run (see `dispatcher.ts`). */
	pump(hostMilliseconds: number): 'busy' | 'idle' | {readonly wakeAt: number} {
		throw new Error(`skeleton ${hostMilliseconds}`);
	}
}
