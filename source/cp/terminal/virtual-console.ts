/**
 * A machine's console (DMKCNS, DMKVCN): a 3215 whose typewriter is the user's terminal. Where it is shown is
 * `terminal-line.ts`'s matter; without a terminal what is typed is lost, and a read waits until somebody reconnects.
 */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import {Console3215, console3215Command, type Typewriter} from '../../machine/devices/3215.js';
import type {Holds} from '../machine/holds.js';
import type {LoadedSystem} from '../machine/loaded-system.js';
import type {Session} from '../session.js';
import {OutputUnit} from '../spool/output-unit.js';
import {initialSpool, output} from '../spool/spooled-units.js';
import type {SpoolOptions, VirtualDevice} from '../devices/virtual-device.js';
import type {Spooler} from '../spool/spooler.js';
import type {SpoolingMachine} from '../spool/spooling-machine.js';
import type {LineClass} from '../../port/terminal-port.js';
import {ConsoleLineClass} from './console-line-class.js';
import {RecentLines} from './recent-lines.js';

/** The machine whose console it is. */
export type ConsoleMachine = SpoolingMachine & {
	readonly session: Pick<Session, 'line' | 'loggedOff' | 'attend'>;
	readonly loaded: Pick<LoadedSystem, 'generation'>;
	readonly holds: Pick<Holds, 'release'>;
	/** CP keeps it from the processor until BEGIN. */
	readonly stopped: boolean;
	type(text: string, lineClass?: LineClass): void;
	/** It needs somebody at a terminal, and has none. */
	needTerminal(): void;
};

/** What a console asks of the system. */
export type ConsoleHost<Machine> = {
	readonly spooler: Spooler;
	schedule(microseconds: number, action: () => void): () => void;
	/** The machine had a line, or attention, from its terminal. */
	interaction(vm: Machine): void;
	/** A line was typed at a machine's console, or by it. */
	consoleLine?(userid: string, text: string): void;
};

const longest = limits.consoleLine.value;

export class VirtualConsole<Machine extends ConsoleMachine = ConsoleMachine> implements Typewriter {
	readonly device: Console3215;
	/** Tells errors from other lines. */
	readonly lineClass = new ConsoleLineClass();
	/** What was entered at the terminal. */
	readonly recent = new RecentLines();
	#reading = false;
	#spool: {readonly options: SpoolOptions; readonly unit: OutputUnit} | undefined;
	#firstAnswer: string | undefined;
	/** Typed without carrier return: the rest of the line may follow. */
	#open = '';

	constructor(private readonly vm: Machine, private readonly host: ConsoleHost<Machine>) {
		// A display takes a line as fast as CP gives it.
		this.device = new Console3215(this, {characterTime: 0});
	}

	/** The console as a device of its machine; what is typed goes to the spool as well once SPOOL says START. */
	virtualDevice(address: number, spoolClass = 'T'): VirtualDevice {
		const spool = initialSpool(spoolClass);
		const unit = new OutputUnit(this.vm, this.host.spooler, 'CON', spool);
		this.#spool = {options: spool, unit};
		return {
			address, kind: 'CONS', type: '3215', readOnly: false, spool, ...output(unit, this.device),
		};
	}

	/** A line typed at or by the terminal. True where it is not to be shown there (SPOOL CONSOLE NOTERM). */
	spool(text: string): boolean {
		this.host.consoleLine?.(this.vm.userid, text);
		const {options, unit} = this.#spool ?? {};
		if (!options?.started) {
			return false;
		}

		unit?.write(console3215Command.writeReturn, toEbcdic(text));
		return !options.terminal;
	}

	/** A line entered at the terminal, as it is repeated: without passwords. */
	entered(line: string): void {
		this.spool(line);
		this.recent.add(line);
	}

	/** Attention was given to the machine, which has not started anything at its console since. */
	get attentionPending(): boolean {
		return this.device.attentionWaits;
	}

	/** The machine waits for a line. */
	get reading(): boolean {
		return this.#reading;
	}

	print(bytes: Uint8Array, newLine: boolean): 'hold' | undefined {
		this.#open += fromEbcdic(bytes);
		while (this.#open.length > longest) {
			this.#type(this.#open.slice(0, longest));
			this.#open = this.#open.slice(longest);
		}

		if (newLine) {
			this.#flush();
		}

		return this.#mustWait ? 'hold' : undefined;
	}

	requestLine(): void {
		if (this.#open !== '') {
			this.#flush();
		}

		this.#reading = true;
		const answer = this.#firstAnswer;
		if (answer !== undefined) {
			this.#firstAnswer = undefined;
			// The machine's channel still starts the read.
			const {generation} = this.vm.loaded;
			this.host.schedule(0, () => {
				if (this.#reading && this.vm.loaded.generation === generation && !this.vm.session.loggedOff) {
					this.deliver(answer);
				}
			});
		} else if (this.vm.session.line) {
			this.vm.session.line.refresh();
		} else {
			this.vm.needTerminal();
		}
	}

	cancelLine(): void {
		this.#reading = false;
		this.vm.session.attend();
		this.vm.session.line?.refresh();
	}

	alarm(): void {
		this.vm.session.line?.alarm();
	}

	/** What AUTOLOG gives a machine nobody types at: the line its first read gets. */
	answerFirstRead(text: string): void {
		this.#firstAnswer = text;
	}

	/** The line the machine waits for. */
	deliver(text: string): void {
		this.#reading = false;
		this.vm.session.attend();
		this.host.interaction(this.vm);
		this.device.line(toEbcdic(text));
		this.vm.session.line?.refresh();
	}

	/** Attention from the terminal: an interruption, once until the machine uses its console. */
	attention(): void {
		if (!this.attentionPending) {
			this.host.interaction(this.vm);
			this.device.attention();
		}
	}

	/** The terminal takes lines again, or is gone; or the machine goes on. */
	resume(): void {
		if (!this.#mustWait) {
			this.device.resume();
			this.vm.holds.release('trace');
		}
	}

	/**
	 * A write does not end now: the screen is full, or CP has stopped the machine, whose channel program (a loop of
	 * writes) would type on over CP's read.
	 */
	get #mustWait(): boolean {
		return this.vm.stopped || (this.vm.session.line?.holding ?? false);
	}

	#flush(): void {
		const text = this.#open;
		this.#open = '';
		this.#type(text);
	}

	#type(text: string): void {
		this.vm.type(text, this.lineClass.of(text));
	}
}
