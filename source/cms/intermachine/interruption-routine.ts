/** An endpoint's interruption routine: called for one event at a time, whatever the machine does then. */
import type {Step} from '../../guest/action.js';
import type {EndpointHost} from './endpoint-options.js';
import type {EventQueue} from './event-queue.js';
import type {IntermachineEvent} from './event.js';

export class InterruptionRoutine {
	readonly #host: EndpointHost;
	readonly #onEvent: (happened: IntermachineEvent) => Step;
	/** The exchange whose event it now works on; 0 = the event is about a machine. */
	#serving: number | undefined;
	/** Exchanges whose event it did not finish with: it was abandoned (HX, abend). */
	#abandoned: number[] = [];

	constructor(host: EndpointHost, onEvent: (happened: IntermachineEvent) => Step) {
		this.#host = host;
		this.#onEvent = onEvent;
	}

	/** It looks at what waits, unless it is at work. */
	* serve(queue: EventQueue): Step {
		if (this.#serving !== undefined) {
			return;
		}

		try {
			for (let happened = queue.take(); happened; happened = queue.take()) {
				this.#serving = happened.exchange;
				yield * this.#host.charge('intermachine');
				yield * this.#onEvent(happened);
				this.#serving = undefined;
			}
		} finally {
			if (this.#serving) {
				this.#abandoned.push(this.#serving);
			}

			this.#serving = undefined;
		}
	}

	/** Exchanges that it left half done, and nobody else ends. */
	takeAbandoned(): readonly number[] {
		const abandoned = this.#abandoned;
		this.#abandoned = [];
		return abandoned;
	}
}
