/**
 * &BEGTYPE, &BEGSTACK, &BEGPUNCH, &BEGEMSG: the lines that follow, as they stand, up to `&END` in column 1 or the end
 * of the file.
 */
import {cardLength} from '../../../base/unit-record.js';
import type {Step} from '../../../guest/action.js';
import {fail, isError} from '../errors.js';
import type {Exec, Statement} from '../exec.js';
import {editedMessage} from './emsg.js';
import {punchCard} from './punch.js';

/** A statement that hands each data line to `take`; ALL among its operands takes whole records of fixed format. */
function dataStatement(
	[word, syntax, summary, first]: readonly [word: string, syntax: string, summary: string, first: readonly string[]],
	take: (exec: Exec, line: string, operands: readonly string[]) => Step | void,
): Statement {
	return {
		word,
		syntax: [syntax],
		summary,
		* run(exec, operands) {
			// Words behind the first are not looked at.
			if (operands.length > 0 && !first.includes(operands[0])) {
				return fail(807);
			}

			const all = operands.includes('ALL');
			for (let number = exec.line + 1; ; number++) {
				const line = yield * exec.file.line(number);
				if (isError(line)) {
					return line;
				}

				if (!line) {
					return 'next';
				}

				exec.line = number;
				if (line.record.startsWith('&END')) {
					return 'next';
				}

				yield * exec.cms.charge('record');
				const taken = take(exec, all ? line.record : line.text, operands);
				if (taken) {
					yield * taken;
				}
			}
		},
	};
}

export const beginType = dataStatement([
	'&BEGTYPE', '&BEGTYPE [ALL]', 'Types the lines that follow as they are, up to &END.', ['ALL'],
], (exec, line) => exec.cms.console.type(line));

export const beginStack = dataStatement([
	'&BEGSTACK', '&BEGSTACK [FIFO|LIFO] [ALL]', 'Stacks the lines that follow as they are, up to &END.',
	['FIFO', 'LIFO', 'ALL'],
], (exec, line, operands) => {
	// A line without anything on it is one of blanks: a null line is what &STACK alone stacks.
	exec.cms.console.stack(line === '' ? ' ' : line, operands[0] === 'LIFO' ? 'LIFO' : 'FIFO');
});

export const beginPunch = dataStatement([
	'&BEGPUNCH', '&BEGPUNCH [ALL]', 'Punches the lines that follow as they are, up to &END.', ['ALL'],
], (exec, line) => punchCard(exec, line.slice(0, cardLength)));

export const beginMessage = dataStatement([
	'&BEGEMSG', '&BEGEMSG [ALL]', 'Types the lines that follow as messages, up to &END.', ['ALL'],
], (exec, line) => {
	const [, code, text] = /^(\S*) ?(.*)$/.exec(line)!;
	return editedMessage(exec, code, text);
});
