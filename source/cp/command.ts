/**
 * What a CP command is (GC20-1820, section 1): one file each under `commands/`, listed in `commands/index.ts`; and what
 * it can ask of the system.
 */
import type {Clock} from '../base/clock.js';
import type {CommandDefinition} from '../base/command.js';
import type {PendingExternal} from '../machine/cpu/cpu.js';
import type {HostStorage} from '../machine/storage/host-storage.js';
import type {UserDirectory} from './directory/directory.js';
import type {DiskArms} from './devices/disk-arms.js';
import type {MinidiskLinks} from './devices/minidisk-links.js';
import type {Reels} from './devices/real/reels.js';
import type {RealDevices} from './devices/real/real-devices.js';
import type {SystemVolumes} from './devices/real/system-volumes.js';
import type {Accountant} from './machine/accountant.js';
import type {Dispatcher} from './machine/dispatcher.js';
import type {Pager} from './machine/paging.js';
import type {CommunicationCounts} from './communication/counts.js';
import type {ExchangeTable} from './communication/exchange.js';
import type {Intermachine} from './communication/intermachine.js';
import type {Slaves} from './communication/slaves.js';
import type {Vmcf} from './communication/vmcf/vmcf.js';
import type {VirtualMachine} from './machine/virtual-machine.js';
import type {MessageSink} from './messages/index.js';
import type {Monitor} from './monitor/monitor.js';
import type {Sessions} from './sessions.js';
import type {AccountingPunch} from './spool/accounting-punch.js';
import type {RealUnits} from './spool/real/real-units.js';
import type {Spooler} from './spool/spooler.js';
import type {NamedSystems} from './systems/named-systems.js';
import type {SystemEvents} from './system-events.js';
import type {SystemSettings} from './system-settings.js';
import type {MachineTerminal} from './terminal/machine-terminal.js';
import type {CpWait} from './terminal/pending-command.js';
import type {SessionLine} from './terminal/session-line.js';

/** A CP command in execution: yields what it waits for, is resumed with the line read, ends with its return code. */
export type CpStep = Generator<CpWait, number, string>;

/** What a command comes to: its return code (GC20-1820), or the steps to it where it has to wait. */
export type CommandResult = number | CpStep;

/** What commands ask of the system. */
export type CommandHost = {
	readonly clock: Clock;
	readonly systemId: string;
	/** When CP was loaded (`Clock` microseconds). */
	readonly startedAt: number;
	readonly directory: UserDirectory;
	/** Machines logged on, by userid. */
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly volumes: SystemVolumes;
	/** Everything with a real address. */
	readonly realDevices: RealDevices;
	/** What lies on tape drives. */
	readonly reels: Reels;
	/** Terminals connected. */
	readonly lines: ReadonlySet<SessionLine>;
	readonly links: MinidiskLinks;
	/** Arms and channels of the volumes, where they are shared. */
	readonly arms: Pick<DiskArms, 'disks'> | undefined;
	readonly hostStorage: Pick<HostStorage, 'bytes' | 'frames' | 'available' | 'pageOn'>;
	readonly systems: NamedSystems;
	readonly sessions: Sessions;
	readonly events: Pick<SystemEvents, 'announce' | 'observe'>;
	readonly exchanges: Pick<ExchangeTable, 'all' | 'size'>;
	readonly intermachine: Pick<Intermachine, 'authorizations'>;
	readonly spooler: Spooler;
	readonly units: Pick<RealUnits, 'get' | 'all' | 'lend' | 'canLend'>;
	readonly accountant: Pick<Accountant, 'record' | 'temporary' | 'dedicated' | 'journal'>;
	readonly accountingPunch: Pick<AccountingPunch, 'close'>;
	readonly dispatcher: Pick<Dispatcher, 'scheduler' | 'time'>;
	readonly pager: Pick<Pager, 'resident' | 'away' | 'reads' | 'writes' | 'locks' | 'pageable' | 'bringIn'>;
	readonly counts: Pick<CommunicationCounts, 'now'>;
	readonly monitor: Monitor;
	readonly slaves: Slaves;
	readonly vmcf: Pick<Vmcf, 'special'>;
	readonly settings: SystemSettings;
	schedule(microseconds: number, action: () => void): () => void;
	/** `cylinder`: of a disk, where the record is that is read first. */
	ipl(vm: VirtualMachine, name: string, parm?: string, cylinder?: number): boolean;
	raiseExternal(vm: VirtualMachine, pending: PendingExternal): void;
	shutdown(issuer: VirtualMachine): void;
};

/** What every command has, whoever issues it. */
type CommandContext = MessageSink & {
	readonly cp: CommandHost;
	/** Operands, upper case, as split at blanks. */
	readonly words: readonly string[];
	/** The operands as typed, after the command word and one blank. */
	readonly text: string;
	/** A line of response: to the terminal, or into the buffer of DIAGNOSE X'08'. */
	reply(text: string): void;
};

/** A command of somebody who is logged on. */
export type UserContext = CommandContext & {
	/** The machine that issues it. */
	readonly vm: VirtualMachine;
	/** Its terminal; `undefined` where a disconnected machine issued it by DIAGNOSE X'08'. */
	readonly line: MachineTerminal | undefined;
};

/** A command typed at a terminal where nobody is logged on. */
export type VisitorContext = CommandContext & {
	readonly vm: undefined;
	readonly line: SessionLine;
};

/** A command that may be either's. */
export type CpContext = UserContext | VisitorContext;

/** A command for users: those who have one of its privilege classes. */
export type UserCommand = CommandDefinition & {
	readonly audience?: undefined;
	/** Letters: `G`, `ABCDEFG`. */
	readonly classes: string;
	run(context: UserContext): CommandResult;
};

/** A command for everybody, before LOGON too. */
export type OpenCommand = CommandDefinition & {
	readonly audience: 'everybody';
	run(context: CpContext): CommandResult;
};

/** A command for those only who are not logged on. */
export type VisitorCommand = CommandDefinition & {
	readonly audience: 'visitors';
	run(context: VisitorContext): CommandResult;
};

export type CpCommand = UserCommand | OpenCommand | VisitorCommand;

/** Whether whoever has `classes` may use a command; `undefined` = nobody is logged on. */
export function isPermitted(command: CpCommand, classes: string | undefined): boolean {
	switch (command.audience) {
		case 'everybody': {
			return true;
		}

		case 'visitors': {
			return classes === undefined;
		}

		case undefined: {
			return classes !== undefined && sharesClass(command.classes, classes);
		}
	}
}

/** Whether two lists of privilege classes have one in common. */
export function sharesClass(some: string, others: string): boolean {
	for (const letter of some) {
		if (others.includes(letter)) {
			return true;
		}
	}

	return false;
}
