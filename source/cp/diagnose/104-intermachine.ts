/** DIAGNOSE X'104': intermachine communication (ours; block and codes in `base/intermachine.ts`). */
import type {Diagnose} from './diagnose.js';

export const intermachine: Diagnose = {
	code: 0x104,
	summary: 'Signal, answer and exchange blocks with another virtual machine',
	/** Rx: address of the block. Condition code 0: done; 1: refused, Ry says why. */
	perform(call) {
		return call.block(call.cp.intermachine);
	},
};
