/** DIAGNOSE X'108': slave functions (ours; block and codes in `base/intermachine.ts`). */
import type {Diagnose} from './diagnose.js';

export const slaves: Diagnose = {
	code: 0x108,
	summary: 'Create, assign, start, stop, look into and delete slave machines',
	/** Rx: address of the block. Condition code 0: done; 1: refused, Ry says why. */
	perform(call) {
		return call.block(call.cp.slaveRequests);
	},
};
