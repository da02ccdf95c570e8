/** DIAGNOSE X'0C': pseudo timer (GC20-1807). */
import {calendarDate, timeOfDay} from '../../base/clock.js';
import {pseudoTimerAnswer} from '../../base/diagnose.js';
import type {Diagnose} from './diagnose.js';

export const pseudoTimer: Diagnose = {
	code: 0x0C,
	summary: 'Pseudo timer',
	/** Rx: address of 32 bytes on a doubleword: date, time, virtual and total CPU time as binary microseconds. */
	perform(call) {
		const address = call.xAddress;
		if (address % 8 !== 0 || !call.inStorage(address, pseudoTimerAnswer.length)) {
			return {program: 6};
		}

		const {account: {usage}, storage} = call.vm;
		const now = call.cp.clock.now();
		const bytes = pseudoTimerAnswer.encode({
			date: calendarDate(now),
			time: timeOfDay(now),
			virtualCpu: BigInt(Math.trunc(usage.virtualCpu)),
			totalCpu: BigInt(Math.trunc(usage.totalCpu)),
		});
		storage.store(address, bytes);
		return undefined;
	},
};
