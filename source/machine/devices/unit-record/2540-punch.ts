/**
 * IBM 2540 card punch (GA21-9033): punch with stacker select, column binary, no-op, sense. Not implemented: punch feed
 * read.
 */
import {unitStatus} from '../../../base/channel-words.js';
import {columnBinary, cardLength, stackerBits} from '../../../base/unit-record.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {fromColumnBinary} from './card-code.js';
import {doneEnd, SensingDevice} from '../sensing-device.js';

/** Where punched cards go. */
export type CardSink = {
	/**
	 * Takes a card of up to 80 bytes; `holes`: the same card in column binary where it was punched so (columns that are
	 * no character are zero in `card`). False: the stacker is full (no spool space), and the card is not taken.
	 */
	punch(card: Uint8Array, holes?: Uint8Array): boolean | void;
};

/** 300 cards a minute. */
const microsecondsPerCard = 200_000;
const write = 0x01;

const isPunch = (command: number): boolean =>
	(command & ~(stackerBits | columnBinary)) === write && (command & stackerBits) !== stackerBits;

export class CardPunch2540 extends SensingDevice {
	readonly type = '2540P';
	readonly #sink: CardSink;
	readonly #cardTime: number;
	/** The stacker was full: intervention is required until a card is taken again. */
	#isRefused = false;

	/** `cardTime`: microseconds a card, 200,000 unless told. */
	constructor(sink: CardSink, options: {readonly cardTime?: number} = {}) {
		super();
		this.#sink = sink;
		this.#cardTime = options.cardTime ?? microsecondsPerCard;
	}

	/** A card is asked for when the command has been accepted, unless the last one was not taken. */
	latency(command: number): 0 | undefined {
		return isPunch(command) && !this.#isRefused ? 0 : undefined;
	}

	protected perform(command: number, transfer: DataTransfer): CommandEnd {
		if (!isPunch(command)) {
			return this.senseRegister.reject();
		}

		const isBinary = (command & columnBinary) !== 0;
		const bytes = transfer.output(isBinary ? cardLength * 2 : cardLength);
		const isTaken = isBinary ? this.#sink.punch(fromColumnBinary(bytes).card, bytes) : this.#sink.punch(bytes);
		this.#isRefused = isTaken === false;
		if (this.#isRefused) {
			return this.senseRegister.intervention();
		}

		// Channel end when the card is in the buffer, device end when it is punched.
		return this.#cardTime === 0
			? doneEnd
			: {status: unitStatus.channelEnd, duration: bytes.length, deviceEndAfter: this.#cardTime};
	}
}
