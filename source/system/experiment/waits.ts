/**
 * Who was kept waiting by whom: seen in what machines ask of CP and of each other. Three kinds, one for each way in
 * which a service is shared:
 *
 * - `disk`: from a LINK that was refused because another machine has the minidisk, to the one that was not;
 * - `service`: from a signal to the machine that serves, to its reply: while it works for others, or has no slave free;
 * - `lock`: while one machine waits for another's file lock, with the exchange by which it waits.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
import {waitVerb} from '../../cms/locks/lock-line.js';
import type {ControlProgram} from '../../cp/control-program.js';
import type {SystemEvent} from '../../cp/system-events.js';
import type {VirtualMachine} from '../../cp/machine/virtual-machine.js';

export type Wait = {
	readonly kind: 'disk' | 'service' | 'lock';
	/** The user who was kept waiting; of a slave, the user it works for. */
	readonly userid: string;
	/** Who, or whose disk, was waited for. */
	readonly whom: string;
	/** When it was over, and how long it was, microseconds. */
	readonly ended: number;
	readonly length: number;
};

/** Message of a signal that asks for an answer at once: whether one is still there (`cms/locks/companions.ts`). */
const verbOf = (message: Uint8Array): string => fromEbcdic(message.subarray(0, 4));

type Begun = Pick<Wait, 'kind' | 'userid' | 'whom'> & {readonly at: number};

export class Waits {
	readonly #cp: Pick<ControlProgram, 'clock'>;
	readonly #observers: Array<(wait: Wait) => void> = [];
	/** By userid and disk, and by exchange. */
	readonly #disks = new Map<string, Begun>();
	readonly #exchanges = new Map<number, Begun>();

	constructor(cp: Pick<ControlProgram, 'clock' | 'events'>) {
		this.#cp = cp;
		cp.events.observe(event => {
			if (event.kind === 'exchange') {
				this.#exchange(event);
			} else if (event.kind === 'link') {
				this.#link(event);
			}
		});
	}

	observe(observer: (wait: Wait) => void): void {
		this.#observers.push(observer);
	}

	#link({vm, owner, address, linked}: Extract<SystemEvent, {kind: 'link'}>): void {
		const key = `${vm.userid} ${owner} ${address}`;
		const begun = this.#disks.get(key);
		if (linked && begun) {
			this.#disks.delete(key);
			this.#over(begun);
		} else if (!linked && !begun) {
			this.#disks.set(key, this.#begun('disk', vm, owner));
		}
	}

	#exchange({vm, partner, action, exchange, message}: Extract<SystemEvent, {kind: 'exchange'}>): void {
		if (action === 'signal') {
			const isLock = message !== undefined && verbOf(message) === waitVerb;
			if (isLock || isUser(vm)) {
				this.#exchanges.set(exchange, this.#begun(isLock ? 'lock' : 'service', vm, partner.userid));
			}

			return;
		}

		// A lock is waited for until the end, a service until it answers.
		const begun = this.#exchanges.get(exchange);
		if (begun && (begun.kind !== 'lock' || action !== 'reply')) {
			this.#exchanges.delete(exchange);
			this.#over(begun);
		}
	}

	#begun(kind: Wait['kind'], vm: VirtualMachine, whom: string): Begun {
		const {creator, owner} = vm.assignment;
		const userid = (creator === undefined ? undefined : owner?.userid) ?? vm.userid;
		return {
			kind, userid, whom, at: this.#cp.clock.now(),
		};
	}

	#over({kind, userid, whom, at}: Begun): void {
		const ended = this.#cp.clock.now();
		for (const observer of this.#observers) {
			observer({
				kind, userid, whom, ended, length: ended - at,
			});
		}
	}
}

/** No slave. */
const isUser = (vm: VirtualMachine): boolean => vm.assignment.creator === undefined;
