/**
 * One virtual machine as CP keeps it (VM/370's VMBLOK, SY20-0886): the System/370 machine itself, its virtual devices,
 * settings, state and accounting; the fields stand under who may change them. What happens to it when is decided
 * elsewhere: `dispatcher.ts` (turns), `sessions.ts` (logon, logoff), `virtual-console.ts`.
 */
import {
	messageLine, messageText, type Insertions, type Message,
} from '../../base/message.js';
import {messages} from '../messages/index.js';
import type {Clock} from '../../base/clock.js';
import {Channels} from '../../machine/channel/channel.js';
import type {Cpu} from '../../machine/cpu/cpu.js';
import {swapPsw} from '../../machine/cpu/interruption.js';
import {programInterruption} from '../../machine/cpu/interruption-classes.js';
import type {Timeline} from '../../machine/channel/device.js';
import {Machine, systemReset} from '../../machine/machine.js';
import type {Processor} from '../../machine/interpreter/processor.js';
import type {AddressSpace, HostStorage} from '../../machine/storage/storage.js';
import type {LineClass, TerminalStatus} from '../../port/terminal-port.js';
import {noUsage, type Usage} from './accounting.js';
import type {DirectoryEntry} from '../directory/directory.js';
import {ResidentDriver, type ResidentSupervisor} from './resident-driver.js';
import {editMessage, isEdited} from '../terminal/message-editing.js';
import {
	initialSettings, initialTerminal, type MachineSettings, type TerminalSettings,
} from '../terminal/settings.js';
import type {MachineTerminal} from '../terminal/machine-terminal.js';
import type {PendingCommand} from '../terminal/pending-command.js';
import {VirtualConsole, type ConsoleHost} from '../terminal/virtual-console.js';
import {RecentLines} from '../terminal/recent-lines.js';
import type {VirtualDevice} from '../devices/virtual-device.js';

/**
 * Why a machine cannot be given the processor now; none = it can. `cp`: stopped in CP READ, until BEGIN. `command`: a
 * CP command of it waits for a line. `wait`: enabled wait state. `page`, `io`: CP fetches a page or does the I/O of a
 * DIAGNOSE. `sleep`: SLEEP.
 */
export type Hold = 'cp' | 'command' | 'wait' | 'page' | 'io' | 'sleep';

/** What a machine asks of the system it is in; its console and its resident programs ask the rest. */
export type MachineHost = ConsoleHost<VirtualMachine> & ResidentSupervisor<VirtualMachine> & {
	readonly clock: Clock;
	readonly timeline: Timeline;
	readonly hostStorage: HostStorage;
	readonly microsecondsPerInstruction: number;
	/** It may have become able or unable to run. */
	changed(vm: VirtualMachine): void;
	/** It has new storage, whose pages need frames. */
	adopt(vm: VirtualMachine): void;
	/** It was reset; with `clear` its storage is empty. */
	wasReset(vm: VirtualMachine, clear: boolean): void;
	/** It waits for a terminal that it does not have. */
	terminalNeeded(vm: VirtualMachine): void;
};

export class VirtualMachine {
	// Who it is: LOGON says it, nothing changes it.
	readonly userid: string;
	/** Time of LOGON (µs, `Clock` terms). */
	readonly loggedOnAt: number;

	// The System/370 machine; its own processor and CP's commands change it. Storage, CPU and channels are new ones
	// after DEFINE STORAGE: nobody keeps them from one turn to the next.
	storage!: AddressSpace;
	cpu!: Cpu;
	processor!: Processor;
	channels!: Channels;
	/** Virtual devices by address. Change through `attach` and `detach`. */
	readonly devices = new Map<number, VirtualDevice>();
	/** CP's side of the console device. */
	readonly console: VirtualConsole<VirtualMachine>;
	/** Resident programs in it. */
	readonly resident: ResidentDriver<VirtualMachine>;

	// What SET and TERMINAL hold; the commands change it, everybody reads it.
	readonly settings: MachineSettings = initialSettings();
	readonly terminal: TerminalSettings;
	/** Privilege classes now in force, as letters: `BG`. */
	classes: string;
	/** Dispatching priority, 0 (best) to 99; 64 is everybody's (SET PRIORITY). */
	priority: number;

