/**
 * One virtual machine as CP keeps it (VM/370's VMBLOK, SY20-0886): composed of parts, each with the file that says who
 * changes it. What happens to it when is decided elsewhere: `dispatcher.ts` (turns), `sessions.ts` (logon, logoff),
 * `virtual-console.ts`.
 */
import {
	messageLine, messageText, type Insertions, type Message,
} from '../../base/message.js';
import type {Channels} from '../../machine/channel/channel.js';
import type {Cpu} from '../../machine/cpu/cpu.js';
import {swapPsw} from '../../machine/cpu/interruption.js';
import {programInterruption, svcInterruption} from '../../machine/cpu/interruption-classes.js';
import type {Processor} from '../../machine/interpreter/processor.js';
import type {AddressSpace} from '../../machine/storage/storage.js';
import type {LineClass, TerminalStatus} from '../../port/terminal-port.js';
import {unassigned, type Assignment} from '../communication/assignment.js';
import {TimeLimit} from '../communication/time-limit.js';
import {LinkTries} from '../devices/link-tries.js';
import {Debugging, type DebuggingHost} from '../debugging/debugging.js';
import type {VirtualDevice} from '../devices/virtual-device.js';
import {VirtualDevices} from '../devices/virtual-devices.js';
import type {DirectoryEntry} from '../directory/directory.js';
import {messages} from '../messages/index.js';
import {Session} from '../session.js';
import {editMessage, isEdited} from '../terminal/message-editing.js';
import {
	settingsOf, terminalOf, type MachineSettings, type TerminalSettings,
} from '../terminal/settings.js';
import {VirtualConsole, type ConsoleHost} from '../terminal/virtual-console.js';
import {Account, type Counted} from './accounting.js';
import {CpMode} from './cp-mode.js';
import {Hardware, type ChannelMode, type HardwareHost} from './hardware.js';
import {Holds} from './holds.js';
import {LoadedSystem} from './loaded-system.js';
import {ResidentDriver, type ResidentSupervisor} from './resident-driver.js';
import {TimeAccounting} from './time-accounting.js';

/** What a machine asks of the system it is in; its parts ask the rest. */
export type MachineHost = HardwareHost & ConsoleHost<VirtualMachine> & ResidentSupervisor<VirtualMachine>
	& DebuggingHost<VirtualMachine> & MachineEvents;

/** Halfwords of an SVC. */
const svcLength = 1;

/** What it tells of itself. */
type MachineEvents = {
	/** Who has which minidisk. */
	readonly links: {
		attached(vm: VirtualMachine, device: VirtualDevice): void;
		detached(device: VirtualDevice): void;
	};
	/** It did something that is counted. */
	count(vm: VirtualMachine, what: Counted): void;
	/** It may have become able or unable to run. */
	changed(vm: VirtualMachine): void;
	/** It has new storage, whose pages need frames. */
	adopt(vm: VirtualMachine): void;
	/** It was reset; with `clear` its storage is empty. */
	wasReset(vm: VirtualMachine, clear: boolean): void;
	/** It waits for a terminal that it does not have. */
	terminalNeeded(vm: VirtualMachine): void;
	/** It runs no longer, until somebody lets it. */
	stopped(vm: VirtualMachine, why: StopReason): void;
};

/**
 * Why a machine stopped in CP. `disabledWait`: its PSW lets nothing happen any more (also a loop of interruptions).
 * `abend`: a fault of ours. `limit`: its processor time is used up. `command`: the machine's own doing, or somebody's
 * at its terminal (CP, ADSTOP, SYSTEM RESET, an IPL that fails). `asked`: who has power over a slave wanted it.
 */
export type StopReason = 'disabledWait' | 'abend' | 'limit' | 'command' | 'asked';

export class VirtualMachine {
	/** Privilege classes, as letters: `BG`. */
	readonly classes: string;
	readonly session: Session;
	readonly account: Account;
	readonly settings: MachineSettings;
	/** What the machine is told of its time (DIAGNOSE X'70'). */
	readonly timeAccounting = new TimeAccounting();
	readonly terminal: TerminalSettings;
	readonly cpMode = new CpMode();
	readonly loaded = new LoadedSystem();
	readonly linkTries = new LinkTries();
	/** Wrong passwords that AUTOLOG was given. */
	readonly autologTries = new LinkTries();
	readonly assignment: Assignment<VirtualMachine> = {...unassigned};
	/** Processor time of a slave's assignment. */
	readonly timeLimit = new TimeLimit();
	/** Virtual devices by address. */
	readonly devices: VirtualDevices;
	readonly holds: Holds;
	/** CP's side of the console device. */
	readonly console: VirtualConsole<VirtualMachine>;
	/** TRACE and ADSTOP. */
	readonly debugging: Debugging<VirtualMachine>;
	/** Resident programs in it. */
	readonly resident: ResidentDriver<VirtualMachine>;
	readonly #hardware: Hardware;
	readonly #host: MachineHost;

