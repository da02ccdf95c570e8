/** DIAGNOSE X'60': size of virtual storage (GC20-1807). */
import type {Diagnose} from './diagnose.js';

export const storageSize: Diagnose = {
	code: 0x60,
	summary: 'Determine the virtual machine storage size',
	/** Rx: bytes. */
	perform(call) {
		call.x = call.vm.storage.size;
		return undefined;
	},
};
