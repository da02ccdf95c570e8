/**
 * IBM 1403 printer on a 2821 control unit (GA24-3312): write with carriage control, carriage control alone, no-op, sense. Commands that load
 * the character set buffer or gate and block data checks are taken and have no effect. Not implemented: channel 9 and 12 sensing
 * (there is no carriage tape), data checks.
 */
import type {
	CommandEnd, DataTransfer, Device, DeviceHost,
} from '../device.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';

/** Carriage movement after a line: lines to space (0–3), or a channel of the carriage tape to skip to (1–12). */
export type Carriage = {readonly space: number} | {readonly skip: number};

/** Where lines go. */
export type PrintSink = {
	/**
	 * A line of up to 132 bytes and the carriage movement behind it; `undefined`: movement only. `command` is the channel command, as
	 * spool files keep it. False: no paper (no spool space); nothing was printed.
	 */
	print(line: Uint8Array | undefined, carriage: Carriage, command: number): boolean | void;
};

/** 1100 lines a minute. */
const microsecondsPerLine = 54_545;
const lineLength = 132;

const ignored: ReadonlySet<number> = new Set([0xF3, 0xFB, 0xEB, 0x63, 0x73, 0x7B, 0x23]);

/** What the high five bits of a write or control command move, or `undefined`. */
export function carriageOf(command: number): Carriage | undefined {
	const code = command >>> 3;
	if (code < 4) {
		return {space: code};
	}

	return code >= 17 && code <= 28 ? {skip: code - 16} : undefined;
}

export class Printer1403 implements Device {
	readonly type = '1403';
	readonly #sink: PrintSink;
	readonly #lineTime: number;
	readonly #sense = new SenseRegister(1);

	/** `lineTime`: microseconds a line, 54,545 unless told. */
	constructor(sink: PrintSink, options: {readonly lineTime?: number} = {}) {
		this.#sink = sink;
		this.#lineTime = options.lineTime ?? microsecondsPerLine;
	}

	attach(_host: DeviceHost): void {
		// A printer never speaks first.
	}

	execute(command: number, transfer: DataTransfer): CommandEnd {
		if (command === 0x04) {
			transfer.input(this.#sense.bytes);
			return {status: normalEnd, duration: 0};
		}

		this.#sense.clear();
		if (command === 0x03 || ignored.has(command)) {
			// Buffer loads transfer data, which goes nowhere.
			return command === 0x03 ? immediateEnd : {status: normalEnd, duration: transfer.output(transfer.remaining).length};
		}

		const carriage = carriageOf(command);
		const kind = command & 7;
		if (!carriage || (kind !== 1 && kind !== 3)) {
			return this.#sense.reject();
		}

		const line = kind === 1 ? transfer.output(Math.min(lineLength, transfer.remaining)) : undefined;
		if (this.#sink.print(line, carriage, command) === false) {
			return this.#sense.intervention();
		}

		return line ? {status: normalEnd, duration: this.#lineTime} : {status: normalEnd, duration: this.#lineTime, immediate: true};
	}

	sense(): Uint8Array {
		return this.#sense.bytes;
	}

	halt(): void {
		// Every command ends at once.
	}

	reset(): void {
		this.#sense.clear();
	}
}
