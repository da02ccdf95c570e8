/** DIAGNOSE X'2C': where the error recording area begins (GC20-1807). It has no cylinder here. */
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Diagnose} from './diagnose.js';

/** What is asked for; the last two may be asked for together. */
const asked = {area: 1, firstRecord: 2, frameRecords: 4} as const;
const valid: ReadonlySet<number> = new Set([asked.area, asked.firstRecord, asked.frameRecords, 6]);

export const errorRecordingStart: Diagnose = {
	code: 0x2C,
	summary: 'Return DASD start of the error recording area',
	classes: 'CEF',
	/**
	 * Rx: what is asked for, in its last byte. Answers in Rx where it begins (0: nowhere), in Ry how many cylinders, or
	 * whether there are frame records. The condition code stays.
	 */
	perform(call) {
		const code = call.x & 0xFF;
		if (!valid.has(code)) {
			return {program: programCode.specification};
		}

		if ((code & asked.frameRecords) !== 0) {
			call.y &= ~0xFF;
		} else if (code === asked.area) {
			call.y &= ~0xFFFF;
		}

		if (code !== asked.frameRecords) {
			call.x = 0;
		}

		return undefined;
	},
};
