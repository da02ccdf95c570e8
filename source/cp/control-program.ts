/**
 * The Control Program: holds together what CP knows (machines, terminals, directory, volumes, time) and passes work to the parts that do it.
 * A value: several live in one process.
 */
import type {Clock} from '../base/clock.js';
import type {Guest} from '../guest/guest.js';
import type {ResidentFactory, ResidentHost} from '../guest/resident.js';
import type {PendingExternal} from '../machine/cpu.js';
import type {HostStorage} from '../machine/storage.js';
import type {Terminal} from '../port/terminal-port.js';
import {overhead, type AccountingRecord, type Overhead} from './accounting.js';
import {executeCommand} from './command-processor.js';
import type {CpCommand} from './command.js';
import type {DirectoryEntry} from './directory.js';
import {Dispatcher} from './dispatcher.js';
import {Intermachine} from './intermachine.js';
import {iplDevice, iplSystem, type IplResult} from './ipl.js';
import type {VolumeTable} from './minidisk.js';
import {MemoryPagingArea, Pager, type PagingArea} from './paging.js';
import type {SavedSystem} from './saved-system.js';
import {ResourceTransfer} from './resource-transfer.js';
import {Slaves} from './slaves.js';
import {memorySpool, type SpoolStore} from './spool/spool-file.js';
import {Spooler} from './spool/spooler.js';
import {TerminalLine} from './terminal-line.js';
import {EventTimeline} from './timeline.js';
import {VirtualMachine} from './virtual-machine.js';

/** Something the operator, a monitor, or another part of CP may want to know. `reset`: SYSTEM RESET or IPL of a machine. */
export type SystemEvent =
	| {readonly kind: 'logon' | 'logoff' | 'disconnect' | 'reconnect'; readonly vm: VirtualMachine; readonly line: TerminalLine | undefined; readonly forced?: boolean; /** Who issued AUTOLOG, or created the slave. */ readonly by?: string}
	| {readonly kind: 'reset'; readonly vm: VirtualMachine}
	| {readonly kind: 'slave'; readonly vm: VirtualMachine; readonly action: 'created' | 'assigned' | 'released' | 'deleted'; readonly owner: string | undefined}
	/** A step of intermachine communication: the eight bytes of a signal or reply, or how many a transfer moved from `vm` to `partner`. */
	| {readonly kind: 'exchange'; readonly vm: VirtualMachine; readonly action: 'signal' | 'reply' | 'transfer' | 'end'; readonly partner: VirtualMachine; readonly message?: Uint8Array; readonly bytes?: number}
	| {readonly kind: 'shutdown'};

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
	/** Attaches the devices a directory entry defines (minidisks, links, spool), the console excepted; answers the messages LOGON types about them. */
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

/** How a command line is executed. */
export type Execution = {
	/** `undefined`: nobody is logged on at the line. */
	readonly vm: VirtualMachine | undefined;
	readonly line: TerminalLine | undefined;
	reply(text: string): void;
	/** An error message already edited; by `reply` where absent. */
	readonly fail?: ((text: string) => void) | undefined;
	/** DIAGNOSE X'08': what is no command is told by the return code alone. */
	readonly silentUnknown?: boolean;
	/** Called once, at once or later, with the return code. */
	done(returnCode: number): void;
};

/** Who is told what happens in the system (DMKSYS, SYSOPER). */
export const operatorUserid = 'OPERATOR';