	// Of its session: `sessions.ts` alone changes the line, and ends it.
	/** Its terminal; `undefined` while disconnected, and for a slave. */
	line: MachineTerminal | undefined;
	/** True from FORCE or LOGOFF on. */
	loggedOff = false;
	/** Counts what ends a wait for the terminal (`attend`): a later wait has its own time (`Sessions.forceLater`). */
	attended = 0;
	/** Wrong passwords its LINKs gave in this session; LINK counts them. */
	wrongLinkPasswords = 0;
	/** What was entered at its terminal. */
	readonly recent = new RecentLines();

	// Of its commands: `enterCp` and `begin` change the first, `CommandTask` the second.
	/** The terminal is CP's (console function mode), whether the machine is stopped or, with SET RUN ON, goes on. */
	inCp = false;
	/** The CP command of this machine that waits for something. */
	task: PendingCommand | undefined;

	// Of accounting: `ControlProgram.settle` and `charge`, and the units that count cards and lines.
	/** Account number of its records. */
	account: string;
	readonly usage: Usage = noUsage();
	/** Instructions already accounted (`ControlProgram.settle`). */
	accounted = 0;

	// Of slaves and resource transfer (`communication/`).
	/** Who pays: its CPU time is added to that machine's usage as well (a slave's owner). */
	chargeTo: VirtualMachine | undefined;
	/** Userid of the creator, for a slave. */
	creator: string | undefined;

	// Of what is loaded: IPL, DIAGNOSE X'64' and reset.
	/** Name of the system it was IPLed from; `undefined` before the first IPL. */
	ipled: string | undefined;
	/** Names of the segments it has loaded. */
	readonly segments = new Set<string>();
	/** Counts resets: what CP finishes later for a machine is void after one. */
	generation = 0;

	// Of the present wait: `intercepts.ts` sets it, `release` takes it.
	/** Runs when the present enabled wait ends: timers move for the time waited. */
	onWake: (() => void) | undefined;

	#machine: Machine | undefined;
	readonly #holds = new Set<Hold>();
	readonly #host: MachineHost;

	constructor(host: MachineHost, readonly entry: DirectoryEntry, userid = entry.userid) {
		this.#host = host;
		this.#build(entry.storage);
		this.userid = userid;
		this.classes = entry.classes;
		this.priority = entry.priority;
		this.account = entry.account;
		this.loggedOnAt = host.clock.now();
		const {lineEnd, lineDelete, characterDelete, escape} = entry.editing;
		this.terminal = {
			...initialTerminal(130), lineEnd, lineDelete, charDelete: characterDelete, escape,
		};
		this.settings.acnt = entry.options.account;
		this.settings.ecmode = entry.options.ecMode;
		this.settings.timer = entry.options.realTimer ? 'REAL' : 'ON';
		this.console = new VirtualConsole<VirtualMachine>(this, host);
		this.resident = new ResidentDriver<VirtualMachine>(this, host);
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
		return this.#holds.size === 0 && !this.loggedOff;
	}

	/** In CP READ and kept from the processor, until BEGIN. */
	get stopped(): boolean {
		return this.#holds.has('cp');
	}

	/** What its terminal shows. */
	get status(): TerminalStatus {
		if (this.task) {
			return this.task.wait?.kind === 'read' ? 'CP READ' : 'RUNNING';
		}

		return this.inCp ? 'CP READ' : (this.console.reading ? 'VM READ' : 'RUNNING');
	}

	/** Keeps it from the processor until `release` of the same reason. */
	hold(reason: Hold): void {
		this.#holds.add(reason);
		this.#host.changed(this);
	}

