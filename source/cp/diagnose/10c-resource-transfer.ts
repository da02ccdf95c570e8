/** DIAGNOSE X'10C': resource transfer (ours; block and codes in `base/intermachine.ts`). */
import type {Diagnose} from './diagnose.js';

export const resourceTransfer: Diagnose = {
	code: 0x10C,
	summary: 'Lend this machine\'s share for an exchange; work for who lent',
	/** Rx: address of the block. Condition code 0: done; 1: refused, Ry says why. */
	perform(call) {
		return call.block(call.cp.resourceTransfer);
	},
};
