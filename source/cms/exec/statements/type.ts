/** &TYPE: its tokens, one blank between them. */
import type {Step} from '../../../guest/action.js';
import type {Flow, Statement} from '../exec.js';

export const type: Statement = {
	word: '&TYPE',
	syntax: ['&TYPE [token ...]'],
	summary: 'Types a line of tokens at the terminal.',
	* run(exec, operands): Step<Flow> {
		yield * exec.cms.console.type(operands.join(' '));
		return 'next';
	},
};
