/**
 * What users, masters and slaves say to each other: the four letters of a signal's message, and the eight characters of
 * a master's reply. Blocks (`block.ts`) go under `ask` and `answer`, the parts of a longer content (`parts.ts`) under
 * `part` and `last`.
 */
import type {Denial} from './master/state.js';

export const verb = {
	/** User to master: a slave, please; the number is the request's. Open while the slave is his. */
	obtain: 'OBTN',
	/** User who has a slave to master: one more, if one is free. Open while it is his. */
	further: 'FURT',
	/** User to master: the same, for a session: several requests, one after the other. */
	session: 'SESS',
	/** The same once more, under the same number: his slave, or the master, was lost. */
	again: 'AGIN',
	/** User to master: why is the slave of this request no longer mine? */
	why: 'WHYS',
	/** Slave to master: ready. Open as long as the slave's program goes on. */
	ready: 'REDY',
	/** User to master: something of SERVICE; the number says what. The answer goes back in the same exchange. */
	administer: 'ADMN',
	/** Slave to master, or to its user: a block that asks for something. */
	ask: 'CALL',
	/** The answer to either. */
	answer: 'ANSW',
	/** Between a user and his slave, either way: more follows, or does not. */
	part: 'PART',
	last: 'LAST',
} as const;

/** What SERVICE may ask, by the number that goes with the signal. */
export const administrations = ['QUERY', 'START', 'STOP', 'DRAIN'] as const;

export type Administration = typeof administrations[number];

/** What begins a reply that is no name of a slave. */
const denialMark = '*';

/** The reply that says why not. */
export const denialReply = (reason: Denial): string => `${denialMark}${reason}`;

const reasons: readonly Denial[] = ['WAIT', 'DRAIN', 'USERS', 'START', 'TIME', 'LIMIT', 'FORCED', 'ENDED'];

/** What a reply says: a slave's name, or why there is none. */
export function readReply(text: string): {readonly slave: string} | {readonly reason: Denial} {
	return text.startsWith(denialMark)
		? {reason: reasons.find(reason => denialReply(reason) === text) ?? 'ENDED'}
		: {slave: text};
}
