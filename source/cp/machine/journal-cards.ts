/**
 * Accounting cards of the journal of LOGON, AUTOLOG and LINK (GC20-1807, "Accounting Records for LOGON, AUTOLOG, and
 * LINK Journaling"): type 04 when wrong passwords of LOGON or AUTOLOG have come to a limit, 05 when somebody else's
 * protected minidisk is linked, 06 when wrong passwords of LINK have come to theirs. Not here: the wrong passwords
 * themselves, which the manual puts on cards 04 and 06; they are mostly almost right.
 */
import {calendarDate, timeOfDay} from '../../base/clock.js';
import {characters, halfword, Layout} from '../../base/layout.js';
import {cardLength} from '../../base/unit-record.js';
import {cuu} from '../formats.js';

const common = {
	/** Whose password it was (04), or who issued the command. */
	userid: characters(0, 8),
	account: characters(8, 8),
	/** `mmddyyhhmmss`. */
	time: characters(16, 12),
	/** Address of the terminal, right. */
	terminal: characters(28, 4),
	/** Blank: the manual's invalid password. */
	password: characters(32, 8),
	/** 04: who issued AUTOLOG; 05, 06: whose minidisk. */
	other: characters(40, 8),
	/** 05, 06: the minidisk's address. */
	minidisk: characters(48, 3),
	type: characters(78, 2),
} as const;

export const journalCard = new Layout(cardLength, {
	...common,
	/** 04, 06: how many wrong passwords there were, and from how many on a card is made. */
	count: halfword(51),
	limit: halfword(53),
});

/** From so many wrong passwords on each makes a card (the limits of GC20-1801's SYSJRL). */
export const journalLimits = {logon: 2, link: 2} as const;

export type JournalEntry = {
	readonly type: '04' | '05' | '06';
	readonly userid: string;
	readonly account?: string;
	/** `GRAF 021`; `undefined`: none. */
	readonly terminal: string | undefined;
	readonly other?: string;
	readonly minidisk?: number;
	readonly count?: number;
	readonly limit?: number;
};

export function journalEntry(
	{type, userid, account = '', terminal = '', other = '', minidisk, count = 0, limit = 0}: JournalEntry,
	now: number,
): Uint8Array {
	return journalCard.encode({
		type,
		userid,
		account,
		time: `${calendarDate(now)}${timeOfDay(now)}`.replaceAll(/[/:]/g, ''),
		terminal: terminal.split(' ').at(-1)!.padStart(4),
		password: '',
		other,
		minidisk: minidisk === undefined ? '' : cuu(minidisk),
		count,
		limit,
	});
}
