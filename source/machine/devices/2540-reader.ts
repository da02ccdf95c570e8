/**
 * IBM 2540 card reader (GA21-9033): read with feed and stacker select, read without feed, feed, column binary, sense. Not implemented:
 * the PFR feature, 51-column cards. A card may have any length: VM/370's virtual readers hand out printer files too.
 */
import {
	senseByte, unitStatus, type CommandEnd, type DataTransfer, type Device, type DeviceHost,
} from '../device.js';
import {fromColumnBinary, toColumnBinary} from './card-code.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';

/** Where cards come from. */
export type CardSource = {
	/** The next card, taken off the hopper; `'endOfFile'` once behind the last card of a file; `undefined` where the hopper is empty. */
	next(): Uint8Array | BinaryCard | 'endOfFile' | undefined;
};

/** A card as its holes: column binary, two bytes a column. */
export type BinaryCard = {readonly holes: Uint8Array};

/** 1000 cards a minute. */
const microsecondsPerCard = 60_000;

/** Read commands have these bits, the stacker in bits 0–1 and "no feed" as 11 there. */
const read = 0x02;
/** Data mode 2 of a read. */
const columnBinary = 0x20;
const feed = 0x23;
const stacker = 0xC0;

export class CardReader2540 implements Device {
	readonly type = '2540R';
	readonly #source: CardSource;
	readonly #cardTime: number;
	readonly #sense = new SenseRegister(1);
	#host: DeviceHost | undefined;
	/** A card read without feed stays under the brushes. */
	#card: Uint8Array | BinaryCard | undefined;

	/** `cardTime`: microseconds a card, 60,000 unless told. */
	constructor(source: CardSource, options: {readonly cardTime?: number} = {}) {
		this.#source = source;
		this.#cardTime = options.cardTime ?? microsecondsPerCard;
	}

	attach(host: DeviceHost): void {
		this.#host = host;
	}

	/** Cards were put into an empty hopper and Start pressed: device end. */
	ready(): void {
		this.#host?.present(unitStatus.deviceEnd);
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

		const feeds = (command & stacker) !== stacker;
		if ((command & ~stacker) === feed && feeds) {
			this.#card = undefined;
			return {status: normalEnd, duration: 0, immediate: true};
		}

		if ((command & ~(stacker | columnBinary)) !== read) {
			return this.#sense.reject();
		}

		const card = this.#card ?? this.#source.next();
		if (card === undefined) {
			return this.#sense.intervention();
		}

		if (card === 'endOfFile') {
			return {status: normalEnd | unitStatus.unitException, duration: 0, immediate: true};
		}

		this.#card = feeds ? undefined : card;
		return (command & columnBinary) === 0 ? this.#giveCharacters(card, transfer) : this.#giveHoles(card, transfer);
	}

	sense(): Uint8Array {
		return this.#sense.bytes;
	}

	halt(): void {
		// Every command ends at once.
	}

	reset(): void {
		this.#card = undefined;
		this.#sense.clear();
	}

	/** A column whose holes are no character is a data check; the card has been read all the same. */
	#giveCharacters(card: Uint8Array | BinaryCard, transfer: DataTransfer): CommandEnd {
		const read = card instanceof Uint8Array ? {card, isValid: true} : fromColumnBinary(card.holes);
		transfer.input(read.card);
		return read.isValid ? {status: normalEnd, duration: this.#cardTime} : this.#sense.check([senseByte.dataCheck], this.#cardTime);
	}

	#giveHoles(card: Uint8Array | BinaryCard, transfer: DataTransfer): CommandEnd {
		transfer.input(card instanceof Uint8Array ? toColumnBinary(card) : card.holes);
		return {status: normalEnd, duration: this.#cardTime};
	}
}
