/**
 * What the disks of one channel share (GA22-6962, "Block Multiplexer Channel"): data of one disk at a time pass it.
 * While an arm moves and the disk turns, the channel is free; a disk with rotational position sensing that finds it in
 * use when its record comes tries again a revolution later, one without holds it from its search on and waits for it.
 */

/** From when to when data pass, microseconds. */
type Interval = {readonly from: number; readonly to: number};

export class ChannelPath {
	/** Transfers to come, in order. */
	#taken: Interval[] = [];
	/** Microseconds data passed; transfers that found it in use, and how long they waited. */
	busyTime = 0;
	collisions = 0;
	waitingTime = 0;

	/** `number` of the channel. */
	constructor(readonly number: number) {}

	/**
	 * Takes the channel for a transfer of `length` microseconds that could begin at `from`, `now` or later; answers how
	 * much later it begins. `step`: it can only begin so much later, or a multiple of that; 0 = any time.
	 */
	take(now: number, from: number, length: number, step: number): number {
		this.#taken = this.#taken.filter(({to}) => to > now);
		if (length <= 0) {
			return 0;
		}

		let at = from;
		for (const {from: begin, to} of this.#taken) {
			if (at < to && begin < at + length) {
				at = step === 0 ? to : at + (Math.ceil((to - at) / step) * step);
			}
		}

		const interval = {from: at, to: at + length};
		const place = this.#taken.findIndex(({from: begin}) => begin > at);
		this.#taken.splice(place === -1 ? this.#taken.length : place, 0, interval);
		this.busyTime += length;
		this.waitingTime += at - from;
		this.collisions += at > from ? 1 : 0;
		return at - from;
	}
}
