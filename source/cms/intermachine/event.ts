/**
 * What the external interruption of intermachine communication tells a program, and the eight bytes that go with it.
 */
import {exchangeBlock, event, type ExchangeBlock} from '../../base/intermachine.js';
import {ebcdicField, fromEbcdic} from '../../base/ebcdic.js';
import {characters, fullword, Layout, type RecordOf} from '../../base/layout.js';

/** The eight bytes that go with a signal or reply: a four-letter verb and a number. */
export const messageLayout = new Layout(8, {verb: characters(0, 4), value: fullword(4)});

export type Message = RecordOf<typeof messageLayout>;

/** Something that happened, as the interruption told it. */
export type IntermachineEvent = {
	/** `event` of base/intermachine. */
	readonly code: number;
	/** Number of the exchange; 0 where it is about a machine. */
	readonly exchange: number;
	readonly userid: string;
	readonly message: Message;
	/** The message as eight characters. */
	readonly text: string;
	readonly reason: number;
	readonly moved: number;
};

/** The event of a block as CP stores it. What it says in characters is made when somebody asks: most do not. */
export class StoredEvent implements IntermachineEvent {
	readonly code: number;
	readonly exchange: number;
	readonly reason: number;
	readonly moved: number;
	readonly #block: ExchangeBlock;
	#message: Message | undefined;

	/** `block`: a copy. */
	constructor(block: Uint8Array) {
		this.#block = exchangeBlock.view(block);
		this.code = this.#block.code;
		this.exchange = this.#block.exchange;
		this.reason = this.#block.reason;
		this.moved = this.#block.moved;
	}

	get userid(): string {
		return this.#block.userid;
	}

	get message(): Message {
		this.#message ??= messageLayout.decode(this.#block.message);
		return this.#message;
	}

	get text(): string {
		return fromEbcdic(this.#block.message).trim();
	}
}

export function encodeMessage(message: Message | string): Uint8Array {
	return typeof message === 'string' ? ebcdicField(message, 8) : messageLayout.encode(message);
}

/** Nothing comes behind this event of an exchange. */
export const isLast = ({code}: IntermachineEvent): boolean => code === event.transferred || code === event.ended;
