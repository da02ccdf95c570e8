/** What a machine is told of time (GC20-1807): DIAGNOSE X'0C' and the pseudo timer device. */
import {calendarDate, timeOfDay, type Clock} from '../../base/clock.js';
import {pseudoTimerAnswer} from '../../base/diagnose.js';
import type {VirtualMachine} from './virtual-machine.js';

/** Date, time, virtual and total processor time. */
export function pseudoTimerBytes(clock: Clock, {account: {usage}}: Pick<VirtualMachine, 'account'>): Uint8Array {
	const now = clock.now();
	return pseudoTimerAnswer.encode({
		date: calendarDate(now),
		time: timeOfDay(now),
		virtualCpu: BigInt(Math.trunc(usage.virtualCpu)),
		totalCpu: BigInt(Math.trunc(usage.totalCpu)),
	});
}