/** How long a machine may wait for a terminal it does not have, microseconds (GC20-1820, "DISCONN"). */
export const disconnectedLimit = 15 * 60_000_000;

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
	readonly intermachine: Intermachine;
	readonly slaves: Slaves;
	readonly spooler: Spooler;
	readonly resourceTransfer: ResourceTransfer;
	shuttingDown = false;
	/** When CP was loaded (`Clock` microseconds). */
	readonly startedAt: number;
	/** Told when there is something to do while `pump` is not running: the owner of an idle system calls `pump` again. */
	onWork: (() => void) | undefined;
	readonly #observers = new Set<(event: SystemEvent) => void>();
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

	/**
	 * Makes the machine of a directory entry and logs it on at `line` (`undefined`: AUTOLOG, a slave), stopped in CP READ. Devices are attached and messages about them
	 * typed; the log message is not shown and nothing is IPLed: the command LOGON does both. `by`: who has it logged on without a terminal. Throws where the userid is logged on
	 * (callers check `machines`).
	 */
	logon(entry: DirectoryEntry, line: TerminalLine | undefined, userid = entry.userid, by?: string): VirtualMachine {
		if (this.machines.has(userid)) {
			throw new Error(`${userid} is logged on`);
		}

		const vm = new VirtualMachine(this, entry, userid);
		this.pager.adopt(vm);
		this.machines.set(userid, vm);
		vm.inCp = true;
		vm.hold('cp');
		this.#connectLine(vm, line);
		if (entry.console) {
			vm.attach(vm.console.virtualDevice(entry.console.address, entry.console.class));
		}

		for (const message of this.options.attachDevices(vm)) {
			vm.type(message);
		}

		this.announce({
			kind: 'logon', vm, line, by,
		});
		line?.refresh();
		return vm;
	}

	/**
	 * AUTOLOG (GC20-1806): logs a user on without a terminal and IPLs what its directory entry says. `data` answers the machine's first read from its console; `by`: who
	 * issued it. Where there is nothing to IPL the machine waits in CP for somebody to reconnect, and is logged off like any other that does.
	 */
	autolog(entry: DirectoryEntry, data = '', by?: string): VirtualMachine {
		const vm = this.logon(entry, undefined, entry.userid, by);
		vm.console.answerFirstRead(data);
		if (entry.ipl === undefined || !this.ipl(vm, entry.ipl)) {
			vm.enterCp();
		}

		return vm;
	}

	/** Ends a machine: what it executes is abandoned, devices go, an accounting record is made. `hold`: the line stays connected. */
	logoff(vm: VirtualMachine, hold = false, forced = false): void {
		if (vm.loggedOff) {
			return;
		}

		const {line} = vm;
		vm.loggedOff = true;
		vm.generation++;
		this.dispatcher.forget(vm);
		vm.task?.cancel();
		vm.resident.reset();
		// Who goes with it goes first: every line the operator reads then counts who is left.
		this.slaves.ownerLeaves(vm);
		this.machines.delete(vm.userid);
		// Told while its devices, and who pays for it, can still be seen.
		this.announce({
			kind: 'logoff', vm, line, forced,
		});
		for (const address of vm.devices.keys()) {
			vm.detach(address);
		}

		vm.storage.clear();
		this.pager.forget(vm);
		this.accounting.push({
			userid: vm.userid, account: vm.account, loggedOff: this.clock.now(), connect: this.clock.now() - vm.loggedOnAt, usage: {...vm.usage},
		});
		this.#releaseLine(vm, hold);
	}

	/** FORCE, or nobody came back in time. */
	force(vm: VirtualMachine): void {
		this.logoff(vm, false, true);
	}

	/** Takes the terminal from a machine, which goes on running. `hold`: the line stays connected. */
	disconnect(vm: VirtualMachine, hold = false): void {
		const {line} = vm;
		vm.inCp = false;
		vm.release('cp');
		this.#releaseLine(vm, hold);
		vm.console.resume();
		if (vm.console.reading) {
			this.forceLater(vm);
		}

		this.announce({kind: 'disconnect', vm, line});
	}

	/** A disconnected machine gets `line`, and is in CP READ: BEGIN lets it go on. */
	reconnect(vm: VirtualMachine, line: TerminalLine): void {
		this.#connectLine(vm, line);
		vm.enterCp();
		this.announce({kind: 'reconnect', vm, line});
	}

	/** The connection of a terminal broke: its machine is disconnected, what it was typing is abandoned. */
	hungUp(line: TerminalLine): void {
		const {vm} = line;
		line.task?.cancel();
		this.lines.delete(line);
		if (vm) {
			const stopped = vm.inCp;
			this.disconnect(vm);
			if (stopped) {
				vm.enterCp();
			}
		}
	}

	/** The machine waits for a terminal it does not have: it is logged off unless one comes in time. */
	forceLater(vm: VirtualMachine): void {
		if (vm.creator !== undefined) {
			return;
		}

		const {attended} = vm;
		this.schedule(disconnectedLimit, () => {
			if (!vm.loggedOff && vm.attended === attended && vm.disconnected && (vm.inCp || vm.console.reading)) {
				this.force(vm);
			}
		});
	}

	/** Runs `action` after `microseconds` of the clock's time, between two turns; the result cancels it. */
	schedule(microseconds: number, action: () => void): () => void {
		return this.timeline.after(microseconds, action);
	}

	/** Executes a CP command line. Where the command waits, its machine does not run until it is done. Unknown commands answer 1. */
	execute(commandLine: string, execution: Execution): void {
		executeCommand(this, commandLine, execution);
	}

	/**
	 * Initial program load, by system name or else device address, and lets the machine run. False where there is neither. `parm`: up to 64 characters, given to the
	 * program in its general registers as EBCDIC.
	 */
	ipl(vm: VirtualMachine, name: string, parm = ''): boolean {
		const system = this.options.savedSystems.get(name.toUpperCase());
		const result: IplResult = system ? iplSystem(vm, system, parm) : (/^[\da-f]{1,4}$/i.test(name) ? iplDevice(vm, Number.parseInt(name, 16), parm) : 'no device');
		if (result === 'no device') {
			return false;
		}

		if (result === 'done') {
			this.dispatcher.interaction(vm);
			vm.begin();
			return true;
		}

		if (result === 'psw') {
			vm.message('DMKDSP451W', 'CP ENTERED; INVALID PSW');
		} else {
			vm.message('DMKVMI233E', result === 'storage' ? 'IPL TERMINATED; STORAGE TOO SMALL' : 'IPL TERMINATED; FATAL I/O ERROR');
		}

		vm.enterCp();
		return true;
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

	/** Accounts for the instructions a machine executed since the last time, and moves the clock for them. To be done before anything looks at the time. */
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

	/** Tells every observer. */
	announce(event: SystemEvent): void {
		for (const observer of this.#observers) {
			observer(event);
		}
	}

	/** Sees every later event; the result ends it. */
	observe(observer: (event: SystemEvent) => void): () => void {
		this.#observers.add(observer);
		return () => {
			this.#observers.delete(observer);
		};
	}

	/** Stops the system: every machine is logged off, the operator's and `issuer`'s last, and every line closed. */
	shutdown(issuer?: VirtualMachine): void {
		if (!this.shuttingDown) {
			this.shuttingDown = true;
			this.announce({kind: 'shutdown'});
			const last = new Set([this.machines.get(operatorUserid), issuer].filter(vm => vm !== undefined));
			for (const vm of this.machines.values()) {
				if (!last.has(vm)) {
					this.logoff(vm);
				}
			}

			for (const vm of last) {
				vm.type('DMKCKP961W SYSTEM SHUTDOWN COMPLETE', 'message');
			}

			for (const vm of last) {
				this.logoff(vm);
			}

			for (const line of this.lines) {
				line.close();
			}

			this.wakeOwner();
		}
	}

	/**
	 * Runs the system for about `hostMilliseconds` of host time. `busy`: there is more to do now. `idle`: nothing will happen until input arrives (`onWork`).
	 * `wakeAt`: nothing until then, in `Clock` microseconds; with a virtual clock that time is jumped over here.
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

	#connectLine(vm: VirtualMachine, line: TerminalLine | undefined): void {
		vm.line = line;
		vm.attended++;
		if (line) {
			line.vm = vm;
			vm.terminal.lineSize = line.terminal.lineSize;
		}
	}

	#releaseLine(vm: VirtualMachine, hold: boolean): void {
		const {line} = vm;
		vm.line = undefined;
		if (line) {
			line.vm = undefined;
			if (hold) {
				line.refresh();
			} else {
				line.close();
			}
		}
	}
}
