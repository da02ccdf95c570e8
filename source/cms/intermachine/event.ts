/**
 * What the external interruption of intermachine communication tells a program, and the eight bytes that go with it.
 */
import {exchangeBlock, event} from '../../base/intermachine.js';
import {ebcdicField, fromEbcdic} from '../../base/ebcdic.js';
import {characters, fullword, Layout, type RecordOf} from '../../base/layout.js';

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

/** The eight bytes that go with a signal or reply: a four-letter verb and a number. */
export const messageLayout = new Layout(8, {verb: characters(0, 4), value: fullword(4)});

export type Message = RecordOf<typeof messageLayout>;

export function encodeMessage(message: Message | string): Uint8Array {
	return typeof message === 'string' ? ebcdicField(message, 8) : messageLayout.encode(message);
}

/** The event of a block as CP stores it. */
export function decodeEvent(block: Uint8Array): IntermachineEvent {
	const {
		code, exchange, userid, message, reason, moved,
	} = exchangeBlock.decode(block);
	return {
		code, exchange, userid, message: messageLayout.decode(message), text: fromEbcdic(message).trim(), reason, moved,
	};
}

/** Nothing comes behind this event of an exchange. */
export const isLast = ({code}: IntermachineEvent): boolean => code === event.transferred || code === event.ended;
