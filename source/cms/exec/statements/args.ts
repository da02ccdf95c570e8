/** &ARGS: new arguments in place of the old. */
import type {Statement} from '../exec.js';

export const args: Statement = {
	word: '&ARGS',
	run(exec, operands) {
		return exec.variables.setArguments(operands) ?? 'next';
	},
};
