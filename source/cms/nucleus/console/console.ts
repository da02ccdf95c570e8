/**
 * The virtual console: channel programs for the 3215 at 009, its interruptions, attention (DMSCWR, DMSCRD, DMSCIT;
 * SY20-0884). One channel program at a time. After attention a read is started at once while the program goes on; its
 * line is an immediate command or is stacked.
 */
import {assigned} from '../../../base/assigned-storage.js';
import {channelCommand, channelStatusWord, ccwFlag, unitStatus} from '../../../base/channel-words.js';
import {everythingEnabled} from '../../../base/architecture.js';
import {act} from '../../../guest/act.js';
import type {Step} from '../../../guest/action.js';
import type {Guest} from '../../../guest/guest.js';
import type {CmsConsole} from '../../cms.js';
import {longestStackLine, type ConsoleStack} from './console-stack.js';
import {
	area, console009, lineLength,
} from '../storage/layout.js';
import {upper} from '../command/scan.js';
import type {NuconSettings} from '../storage/settings.js';
import type {TerminalTranslation} from './terminal-translation.js';
import {work} from '../storage/work.js';

const ccw = {write: 0x09, read: 0x0A, noOperation: 0x03} as const;
const readCount = 134;

type Operation = 'none' | 'write' | 'read' | 'attention';

/** What an interruption of the console came to. */
export type ConsoleInterruption = 'done' | {readonly line: string};

export class NucleusConsole implements CmsConsole {
	readonly guest: Guest;
	readonly lines: ConsoleStack;
	readonly settings: NuconSettings;
	readonly translation: TerminalTranslation;
	#operation: Operation = 'none';
	#attention = false;
	/** A read that followed an attention has ended, its line is in the buffer. */
	#lineRead = false;
	#residual = 0;

	constructor(
		guest: Guest,
		{
			lines,
			settings,
			translation,
		}: {readonly lines: ConsoleStack; readonly settings: NuconSettings; readonly translation: TerminalTranslation},
	) {
		this.guest = guest;
		this.lines = lines;
		this.settings = settings;
		this.translation = translation;
	}

	get stacked(): number {
		return this.lines.count;
	}

	/** A line is being typed or read: another one would have to wait. */
	get isBusy(): boolean {
		return this.#operation !== 'none';
	}

	get haltTyping(): boolean {
		return this.settings.haltTyping;
	}

	set haltTyping(on: boolean) {
		this.settings.haltTyping = on;
	}

	stack(line: string, order: 'FIFO' | 'LIFO'): void {
		this.lines.push(line.slice(0, longestStackLine), order);
	}

	clearStack(): void {
		while (this.lines.pop() !== undefined) {
			// Every line goes back to free storage.
		}
	}

	makeBuffer(): number {
		return this.lines.makeBuffer();
	}

	dropBuffer(number?: number): boolean {
		return this.lines.dropBuffer(number);
	}

	* type(text: string): Step {
		if (!this.haltTyping) {
			yield * this.typeAlways(text);
		}
	}

	* typeError(text: string): Step {
		yield * this.typeAlways(text);
	}

	/** Types although HT is in effect: Ready lines, errors. */
	* typeAlways(text: string): Step {
		const line = text.trimEnd();
		let start = 0;
		do {
			yield * this.#write(line.slice(start, start + lineLength));
			start += lineLength;
		} while (start < line.length);
	}

	/** The next line for the command loop: with SET AUTOREAD OFF the terminal is not read until attention. */
	* readCommand(): Step<string> {
		while (!this.settings.automaticRead && this.stacked === 0) {
			yield {kind: 'wait', systemMask: everythingEnabled};
		}

		return yield * this.read({asTyped: true});
	}

