/**
 * The Control Program: holds together what CP knows (machines, terminals, directory, volumes, time) and passes work to
 * the parts that do it. A value: several live in one process.
 */
import type {Clock} from '../base/clock.js';
import {messageLine} from '../base/message.js';
import type {PendingExternal} from '../machine/cpu/cpu.js';
import {makePending} from '../machine/cpu/interruption.js';
import {DiskArm, type ArmHost} from '../machine/devices/disk/disk-arm.js';
import type {HostStorage} from '../machine/storage/host-storage.js';
import type {Terminal} from '../port/terminal-port.js';
import {executeCommand} from './command-processor.js';
import {isPermitted, type CpCommand} from './command.js';
import {cpCommands} from './commands/index.js';
import {CommunicationCounts} from './communication/counts.js';
import {ExchangeTable} from './communication/exchange.js';
import {Intermachine} from './communication/intermachine.js';
import {ResourceTransfer} from './communication/resource-transfer.js';
import {SlaveRequests} from './communication/slave-requests.js';
import {Slaves} from './communication/slaves.js';
import {Vmcf} from './communication/vmcf/vmcf.js';
import type {ControlProgramOptions} from './control-program-options.js';
import {DiskArms} from './devices/disk-arms.js';
import {MinidiskLinks} from './devices/minidisk-links.js';
import {pagingArea} from './devices/paging-volumes.js';
import {installedDevices} from './devices/real/installed-devices.js';
import type {RealDevices} from './devices/real/real-devices.js';
import {noReels, type Reels} from './devices/real/reels.js';
import {SystemVolumes} from './devices/real/system-volumes.js';
import type {UserDirectory} from './directory/directory.js';
import type {Execution} from './execution.js';
import {Accountant} from './machine/accountant.js';
import {overhead, type AccountingRecord, type Overhead} from './machine/accounting.js';
import {Dispatcher} from './machine/dispatcher.js';
import {ipl} from './machine/ipl.js';
import {Ledger} from './machine/ledger.js';
import {machineHost} from './machine/machine-host.js';
import {Pager} from './machine/paging.js';
import {EventTimeline} from './machine/timeline.js';
import type {MachineHost, VirtualMachine} from './machine/virtual-machine.js';
import {faultText, Wall} from './machine/wall.js';
import {messages} from './messages/index.js';
import {Monitor} from './monitor/monitor.js';
import {operatorUserid} from './operator.js';
import {Sessions} from './sessions.js';
import {endSystem} from './shutdown.js';
import {AccountingPunch} from './spool/accounting-punch.js';
import {RealUnits} from './spool/real/real-units.js';
import {memorySpool} from './spool/spool-file.js';
import {Spooler} from './spool/spooler.js';
import {SystemEvents} from './system-events.js';
import {initialSystemSettings} from './system-settings.js';
import {NamedSystems} from './systems/named-systems.js';
import {lineHost} from './terminal/line-host.js';
import type {SessionLine} from './terminal/session-line.js';
import {TerminalLine, type LineHost} from './terminal/terminal-line.js';

export class ControlProgram {
	readonly clock: Clock;
	directory: UserDirectory;
	/** What is mounted; with `arms`, each volume with its arm. */
	readonly volumes: SystemVolumes;
	/** Everything with a real address. */
	readonly realDevices: RealDevices;
	/** What lies on tape drives. */
	readonly reels: Reels;
	/** Arms and channels of the volumes; `undefined`: each device has its disk to itself. */
	readonly arms: DiskArms | undefined;
	/** Who has which minidisk. */
	readonly links = new MinidiskLinks();
	readonly hostStorage: HostStorage;
	readonly systems: NamedSystems;
	readonly commands: readonly CpCommand[];
	/** By privilege classes, of which the directory has a few combinations. */
	readonly #permitted = new Map<string | undefined, readonly CpCommand[]>();
	readonly systemId: string;
	readonly microsecondsPerInstruction: number;
	readonly #overheadFactor: number;
	readonly #onOperatorLine: ((text: string) => void) | undefined;
	readonly wall: Wall;
	readonly ledger: Ledger;
	readonly timeline: EventTimeline;
	readonly dispatcher: Dispatcher;
	readonly pager: Pager;
	/** Machines logged on, by userid, in order of logon. */
	readonly machines = new Map<string, VirtualMachine>();
	/** Terminals connected. */
	readonly lines = new Set<SessionLine>();
	/** What operators have set for everybody. */
	readonly settings = initialSystemSettings();
	/** Cards of accounting, until they are a spool file. */
	readonly accountingPunch: AccountingPunch;
	readonly accountant: Accountant;
	readonly events = new SystemEvents();
	/** What intermachine communication has come to. */
	readonly counts = new CommunicationCounts(this.events);
	readonly monitor: Monitor;
	readonly sessions: Sessions;
	/** Exchanges under way between machines. */
	readonly exchanges: ExchangeTable;
	readonly intermachine: Intermachine;
	readonly vmcf: Vmcf;
	readonly slaves: Slaves;
	readonly slaveRequests: SlaveRequests;
	readonly spooler: Spooler;
	/** The system's own readers, printers and punches. */
	readonly units: RealUnits;
	readonly resourceTransfer: ResourceTransfer;
	shuttingDown = false;
	/** When CP was loaded (`Clock` microseconds). */
	readonly startedAt: number;
	/**
	 * Told when there is something to do while `pump` is not running: the owner of an idle system calls `pump` again.
	 */
	onWork: (() => void) | undefined;
	#pumping = false;

