/**
 * The real card reader over the spool (GC20-1806, "Spooled Card Input"; DMKRSP): a deck begins with a card that says
 * whose virtual reader gets it; the rest is the file.
 *
 *     ID USER1 CLASS A NAME PAYROLL DATA
 *
 * The first word is ID or USERID. Without CLASS the file is of class A.
 */
import {fromEbcdic} from '../../../base/ebcdic.js';
import {messageLine} from '../../../base/message.js';
import type {RealDevice} from '../../devices/real/real-device.js';
import {cuu} from '../../formats.js';
import {messages} from '../../messages/index.js';
import {isSpoolClass} from '../spool-class.js';
import {spoolId} from '../spooler.js';
import type {Hopper} from './hopper.js';
import type {Deck, UnitHost} from './unit-host.js';
import {unitTime} from './unit-times.js';

/** Longest name of a data set. */
const longestName = 24;

/** What an identification card says; `undefined`: it is none. */
export function identification(card: string): {
	readonly userid: string;
	readonly class: string;
	readonly name: string;
	readonly type: string;
} | undefined {
	const [word = '', userid = '', ...rest] = card.trim().toUpperCase().split(/ +/);
	if ((word !== 'ID' && word !== 'USERID') || userid === '' || userid.length > 8) {
		return undefined;
	}

	const spoolClass = rest[0] === 'CLASS' ? rest[1] : 'A';
	const words = rest[0] === 'CLASS' ? rest.slice(2) : rest;
	const isNamed = words[0] === 'NAME' && words.length >= 2 && words.length <= 3;
	if (!isSpoolClass(spoolClass) || (words.length > 0 && !isNamed)) {
		return undefined;
	}

	const [, name = '', type = ''] = words;
	const isFile = name.length <= 8 && type.length <= 8;
	return isFile || (type === '' && name.length <= longestName)
		? {userid, class: spoolClass, name, type}
		: undefined;
}

export class RealReader {
	readonly device: RealDevice;
	#isStarted = false;
	#isReading = false;
	/** Decks that the operator was told of, and that lie there still. */
	readonly #refused = new Set<string>();
	#endWatch: (() => void) | undefined;
	readonly #host: UnitHost;
	readonly #hopper: Hopper;

	constructor(device: RealDevice, host: UnitHost, hopper: Hopper) {
		this.device = device;
		this.#host = host;
		this.#hopper = hopper;
	}

	get isDrained(): boolean {
		return !this.#isStarted;
	}

	/** `RDR  00C DRAINED   SYSTEM`. */
	get status(): string {
		return `RDR  ${this.#address} ${this.state}`;
	}

	get state(): string {
		return `${(this.#isStarted ? 'STARTED' : 'DRAINED').padEnd(9)} SYSTEM`;
	}

	/** START: what lies in the hopper is read, and what is put there later; decks that were refused once more. */
	start(): void {
		this.#isStarted = true;
		this.#refused.clear();
		this.#endWatch ??= this.#hopper.watch(() => {
			this.look();
		});
		this.look();
	}

	drain(): void {
		this.#isStarted = false;
		this.#endWatch?.();
		this.#endWatch = undefined;
	}

	/** A deck may be there. */
	look(): void {
		if (!this.#isStarted || this.#isReading || !this.device.isCp) {
			return;
		}

		const deck = this.#hopper.take(this.#refused);
		if (!deck) {
			return;
		}

		const cards = deck.cards();
		this.#isReading = true;
		this.device.isBusy = true;
		const count = typeof cards === 'string' ? 1 : cards.length;
		this.#host.schedule(count * unitTime(this.device.type), () => {
			this.#isReading = false;
			this.device.isBusy = false;
			this.#read(deck, cards);
			this.#hopper.release(deck);
			this.look();
		});
	}

	get #address(): string {
		return cuu(this.device.address);
	}

	#read(deck: Deck, cards: ReturnType<Deck['cards']>): void {
		if (typeof cards === 'string') {
			this.#refuse(deck, cards);
			return;
		}

		const unit = `RDR ${this.#address}`;
		const card = identification(fromEbcdic(cards[0]?.data ?? new Uint8Array(0)));
		if (!card || !this.#host.isUser(card.userid)) {
			this.#refuse(deck, messageLine(messages.DMKRSP431A, {unit}));
			return;
		}

		const {userid, class: spoolClass, name, type} = card;
		const {spooler} = this.#host;
		const file = spooler.add({
			owner: userid,
			originator: userid,
			queue: 'RDR',
			origin: 'RDR',
			class: spoolClass,
			copies: 1,
			hold: false,
			name,
			type,
			distribution: userid,
			tag: '',
			records: cards.slice(1),
		});
		if (!file) {
			this.#refuse(deck, messageLine(messages.DMKRSP427I, {unit}));
			return;
		}

		const problem = deck.remove();
		if (problem !== undefined) {
			// It would be read again: the reader stops before it.
			this.#refuse(deck, problem);
		}

		this.#host.tell(`RDR ${this.#address} INPUT FOR ${userid.padEnd(8)} FILE = ${spoolId(file.id)}`);
		spooler.tell(userid, `RDR FILE ${spoolId(file.id)} HAS BEEN READ`);
	}

	/** It stays in the hopper; the operator is told once. */
	#refuse({name}: Deck, why: string): void {
		this.#refused.add(name);
		this.#host.tell(`RDR ${this.#address} DECK ${name.toUpperCase()}`);
		this.#host.tell(why);
	}
}