	* read({
		asTyped = false,
		terminalOnly = false,
	}: {readonly asTyped?: boolean; readonly terminalOnly?: boolean} = {}): Step<string> {
		const line = (terminalOnly ? undefined : this.lines.pop()) ?? (yield * this.#readTerminal(terminalOnly));
		yield * work(this.guest, 'scanLine');
		return asTyped ? line : upper(line);
	}

	/**
	 * An I/O interruption of the console, its CSW at 64: its end is posted to who waits. The first thing that an
	 * interruption handler does: what fails later must not leave the console busy for ever.
	 */
	posted(): void {
		const {storage} = this.guest;
		const unit = storage.byte(assigned.csw + channelStatusWord.offset.unit);
		if ((unit & (unitStatus.deviceEnd | unitStatus.unitCheck)) !== 0 && this.#operation !== 'none') {
			this.#residual = storage.half(assigned.csw + channelStatusWord.offset.residual);
			this.#lineRead = this.#operation === 'attention';
			this.#operation = 'none';
		}

		if ((unit & unitStatus.attention) !== 0 && this.#operation !== 'read') {
			this.#attention = true;
		}
	}

	/** What follows the interruption: the line of a read after attention, or the start of one. */
	* interrupted(): Step<ConsoleInterruption> {
		const result: ConsoleInterruption = this.#lineRead ? {line: this.#inputLine()} : 'done';
		this.#lineRead = false;
		if (this.#attention && this.#operation === 'none') {
			this.#attention = false;
			yield * this.#start('attention');
		}

		return result;
	}

	/** Halts a read whose reader is gone: what is typed now must not wait for a line, nor that line be lost. */
	* haltRead(): Step {
		if (this.#operation === 'read') {
			yield {kind: 'io', operation: 'HIO', device: console009};
			yield * this.#until('read');
		}
	}

	/** Halts a read that somebody waits for, so that another can be made meanwhile. True: there is one to go on. */
	* suspendRead(): Step<boolean> {
		const isReading = this.#operation === 'read';
		yield * this.haltRead();
		return isReading;
	}

	/** Starts the suspended read again: who waits for it goes on waiting. */
	* resumeRead(): Step {
		yield * this.#idle();
		yield * this.#start('read');
	}

	/** Nothing of what the console does was started by this nucleus: it ends. */
	* abandon(): Step {
		yield {kind: 'io', operation: 'HIO', device: console009};
	}

	* #write(text: string): Step {
		yield * work(this.guest, 'typeLine');
		yield * this.#idle();
		const length = Math.max(1, text.length);
		this.guest.storage.setText(area.consoleOutput, text, length);
		this.translation.translate('output', area.consoleOutput, length);
		this.#setCcw(
			area.consoleProgram,
			ccw.write,
			area.consoleOutput,
			ccwFlag.chainCommand | ccwFlag.suppressLength,
			length,
		);
		this.#setCcw(area.consoleProgram + 8, ccw.noOperation, area.consoleOutput, ccwFlag.suppressLength, 1);
		yield * this.#start('write');
		yield * this.#until('write');
	}

	* #readTerminal(terminalOnly: boolean): Step<string> {
		yield * this.#idle();
		// A read after attention may have brought one meanwhile.
		const stacked = terminalOnly ? undefined : this.lines.pop();
		if (stacked !== undefined) {
			return stacked;
		}

		yield * this.#start('read');
		yield * this.#until('read');
		return this.#inputLine();
	}

	/** Starts the channel program of `operation`; tries again where the device has status to give first. */
	* #start(operation: 'write' | 'read' | 'attention'): Step {
		const {storage} = this.guest;
		const program = operation === 'write' ? area.consoleProgram : area.consoleProgram + 32;
		if (operation !== 'write') {
			this.#setCcw(program, ccw.read, area.consoleInput, ccwFlag.suppressLength, readCount);
		}

		for (;;) {
			storage.setWord(assigned.caw, program);
			// Before SIO: its interruption may come before this program is resumed.
			this.#operation = operation;
			const cc = yield * act(this.guest, {kind: 'io', operation: 'SIO', device: console009});
			if (cc === 0) {
				return;
			}

			this.#operation = 'none';
			// Without a console what is typed is lost, and a reader waits until there is one.
			if (cc === 3 && operation !== 'read') {
				return;
			}

			if (cc === 1) {
				const unit = storage.byte(assigned.csw + channelStatusWord.offset.unit);
				if ((unit & unitStatus.busy) === 0 && (unit & unitStatus.channelEnd) !== 0) {
					return;
				}

				this.#attention ||= (unit & unitStatus.attention) !== 0 && operation === 'write';
			} else {
				yield {kind: 'wait', systemMask: everythingEnabled};
			}
		}
	}

	* #idle(): Step {
		while (this.#operation !== 'none') {
			yield {kind: 'wait', systemMask: everythingEnabled};
		}
	}

	* #until(operation: Operation): Step {
		while (this.#operation === operation) {
			yield {kind: 'wait', systemMask: everythingEnabled};
		}
	}

	#inputLine(): string {
		const length = Math.max(0, readCount - this.#residual);
		this.translation.translate('input', area.consoleInput, length);
		return this.guest.storage.text(area.consoleInput, length);
	}

	#setCcw(address: number, command: number, data: number, flags: number, count: number): void {
		const {storage} = this.guest;
		storage.setWord(address, ((command << 24) | data) >>> 0);
		storage.setWord(address + channelCommand.offset.flags, ((flags << 24) | count) >>> 0);
	}
}
