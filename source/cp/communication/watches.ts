/**
 * Who wants to hear that another machine has ended: one that keeps a lock or anything else for it, and must give it to
 * the next. A watch is good for one end (a reset, an IPL or LOGOFF), and for who has dealings with that machine.
 */
import {
	accepted, event, reason, refusal, type RequestResult,
} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {SystemEvents} from '../system-events.js';
import type {Intermachine} from './intermachine.js';

/** What watches ask of the system. */
export type WatchesHost = {
	readonly events: SystemEvents;
	readonly intermachine: Pick<Intermachine, 'tell' | 'haveExchange'>;
};

export class Watches {
	/** Machines watched by each watcher. */
	readonly #watched = new Map<VirtualMachine, Set<VirtualMachine>>();
	readonly #host: WatchesHost;

	constructor(host: WatchesHost) {
		this.#host = host;
		host.events.observe(happened => {
			if (happened.kind === 'reset' || happened.kind === 'logoff') {
				this.#watched.delete(happened.vm);
				this.#ended(happened.vm, happened.kind === 'reset' ? reason.reset : reason.loggedOff);
			}
		});
	}

	/** `watcher` will hear of the end of `vm`. */
	watch(watcher: VirtualMachine, vm: VirtualMachine): RequestResult {
		const isSlave = vm.assignment.creator === watcher.userid || watcher.assignment.creator === vm.userid;
		if (!isSlave && !this.#host.intermachine.haveExchange(watcher, vm)) {
			return refusal.privilege;
		}

		const watched = this.#watched.get(watcher) ?? new Set();
		if (watched.size >= limits.watches.value && !watched.has(vm)) {
			return refusal.tooMany;
		}

		watched.add(vm);
		this.#watched.set(watcher, watched);
		return accepted;
	}

	/** Takes that back. */
	unwatch(watcher: VirtualMachine, vm: VirtualMachine): RequestResult {
		return this.#watched.get(watcher)?.delete(vm) ? accepted : refusal.sequence;
	}

	#ended(vm: VirtualMachine, why: number): void {
		for (const [watcher, watched] of this.#watched) {
			if (watched.delete(vm)) {
				this.#host.intermachine.tell(watcher, {code: event.machineEnded, userid: vm.userid, reason: why});
			}
		}
	}
}
