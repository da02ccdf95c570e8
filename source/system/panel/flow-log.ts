/**
 * What goes on between the machines, as lines for the machine panel: signals, transfers, slaves, who comes and goes.
 * The newest are kept.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import {timeOfDay} from '../../base/clock.js';
import type {ControlProgram} from '../../cp/control-program.js';
import {eventText} from '../../cp/terminal/operator-log.js';
import type {SystemEvent} from '../../cp/system-events.js';

const words = {
	signal: 'SIGNAL   TO', reply: 'REPLY    TO', transfer: 'TRANSFER TO', end: 'END      TO',
} as const;

/** What a message begins with where it is a word: programs say with it what they want. */
const verb = /^[A-Z]{3,8}/;

/**
 * An event between machines: whose it is, what happened (`signal`, `assigned`, `logon`...), with whom, and the line for
 * people: `USER1    SIGNAL   TO SBSMASTR  OBTN`.
 */
export type FlowEvent = {
	readonly userid: string;
	readonly what: string;
	readonly partner: string | undefined;
	readonly text: string;
};

/** `undefined`: nothing between machines. */
export function flowOf(cp: ControlProgram, event: SystemEvent): FlowEvent | undefined {
	if (event.kind !== 'exchange') {
		const text = eventText(cp, event);
		return text === undefined
			? undefined
			: {
				userid: 'vm' in event ? event.vm?.userid ?? '' : '',
				what: event.kind === 'slave' ? event.action : event.kind,
				partner: event.kind === 'slave' ? event.owner : undefined,
				text,
			};
	}

	const {vm, action, partner, message, bytes} = event;
	const said = bytes === undefined ? verb.exec(fromEbcdic(message ?? new Uint8Array()))?.[0] ?? '' : `${bytes} BYTES`;
	return {
		userid: vm.userid,
		what: action,
		partner: partner.userid,
		text: `${vm.userid.padEnd(8)} ${words[action]} ${partner.userid.padEnd(8)}  ${said}`.trimEnd(),
	};
}

export class FlowLog {
	#lines: string[] = [];
	/** Lines dropped so far. */
	#first = 0;
	readonly #listeners = new Set<() => void>();

	/** `limit`: lines kept. */
	constructor(cp: ControlProgram, limit: number = limits.flowLog.value) {
		cp.events.observe(event => {
			const text = flowOf(cp, event)?.text;
			if (text !== undefined) {
				const kept = this.#lines.slice(1 - limit);
				this.#first += this.#lines.length - kept.length;
				this.#lines = [...kept, `${timeOfDay(cp.clock.now()).slice(0, 8)} ${text}`];
				for (const listener of this.#listeners) {
					listener();
				}
			}
		});
	}

	/** Lines that were dropped before those kept. */
	get first(): number {
		return this.#first;
	}

	/** Oldest first. */
	get lines(): readonly string[] {
		return this.#lines;
	}

	/** Calls `listener` after each new line. */
	observe(listener: () => void): void {
		this.#listeners.add(listener);
	}
}
