/** DIAGNOSE X'48': SVC 76, error recording, from a VM/370 in a virtual machine (GC20-1807). */
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Diagnose} from './diagnose.js';

const errorRecordingSvc = 76;
const asked = {record: 4, reflect: 8} as const;

export const recordErrors: Diagnose = {
	code: 0x48,
	summary: 'Issue SVC 76 from a second level VM/370',
	/** Rx: X'04' CP is to record (there is no place for it: nothing happens), X'08' the machine has its SVC 76. */
	perform({vm, x}) {
		switch (x) {
			case asked.record: {
				return undefined;
			}

			case asked.reflect: {
				vm.svcInterruption(errorRecordingSvc);
				return undefined;
			}

			default: {
				return {program: programCode.specification};
			}
		}
	},
};
