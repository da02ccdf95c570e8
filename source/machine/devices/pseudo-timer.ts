/**
 * The pseudo timer of a virtual machine (GC20-1807, "Pseudo Timers"; SPECIAL statement and DEFINE TIMER): a read gives
 * the 32 bytes of DIAGNOSE X'0C'.
 */
import type {CommandEnd, DataTransfer} from '../channel/device.js';
import {doneEnd, SensingDevice} from './sensing-device.js';

const read = 0x02;

export class PseudoTimer extends SensingDevice {
	readonly type = 'TIMER';
	readonly #now: () => Uint8Array;

	/** `now`: date, time and processor time as they are. */
	constructor(now: () => Uint8Array) {
		super();
		this.#now = now;
	}

	protected perform(command: number, transfer: DataTransfer): CommandEnd {
		if (command !== read) {
			return this.senseRegister.reject();
		}

		transfer.input(this.#now());
		return doneEnd;
	}
}
