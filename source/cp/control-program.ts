/**
 * The Control Program: holds together what CP knows (machines, terminals, directory, volumes, time) and passes work to
 * the parts that do it. A value: several live in one process.
 */
import type {Clock} from '../base/clock.js';
import type {Guest} from '../guest/guest.js';
import type {ResidentFactory, ResidentHost} from '../guest/resident.js';
import type {PendingExternal} from '../machine/cpu/cpu.js';
import type {HostStorage} from '../machine/storage/storage.js';
import type {Terminal} from '../port/terminal-port.js';
import {overhead, type AccountingRecord, type Overhead} from './machine/accounting.js';
import {executeCommand, type Execution} from './command-processor.js';
import type {CpCommand} from './command.js';
import type {DirectoryEntry} from './directory/directory.js';
import {Dispatcher} from './machine/dispatcher.js';
import {Intermachine} from './communication/intermachine.js';
import {ipl} from './machine/ipl.js';
import type {VolumeTable} from './devices/minidisk.js';
import {MemoryPagingArea, Pager, type PagingArea} from './machine/paging.js';
import type {SavedSystem} from './machine/saved-system.js';
import {ResourceTransfer} from './communication/resource-transfer.js';
import {Sessions} from './sessions.js';
import {Slaves} from './communication/slaves.js';
import {memorySpool, type SpoolStore} from './spool/spool-file.js';
import {Spooler} from './spool/spooler.js';
import {SystemEvents} from './system-events.js';
import {TerminalLine} from './terminal/terminal-line.js';
import {EventTimeline} from './machine/timeline.js';
import type {VirtualMachine} from './machine/virtual-machine.js';

/** Who may log on. */
export type UserDirectory = {
	find(userid: string): DirectoryEntry | undefined;
};

export type ControlProgramOptions = {
	readonly clock: Clock;
	readonly hostStorage: HostStorage;
	readonly directory: UserDirectory;
	readonly volumes: VolumeTable;
	/** System identification of messages and logo: `YORKTOWN`. */
	readonly systemId: string;
	/** `cpCommands` of `commands/index.ts`. */
	readonly commands: readonly CpCommand[];
	readonly savedSystems: ReadonlyMap<string, SavedSystem>;
	/** Resident programs by the name in their stub page. */
	readonly programs: ReadonlyMap<string, ResidentFactory>;
	readonly createResidentHost: (factory: ResidentFactory, guest: Guest, base: number) => ResidentHost;
	/**
	 * Attaches the devices a directory entry defines (minidisks, links, spool), the console excepted; answers the
	 * messages LOGON types about them.
	 */
	readonly attachDevices: (vm: VirtualMachine) => readonly string[];
	/** Where closed spool files are kept; they end with the session unless told. */
	readonly spool?: SpoolStore;
	/** Where pages without a frame lie; in memory unless told. */
	readonly pagingArea?: PagingArea;
	/** Microseconds an instruction takes; 1 unless told. */
	readonly microsecondsPerInstruction?: number;
	/** Host milliseconds, to know when `pump` has had its time; decides nothing else. */
	readonly hostNow?: () => number;
};

/** Who is told what happens in the system (DMKSYS, SYSOPER). */
export const operatorUserid = 'OPERATOR';

export class ControlProgram {
	readonly clock: Clock;
	directory: UserDirectory;
	readonly volumes: VolumeTable;
	readonly systemId: string;
	readonly microsecondsPerInstruction: number;
	readonly timeline: EventTimeline;
	readonly dispatcher: Dispatcher;
	readonly pager: Pager;
	/** Machines logged on, by userid, in order of logon. */
	readonly machines = new Map<string, VirtualMachine>();
	/** Terminals connected. */
	readonly lines = new Set<TerminalLine>();
	/** Lines of the log message (SET LOGMSG), shown at LOGON. */
	readonly logMessages: string[] = [];
	readonly accounting: AccountingRecord[] = [];
	readonly events = new SystemEvents();
	readonly sessions: Sessions;
	readonly intermachine: Intermachine;
	readonly slaves: Slaves;
	readonly spooler: Spooler;
	readonly resourceTransfer: ResourceTransfer;
	shuttingDown = false;
	/** When CP was loaded (`Clock` microseconds). */
	readonly startedAt: number;
	/**
	 * Told when there is something to do while `pump` is not running: the owner of an idle system calls `pump` again.
	 */
	onWork: (() => void) | undefined;
	#pumping = false;

