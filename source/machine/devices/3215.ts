/**
 * IBM 3215 console printer-keyboard (GA24-3550, "Console Printer-Keyboard"): write with and without carrier return,
 * read inquiry, no-op, audible alarm, sense. Not implemented: the wire check and margin logic; a line goes to the
 * backend whole.
 */
import {unitStatus} from '../../base/channel-words.js';
import {consoleParts} from '../../base/console-text.js';
import {limits} from '../../base/limits.js';
import type {CommandEnd, DataTransfer} from '../channel/device.js';
import {immediateEnd, normalEnd} from './sense-register.js';
import {doneEnd, SensingDevice} from './sensing-device.js';

/** What types and is typed on. EBCDIC throughout. */
export type Typewriter = {
	/**
	 * Types `bytes`, among them no new line and no idle; `newLine`: then returns the carrier. `'hold'`: the paper is
	 * not ready for more, the write ends when `resume` is called.
	 */
	print(bytes: Uint8Array, newLine: boolean): 'hold' | void;
	/** A read is pending: the keyboard is unlocked (PROCEED light). */
	requestLine(): void;
	/** The pending read was taken back (HALT I/O, reset). */
	cancelLine(): void;
	alarm?(): void;
};

/** A 3215 prints 85 characters a second. */
const microsecondsPerCharacter = 11_765;

export const console3215Command = {
	write: 0x01, noOperation: 0x03, sense: 0x04, writeReturn: 0x09, readInquiry: 0x0A, alarm: 0x0B,
} as const;

export class Console3215 extends SensingDevice {
	readonly type = '3215';
	readonly #typewriter: Typewriter;
	readonly #characterTime: number;
	#read: DataTransfer | undefined;
	#held: CommandEnd | undefined;
	#attentionWaits = false;

	/**
	 * `characterTime`: microseconds a character, 11,765 unless told; 0 for a virtual console whose terminal is quicker.
	 */
	constructor(typewriter: Typewriter, options: {readonly characterTime?: number} = {}) {
		super();
		this.#typewriter = typewriter;
		this.#characterTime = options.characterTime ?? microsecondsPerCharacter;
	}

	/** A read is pending. */
	get isReading(): boolean {
		return this.#read !== undefined;
	}

	/** Request was pressed and no channel program has begun since: as far as known the attention has not been taken. */
	get attentionWaits(): boolean {
		return this.#attentionWaits;
	}

	/**
	 * The operator typed a line and pressed End. Characters beyond the read's count are lost, as the keyboard locks
	 * there. False where no read is pending.
	 */
	line(bytes: Uint8Array): boolean {
		const transfer = this.#read;
		if (!transfer) {
			return false;
		}

		this.#read = undefined;
		transfer.input(bytes.subarray(0, transfer.remaining));
		this.host?.end(doneEnd);
		return true;
	}

	/** The operator pressed Cancel: the read ends with unit exception. False where no read is pending. */
	cancel(): boolean {
		if (!this.#read) {
			return false;
		}

		this.#read = undefined;
		this.host?.end({status: normalEnd | unitStatus.unitException, duration: 0});
		return true;
	}

	/** The operator pressed Request. */
	attention(): void {
		this.#attentionWaits = true;
		this.host?.present(unitStatus.attention);
	}

	/** The paper is ready again: ends a write that was held. */
	resume(): void {
		const end = this.#held;
		if (end) {
			this.#held = undefined;
			this.host?.end(end);
		}
	}

	override execute(command: number, transfer: DataTransfer, chained = 0): CommandEnd | undefined {
		if (chained === 0) {
			this.#attentionWaits = false;
		}

		return super.execute(command, transfer, chained);
	}

	/** The first character is asked for when there is time to type it. */
	latency(command: number): number | undefined {
		return command === console3215Command.write || command === console3215Command.writeReturn
			? this.#characterTime
			: undefined;
	}

	override halt(): void {
		const waited = this.#read ?? this.#held;
		this.#drop();
		if (waited) {
			this.host?.end(doneEnd);
		}
	}

	override reset(): void {
		super.reset();
		this.#attentionWaits = false;
		this.#drop();
	}

	protected perform(command: number, transfer: DataTransfer): CommandEnd | undefined {
		switch (command) {
			case console3215Command.write:
			case console3215Command.writeReturn: {
				const bytes = transfer.output(Math.min(transfer.remaining, limits.consoleWrite.value));
				const time = bytes.length * this.#characterTime;
				const end = {status: normalEnd, duration: time, passing: Math.max(0, time - this.#characterTime)};
				if (this.#print(bytes, command === console3215Command.writeReturn)) {
					this.#held = end;
					return undefined;
				}

				return end;
			}

			case console3215Command.readInquiry: {
				this.#read = transfer;
				this.#typewriter.requestLine();
				return undefined;
			}

			case console3215Command.alarm: {
				this.#typewriter.alarm?.();
				return immediateEnd;
			}

			default: {
				return this.senseRegister.reject();
			}
		}
	}

	/** Types the lines of a write. Whether the paper is not ready for more. */
	#print(bytes: Uint8Array, carrierReturn: boolean): boolean {
		let isHeld = false;
		for (const part of consoleParts(bytes, carrierReturn)) {
			isHeld = this.#typewriter.print(part.bytes, part.newLine) === 'hold';
		}

		return isHeld;
	}

	#drop(): void {
		this.#held = undefined;
		if (this.#read) {
			this.#read = undefined;
			this.#typewriter.cancelLine();
		}
	}
}
