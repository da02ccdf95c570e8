/** What happened to a member beside new versions: who, when, why. HISTORY tells it. */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import {
	byte, bytes, characters, fullword, Layout,
} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import {field, keyOf, table} from '../store/keys.js';
import {
	after, DamagedLibrary, type Reader, type Transaction,
} from '../store/store.js';
import {dateOf, stampOf, timeOf} from './dates.js';
import type {MemberId} from './member-id.js';

export type MemberEvent = {
	readonly user: string;
	/** `mm/dd/yy` and `hh:mm:ss`. */
	readonly date: string;
	readonly time: string;
	/** Of which version; 0 where it is of the member. */
	readonly version: number;
	/** `PROMOTED TO TEST`. */
	readonly what: string;
	readonly why: string;
};

/** What an event's entry begins with; the reason follows. */
export const eventLayout = new Layout(36, {
	user: characters(0, 8), version: fullword(8), what: characters(12, 24),
});

/** The end of its key: when, and a number where there are several in a second. */
export const stampLayout = new Layout(7, {stamp: bytes(0, 6), number: byte(6)});

/** Characters of a reason. */
const longestReason = 200;
const batch = 100;

const eventsKey = ({name, type}: MemberId): Uint8Array => keyOf(table.event, field(name), field(type));

/** A key of a moment that is not there yet, behind `prefix`; the last of its second where that has very many. */
export function * keyOfMoment(
	transaction: Transaction,
	prefix: Uint8Array,
	{date, time}: {readonly date: string; readonly time: string},
): Step<Uint8Array> {
	const stamp = stampOf(date, time);
	const before = yield * transaction.scan(Buffer.concat([prefix, stamp]));
	const number = Math.min(before.length, 0xFF);
	return Buffer.concat([prefix, stampLayout.encode({stamp, number})]);
}

/** Date and time of a key of `keyOfMoment`. */
export function momentOf(key: Uint8Array): {readonly date: string; readonly time: string} {
	const digits = Buffer.from(stampLayout.decode(key, key.length - stampLayout.length).stamp).toString('hex');
	return {date: dateOf(`${digits.slice(2, 6)}${digits.slice(0, 2)}`), time: timeOf(digits.slice(6))};
}

export function * noteEvent(transaction: Transaction, member: MemberId, event: MemberEvent): Step {
	const {user, version, what, why} = event;
	const key = yield * keyOfMoment(transaction, eventsKey(member), event);
	yield * transaction.put(key, Buffer.concat([
		eventLayout.encode({user, version, what}), toEbcdic(why.slice(0, longestReason)),
	]));
}

/** Everything that happened, the oldest first. */
export function * eventsOf(reader: Reader, member: MemberId): Step<readonly MemberEvent[]> {
	const events: MemberEvent[] = [];
	const prefix = eventsKey(member);
	let from = prefix;
	while (true) {
		const entries = yield * reader.scan(prefix, from, batch);
		for (const {key, value} of entries) {
			if (!eventLayout.fits(value) || key.length !== prefix.length + stampLayout.length) {
				throw new DamagedLibrary(`event of ${member.name} ${member.type}`);
			}

			const why = fromEbcdic(value.subarray(eventLayout.length));
			events.push({...eventLayout.decode(value), ...momentOf(key), why});
		}

		if (entries.length < batch) {
			return events;
		}

		from = after(entries.at(-1)!.key);
	}
}

/** Takes the events of a member out, and puts them under another name if told. */
export function * moveEvents(transaction: Transaction, member: MemberId, to?: MemberId): Step {
	const prefix = eventsKey(member);
	while (true) {
		const entries = yield * transaction.scan(prefix, prefix, batch);
		for (const {key, value} of entries) {
			yield * transaction.remove(key);
			if (to) {
				yield * transaction.put(Buffer.concat([eventsKey(to), key.subarray(prefix.length)]), value);
			}
		}

		if (entries.length < batch) {
			return;
		}
	}
}