	constructor(host: MachineHost, readonly entry: DirectoryEntry, readonly userid = entry.userid) {
		this.#host = host;
		this.classes = entry.classes;
		this.session = new Session(host.clock.now());
		this.account = new Account(entry.account, what => {
			host.count(this, what);
		}, host.clock.now());
		this.settings = settingsOf(entry);
		this.terminal = terminalOf(entry);
		const {blockMultiplexer, cpuId} = entry.options;
		const serial = cpuId === undefined ? undefined : Number.parseInt(cpuId, 16);
		this.#hardware = new Hardware(host, entry.storage, blockMultiplexer ? 'BMX' : 'SEL', () => {
			this.wake();
		}, serial);
		this.devices = new VirtualDevices(() => this.#hardware.channels, {
			attached: device => {
				host.links.attached(this, device);
			},
			detached(device) {
				host.links.detached(device);
			},
		});
		this.holds = new Holds(() => {
			host.changed(this);
		});
		this.console = new VirtualConsole<VirtualMachine>(this, host);
		this.debugging = new Debugging<VirtualMachine>(this, host);
		this.resident = new ResidentDriver<VirtualMachine>(this, host);
	}

	get storage(): AddressSpace {
		return this.#hardware.storage;
	}

	get cpu(): Cpu {
		return this.#hardware.cpu;
	}

	get processor(): Processor {
		return this.#hardware.processor;
	}

	get channels(): Channels {
		return this.#hardware.channels;
	}

	/** What its channels are. */
	get channelMode(): ChannelMode {
		return this.#hardware.channelMode;
	}

	/** Can be given the processor. */
	get runnable(): boolean {
		return this.holds.none && !this.session.loggedOff;
	}

	/** In CP READ and kept from the processor, until BEGIN. */
	get stopped(): boolean {
		return this.holds.has('cp');
	}

	/** What its terminal shows. */
	get status(): TerminalStatus {
		return this.cpMode.status(this.console.reading);
	}

	/** Something may interrupt it: an enabled wait ends so that the processor looks. */
	wake(): void {
		this.cpu.attention = true;
		this.holds.release('wait');
	}

	/**
	 * Types a line at its terminal. Nobody sees it while the machine is disconnected; a spooled console has it all the
	 * same.
	 */
	type(text: string, lineClass: LineClass = 'cp'): void {
		if (this.session.line) {
			this.session.line.type(text, lineClass);
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

	/** An SVC interruption, as if the machine had executed SVC `code`. */
	svcInterruption(code: number): void {
		swapPsw(this.processor.execution, svcInterruption, svcLength, code);
		this.cpu.attention = true;
	}

	/** Gives the terminal to CP and, unless SET RUN is ON, stops the machine: as attention to CP does. */
	enterCp(): void {
		this.#enterCp(this.settings.run ? undefined : 'command');
	}

	/**
	 * Stops the machine in CP whatever SET RUN says, until BEGIN or IPL: it cannot run, or must not (a disabled wait, a
	 * loop of interruptions, a reset, ADSTOP). With RUN ON it would come here again at once, for ever.
	 */
	stop(why: StopReason = 'command'): void {
		this.#enterCp(why);
	}

	/** Something of ours failed while it was worked for: its command, programs and I/O are abandoned, and it stops. */
	abend(fault: string): void {
		this.cpMode.task?.cancel();
		this.reset(false);
		this.type(messageLine(messages.DMKYTN900W, {fault}), 'error');
		this.stop('abend');
	}

	/** There is no room for a page that it cannot do without: it is reset, and its storage given back. */
	outOfPages(): void {
		this.cpMode.task?.cancel();
		this.reset(true);
		this.type(messageLine(messages.DMKPGT400I), 'error');
		this.stop('abend');
	}

	#enterCp(stops: StopReason | undefined): void {
		this.cpMode.enter();
		if (stops) {
			this.holds.add('cp');
			this.#host.stopped(this, stops);
		}

		this.session.line?.refresh();
		if (!this.session.line) {
			this.needTerminal();
		}
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

		this.cpMode.leave();
		this.session.attend();
		this.cpu.attention = true;
		this.holds.release('wait');
		this.holds.release('cp');
		this.console.resume();
		this.session.line?.refresh();
	}

	/** DEFINE STORAGE: a machine of another size with the same devices, cleared and stopped in CP. */
	redefineStorage(size: number): void {
		this.#host.settle(this);
		this.reset(true);
		this.#hardware.rebuild(size);
		this.devices.reconnect();
		this.account.restart(this.cpu.instructions);
		this.#host.adopt(this);
		this.stop();
	}

	/** DEFINE CHANNELS: resets the machine, whose storage is kept, and stops it in CP. */
	redefineChannels(mode: ChannelMode): void {
		this.reset(false);
		this.#hardware.channelMode = mode;
		this.stop();
	}

	/** SYSTEM RESET: channels, devices and CPU reset, storage kept; `clear` also clears storage and keys. */
	reset(clear: boolean): void {
		this.loaded.reset();
		this.timeAccounting.end();
		this.debugging.reset();
		this.resident.reset();
		this.#hardware.reset(clear);
		for (const reason of ['wait', 'page', 'room', 'io', 'trace'] as const) {
			this.holds.release(reason);
		}

		this.#host.wasReset(this, clear);
	}

	/** LOGOFF: what the machine had of the host's storage is given back. It can neither run nor be looked into. */
	close(): void {
		this.holds.forget();
		this.#hardware.close();
	}
}
