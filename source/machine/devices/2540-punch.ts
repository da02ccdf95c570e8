/** IBM 2540 card punch (GA21-9033): punch with stacker select, no-op, sense. Not implemented: column binary, PFR. */
import type {
	CommandEnd, DataTransfer, Device, DeviceHost,
} from '../device.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';

/** Where punched cards go. */
export type CardSink = {
	/** Takes a card of up to 80 bytes. False: the stacker is full (no spool space), and the card is not taken. */
	punch(card: Uint8Array): boolean | void;
};

/** 300 cards a minute. */
const microsecondsPerCard = 200_000;
const cardLength = 80;
const write = 0x01;
const stacker = 0xC0;

export class CardPunch2540 implements Device {
	readonly type = '2540P';
	readonly #sink: CardSink;
	readonly #cardTime: number;
	readonly #sense = new SenseRegister(1);

	/** `cardTime`: microseconds a card, 200,000 unless told. */
	constructor(sink: CardSink, options: {readonly cardTime?: number} = {}) {
		this.#sink = sink;
		this.#cardTime = options.cardTime ?? microsecondsPerCard;
	}

	attach(_host: DeviceHost): void {
		// A punch never speaks first.
	}

	execute(command: number, transfer: DataTransfer): CommandEnd {
		if (command === 0x04) {
			transfer.input(this.#sense.bytes);
			return {status: normalEnd, duration: 0};
		}

		this.#sense.clear();
		if (command === 0x03) {
			return immediateEnd;
		}

		if ((command & ~stacker) !== write || (command & stacker) === stacker) {
			return this.#sense.reject();
		}

		return this.#sink.punch(transfer.output(cardLength)) === false ? this.#sense.intervention() : {status: normalEnd, duration: this.#cardTime};
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
