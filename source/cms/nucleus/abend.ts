/**
 * Abnormal ends of CMS (GC20-1819, "CMS abnormal termination"): everything that runs is given up and the command loop
 * starts afresh. The codes are those of SY20-0887, "CMS abend codes", as far as it has one.
 */
import {addressMask} from '../../base/architecture.js';
import {messageText, type Insertions, type Message} from '../../base/message.js';
import {hex} from '../../base/hex.js';
import {AddressingException, DamagedStructure, GuestFault} from '../../guest/bounded/fault.js';
import {messages} from '../messages/index.js';

export const abendCode = {
	/** Storage that the machine does not have. */
	addressing: '0C5',
	/** No free storage, or a free storage chain that cannot be one (DMSFRE called by BALR). */
	freeStorage: '0F8',
	/** DMSKEY: more keys put away than a routine can, one taken back that is not there, some left behind. */
	keyOverflow: '0F4',
	keyUnderflow: '0F5',
	keyLeft: '0F6',
	/** A service that is none, or whose error nobody takes. */
	service: '0F7',
	/** Ours: another structure of the nucleus cannot be what it should be. */
	damaged: '0FA',
} as const;

/** What an abend types. */
export type AbendMessage = {readonly id: string; readonly text: string};

/** `message` as what an abend shows. */
export function shown<Text extends string>(message: Message<Text>, ...insertions: Insertions<Text>): AbendMessage {
	return {id: message.id, text: messageText(message, ...insertions)};
}

/** Thrown where a program or the nucleus cannot go on; caught by the entry it happened in. */
export class Abend extends GuestFault {
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

/** An addressing exception in routine `routine`, as DMSITP words it. */
export function addressingAbend(address: number, routine: string): Abend {
	const where = hex(address & addressMask, 6);
	return new Abend(
		abendCode.addressing,
		where,
		shown(messages.DMSITP141T, {exception: 'ADDRESSING', address: where, routine}),
	);
}

/** The abend that `error` is; throws it again where it is none of the guest's making. `routine`: what ran. */
export function abendOf(error: unknown, routine: string): Abend {
	if (error instanceof Abend) {
		return error;
	}

	if (error instanceof AddressingException) {
		return addressingAbend(error.address, routine);
	}

	if (error instanceof DamagedStructure) {
		return new Abend(abendCode.damaged, error.structure);
	}

	if (error instanceof GuestFault) {
		return new Abend(abendCode.damaged, routine);
	}

	throw error;
}
