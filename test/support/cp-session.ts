/** A whole CP with simulated time, terminals that record, and no disks: what tests of the hypervisor log on to. */
import {requireBalance} from './balance.js';
import {VirtualClock, type Clock} from '../../source/base/clock.js';
import {parseHexBytes} from '../../source/base/hex.js';
import {residentLoader, type ResidentFactory} from '../../source/guest/resident.js';
import {HostStorage} from '../../source/machine/storage/host-storage.js';
import type {CpCommand} from '../../source/cp/command.js';
import type {VolumeTable} from '../../source/cp/devices/minidisk.js';
import {parseOwnedVolumes} from '../../source/cp/devices/owned-volumes.js';
import type {PageStore} from '../../source/cp/devices/paging-volumes.js';
import {ControlProgram} from '../../source/cp/control-program.js';
import {parseDirectory} from '../../source/cp/directory/parser.js';
import type {SavedSystem} from '../../source/cp/systems/saved-system.js';
import type {SavedSystemStore} from '../../source/cp/systems/named-systems.js';
import type {SystemName} from '../../source/cp/systems/system-names.js';
import type {TerminalLine} from '../../source/cp/terminal/terminal-line.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import type {Terminal, TerminalOutput} from '../../source/port/terminal-port.js';

export const directorySource = `DIRECTORY 351 3350 VMSYS
USER OPERATOR OPER 512K 1M ABCDEFG
 ACCOUNT SYSTEM
 CONSOLE 009 3215
USER ALICE A 256K 1M BG
 ACCOUNT 17
 CONSOLE 009 3215
USER BOB B 256K 1M G
 CONSOLE 009 3215
USER CAROL C 256K 1M G
 CONSOLE 009 3215
`;

export type CpSessionOptions = {
	readonly clock?: Clock;
	/** Devices take the period's times whatever the clock. */
	readonly periodDevices?: boolean;
	/** Bytes of host storage. */
	readonly storage?: number;
	readonly savedSystems?: readonly SavedSystem[];
	readonly systemNames?: readonly SystemName[];
	readonly systemStore?: SavedSystemStore;
	readonly programs?: Readonly<Record<string, ResidentFactory>>;
	readonly commands?: readonly CpCommand[];
	/** Gives a machine its devices at LOGON: the directory has none but the console. */
	readonly attachDevices?: (vm: VirtualMachine) => void;
	readonly hostNow?: () => number;
	readonly volumes?: VolumeTable;
	/** Volumes to page on, as `SYSTEM OWNED` names them; pages stay in memory unless told. */
	readonly owned?: string;
	/** Keeps what is on them; memory unless told. */
	readonly pageStore?: PageStore;
};

/** What is on paging volumes, in memory. */
export function memoryPages(): PageStore {
	const pages = new Map<number, Uint8Array>();
	return {
		write(page, content) {
			pages.set(page, content.slice());
			return true;
		},
		read: page => pages.get(page)!,
	};
}

/** A terminal that keeps what it is sent. */
export class RecordingTerminal implements Terminal {
	readonly lineSize = 130;
	/** Everything, in order; lines as `class: text`. */
	readonly lines: string[] = [];
	/** Lines that are errors. */
	readonly errors: string[] = [];
	readonly statuses: string[] = [];
	reading = false;
	concealed = false;
	closed = false;
	user: string | undefined;
	line!: TerminalLine;
	/** What was put into the input area. */
	readonly filled: string[] = [];
	/** Answers to reads to come. */
	readonly script: string[] = [];

	readonly address: string;
	readonly kind: Terminal['kind'];

	constructor(address = 'GRAF 021', kind: Terminal['kind'] = 'typewriter') {
		this.address = address;
		this.kind = kind;
	}

