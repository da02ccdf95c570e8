/** IBM 2540 card punch (GA21-9033): punch with stacker select, column binary, no-op, sense. Not implemented: punch feed read. */
import {
	unitStatus, type CommandEnd, type DataTransfer, type Device, type DeviceHost,
} from '../device.js';
import {fromColumnBinary} from './card-code.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';

/** Where punched cards go. */
export type CardSink = {
	/**
	 * Takes a card of up to 80 bytes; `holes`: the same card in column binary where it was punched so (columns that are no character are zero in `card`). False: the stacker is full (no spool space), and the card is not taken.
	 */
	punch(card: Uint8Array, holes?: Uint8Array): boolean | void;
};

/** 300 cards a minute. */
const microsecondsPerCard = 200_000;
const cardLength = 80;
const write = 0x01;
const stacker = 0xC0;
/** Data mode 2. */
const columnBinary = 0x20;

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

		if ((command & ~(stacker | columnBinary)) !== write || (command & stacker) === stacker) {
			return this.#sense.reject();
		}

		const isBinary = (command & columnBinary) !== 0;
		const bytes = transfer.output(isBinary ? cardLength * 2 : cardLength);
		const isTaken = isBinary ? this.#sink.punch(fromColumnBinary(bytes).card, bytes) : this.#sink.punch(bytes);
		if (isTaken === false) {
			return this.#sense.intervention();
		}

		// Channel end when the card is in the buffer, device end when it is punched.
		return this.#cardTime === 0 ? {status: normalEnd, duration: 0} : {status: unitStatus.channelEnd, duration: bytes.length, deviceEndAfter: this.#cardTime};
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
