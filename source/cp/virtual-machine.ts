/**
 * One virtual machine as CP keeps it (VM/370's VMBLOK, SY20-0886): the System/370 machine itself, its virtual devices, settings, state and
 * accounting. What happens to it when is decided elsewhere: `dispatcher.ts` (turns), `control-program.ts` (logon, logoff), `virtual-console.ts`.
 */
import type {Cpu} from '../machine/cpu.js';
import type {Machine} from '../machine/machine.js';
import type {AddressSpace} from '../machine/storage.js';
import type {LineClass, TerminalStatus} from '../port/terminal-port.js';
import {noUsage, type Usage} from './accounting.js';
import type {CommandTask} from './command-processor.js';
import type {ControlProgram} from './control-program.js';
import type {DirectoryEntry} from './directory.js';
import type {ResidentDriver} from './resident-driver.js';
import {initialSettings, initialTerminal, type MachineSettings, type TerminalSettings} from './settings.js';
import type {TerminalLine} from './terminal-line.js';
import {VirtualConsole} from './virtual-console.js';
import type {VirtualDevice} from './virtual-device.js';

/**
 * Why a machine cannot be given the processor now; none = it can. `cp`: stopped in CP READ, until BEGIN. `command`: a CP command of it waits for
 * a line. `wait`: enabled wait state. `page`, `io`: CP fetches a page or does the I/O of a DIAGNOSE. `sleep`: SLEEP.
 */
export type Hold = 'cp' | 'command' | 'wait' | 'page' | 'io' | 'sleep';

export class VirtualMachine {
	readonly userid: string;
	/** Privilege classes now in force, as letters: `BG`. */
	classes: string;
	/** Account number of its records. */
	account: string;
	readonly settings: MachineSettings = initialSettings();
	readonly terminal: TerminalSettings;
	/** Virtual devices by address. Change through `attach` and `detach`. */
	readonly devices = new Map<number, VirtualDevice>();
	/** Its terminal; `undefined` while disconnected, and for a slave. */
	line: TerminalLine | undefined;
	/** CP's side of the console device. */
	readonly console: VirtualConsole;
	readonly usage: Usage = noUsage();
	/** Time of LOGON (µs, `Clock` terms). */
	readonly loggedOnAt: number;
	/** Who pays: what it uses is added to that machine's usage as well (a slave's owner). */
	chargeTo: VirtualMachine | undefined;
	/** Userid of the creator, for a slave. */
	creator: string | undefined;
	/** Name of the system it was IPLed from; `undefined` before the first IPL. */
	ipled: string | undefined;
	/** True from FORCE or LOGOFF on. */
	loggedOff = false;
	/** The terminal is CP's (console function mode), whether the machine is stopped or, with SET RUN ON, goes on. */
	inCp = false;
	/** The CP command of this machine that waits for something. */
	task: CommandTask | undefined;
	/** The resident program in it. */
	resident: ResidentDriver | undefined;
	readonly #holds = new Set<Hold>();

	constructor(
		readonly cp: ControlProgram,
		readonly entry: DirectoryEntry,
		readonly machine: Machine,
		userid = entry.userid,
	) {
		this.userid = userid;
		this.classes = entry.classes;
		this.account = entry.account;
		this.loggedOnAt = cp.clock.now();
		const {lineEnd, lineDelete, characterDelete, escape} = entry.editing;
		this.terminal = {...initialTerminal(130), lineEnd, lineDelete, charDelete: characterDelete, escape};
		this.settings.acnt = entry.options.account;
		this.settings.ecmode = entry.options.ecMode;
		this.settings.timer = entry.options.realTimer ? 'REAL' : 'ON';
		this.console = new VirtualConsole(this);
	}

	get cpu(): Cpu {
		return this.machine.cpu;
	}

	get storage(): AddressSpace {
		return this.machine.storage;
	}

	get holds(): ReadonlySet<Hold> {
		return this.#holds;
	}

	/** Nobody at a terminal. */
	get disconnected(): boolean {
		return this.line === undefined;
	}

	/** Can be given the processor. */
	get runnable(): boolean {
		return this.#holds.size === 0 && !this.loggedOff && this.ipled !== undefined;
	}

	/** What its terminal shows. */
	get status(): TerminalStatus {
		if (this.task) {
			return this.task.wait?.kind === 'read' ? 'CP READ' : 'RUNNING';
		}

		return this.inCp ? 'CP READ' : this.console.reading ? 'VM READ' : 'RUNNING';
	}

	/** Keeps it from the processor until `release` of the same reason. */
	hold(reason: Hold): void {
		this.#holds.add(reason);
		this.cp.dispatcher.changed(this);
	}

	release(reason: Hold): void {
		if (this.#holds.delete(reason)) {
			this.cp.dispatcher.changed(this);
		}
	}

	/** Something may interrupt it: an enabled wait ends so that the processor looks. */
	wake(): void {
		this.cpu.attention = true;
		this.release('wait');
	}

	/** Adds a device; throws where the address is taken (callers check first). */
	attach(device: VirtualDevice): void {
		if (this.devices.has(device.address)) {
			throw new Error(`device ${device.address.toString(16)} attached twice to ${this.userid}`);
		}

		this.devices.set(device.address, device);
		this.machine.channels.attach(device.address, device.device);
	}

	/** Takes a device away; false where there is none. */
	detach(address: number): boolean {
		const device = this.devices.get(address);
		if (!device) {
			return false;
		}

		this.devices.delete(address);
		this.machine.channels.detach(address);
		device.onDetach?.();
		return true;
	}

	/** Types a line at its terminal. Nobody sees it while the machine is disconnected. */
	type(text: string, lineClass: LineClass = 'cp'): void {
		this.line?.type(text, lineClass);
	}

	/** Gives the terminal to CP and, unless SET RUN is ON, stops the machine: as attention to CP does. */
	enterCp(): void {
		this.inCp = true;
		if (!this.settings.run) {
			this.hold('cp');
		}

		this.line?.refresh();
		if (!this.line) {
			this.cp.forceLater(this);
		}
	}

	/** Gives the terminal back and lets the machine go on (BEGIN), at `address` where given. */
	begin(address?: number): void {
		if (address !== undefined) {
			this.cpu.psw.address = address;
			this.cpu.psw.wait = false;
			this.resident?.discard();
		}

		this.inCp = false;
		this.cpu.attention = true;
		this.release('wait');
		this.release('cp');
		this.line?.refresh();
	}

	/** SYSTEM RESET: channels, devices and CPU reset, storage kept; `clear` also clears storage and keys. */
	reset(clear: boolean): void {
		this.resident?.discard();
		this.resident = undefined;
		this.machine.channels.reset();
		this.cpu.reset();
		this.console.reset();
		if (clear) {
			this.storage.clear();
			this.cpu.gpr.fill(0);
			this.cpu.fpr.fill(0);
		}

		this.ipled = undefined;
		for (const reason of ['wait', 'page', 'io'] as const) {
			this.release(reason);
		}

		this.cp.announce({kind: 'reset', vm: this});
	}
}