	release(reason: Hold): void {
		if (this.#holds.delete(reason)) {
			if (reason === 'wait') {
				const woken = this.onWake;
				this.onWake = undefined;
				woken?.();
			}

			this.#host.changed(this);
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
		this.channels.attach(device.address, device.device);
	}

	/** Gives a device another address, which is free; what it was doing is lost. */
	readdress(from: number, to: number): void {
		const device = this.devices.get(from);
		if (device) {
			this.devices.delete(from);
			this.channels.detach(from);
			this.attach({...device, address: to});
		}
	}

	/** Takes a device away; false where there is none. */
	detach(address: number): boolean {
		const device = this.devices.get(address);
		if (!device) {
			return false;
		}

		this.devices.delete(address);
		this.channels.detach(address);
		device.onDetach?.();
		return true;
	}

	/**
	 * Types a line at its terminal. Nobody sees it while the machine is disconnected; a spooled console has it all the
	 * same.
	 */
	type(text: string, lineClass: LineClass = 'cp'): void {
		if (this.line) {
			this.line.type(text, lineClass);
		} else {
			this.console.spool(text);
		}
	}

	/** Types message `DMKxxxnnns text` as SET EMSG says. */
	message<Text extends string>(message: Message<Text>, ...insertions: Insertions<Text>): void {
		if (isEdited(this.settings.emsg)) {
			const text = messageText(message, ...insertions);
			this.type(editMessage(this.settings.emsg, message.id, text), 'error');
		}
	}

	/** Makes a program interruption, as the instruction just executed would. */
	programInterruption(code: number): void {
		swapPsw(this.processor.execution, programInterruption, this.cpu.psw.ilc, code);
		this.cpu.attention = true;
	}

	/** Gives the terminal to CP and, unless SET RUN is ON, stops the machine: as attention to CP does. */
	enterCp(): void {
		this.#enterCp(!this.settings.run);
	}

	/**
	 * Stops the machine in CP whatever SET RUN says, until BEGIN or IPL: it cannot run, or must not (a disabled wait, a
	 * loop of interruptions, a reset, ADSTOP). With RUN ON it would come here again at once, for ever.
	 */
	stop(): void {
		this.#enterCp(true);
	}

	/** Something of ours failed while it was worked for: its command, programs and I/O are abandoned, and it stops. */
	abend(fault: string): void {
		this.task?.cancel();
		this.reset(false);
		this.type(messageLine(messages.DMKYTN900W, {fault}), 'error');
		this.stop();
	}

	#enterCp(stops: boolean): void {
		this.inCp = true;
		if (stops) {
			this.hold('cp');
		}

		this.line?.refresh();
		if (!this.line) {
			this.needTerminal();
		}
	}

	/** A wait for the terminal ended: a later one has its own time. */
	attend(): void {
		this.attended++;
	}

	/** It waits for a terminal that it does not have. */
	needTerminal(): void {
		this.#host.terminalNeeded(this);
	}

	/** Gives the terminal back and lets the machine go on (BEGIN), at `address` where given. */
	begin(address?: number): void {
		if (address !== undefined) {
			this.cpu.psw.address = address;
			this.cpu.psw.wait = false;
			this.resident.discard();
		}

		this.inCp = false;
		this.attend();
		this.cpu.attention = true;
		this.release('wait');
		this.release('cp');
		this.console.resume();
		this.line?.refresh();
	}

	/** DEFINE STORAGE: a machine of another size with the same devices, cleared and stopped in CP. */
	redefineStorage(size: number): void {
		this.#host.settle(this);
		this.reset(true);
		this.#build(size);
		for (const {address, device} of this.devices.values()) {
			this.channels.attach(address, device);
		}

		this.accounted = this.cpu.instructions;
		this.#host.adopt(this);
		this.stop();
	}

	/** SYSTEM RESET: channels, devices and CPU reset, storage kept; `clear` also clears storage and keys. */
	reset(clear: boolean): void {
		this.generation++;
		this.resident.reset();
		this.channels.reset();
		systemReset(this.cpu, clear);
		this.processor.pswReplaced();
		this.segments.clear();
		this.ipled = undefined;
		for (const reason of ['wait', 'page', 'io'] as const) {
			this.release(reason);
		}

		this.#host.wasReset(this, clear);
	}

	/** LOGOFF: what the machine had of the host's storage is given back. It can neither run nor be looked into. */
	close(): void {
		this.onWake = undefined;
		this.#machine?.close();
	}

	#build(storage: number): void {
		const {clock, timeline, hostStorage, microsecondsPerInstruction: rate} = this.#host;
		this.#machine?.close();
		const machine = new Machine({storage, host: hostStorage, timers: {clock, rate}});
		this.#machine = machine;
		({storage: this.storage, cpu: this.cpu, processor: this.processor} = machine);
		this.channels = new Channels(this.storage, timeline, () => {
			this.wake();
		}, () => this.cpu.prefix);
		this.processor.io = this.channels;
		this.cpu.resetChannels = () => {
			this.channels.reset();
		};
	}
}
