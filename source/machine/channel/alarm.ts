/** The alarm of a timeline that has nothing cheaper: an event for each time it is set. */
import type {Alarm, Timeline} from './device.js';

export class EventAlarm implements Alarm {
	readonly #timeline: Pick<Timeline, 'after'>;
	#cancelEvent: (() => void) | undefined;

	constructor(timeline: Pick<Timeline, 'after'>) {
		this.#timeline = timeline;
	}

	set(microseconds: number, action: () => void): void {
		this.cancel();
		this.#cancelEvent = this.#timeline.after(microseconds, () => {
			this.#cancelEvent = undefined;
			action();
		});
	}

	cancel(): void {
		this.#cancelEvent?.();
		this.#cancelEvent = undefined;
	}
}
