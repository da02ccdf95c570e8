/**
 * A terminal or line that nobody is connected to: sense and no-operation work, all else wants intervention. Not here:
 * what somebody who is connected would type.
 */
import type {CommandEnd} from '../channel/device.js';
import {SensingDevice} from './sensing-device.js';

export class UnconnectedTerminal extends SensingDevice {
	constructor(readonly type: string) {
		super();
	}

	protected perform(): CommandEnd {
		return this.senseRegister.intervention();
	}
}