	/** What each machine asks of the system. */
	readonly machineHost: MachineHost;
	/** What each terminal's line asks of it. */
	readonly #lineHost: LineHost;

	constructor(options: ControlProgramOptions) {
		this.clock = options.clock;
		this.startedAt = options.clock.now();
		this.directory = options.directory;
		this.systemId = options.systemId;
		this.hostStorage = options.hostStorage;
		this.commands = options.commands ?? cpCommands;
		this.microsecondsPerInstruction = options.microsecondsPerInstruction ?? 1;
		this.#overheadFactor = options.overheadFactor ?? 1;
		this.#onOperatorLine = options.onOperatorLine;
		this.wall = this.#makeWall(options.onFault);
		this.ledger = new Ledger(() => this.wall.working);
		const isUntimed = !options.clock.isVirtual && options.periodDevices !== true;
		this.timeline = new EventTimeline(
			this.clock,
			() => {
				this.wakeOwner();
			},
			action => this.wall.bind(this.ledger.bind(action)),
			isUntimed,
		);
		const arms: ArmHost = {
			now: () => this.clock.now(),
			isUntimed,
			after: (microseconds, action) => this.timeline.after(isUntimed ? 0 : microseconds, action),
			bind: action => this.wall.bind(this.ledger.bind(action)),
			moves: (arm, cylinder) => {
				this.#moves(arm, cylinder);
			},
		};
		this.realDevices = installedDevices(options);
		this.reels = options.reels ?? noReels;
		this.arms = isUntimed
			? undefined
			: new DiskArms(options.volumes, arms, serial => this.realDevices.driveAddress(serial));
		this.volumes = new SystemVolumes(this.arms ?? options.volumes, this.realDevices);
		this.dispatcher = new Dispatcher(this, options.hostNow);
		this.pager = new Pager(this, options.hostStorage, pagingArea(options.paging, {
			arms, armOf: serial => this.arms?.disk(serial).arm ?? new DiskArm(arms),
		}));
		this.systems = new NamedSystems(this, {
			names: options.systemNames, systems: options.savedSystems, store: options.systemStore,
		});
		this.sessions = new Sessions(this);
		this.exchanges = new ExchangeTable(this.events);
		this.intermachine = new Intermachine(this);
		this.vmcf = new Vmcf(this);
		this.slaves = new Slaves(this);
		this.slaveRequests = new SlaveRequests(this);
		this.spooler = new Spooler(this, options.spool ?? memorySpool);
		this.units = new RealUnits(this.realDevices.all(), this, options.units);
		this.accountingPunch = new AccountingPunch(this.spooler);
		this.accountant = new Accountant(this);
		this.monitor = new Monitor(this);
		this.resourceTransfer = new ResourceTransfer(this);
		this.machineHost = machineHost(this, options.programs);
		this.#lineHost = lineHost(this);
	}

	/** Accounting records made, the newest. */
	get accounting(): readonly AccountingRecord[] {
		return this.accountant.records;
	}

