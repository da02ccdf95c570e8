/** &SPACE, and the words that do nothing: &CONTINUE, &COMMENT, and an &END that ends no data. */
import {isError} from '../errors.js';
import type {Statement} from '../exec.js';
import {toNumber} from '../expression/numbers.js';

export const space: Statement = {
	word: '&SPACE',
	* run(exec, [lines = '1']) {
		const count = toNumber(lines);
		if (isError(count)) {
			return count;
		}

		for (let line = 0; line < count; line++) {
			yield * exec.cms.console.type('');
		}

		return 'next';
	},
};

function noOperation(word: string): Statement {
	return {
		word,
		run() {
			return 'next';
		},
	};
}

export const continueStatement = noOperation('&CONTINUE');
export const comment = noOperation('&COMMENT');
export const end = noOperation('&END');
