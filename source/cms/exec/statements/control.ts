/** &CONTROL, and &TRACE, which does the same and keeps commands' messages back. */
import type {Statement} from '../exec.js';
import {applyControl} from '../trace.js';

export const control: Statement = {
	word: '&CONTROL',
	syntax: ['&CONTROL [OFF|ERROR|CMS|ALL] [TIME|NOTIME] [PACK|NOPACK] [MSG|NOMSG]'],
	summary: 'Chooses what is shown while the procedure runs.',
	description: [
		'OFF: nothing; ERROR: commands that fail, with their return code; CMS: every command; ALL: every '
		+ 'statement too. TIME puts the time before commands, NOPACK keeps their blanks, NOMSG suppresses the '
		+ 'FILE NOT FOUND of some commands.',
	],
	run(exec, operands) {
		return applyControl(exec.control, operands) ?? 'next';
	},
};

export const trace: Statement = {
	word: '&TRACE',
	syntax: ['&TRACE [ON|OFF|ALL|ERR]'],
	summary: 'Traces the statements of EXEC 2, which this EXEC is not.',
	run(exec, operands) {
		exec.control.messages = operands.length === 0;
		return applyControl(exec.control, operands) ?? 'next';
	},
};
