/** DIAGNOSE X'30': read a page of the error recording area (GC20-1807), of which there is none here. */
import type {Diagnose} from './diagnose.js';
import {pageProblem} from './buffers.js';

/** Invalid cylinder: outside the recording area. */
const outsideArea = 3;

export const errorRecordingPage: Diagnose = {
	code: 0x30,
	summary: 'Read one page of error recording data',
	classes: 'CEF',
	/** Rx: its place on disk, Ry: address of a page. Condition code 3: the place is outside the area. */
	perform: call => pageProblem(call, call.yAddress) ?? outsideArea,
};
