/** DIAGNOSE X'54': what the PA2 key of a display does (GC20-1807). */
import type {Diagnose} from './diagnose.js';

export const pa2: Diagnose = {
	code: 0x54,
	summary: 'Control the function of the PA2 key',
	/** Rx: 0, it clears the screen; else, under TERMINAL APL ON, it is an external interruption of the machine. */
	perform({vm, x}) {
		vm.settings.pa2Interrupts = x !== 0;
		return undefined;
	},
};
