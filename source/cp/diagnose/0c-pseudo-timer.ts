/** DIAGNOSE X'0C': pseudo timer (GC20-1807). */
import {calendarDate, timeOfDay} from '../../base/clock.js';
import {ebcdicField} from '../../base/ebcdic.js';
import type {Diagnose} from './diagnose.js';

export const pseudoTimer: Diagnose = {
	code: 0x0C,
	summary: 'Pseudo timer',
	/** Rx: address of 32 bytes on a doubleword: date, time, virtual and total CPU time as binary microseconds. */
	perform(call) {
		const address = call.xAddress;
		if (address % 8 !== 0 || !call.inStorage(address, 32)) {
			return {program: 6};
		}

		const {usage, storage} = call.vm;
		const now = call.cp.clock.now();
		const bytes = new Uint8Array(32);
		bytes.set(ebcdicField(calendarDate(now), 8), 0);
		bytes.set(ebcdicField(timeOfDay(now), 8), 8);
		const view = new DataView(bytes.buffer);
		view.setBigUint64(16, BigInt(Math.trunc(usage.virtualCpu)));
		view.setBigUint64(24, BigInt(Math.trunc(usage.totalCpu)));
		storage.store(address, bytes);
		return undefined;
	},
};
