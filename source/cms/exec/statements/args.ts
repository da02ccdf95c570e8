/** &ARGS: new arguments in place of the old. */
import type {Statement} from '../exec.js';

export const args: Statement = {
	word: '&ARGS',
	syntax: ['&ARGS [argument ...]'],
	summary: 'Gives &1 to &30 new values, and &INDEX their number.',
	description: [
		'% stands for an argument without a value.',
	],
	run(exec, operands) {
		return exec.variables.setArguments(operands) ?? 'next';
	},
};