	send(output: TerminalOutput): void {
		switch (output.kind) {
			case 'line': {
				// A typewriter's own line stands on its paper already.
				if (this.kind === 'display' || output.lineClass !== 'input') {
					this.lines.push(output.text);
				}

				if (output.lineClass === 'error') {
					this.errors.push(output.text);
				}

				break;
			}

			case 'status': {
				this.statuses.push(output.status);
				break;
			}

			case 'read': {
				this.reading = output.pending;
				this.concealed = output.conceal;
				if (output.pending && this.script.length > 0) {
					this.line.enter(this.script.shift()!);
				}

				break;
			}

			case 'user': {
				this.user = output.userid;
				break;
			}

			case 'closed': {
				this.closed = true;
				break;
			}

			case 'fill': {
				this.filled.push(output.text);
				break;
			}

			case 'screen':
			case 'alarm': {
				break;
			}
		}
	}

	get status(): string | undefined {
		return this.statuses.at(-1);
	}

	/** Lines typed since the last call. */
	take(): string[] {
		return this.lines.splice(0);
	}
}

export class CpSession {
	readonly cp: ControlProgram;

	constructor(options: CpSessionOptions = {}) {
		const {directory, errors} = parseDirectory(directorySource);
		if (errors.length > 0) {
			throw new Error(errors[0].reason);
		}

		this.cp = new ControlProgram({
			clock: options.clock ?? new VirtualClock(),
			periodDevices: options.periodDevices,
			hostStorage: new HostStorage(options.storage ?? 4 * 1024 * 1024),
			directory,
			volumes: options.volumes ?? {serials: () => [], find: () => undefined, temporary: () => undefined},
			paging: {
				volumes: parseOwnedVolumes(options.owned ?? '').volumes,
				store: options.pageStore ?? memoryPages(),
			},
			systemId: 'TESTVM',
			commands: options.commands,
			savedSystems: new Map((options.savedSystems ?? []).map(system => [system.name, system])),
			systemNames: options.systemNames,
			systemStore: options.systemStore,
			programs: new Map(
				Object.entries(options.programs ?? {}).map(([name, factory]) => [name, residentLoader(factory)]),
			),
			hostNow: options.hostNow,
		});
		this.cp.events.observe(event => {
			if (event.kind === 'logon') {
				options.attachDevices?.(event.vm);
			}
		});
	}

	/** A terminal; nobody logged on. */
	terminal(address?: string, kind?: Terminal['kind']): RecordingTerminal {
		const terminal = new RecordingTerminal(address, kind);
		terminal.line = this.cp.connect(terminal);
		return terminal;
	}

	/** A machine logged on at a terminal of its own, without LOGON's dialogue. */
	logOn(userid: string): {vm: VirtualMachine; terminal: RecordingTerminal} {
		const terminal = this.terminal(`GRAF ${userid}`);
		const vm = this.cp.sessions.logon(this.cp.directory.find(userid)!, terminal.line);
		terminal.take();
		return {vm, terminal};
	}

	/** Runs until nothing can run any more, or `seconds` of simulated time have passed. */
	run(seconds = 1): void {
		const time: {over: boolean; cancelNext?: () => void} = {over: false};
		const cancel = this.cp.schedule(seconds * 1e6, () => {
			time.over = true;
			// The turn goes on to the next event: that is in a microsecond, not whatever comes in a minute.
			time.cancelNext = this.cp.schedule(1, () => {
				// Nothing is done.
			});
		});
		while (!time.over && this.cp.pump(0) !== 'idle') {
			// One turn at a time, to stop in time.
		}

		cancel();
		time.cancelNext?.();
		requireBalance(this.cp);
	}
}

/** Puts hexadecimal code at an address. */
export function patch(vm: VirtualMachine, address: number, code: string): void {
	vm.storage.store(address, parseHexBytes(code.replaceAll(/\s/g, ''))!);
}

/** A program at X'1000' started in supervisor state, nothing enabled. */
export function start(vm: VirtualMachine, code: string, systemMask = 0): void {
	patch(vm, 0x1000, code);
	vm.cpu.psw.load(systemMask << 24, 0x1000);
	vm.begin();
}
