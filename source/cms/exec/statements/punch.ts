/** &PUNCH: its tokens as one card. */
import {cardLength} from '../../../base/unit-record.js';
import {ebcdicField} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Exec, Flow, Statement} from '../exec.js';

/** Punches one card; without a punch it is lost. */
export function * punchCard(exec: Exec, card: string): Step {
	yield * exec.cms.unitRecords.punch(ebcdicField(card, cardLength));
}

export const punch: Statement = {
	word: '&PUNCH',
	syntax: ['&PUNCH [token ...]'],
	summary: 'Punches a card of tokens.',
	* run(exec, operands): Step<Flow> {
		yield * punchCard(exec, operands.join(' '));
		return 'next';
	},
};
