/**
 * What a subchannel and its device have to interrupt with (GA22-7000, "Interruption Conditions"): the end of a program,
 * a program-controlled interruption of one that goes on, and status of the device that no program asked for.
 */
import type {Csw} from '../channel/ccw.js';

export class InterruptionConditions {
	#pending: Csw | undefined;
	#controlled: Csw | undefined;
	#unsolicited = 0;

	/** `count`: conditions went up or down by `change`. */
	constructor(private readonly count: (change: number) => void) {}

	/** A condition is there, or not any more. */
	#count(before: boolean, after: boolean): void {
		if (before !== after) {
			this.count(after ? 1 : -1);
		}
	}

	/** An ended program's condition. */
	get pending(): Csw | undefined {
		return this.#pending;
	}

	set pending(csw: Csw | undefined) {
		this.#count(this.#pending !== undefined, csw !== undefined);
		this.#pending = csw;
	}

	/** A program-controlled interruption while the program goes on. */
	get controlled(): Csw | undefined {
		return this.#controlled;
	}

	set controlled(csw: Csw | undefined) {
		this.#count(this.#controlled !== undefined, csw !== undefined);
		this.#controlled = csw;
	}

	/** Channel status of a program-controlled interruption, which an end takes with it; 0 where none. */
	get controlledStatus(): number {
		return this.#controlled === undefined ? 0 : this.#controlled.channel;
	}

	/** Status at the device that no program asked for; 0 where none. */
	get unsolicited(): number {
		return this.#unsolicited;
	}

	set unsolicited(status: number) {
		this.#count(this.#unsolicited !== 0, status !== 0);
		this.#unsolicited = status;
	}

	/** Clears and answers the unsolicited status. */
	takeUnsolicited(): number {
		const status = this.#unsolicited;
		this.unsolicited = 0;
		return status;
	}

	/** Whether something can interrupt now; while a program `isWorking`, the device keeps its own status to itself. */
	isDue(isWorking: boolean): boolean {
		return this.#pending !== undefined || this.#controlled !== undefined || (this.#unsolicited !== 0 && !isWorking);
	}

	/** Clears and answers the first condition that is due, as a CSW. */
	take(isWorking: boolean): Csw | undefined {
		if (this.#pending) {
			const csw = this.#pending;
			this.pending = undefined;
			return csw;
		}

		if (this.#controlled) {
			const csw = this.#controlled;
			this.controlled = undefined;
			return csw;
		}

		if (this.#unsolicited === 0 || isWorking) {
			return undefined;
		}

		return {
			key: 0, ccwAddress: 0, unit: this.takeUnsolicited(), channel: 0, residual: 0,
		};
	}

	/** The program's conditions vanish. */
	drop(): void {
		this.pending = undefined;
		this.controlled = undefined;
	}
}
