/** DIAGNOSE X'70': the time-of-day clock accounting interface (GC20-1807). */
import {listProblem} from './buffers.js';
import type {Diagnose} from './diagnose.js';
import {timeArea} from '../machine/time-accounting.js';

export const timeAccounting: Diagnose = {
	code: 0x70,
	summary: 'Activate the time-of-day clock accounting interface',
	/** Rx: address of 16 bytes, which CP sets each time it dispatches the machine, until that is reset. */
	perform(call) {
		const problem = listProblem(call, call.xAddress, timeArea.length);
		if (!problem) {
			call.vm.timeAccounting.begin(call.xAddress);
		}

		return problem;
	},
};
