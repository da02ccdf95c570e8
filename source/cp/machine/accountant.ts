/**
 * CP's accounting (DMKACO; GC20-1807, "Accounting Records"): at LOGOFF and ACNT a record of what a machine used since
 * the last one, and a card of it for the punch; a card for temporary disk space that is given back.
 */
import {limits} from '../../base/limits.js';
import type {Clock} from '../../base/clock.js';
import type {VirtualDevice} from '../devices/virtual-device.js';
import {AccountingCards, punchedBy} from './accounting-card.js';
import type {AccountingRecord, Overhead} from './accounting.js';
import {journalEntry, type JournalEntry} from './journal-cards.js';
import type {VirtualMachine} from './virtual-machine.js';

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
	temporary(vm: Pick<VirtualMachine, 'userid' | 'account'>, device: VirtualDevice): VirtualDevice {
		const since = this.#host.clock.now();
		return {
			...device,
			onDetach: () => {
				device.onDetach?.();
				const now = this.#host.clock.now();
				this.#punch(this.#cards.temporaryDisk({
					userid: vm.userid,
					account: vm.account.number,
					loggedOff: now,
					connect: now - since,
					type: device.type,
					cylinders: device.minidisk?.cylinders ?? 0,
				}));
			},
		};
	}

	#punch(card: Uint8Array): void {
		this.#host.charge(undefined, 'accountingCard');
		this.#host.accountingPunch.punch(card);
	}
}
