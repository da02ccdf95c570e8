/**
 * The list of future events: one binary heap in order of time and, at one time, of arrival, so that the same input
 * gives the same order.
 */
import {limits} from '../../base/limits.js';
import type {Clock} from '../../base/clock.js';
import {EventAlarm} from '../../machine/channel/alarm.js';
import type {Alarm, Timeline} from '../../machine/channel/device.js';

type Event = {
	/** When, in `Clock` microseconds. */
	readonly at: number;
	readonly order: number;
	action: (() => void) | undefined;
};

export class EventTimeline implements Timeline {
	#heap: Event[] = [];
	/** Events of the heap that were cancelled. */
	#cancelled = 0;
	#order = 0;
	readonly #onEvent: (() => void) | undefined;
	readonly #bind: (action: () => void) => () => void;

	/**
	 * `onEvent`: called when an event was added from outside a turn of the system, so that its owner looks at the list
	 * again. `bind`: makes an action one of whom something is being done for now, so that its fault is his.
	 * `isUntimed`: devices do not take the period's times.
	 */
	constructor(
		readonly clock: Clock,
		onEvent?: () => void,
		bind: (action: () => void) => () => void = action => action,
		readonly isUntimed = false,
	) {
		this.#onEvent = onEvent;
		this.#bind = bind;
	}

	get now(): number {
		return this.clock.now();
	}

	after(microseconds: number, action: () => void): () => void {
		const event: Event = {
			at: this.clock.now() + Math.max(0, microseconds), order: this.#order++, action: this.#bind(action),
		};
		this.#heap.push(event);
		this.#up(this.#heap.length - 1);
		this.#onEvent?.();
		return () => {
			if (event.action) {
				event.action = undefined;
				this.#cancelled++;
				this.#shorten();
			}
		};
	}

	alarm(): Alarm {
		return new EventAlarm(this);
	}

	/** Events kept, cancelled ones that have not been cleared away yet included. */
	get size(): number {
		return this.#heap.length;
	}

	/** Time of the next event; `undefined` when nothing will happen by itself. */
	get next(): number | undefined {
		while (this.#heap.length > 0 && !this.#heap[0].action) {
			this.#cancelled--;
			this.#pop();
		}

		return this.#heap[0]?.at;
	}

	/** Runs every event that is due, those that they add for now too, up to a limit: then others get their turn. */
	runDue(): void {
		for (let left: number = limits.dueEvents.value; left > 0; left--) {
			const {next} = this;
			if (next === undefined || next > this.clock.now()) {
				return;
			}

			const event = this.#pop();
			const {action} = event;
			event.action = undefined;
			action?.();
		}
	}

	/**
	 * Clears cancelled events away once they are the greater part: a program that starts and halts a slow device again
	 * and again leaves as many as it likes.
	 */
	#shorten(): void {
		if (this.#cancelled > 64 && this.#cancelled > this.#heap.length / 2) {
			const live = this.#heap.filter(({action}) => action);
			this.#heap = [];
			this.#cancelled = 0;
			for (const event of live) {
				this.#heap.push(event);
				this.#up(this.#heap.length - 1);
			}
		}
	}

	#pop(): Event {
		const first = this.#heap[0];
		const last = this.#heap.pop()!;
		if (this.#heap.length > 0) {
			this.#heap[0] = last;
			this.#down(0);
		}

		return first;
	}

	#before(left: number, right: number): boolean {
		const a = this.#heap[left];
		const b = this.#heap[right];
		return a.at < b.at || (a.at === b.at && a.order < b.order);
	}

	#swap(left: number, right: number): void {
		[this.#heap[left], this.#heap[right]] = [this.#heap[right], this.#heap[left]];
	}

	#up(index: number): void {
		for (let parent = (index - 1) >> 1; index > 0 && this.#before(index, parent); parent = (index - 1) >> 1) {
			this.#swap(index, parent);
			index = parent;
		}
	}

	#down(index: number): void {
		for (;;) {
			let least = index;
			for (const child of [(index * 2) + 1, (index * 2) + 2]) {
				if (child < this.#heap.length && this.#before(child, least)) {
					least = child;
				}
			}

			if (least === index) {
				return;
			}

			this.#swap(index, least);
			index = least;
		}
	}
}
