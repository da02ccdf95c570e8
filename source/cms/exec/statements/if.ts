/** &IF: a condition and the statement to execute where it is true. */
import {evaluate} from '../expression/condition.js';
import {isError} from '../errors.js';
import {isAssignment} from '../expression/statement-scan.js';
import type {Statement} from '../exec.js';

export const ifStatement: Statement = {
	word: '&IF',
	syntax: ['&IF token1 comparator token2 statement'],
	summary: 'Performs the statement where the comparison is true.',
	description: [
		'comparator: EQ or =, NE or ¬=, LT or <, LE or <=, GT or >, GE or >=. Tokens that are numbers are '
		+ 'compared as numbers. &$ stands for any of the arguments, &* for all of them.',
	],
	scan: 'condition',
	* run(exec, operands, inner) {
		const holds = evaluate(operands, exec.variables.arguments);
		if (isError(holds)) {
			return holds;
		}

		if (!holds) {
			return 'next';
		}

		// Where a null operand has vanished what follows has moved into its place.
		const rest = operands.slice(3);
		return yield * exec.perform(
			inner?.tokens.length === rest.length ? inner : {tokens: rest, assigns: isAssignment(rest)},
		);
	},
};
