/** &CONTROL, and &TRACE, which does the same and keeps commands' messages back. */
import type {Statement} from '../exec.js';
import {applyControl} from '../trace.js';

export const control: Statement = {
	word: '&CONTROL',
	run(exec, operands) {
		return applyControl(exec.control, operands) ?? 'next';
	},
};

export const trace: Statement = {
	word: '&TRACE',
	run(exec, operands) {
		exec.control.messages = false;
		return applyControl(exec.control, operands) ?? 'next';
	},
};
