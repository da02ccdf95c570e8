/**
 * CP's accounting (DMKACO; GC20-1807, "Accounting Records"): at LOGOFF and ACNT a record of what a machine used since
 * the last one, and a card of it for the punch; a card for temporary disk space and for dedicated devices that are
 * given back.
 */
import {limits} from '../../base/limits.js';
import type {Clock} from '../../base/clock.js';
import type {RealDevice} from '../devices/real/real-device.js';
import type {VirtualDevice} from '../devices/virtual-device.js';
import {AccountingCards, punchedBy} from './accounting-card.js';
import type {Account, AccountingRecord, Overhead} from './accounting.js';
import {journalEntry, type JournalEntry} from './journal-cards.js';
import type {VirtualMachine} from './virtual-machine.js';

/** Who pays for a device. */
export type Payer = Pick<VirtualMachine, 'userid'> & {readonly account: Pick<Account, 'number'>};

/** What accounting asks of the system. */
export type AccountantHost = {
	readonly clock: Clock;
	readonly accountingPunch: {punch(card: Uint8Array): void};
	charge(vm: undefined, what: Overhead): void;
};

export class Accountant {
	/** The newest, in order. */
	readonly records: AccountingRecord[] = [];
	readonly #cards = new AccountingCards();
	readonly #host: AccountantHost;

	constructor(host: AccountantHost) {
		this.#host = host;
	}

	/** Makes the record of a machine, and punches its card. What it used from now on comes on the next one. */
	record({userid, account}: Pick<VirtualMachine, 'userid' | 'account'>): void {
		const now = this.#host.clock.now();
		const record = {
			userid, account: account.number, ...account.chargedTo, loggedOff: now, ...account.unrecorded(now),
		};
		account.recorded(now);
		const card = this.#cards.punch(record);
		this.records.push({...record, card});
		if (this.records.length > limits.accountingRecords.value) {
			this.records.shift();
		}

		this.#punch(card);
	}

	/** A card with what a program of the machine says. */
	userCard({userid}: Pick<VirtualMachine, 'userid'>, data: Uint8Array): void {
		this.#punch(punchedBy(userid, data));
	}

	/** What is journaled of LOGON, AUTOLOG and LINK. */
	journal(entry: JournalEntry): void {
		this.#punch(journalEntry(entry, this.#host.clock.now()));
	}

	/** A temporary disk of the machine, attached now: a card says in the end how long it had how much. */
	temporary(vm: Payer, device: VirtualDevice): VirtualDevice {
		const ends = this.#until(vm, {type: device.type, cylinders: device.minidisk?.cylinders ?? 0});
		return {
			...device,
			onDetach() {
				device.onDetach?.();
				ends();
			},
		};
	}

	/** A machine alone has a device from now on: when the answer is called a card says for how long it had it. */
	dedicated(vm: Payer, {type, model}: Pick<RealDevice, 'type' | 'model'>): () => void {
		return this.#until(vm, {type, model});
	}

	#until(
		{userid, account}: Payer,
		what: {readonly type: string; readonly model?: string | undefined; readonly cylinders?: number},
	): () => void {
		const since = this.#host.clock.now();
		return () => {
			const now = this.#host.clock.now();
			this.#punch(this.#cards.givenBack({
				...what, userid, account: account.number, loggedOff: now, connect: now - since,
			}));
		};
	}

	#punch(card: Uint8Array): void {
		this.#host.charge(undefined, 'accountingCard');
		this.#host.accountingPunch.punch(card);
	}
}
