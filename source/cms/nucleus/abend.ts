/**
 * Abnormal ends of CMS (GC20-1819, "CMS abnormal termination"): everything that runs is given up and the command loop
 * starts afresh.
 */
import {messageText, type Insertions, type Message} from '../../base/message.js';

/** What an abend types. */
export type AbendMessage = {readonly id: string; readonly text: string};

/** `message` as what an abend shows. */
export function shown<Text extends string>(message: Message<Text>, ...insertions: Insertions<Text>): AbendMessage {
	return {id: message.id, text: messageText(message, ...insertions)};
}

/** Thrown where a program or the nucleus cannot go on; caught by the entry it happened in. */
export class Abend extends Error {
	override readonly name = 'Abend';
	readonly code: string;
	readonly from: string;
	readonly shown: AbendMessage | 'quiet' | undefined;

	/**
	 * `code`: three hexadecimal digits, as DMSABN148T shows; `from`: routine or address that asked for it; `message`:
	 * another one in its place, `quiet` = none.
	 */
	constructor(code: string, from: string, message?: AbendMessage | 'quiet') {
		super(`CMS abend ${code} called from ${from}`);
		this.code = code;
		this.from = from;
		this.shown = message;
	}
}
