/** &IF: a condition and the statement to execute where it is true. */
import {evaluate} from '../expression/condition.js';
import {isError} from '../errors.js';
import type {Statement} from '../exec.js';

export const ifStatement: Statement = {
	word: '&IF',
	scan: 'condition',
	* run(exec, operands) {
		const holds = evaluate(operands, exec.variables.arguments);
		if (isError(holds)) {
			return holds;
		}

		return holds ? yield * exec.perform(operands.slice(3)) : 'next';
	},
};
