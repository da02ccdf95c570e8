/**
 * One way to a disk's arm: the chain of commands of one device, in the arm's time. Without an arm a device has the disk
 * to itself and its times are those of its own commands.
 */
import {seekTime, type CkdModel} from '../volume/ckd-models.js';
import type {CommandEnd} from '../../channel/device.js';
import type {DiskArm} from './disk-arm.js';
import {normalEnd} from '../sense-register.js';

/** An end with its times; every one of a disk has the same shape, for the sake of speed. */
const timed = (
	{status, deviceEndAfter, deviceEndStatus}: CommandEnd,
	duration: number,
	passing: number,
): CommandEnd => ({
	status, duration, passing, deviceEndAfter, deviceEndStatus,
});

/** The end of a command that takes no time and moves no data. */
export const normally = timed({status: normalEnd, duration: 0}, 0, 0);

export class DiskAccess {
	/** When the commands being executed began, and what they took since. */
	#began = 0;
	#elapsed = 0;
	/** The next chain may begin at once: its turn has come. */
	#granted = false;
	/**
	 * The chain of now was granted: it is executed in one piece, though the clock may move meanwhile, for the work of
	 * CP when a page of its data has to be fetched.
	 */
	#isWhole = false;
	readonly #model: CkdModel;

	/** `start`: first cylinder of this device on the volume. */
	constructor(model: CkdModel, readonly arm?: DiskArm, readonly start = 0) {
		this.#model = model;
	}

	/** The next chain needs no turn of its own (DIAGNOSE, which waited for it; IPL). */
	grant(): void {
		this.#granted = true;
	}

	/** A command comes; `begins`: a chain. False: the arm is another's. */
	enter(begins: boolean): boolean {
		const {arm} = this;
		if (!arm) {
			return true;
		}

		this.#isWhole = begins ? this.#granted : this.#isWhole && arm.isWith(this);
		if (!this.#isWhole && !arm.isFor(this, begins)) {
			return false;
		}

		if (begins || !arm.isWith(this)) {
			arm.take(this);
		}

		this.#granted &&= !begins;
		if (begins || (!this.#isWhole && arm.now !== this.#began)) {
			this.#began = arm.now;
			this.#elapsed = 0;
		}

		return true;
	}

	/** Waits for the arm; `start` is called when this device has it, `dropped` where it is reset before. */
	wait(start: () => void, dropped?: () => void): void {
		this.arm?.wait(this, () => {
			this.#began = this.arm!.now;
			this.#elapsed = 0;
			start();
		}, dropped);
	}

	/** The chain has the arm until `release`, which is between its commands too. */
	keep(): void {
		this.arm?.keep();
	}

	/** The chain is over, or makes room for others. */
	release(): void {
		this.arm?.release(this);
	}

	/** Nobody waits any more. */
	leave(): void {
		this.#granted = false;
		this.#isWhole = false;
		this.arm?.leave(this);
	}

	/** Moves to a cylinder of this device from `cylinder`, where it was; microseconds. */
	seek(from: number, to: number): number {
		const {arm} = this;
		const time = seekTime(this.#model, arm ? arm.move(this.start + to) : Math.abs(to - from));
		if (arm) {
			arm.use.seekTime += time;
		}

		return time;
	}

	/** Moves to where this device was, if another moved the arm meanwhile; microseconds. */
	approach(cylinder: number): number {
		return this.arm && this.arm.cylinder !== this.start + cylinder ? this.seek(cylinder, cylinder) : 0;
	}

	/** A command ended, in whose time data passed for the last `transfer` microseconds: with what the channel adds. */
	ended(end: CommandEnd, transfer: number): CommandEnd {
		const {arm} = this;
		if (!arm) {
			return end === normally ? end : timed(end, end.duration, transfer);
		}

		const {sectors, timing} = this.#model;
		const length = sectors === 0 && transfer > 0 ? end.duration : transfer;
		const from = this.#began + this.#elapsed + end.duration - length;
		const later = arm.path?.take(arm.now, from, length, sectors === 0 ? 0 : timing.revolution) ?? 0;
		this.#elapsed += end.duration + later + (end.deviceEndAfter ?? 0);
		arm.hold(this.#began + this.#elapsed);
		return timed(end, end.duration + later, transfer);
	}
}
