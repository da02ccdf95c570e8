/** DIAGNOSE X'78': communication about a mass storage system (GC20-1807). No DMKSSS is here: a protection exception. */
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Diagnose} from './diagnose.js';

export const massStorage: Diagnose = {
	code: 0x78,
	summary: 'MSS communication',
	perform: () => ({program: programCode.protection}),
};
