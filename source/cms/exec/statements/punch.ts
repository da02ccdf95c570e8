/** &PUNCH: its tokens as one card. */
import type {Step} from '../../../guest/action.js';
import type {Exec, Flow, Statement} from '../exec.js';

/** Punches one card, where this CMS has a punch. */
export function * punchCard(exec: Exec, card: string): Step {
	if (exec.cms.punch) {
		yield * exec.cms.punch(card);
	}
}

export const punch: Statement = {
	word: '&PUNCH',
	* run(exec, operands): Step<Flow> {
		yield * punchCard(exec, operands.join(' '));
		return 'next';
	},
};
