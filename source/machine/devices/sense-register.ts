/** The sense bytes of a device: set by a unit check, kept until the next command other than sense or no-op. */
import {unitStatus, senseByte} from '../../base/channel-words.js';
import type {CommandEnd} from '../channel/device.js';

/** Channel end and device end. */
export const normalEnd = unitStatus.channelEnd | unitStatus.deviceEnd;

/** An end in the initial status. */
export const immediateEnd: CommandEnd = {status: normalEnd, duration: 0, immediate: true};

export class SenseRegister {
	readonly #bytes: Uint8Array;
	/** Clearing is part of every command, and mostly there is nothing to clear. */
	#isClear = true;

	constructor(length: number) {
		this.#bytes = new Uint8Array(length);
	}

	get bytes(): Uint8Array {
		return Uint8Array.from(this.#bytes);
	}

	clear(): void {
		if (!this.#isClear) {
			this.#bytes.fill(0);
			this.#isClear = true;
		}
	}

	/** Sets the bytes and answers the unit check that goes with them. */
	check(bytes: readonly number[], duration = 0): CommandEnd {
		this.clear();
		this.#isClear = false;
		this.#bytes.set(bytes);
		return {status: normalEnd | unitStatus.unitCheck, duration};
	}

	/** Command reject: unit check in the initial status, no channel end. */
	reject(): CommandEnd {
		this.clear();
		this.#isClear = false;
		this.#bytes[0] = senseByte.commandReject;
		return {status: unitStatus.unitCheck, duration: 0, immediate: true};
	}

	/** Intervention required, in the initial status. */
	intervention(): CommandEnd {
		this.clear();
		this.#isClear = false;
		this.#bytes[0] = senseByte.interventionRequired;
		return {status: unitStatus.unitCheck, duration: 0, immediate: true};
	}
}
