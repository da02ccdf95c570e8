/**
 * DIAGNOSE X'1C': clear the error recording cylinders (GC20-1807). This system records no errors on disk: they are
 * clear.
 */
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Diagnose} from './diagnose.js';

/** X'01': all but the frame records, X'02': those too. */
const functions: ReadonlySet<number> = new Set([1, 2]);

export const clearErrorRecording: Diagnose = {
	code: 0x1C,
	summary: 'Clear error recording cylinders',
	classes: 'F',
	/** Rx: what to clear, in its last byte. The condition code stays. */
	perform: ({x}) => functions.has(x & 0xFF) ? undefined : {program: programCode.specification},
};
