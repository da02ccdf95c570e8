/** DIAGNOSE X'38': read the system symbol table (GC20-1807). CP has no modules in storage here: the table is empty. */
import {pageSize} from '../../base/architecture.js';
import {pageProblem} from './buffers.js';
import type {Diagnose} from './diagnose.js';

export const symbolTable: Diagnose = {
	code: 0x38,
	summary: 'Read the system symbol table',
	classes: 'CE',
	/** Rx: address of a page, which becomes zeros. The condition code stays. */
	perform(call) {
		const problem = pageProblem(call, call.xAddress);
		if (!problem) {
			call.vm.storage.store(call.xAddress, new Uint8Array(pageSize));
		}

		return problem;
	},
};
