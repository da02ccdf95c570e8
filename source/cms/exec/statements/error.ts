/** &ERROR: what to do when a command fails; substituted when it happens. */
import type {Statement} from '../exec.js';

export const error: Statement = {
	word: '&ERROR',
	syntax: ['&ERROR statement'],
	summary: 'Says what is to be done whenever a CMS command ends with a return code that is not zero.',
	scan: 'none',
	run(exec, operands) {
		exec.errorAction = operands.length === 0 ? undefined : operands;
		return 'next';
	},
};
