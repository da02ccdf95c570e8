/** &TYPE: its tokens, one blank between them. */
import type {Statement} from '../exec.js';

export const type: Statement = {
	word: '&TYPE',
	* run(exec, operands) {
		yield* exec.cms.console.type(operands.join(' '));
		return 'next';
	},
};
