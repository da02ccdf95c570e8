/** &SPACE, and the words that do nothing: &CONTINUE, &COMMENT, and an &END that ends no data. */
import {isError} from '../errors.js';
import type {Statement} from '../exec.js';
import {toNumber} from '../expression/numbers.js';

export const space: Statement = {
	word: '&SPACE',
	syntax: ['&SPACE [n]'],
	summary: 'Types n blank lines (1).',
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

function noOperation(word: string, syntax: string, summary: string): Statement {
	return {
		word,
		syntax: [syntax],
		summary,
		run() {
			return 'next';
		},
	};
}

export const continueStatement = noOperation(
	'&CONTINUE',
	'[-label] &CONTINUE',
	'Does nothing: a place for a label.',
);
export const comment = noOperation(
	'&COMMENT',
	'&COMMENT text',
	'Does nothing: the line is a comment.',
);
export const end = noOperation(
	'&END',
	'&END',
	'Ends the lines of &BEGTYPE, &BEGSTACK, &BEGPUNCH or &BEGEMSG; must begin in column 1.',
);
