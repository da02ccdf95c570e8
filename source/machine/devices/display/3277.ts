/**
 * IBM 3277 display station on a 3272 control unit, local (GA27-2749), or 3278 on a 3274: Write, Erase/Write,
 * Erase/Write Alternate (3278), Erase All Unprotected, Read Modified, Read Buffer, Select, sense. Buffer, fields and
 * orders are the backend's: `3270-buffer.ts` is one. Not implemented: printers, Copy, remote polling, Write Structured
 * Field.
 */
import {unitStatus} from '../../../base/channel-words.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {immediateEnd} from '../sense-register.js';
import {doneEnd, SensingDevice} from '../sensing-device.js';

/** The screen and keyboard. */
export type Display = {
	/**
	 * Write control character, orders and data; `erase`: Erase/Write; `chained`: behind another write or a read of the
	 * same chain, it goes on at the current buffer address. `'hold'`: the end of the write waits for `resume`.
	 * `'invalid'`: an order is wrong (operation check).
	 */
	write(data: Uint8Array, erase: boolean, chained?: boolean): 'hold' | 'invalid' | void;
	/**
	 * Attention identifier, cursor address, and modified fields with their addresses, looked for from place `from` on.
	 */
	readModified(from?: number): Uint8Array;
	/** Attention identifier, cursor address, the buffer from place `from` on. */
	readBuffer(from?: number): Uint8Array;
	eraseUnprotected(): void;
	/** The current buffer address, where chained commands go on; 0 unless told. */
	readonly address?: number;
};

export const display3277Command = {
	write: 0x01,
	readBuffer: 0x02,
	noOperation: 0x03,
	sense: 0x04,
	eraseWrite: 0x05,
	eraseWriteAlternate: 0x0D,
	readModified: 0x06,
	select: 0x0B,
	eraseUnprotected: 0x0F,
} as const;

/** Sense bit 7: operation check. */
const operationCheck = 0x01;

export class Display3277 extends SensingDevice {
	readonly type: '3277' | '3278';
	readonly #display: Display;
	#held = false;

	constructor(display: Display, type: '3277' | '3278' = '3277') {
		super();
		this.#display = display;
		this.type = type;
	}

	/** The user pressed a key that reaches the system: Enter, PF, PA, Clear. */
	attention(): void {
		this.host?.present(unitStatus.attention);
	}

	/** Ends a write that was held. */
	resume(): void {
		if (this.#held) {
			this.#held = false;
			this.host?.end(doneEnd);
		}
	}

	/** A write's data are asked for when the command has been accepted. */
	latency(command: number): 0 | undefined {
		return command === display3277Command.write || command === display3277Command.eraseWrite ? 0 : undefined;
	}

	override halt(): void {
		this.resume();
	}

	override reset(): void {
		super.reset();
		this.#held = false;
	}

	protected perform(command: number, transfer: DataTransfer, chained: number): CommandEnd | undefined {
		switch (command) {
			case display3277Command.write:
			case display3277Command.eraseWrite:
			case display3277Command.eraseWriteAlternate: {
				if (command === display3277Command.eraseWriteAlternate && this.type === '3277') {
					return this.senseRegister.reject();
				}

				const answer = this.#display.write(
					transfer.output(transfer.remaining),
					command !== display3277Command.write,
					moves(chained),
				);
				if (answer === 'invalid') {
					return this.senseRegister.check([operationCheck]);
				}

				this.#held = answer === 'hold';
				return this.#held ? undefined : doneEnd;
			}

			case display3277Command.readModified: {
				transfer.input(this.#display.readModified(this.#from(chained)));
				return doneEnd;
			}

			case display3277Command.readBuffer: {
				transfer.input(this.#display.readBuffer(this.#from(chained)));
				return doneEnd;
			}

			case display3277Command.eraseUnprotected: {
				this.#display.eraseUnprotected();
				return immediateEnd;
			}

			case display3277Command.select: {
				return immediateEnd;
			}

			default: {
				return this.senseRegister.reject();
			}
		}
	}

	/** Where a read begins: at the current buffer address behind a write of the same chain, else at the first place. */
	#from(chained: number): number {
		return moves(chained) ? this.#display.address ?? 0 : 0;
	}
}

/** Whether a command leaves a buffer address for the next one in its chain. */
function moves(command: number): boolean {
	return (
		command === display3277Command.write
		|| command === display3277Command.eraseWrite
		|| command === display3277Command.eraseWriteAlternate
	);
}
