/**
 * Accounting cards of type 01 (GC20-1807, "Accounting Records for Virtual Machine Resource Usage"): what one session of
 * a virtual machine used, on 80 columns, and of types 02 and 03 ("… for Dedicated Devices and Temporary Disk Space").
 * Columns 1–28 and 79–80 are characters, the rest binary.
 *
 * A card counts whole seconds and milliseconds. What is cut off is not lost: it comes on the next card of the same user
 * and account.
 */
import {calendarDate, timeOfDay} from '../../base/clock.js';
import {blank} from '../../base/ebcdic.js';
import {
	byte, bytes, characters, fullword, halfword, Layout,
} from '../../base/layout.js';
import {limits} from '../../base/limits.js';
import {cardLength} from '../../base/unit-record.js';
import {deviceCode} from '../devices/device-codes.js';
import {sumOf, type AccountingRecord} from './accounting.js';

/** The card; a field's offset is its column − 1. Columns 65–78 are reserved. */
export const accountingCard = new Layout(cardLength, {
	userid: characters(0, 8),
	account: characters(8, 8),
	/** Date and time of the accounting, `mmddyyhhmmss`. */
	time: characters(16, 12),
	/** Seconds connected. */
	connected: fullword(28),
	/** Milliseconds of processor time, CP's work for the machine included. */
	totalCpu: fullword(32),
	/** Milliseconds of virtual processor time. */
	virtualCpu: fullword(36),
	pageReads: fullword(40),
	pageWrites: fullword(44),
	/** SIOs for nonspooled I/O. */
	sio: fullword(48),
	/** Cards to the virtual punch, lines to the virtual printer, cards from the virtual reader. */
	cardsPunched: fullword(52),
	printLines: fullword(56),
	spoolReads: fullword(60),
	type: characters(78, 2),
});

/** Cards of types 02 and 03: a device, or temporary disk space, that was given back. Columns 39–78 are not used. */
export const deviceCard = new Layout(cardLength, {
	userid: characters(0, 8),
	account: characters(8, 8),
	time: characters(16, 12),
	/** Seconds that it was the user's. */
	connected: fullword(28),
	/** As CP knows the device (RDEVTYPC, RDEVTYPE), model and features. */
	deviceClass: byte(32),
	deviceType: byte(33),
	model: byte(34),
	features: byte(35),
	/** Of disk space. */
	cylinders: halfword(36),
	type: characters(78, 2),
});

/** Card of type C0: what a program wants punched, by DIAGNOSE X'4C'. */
export const userCard = new Layout(cardLength, {
	userid: characters(0, 8), data: bytes(8, 70), type: characters(78, 2),
});

/** The card of a program of `userid`; behind its data blanks. */
export function punchedBy(userid: string, data: Uint8Array): Uint8Array {
	const padded = new Uint8Array(userCard.fields.data.length).fill(blank);
	padded.set(data);
	return userCard.encode({userid, data: padded, type: 'C0'});
}

/** Columns that count in a larger unit than CP: how many of CP's make one. */
const units = {connected: 1_000_000, totalCpu: 1000, virtualCpu: 1000} as const;
/** What a fullword holds. */
const most = 0xFFFF_FFFF;

type Rest = Record<keyof typeof units, number>;

/** A device or disk space that was given back. */
type GivenBack = Pick<AccountingRecord, 'userid' | 'account' | 'loggedOff' | 'connect'> & {
	/** Machine type of the device, `3330`. */
	readonly type: string;
	/** Model of a dedicated device; none unless told. */
	readonly model?: string | undefined;
	/** Size of temporary disk space; left out for a dedicated device. */
	readonly cylinders?: number;
};

/** Date and time as a card has them, `mmddyyhhmmss`. */
const momentOnCard = (moment: number): string =>
	`${calendarDate(moment)}${timeOfDay(moment)}`.replaceAll(/[/:]/g, '');

export class AccountingCards {
	/** What the last card of a user and account had no room for, microseconds. */
	readonly #rests = new Map<string, Rest>();

	/** The card of a session that ended. */
	punch(record: Omit<AccountingRecord, 'card'>): Uint8Array {
		const {userid, account, loggedOff, connect, own, charged} = record;
		const used = sumOf(own, charged);
		const rest = this.#take(`${userid} ${account}`);
		const whole = (what: keyof Rest, microseconds: number): number => {
			const sum = rest[what] + microseconds;
			const count = Math.min(most, Math.trunc(sum / units[what]));
			rest[what] = sum - (count * units[what]);
			return count;
		};

		return accountingCard.encode({
			...used,
			userid,
			account,
			time: momentOnCard(loggedOff),
			connected: whole('connected', connect),
			totalCpu: whole('totalCpu', used.totalCpu),
			virtualCpu: whole('virtualCpu', used.virtualCpu),
			type: '01',
		});
	}

	/** The card of a dedicated device or of disk space: user, account, when it was given back, how long it was his. */
	givenBack({userid, account, loggedOff, connect, type, model, cylinders}: GivenBack): Uint8Array {
		const code = deviceCode(type);
		return deviceCard.encode({
			userid,
			account,
			time: momentOnCard(loggedOff),
			connected: Math.min(most, Math.trunc(connect / units.connected)),
			deviceClass: code.kind,
			deviceType: code.type,
			model: Number(model ?? 0) & 0xFF,
			features: 0,
			cylinders: cylinders ?? 0,
			type: cylinders === undefined ? '02' : '03',
		});
	}

	/** The rest kept for `name`, which is the newest now. */
	#take(name: string): Rest {
		const rest = this.#rests.get(name) ?? {connected: 0, totalCpu: 0, virtualCpu: 0};
		this.#rests.delete(name);
		this.#rests.set(name, rest);
		if (this.#rests.size > limits.accountingRests.value) {
			const [oldest] = this.#rests.keys();
			this.#rests.delete(oldest);
		}

		return rest;
	}
}
