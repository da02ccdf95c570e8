/**
 * DIAGNOSE X'34': read the system's dump file (GC20-1807). CP writes no dumps of itself here, and those of VMDUMP are
 * for X'14': no file is ever found.
 */
import {programCode} from '../../machine/cpu/program-exception.js';
import {pageProblem} from './buffers.js';
import {readerProblem} from './spool-readers.js';
import type {Diagnose} from './diagnose.js';

const fileNotFound = 2;

export const dumpFile: Diagnose = {
	code: 0x34,
	summary: 'Read the system dump spool file',
	classes: 'CE',
	/** Rx: address of a page, Ry: address of a reader, Ry+1: error. Condition code 2 no file, 3 no such reader. */
	perform(call) {
		if (call.ry === 15) {
			return {program: programCode.specification};
		}

		return pageProblem(call, call.xAddress) ?? readerProblem(call) ?? fileNotFound;
	},
};
