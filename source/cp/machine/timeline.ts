/**
 * The list of future events: one binary heap in order of time and, at one time, of arrival, so that the same input
 * gives the same order.
 */
import type {Clock} from '../../base/clock.js';
import type {Timeline} from '../../machine/channel/device.js';

type Event = {
	/** When, in `Clock` microseconds. */
	readonly at: number;
	readonly order: number;
	action: (() => void) | undefined;
};

export class EventTimeline implements Timeline {
	readonly #heap: Event[] = [];
	#order = 0;
	readonly #onEvent: (() => void) | undefined;
	readonly #bind: (action: () => void) => () => void;

	/**
	 * `onEvent`: called when an event was added from outside a turn of the system, so that its owner looks at the list
	 * again. `bind`: makes an action one of whom something is being done for now, so that its fault is his.
	 */
	constructor(
		readonly clock: Clock,
		onEvent?: () => void,
		bind: (action: () => void) => () => void = action => action,
	) {
		this.#onEvent = onEvent;
		this.#bind = bind;
	}

	after(microseconds: number, action: () => void): () => void {
		const event: Event = {
			at: this.clock.now() + Math.max(0, microseconds), order: this.#order++, action: this.#bind(action),
		};
		this.#heap.push(event);
		this.#up(this.#heap.length - 1);
		this.#onEvent?.();
		return () => {
			event.action = undefined;
		};
	}

	/** Time of the next event; `undefined` when nothing will happen by itself. */
	get next(): number | undefined {
		while (this.#heap.length > 0 && !this.#heap[0].action) {
			this.#pop();
		}

		return this.#heap[0]?.at;
	}

	/** Runs every event that is due. Events that they add for now run too. */
	runDue(): void {
		for (let at = this.next; at !== undefined && at <= this.clock.now(); at = this.next) {
			const {action} = this.#pop();
			action?.();
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
