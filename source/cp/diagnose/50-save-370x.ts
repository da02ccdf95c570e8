/** DIAGNOSE X'50': save the control program image of a 370X (GC20-1807). There are none: no name is ever found. */
import {listProblem} from './buffers.js';
import type {Diagnose} from './diagnose.js';

/** Of the parameter list CCPARM, as far as it is looked at: the name. */
const nameLength = 8;
/** `ncpname` was not found in the system name table. */
const nameNotFound = 44;

export const save370x: Diagnose = {
	code: 0x50,
	summary: 'Save the 370X control program image',
	classes: 'ABC',
	/** Rx: address of the parameter list. Ry: error code. */
	perform(call) {
		const problem = listProblem(call, call.xAddress, nameLength);
		if (!problem) {
			call.y = nameNotFound;
		}

		return problem;
	},
};
