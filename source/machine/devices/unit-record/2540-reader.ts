/**
 * IBM 2540 card reader (GA21-9033): read with feed and stacker select, read without feed, feed, column binary, sense.
 * Not implemented: the PFR feature, 51-column cards. A card may have any length: VM/370's virtual readers hand out
 * printer files too.
 */
import {unitStatus, senseByte} from '../../../base/channel-words.js';
import {columnBinary, stackerBits} from '../../../base/unit-record.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {fromColumnBinary, toColumnBinary} from './card-code.js';
import {immediateEnd, normalEnd} from '../sense-register.js';
import {SensingDevice} from '../sensing-device.js';

/** Where cards come from. */
export type CardSource = {
	/**
	 * The next card, taken off the hopper; `'endOfFile'` once behind the last card of a file; `undefined` where the
	 * hopper is empty.
	 */
	next(): Uint8Array | BinaryCard | 'endOfFile' | undefined;
};

/** A card as its holes: column binary, two bytes a column. */
export type BinaryCard = {readonly holes: Uint8Array};

/** 1000 cards a minute. */
const microsecondsPerCard = 60_000;

/** Read commands have these bits, the stacker in bits 0–1 and "no feed" as 11 there. */
const read = 0x02;
const feed = 0x23;

export class CardReader2540 extends SensingDevice {
	readonly type = '2540R';
	readonly #source: CardSource;
	readonly #cardTime: number;
	/** A card read without feed stays under the brushes. */
	#card: Uint8Array | BinaryCard | undefined;

	/** `cardTime`: microseconds a card, 60,000 unless told. */
	constructor(source: CardSource, options: {readonly cardTime?: number} = {}) {
		super();
		this.#source = source;
		this.#cardTime = options.cardTime ?? microsecondsPerCard;
	}

	/** Cards were put into an empty hopper and Start pressed: device end. */
	ready(): void {
		this.host?.present(unitStatus.deviceEnd);
	}

	override reset(): void {
		super.reset();
		this.#card = undefined;
	}

	protected perform(command: number, transfer: DataTransfer): CommandEnd {
		const feeds = (command & stackerBits) !== stackerBits;
		if ((command & ~stackerBits) === feed && feeds) {
			this.#card = undefined;
			return immediateEnd;
		}

		if ((command & ~(stackerBits | columnBinary)) !== read) {
			return this.senseRegister.reject();
		}

		const card = this.#card ?? this.#source.next();
		if (card === undefined) {
			return this.senseRegister.intervention();
		}

		if (card === 'endOfFile') {
			return {status: normalEnd | unitStatus.unitException, duration: 0, immediate: true};
		}

		this.#card = feeds ? undefined : card;
		return (command & columnBinary) === 0 ? this.#giveCharacters(card, transfer) : this.#giveHoles(card, transfer);
	}

	/** A column whose holes are no character is a data check; the card has been read all the same. */
	#giveCharacters(card: Uint8Array | BinaryCard, transfer: DataTransfer): CommandEnd {
		const read = card instanceof Uint8Array ? {card, isValid: true} : fromColumnBinary(card.holes);
		transfer.input(read.card);
		return read.isValid
			? {status: normalEnd, duration: this.#cardTime}
			: this.senseRegister.check([senseByte.dataCheck], this.#cardTime);
	}

	#giveHoles(card: Uint8Array | BinaryCard, transfer: DataTransfer): CommandEnd {
		transfer.input(card instanceof Uint8Array ? toColumnBinary(card) : card.holes);
		return {status: normalEnd, duration: this.#cardTime};
	}
}
