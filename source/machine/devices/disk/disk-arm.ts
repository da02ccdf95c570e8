/**
 * The one access mechanism of a disk, behind all the ways to it (GA26-1592, GA26-1619, GA26-1638, GA26-1599, "Access
 * Mechanism"): who wants it while another's channel program has it waits in a queue, first come first served, and finds
 * it where that one left it.
 *
 * A channel program has the arm from its first command to its end. A program that never ends gives others their turn
 * between its bursts.
 */
import type {ChannelPath} from './channel-path.js';

/** What an arm asks of the system. */
export type ArmHost = {
	/** Microseconds. */
	now(): number;
	/** Nothing takes the period's times. */
	readonly isUntimed?: boolean;
	after(microseconds: number, action: () => void): () => void;
	/** An arm is about to go to another cylinder. */
	moves?(arm: DiskArm, cylinder: number): void;
	/** Makes an action for later one of whom something is being done for now. */
	bind(action: () => void): () => void;
};

/** What has been asked of an arm so far. */
export type ArmUse = {
	/** Channel programs, or parts of them, that had it. */
	requests: number;
	/** Of these, how many found it in use, and how long they waited, microseconds. */
	waited: number;
	waitingTime: number;
	/** Microseconds it was in use, and of these, how long it moved. */
	busyTime: number;
	seekTime: number;
	/** Most that waited at once. */
	longestQueue: number;
};

type Waiting = {
	readonly user: unknown;
	readonly since: number;
	readonly start: () => void;
	/** Called where it leaves without having had its turn. */
	readonly dropped: (() => void) | undefined;
};

export class DiskArm {
	/** Cylinder of the volume where it stands. */
	cylinder = 0;
	readonly use: ArmUse = {
		requests: 0, waited: 0, waitingTime: 0, busyTime: 0, seekTime: 0, longestQueue: 0,
	};

	readonly #host: ArmHost;
	readonly #queue: Waiting[] = [];
	/** Whose channel program has it, since when, and until when. */
	#user: unknown;
	#since = 0;
	#until = 0;
	/** Whose channel program has it has not ended: nobody else has it between two of its commands. */
	#isKept = false;
	#cancelEvent: (() => void) | undefined;

	/** `path`: the channel that its data pass. */
	constructor(host: ArmHost, readonly path?: ChannelPath) {
		this.#host = host;
	}

	get now(): number {
		return this.#host.now();
	}

	/** In use now. */
	get isBusy(): boolean {
		return this.#until > this.now;
	}

	/** How many wait for it. */
	get queueLength(): number {
		return this.#queue.length;
	}

	/** Gives it to `user`, whose channel program begins, at once. */
	take(user: unknown): void {
		const {now} = this;
		this.use.requests++;
		this.#user = user;
		this.#isKept = false;
		this.#since = now;
		this.#until = Math.max(this.#until, now);
	}

	/** Its user's channel program goes on until `release`. */
	keep(): void {
		this.#isKept = true;
	}

	/** The channel program of `user` is over, or makes room: others have it when its last command is over. */
	release(user: unknown): void {
		if (this.#isKept && this.#user === user) {
			this.#isKept = false;
			this.#schedule();
		}
	}

	/** Whether it executes, or executed last, a program of `user`. */
	isWith(user: unknown): boolean {
		return this.#user === user;
	}

	/** Whether `user` can go on with its channel program, or (`begins`) begin one, without waiting. */
	isFor(user: unknown, begins: boolean): boolean {
		const isOwn = !begins && this.#user === user;
		return isOwn && (this.#isKept || this.#since === this.now)
			? true
			: !this.#isKept && this.#queue.length === 0 && (isOwn || this.#until <= this.now);
	}

	/**
	 * `user` waits for its turn, and has the arm when `start` is called; `dropped` is called instead, later, where it
	 * leaves before.
	 */
	wait(user: unknown, start: () => void, dropped?: () => void): void {
		this.use.waited++;
		this.#queue.push({
			user, since: this.now, start: this.#host.bind(start), dropped: dropped && this.#host.bind(dropped),
		});
		this.use.longestQueue = Math.max(this.use.longestQueue, this.#queue.length);
		this.#schedule();
	}

	/** `user` no longer waits. */
	leave(user: unknown): void {
		const index = this.#queue.findIndex(each => each.user === user);
		if (index !== -1) {
			const [{dropped}] = this.#queue.splice(index, 1);
			if (dropped) {
				this.#host.after(0, dropped);
			}
		}
	}

	/** The program of now takes until `time`. */
	hold(time: number): void {
		if (time > this.#until && !this.#host.isUntimed) {
			this.use.busyTime += time - Math.max(this.#until, this.now);
			this.#until = time;
		}
	}

	/** Moves it; answers how far. */
	move(cylinder: number): number {
		this.#host.moves?.(this, cylinder);
		const distance = Math.abs(cylinder - this.cylinder);
		this.cylinder = cylinder;
		return distance;
	}

	#schedule(): void {
		if (!this.#cancelEvent && !this.#isKept && this.#queue.length > 0) {
			this.#cancelEvent = this.#host.after(Math.max(0, this.#until - this.now), () => {
				this.#cancelEvent = undefined;
				this.#next();
			});
		}
	}

	/** It is free, unless another went on meanwhile: the first of the queue has it. */
	#next(): void {
		if (!this.isBusy && !this.#isKept) {
			const first = this.#queue.shift();
			if (first) {
				this.use.waitingTime += this.now - first.since;
				this.take(first.user);
				first.start();
			}
		}

		this.#schedule();
	}
}
