/** DIAGNOSE X'40': clean-up after virtual IPL (SC19-6203). IPL here needs none: whoever asks for it is no IPL. */
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Diagnose} from './diagnose.js';

export const iplCleanup: Diagnose = {
	code: 0x40,
	summary: 'Clean-up after virtual IPL by device',
	perform: () => ({program: programCode.specification}),
};