	constructor(readonly options: ControlProgramOptions) {
		this.clock = options.clock;
		this.startedAt = options.clock.now();
		this.directory = options.directory;
		this.systemId = options.systemId;
		this.volumes = options.volumes;
		this.microsecondsPerInstruction = options.microsecondsPerInstruction ?? 1;
		this.timeline = new EventTimeline(this.clock, () => {
			this.wakeOwner();
		});
		this.dispatcher = new Dispatcher(this, options.hostNow);
		this.pager = new Pager(this, options.hostStorage, options.pagingArea ?? new MemoryPagingArea());
		this.sessions = new Sessions(this);
		this.intermachine = new Intermachine(this);
		this.slaves = new Slaves(this);
		this.spooler = new Spooler(this, options.spool ?? memorySpool);
		this.resourceTransfer = new ResourceTransfer(this);
	}

	/** A terminal appears: gives its line, which reads commands for LOGON at once. */
	connect(terminal: Terminal): TerminalLine {
		const line = new TerminalLine(this, terminal);
		this.lines.add(line);
		return line;
	}

	/** Runs `action` after `microseconds` of the clock's time, between two turns; the result cancels it. */
	schedule(microseconds: number, action: () => void): () => void {
		return this.timeline.after(microseconds, action);
	}

	/**
	 * Executes a CP command line. Where the command waits, its machine does not run until it is done. Unknown commands
	 * answer 1.
	 */
	execute(commandLine: string, execution: Execution): void {
		executeCommand(this, commandLine, execution);
	}

	/**
	 * IPL by system name or else device address. False where there is neither. `parm`: up to 64 characters for the
	 * program.
	 */
	ipl(vm: VirtualMachine, name: string, parm = ''): boolean {
		return ipl(this, vm, name, parm);
	}

	/** Makes an external interruption pending in a machine. */
	raiseExternal(vm: VirtualMachine, pending: PendingExternal): void {
		vm.cpu.external.push(pending);
		vm.wake();
	}

	/** CP worked for a machine: total CPU time, and time of its turn. */
	charge(vm: VirtualMachine, what: Overhead): void {
		this.#use(vm, 0, overhead[what]);
	}

	/**
	 * Accounts for the instructions a machine executed since the last time, and moves the clock for them. To be done
	 * before anything looks at the time.
	 */
	settle(vm: VirtualMachine): void {
		const {cpu, processor: {timers}} = vm;
		const microseconds = (cpu.instructions - vm.accounted) * this.microsecondsPerInstruction;
		vm.accounted = cpu.instructions;
		timers.catchUp();
		if (microseconds > 0) {
			this.#use(vm, microseconds, microseconds);
		}

		timers.synchronize();
	}

	/** Stops the system: every machine is logged off, the operator's and `issuer`'s last, and every line closed. */
	shutdown(issuer?: VirtualMachine): void {
		if (!this.shuttingDown) {
			this.shuttingDown = true;
			this.events.announce({kind: 'shutdown'});
			const last = new Set([this.machines.get(operatorUserid), issuer].filter(vm => vm !== undefined));
			for (const vm of this.machines.values()) {
				if (!last.has(vm)) {
					this.sessions.logoff(vm);
				}
			}

			for (const vm of last) {
				vm.type('DMKCKP961W SYSTEM SHUTDOWN COMPLETE', 'message');
			}

			for (const vm of last) {
				this.sessions.logoff(vm);
			}

			for (const line of this.lines) {
				line.close();
			}

			this.wakeOwner();
		}
	}

	/**
	 * Runs the system for about `hostMilliseconds` of host time. `busy`: there is more to do now. `idle`: nothing will
	 * happen until input arrives (`onWork`). `wakeAt`: nothing until then, in `Clock` microseconds; with a virtual
	 * clock that time is jumped over here.
	 */
	pump(hostMilliseconds: number): 'busy' | 'idle' | {readonly wakeAt: number} {
		this.#pumping = true;
		try {
			return this.shuttingDown ? 'idle' : this.dispatcher.pump(hostMilliseconds);
		} finally {
			this.#pumping = false;
		}
	}

	/** Something was added to do. */
	wakeOwner(): void {
		if (!this.#pumping) {
			this.onWork?.();
		}
	}

	#use(vm: VirtualMachine, virtual: number, total: number): void {
		// A chain of owners: a slave's slave is paid for by all of them. Nobody pays twice where it closes on itself.
		let payer: VirtualMachine | undefined = vm;
		do {
			payer.usage.virtualCpu += virtual;
			payer.usage.totalCpu += total;
			payer = payer.chargeTo;
		} while (payer !== undefined && payer !== vm);

		this.dispatcher.spend(vm, total);
		this.clock.advance(total);
	}
}
