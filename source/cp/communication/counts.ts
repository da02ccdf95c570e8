/**
 * What intermachine communication has come to since CP was loaded, for INDICATE IMC and MONITOR. Ours: the additions of
 * the paper are no part of VM/370.
 *
 * Locks are CMS's own affair, in a segment that CP does not look into. Counted is how often CMS asked for one or gave
 * one up, as it is charged (`guest/charges.ts`); what System/370 code does with the segment itself is not.
 */
import type {Charge} from '../../guest/charges.js';
import type {SystemEvents} from '../system-events.js';

const steps = {
	signal: 'signals', reply: 'replies', transfer: 'transfers', end: 'ends',
} as const;

const none = {
	signals: 0, replies: 0, transfers: 0, bytes: 0, ends: 0, created: 0, assigned: 0, released: 0, deleted: 0, locks: 0,
};

export class CommunicationCounts {
	readonly #counts = {...none};

	constructor(events: SystemEvents) {
		events.observe(event => {
			if (event.kind === 'exchange') {
				this.#counts[steps[event.action]]++;
				this.#counts.bytes += event.bytes ?? 0;
			} else if (event.kind === 'slave') {
				this.#counts[event.action]++;
			}
		});
	}

	/** So far. */
	get now(): Readonly<typeof none> {
		return this.#counts;
	}

	/** A resident program did a piece of work so many times. */
	worked(charge: Charge, times: number): void {
		if (charge === 'lock') {
			this.#counts.locks += times;
		}
	}
}
