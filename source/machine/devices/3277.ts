/**
 * IBM 3277 display station on a 3272 control unit, local (GA27-2749): Write, Erase/Write, Erase All Unprotected, Read Modified, Read
 * Buffer, Select, sense. Buffer, fields and orders are the backend's. Not implemented: printers, Copy, remote polling.
 */
import {
	unitStatus, type CommandEnd, type DataTransfer, type Device, type DeviceHost,
} from '../device.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';

/** The screen and keyboard. */
export type Display = {
	/** Write control character, orders and data; `erase`: Erase/Write. `'hold'`: the end of the write waits for `resume`. */
	write(data: Uint8Array, erase: boolean): 'hold' | void;
	/** Attention identifier, cursor address, and modified fields with their addresses. */
	readModified(): Uint8Array;
	/** Attention identifier, cursor address, the whole buffer. */
	readBuffer(): Uint8Array;
	eraseUnprotected(): void;
};

export const display3277Command = {
	write: 0x01, readBuffer: 0x02, noOperation: 0x03, sense: 0x04, eraseWrite: 0x05, readModified: 0x06, select: 0x0B, eraseUnprotected: 0x0F,
} as const;

export class Display3277 implements Device {
	readonly type = '3277';
	readonly #display: Display;
	readonly #sense = new SenseRegister(1);
	#host: DeviceHost | undefined;
	#held = false;

	constructor(display: Display) {
		this.#display = display;
	}

	attach(host: DeviceHost): void {
		this.#host = host;
	}

	/** The user pressed a key that reaches the system: Enter, PF, PA, Clear. */
	attention(): void {
		this.#host?.present(unitStatus.attention);
	}

	/** Ends a write that was held. */
	resume(): void {
		if (this.#held) {
			this.#held = false;
			this.#host?.end({status: normalEnd, duration: 0});
		}
	}

	execute(command: number, transfer: DataTransfer): CommandEnd | undefined {
		const done: CommandEnd = {status: normalEnd, duration: 0};
		if (command === display3277Command.sense) {
			transfer.input(this.#sense.bytes);
			return done;
		}

		this.#sense.clear();
		switch (command) {
			case display3277Command.write:
			case display3277Command.eraseWrite: {
				const answer = this.#display.write(transfer.output(transfer.remaining), command === display3277Command.eraseWrite);
				this.#held = answer === 'hold';
				return this.#held ? undefined : done;
			}

			case display3277Command.readModified: {
				transfer.input(this.#display.readModified());
				return done;
			}

			case display3277Command.readBuffer: {
				transfer.input(this.#display.readBuffer());
				return done;
			}

			case display3277Command.eraseUnprotected: {
				this.#display.eraseUnprotected();
				return immediateEnd;
			}

			case display3277Command.noOperation:
			case display3277Command.select: {
				return immediateEnd;
			}

			default: {
				return this.#sense.reject();
			}
		}
	}

	sense(): Uint8Array {
		return this.#sense.bytes;
	}

	halt(): void {
		this.resume();
	}

	reset(): void {
		this.#held = false;
		this.#sense.clear();
	}
}
