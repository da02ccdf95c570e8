/** DIAGNOSE X'0C': pseudo timer (GC20-1807). */
import {pseudoTimerAnswer} from '../../base/diagnose.js';
import {pseudoTimerBytes} from '../machine/pseudo-timer.js';
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

		call.vm.storage.store(address, pseudoTimerBytes(call.cp.clock, call.vm));
		return undefined;
	},
};
