/** The sense bytes of a device: set by a unit check, kept until the next command other than sense or no-op. */
import {senseByte, unitStatus, type CommandEnd} from '../device.js';

/** Channel end and device end. */
export const normalEnd = unitStatus.channelEnd | unitStatus.deviceEnd;

/** An end in the initial status. */
export const immediateEnd: CommandEnd = {status: normalEnd, duration: 0, immediate: true};

export class SenseRegister {
	readonly #bytes: Uint8Array;

	constructor(length: number) {
		this.#bytes = new Uint8Array(length);
	}

	get bytes(): Uint8Array {
		return Uint8Array.from(this.#bytes);
	}

	clear(): void {
		this.#bytes.fill(0);
	}

	/** Sets the bytes and answers the unit check that goes with them. */
	check(bytes: readonly number[], duration = 0): CommandEnd {
		this.#bytes.fill(0);
		this.#bytes.set(bytes);
		return {status: normalEnd | unitStatus.unitCheck, duration};
	}

	/** Command reject: unit check in the initial status, no channel end. */
	reject(): CommandEnd {
		this.#bytes.fill(0);
		this.#bytes[0] = senseByte.commandReject;
		return {status: unitStatus.unitCheck, duration: 0, immediate: true};
	}

	/** Intervention required, in the initial status. */
	intervention(): CommandEnd {
		this.#bytes.fill(0);
		this.#bytes[0] = senseByte.interventionRequired;
		return {status: unitStatus.unitCheck, duration: 0, immediate: true};
	}
}