	/** A terminal appears: gives its line, which reads commands for LOGON at once. */
	connect(terminal: Terminal): TerminalLine {
		const line = new TerminalLine(this.#lineHost, terminal);
		this.realDevices.terminal(terminal.address);
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

	/** The commands that whoever has these classes may use; `undefined`: nobody is logged on. */
	commandsOf(classes: string | undefined): readonly CpCommand[] {
		let permitted = this.#permitted.get(classes);
		if (!permitted) {
			permitted = this.commands.filter(command => isPermitted(command, classes));
			this.#permitted.set(classes, permitted);
		}

		return permitted;
	}

	/** The machine had a line, or attention, from its terminal: its next turns come soon. */
	interaction(vm: VirtualMachine): void {
		this.dispatcher.scheduler.interaction(vm);
	}

	/**
	 * IPL by system name or else device address. False where there is neither. `parm`: up to 64 characters for the
	 * program.
	 */
	ipl(vm: VirtualMachine, name: string, parm = '', cylinder = 0): boolean {
		const isLoaded = ipl(this, vm, name, parm, cylinder);
		if (isLoaded) {
			this.charge(vm, 'initialLoad');
		}

		return isLoaded;
	}

	/** Makes an external interruption pending in a machine. */
	raiseExternal(vm: VirtualMachine, pending: PendingExternal): void {
		makePending(vm.cpu, pending);
		vm.wake();
	}

	/** CP worked for a machine, or for nobody who is logged on: total CPU time, and time of the machine's turn. */
	charge(vm: VirtualMachine | undefined, what: Overhead, times = 1): void {
		// Whole microseconds: guests are told of them, in fields of four bytes.
		this.#use(vm, 0, Math.round(overhead[what] * times * this.#overheadFactor));
	}

	/**
	 * Accounts for the instructions a machine executed since the last time, and moves the clock for them. To be done
	 * before anything looks at the time.
	 */
	settle(vm: VirtualMachine): void {
		const {cpu, processor: {timers}} = vm;
		const microseconds = vm.account.take(cpu.instructions) * this.microsecondsPerInstruction;
		timers.catchUp();
		if (microseconds > 0) {
			this.#use(vm, microseconds, microseconds);
		}

		timers.synchronize();
	}

	/** A line was typed at a machine's console, or by it. */
	consoleLine(userid: string, text: string): void {
		if (userid === operatorUserid) {
			this.#onOperatorLine?.(text);
		}
	}

	/** A file waits for the system's printers and punches. */
	outputWaits(): void {
		this.units.look();
	}

	/** The operator is told of a real device, unless he did it himself. */
	tell(text: string, by?: string): void {
		this.events.announce({kind: 'device', text, by});
	}

	/** Whether spool files can go to a userid. */
	isUser(userid: string): boolean {
		return this.directory.find(userid) !== undefined || this.machines.has(userid);
	}

	/** All slots of the paging volumes are in use: the operator is told. */
	pagingSpaceFull(): void {
		this.machines.get(operatorUserid)?.type(messageLine(messages.DMKPGT400I), 'message');
	}

	/** Stops the system: every machine is logged off, the operator's and `issuer`'s last, and every line closed. */
	shutdown(issuer?: VirtualMachine): void {
		if (!this.shuttingDown) {
			this.shuttingDown = true;
			endSystem(this, issuer);
			this.wakeOwner();
		}
	}

	/**
	 * Runs the system for about `hostMilliseconds` of host time. `busy`: there is more to do now. `idle`: nothing will
	 * happen until input arrives (`onWork`). `wakeAt`: nothing until then, in `Clock` microseconds; with a virtual
	 * clock that time is jumped over here. `isEnough` ends it after any turn, `busy`.
	 */
	pump(hostMilliseconds: number, isEnough = () => false): 'busy' | 'idle' | {readonly wakeAt: number} {
		this.#pumping = true;
		try {
			return this.shuttingDown ? 'idle' : this.dispatcher.pump(hostMilliseconds, isEnough);
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

	#makeWall(onFault: ControlProgramOptions['onFault']): Wall {
		return new Wall({
			clock: this.clock,
			report: fault => {
				if (!onFault) {
					throw fault.error;
				}

				onFault(fault);
				this.events.announce({kind: 'fault', vm: fault.vm, text: faultText(fault.error)});
			},
			force: vm => {
				this.sessions.force(vm);
			},
		});
	}

	/** The arm of a volume goes to another cylinder: MONITOR may want to know. */
	#moves(arm: DiskArm, cylinder: number): void {
		const disk = this.monitor.isActive ? this.arms?.disks.find(each => each.arm === arm) : undefined;
		if (disk) {
			this.monitor.seek(this.wall.working, disk, cylinder);
		}
	}

	#use(vm: VirtualMachine | undefined, virtual: number, total: number): void {
		this.ledger.use(vm, virtual, total);
		if (vm) {
			this.slaves.used(vm, total);
		}

		this.dispatcher.spend(vm, total);
		this.clock.advance(total);
		this.monitor.tick();
	}
}
