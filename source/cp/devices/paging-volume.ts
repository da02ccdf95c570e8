/**
 * The paging of one volume (DMKPAG; SY20-0886, "Paging I/O"): each page read or written waits for the volume's arm
 * among the channel programs of all who have cylinders there. What is asked for by the time the arm comes is chained in
 * the order of its slots.
 */
import {unitStatus} from '../../base/channel-words.js';
import {DiskAccess} from '../../machine/devices/disk/disk-access.js';
import type {ArmHost, DiskArm} from '../../machine/devices/disk/disk-arm.js';
import type {CpFormat} from './cp-formats.js';

/** Pages passed in one turn of the arm: then others have theirs. */
const mostInTurn = 32;

type Request = {readonly slot: number; readonly done: () => void};

export class PagingVolume {
	/** Pages passed so far. */
	passed = 0;
	readonly #format: CpFormat;
	readonly #arm: DiskArm;
	readonly #access: DiskAccess;
	readonly #host: ArmHost;
	readonly #queue: Request[] = [];
	#isWaiting = false;

	constructor(format: CpFormat, arm: DiskArm, host: ArmHost) {
		this.#format = format;
		this.#arm = arm;
		this.#access = new DiskAccess(format.model, arm);
		this.#host = host;
	}

	/** Cylinders where a new slot costs least: the arm stands there, or is going to. */
	* near(): Generator<number> {
		yield this.#arm.cylinder;
		for (const {slot} of this.#queue) {
			yield this.#cylinder(slot);
		}
	}

	/** Passes the page of a slot; `done` when it has. */
	transfer(slot: number, done: () => void): void {
		this.#queue.push({slot, done: this.#host.bind(done)});
		this.#begin();
	}

	#begin(): void {
		if (this.#queue.length === 0 || this.#isWaiting) {
			return;
		}

		if (this.#access.enter(true)) {
			this.#turn();
			return;
		}

		this.#isWaiting = true;
		this.#access.wait(() => {
			this.#isWaiting = false;
			this.#turn();
		});
	}

	/** The arm is ours: a channel program of what is queued now. */
	#turn(): void {
		const turn = this.#queue.splice(0, mostInTurn).toSorted((one, other) => one.slot - other.slot);
		let elapsed = 0;
		let angle: number | undefined;
		for (const {slot, done} of turn) {
			const {time, end} = this.#pass(slot, angle);
			elapsed += time;
			angle = end;
			this.passed++;
			this.#host.after(elapsed, done);
		}

		this.#begin();
	}

	/**
	 * One page: the arm moves, the disk turns until its record comes (half a turn where nobody knows), data pass the
	 * channel when that is free. Microseconds, and the angle where the record ends.
	 */
	#pass(slot: number, from: number | undefined): {readonly time: number; readonly end: number} {
		const {model, pages, angle, transferTime} = this.#format;
		const revolution = model.timing.revolution * 1000;
		const seek = this.#access.approach(this.#cylinder(slot));
		const at = angle(slot % pages);
		const turn = seek > 0 || from === undefined ? revolution / 2 : (at - from + revolution) % revolution;
		const {duration} = this.#access.ended({
			status: unitStatus.channelEnd | unitStatus.deviceEnd,
			duration: seek + Math.trunc(turn / 1000) + transferTime,
		}, transferTime);
		return {time: duration, end: (at + (transferTime * 1000)) % revolution};
	}

	#cylinder(slot: number): number {
		return Math.trunc(slot / this.#format.pages);
	}
}
