/** Events that a program has not looked at yet: as many signals as the table of limits says, everything else always. */
import {event} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import {isLast, type IntermachineEvent} from './event.js';

export class EventQueue {
	readonly #events: IntermachineEvent[] = [];

	/**
	 * Takes an event in. False: there is no room, and the signal is to be refused. A signal that nobody has looked at
	 * yet, and its end, are nothing: who signals for ever adds nothing here.
	 */
	add(happened: IntermachineEvent): boolean {
		if (happened.code === event.signalled && this.#events.length >= limits.intermachineEvents.value) {
			return false;
		}

		if (!isLast(happened) || !this.#forgetSignal(happened.exchange)) {
			this.#events.push(happened);
		}

		return true;
	}

	/** The oldest event that `wanted` accepts, no more in the queue. */
	take(wanted: (candidate: IntermachineEvent) => boolean = () => true): IntermachineEvent | undefined {
		const index = this.#events.findIndex(candidate => wanted(candidate));
		return index > 0 ? this.#events.splice(index, 1)[0] : (index === 0 ? this.#events.shift() : undefined);
	}

	/** Drops every event of an exchange. */
	drop(exchange: number): void {
		while (this.take(each => each.exchange === exchange)) {
			// Until there is none.
		}
	}

	clear(): void {
		this.#events.length = 0;
	}

	#forgetSignal(exchange: number): boolean {
		return this.take(each => each.exchange === exchange && each.code === event.signalled) !== undefined;
	}
}
