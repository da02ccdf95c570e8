/** &GOTO, &SKIP and &EXIT. */
import {fail, isError} from '../errors.js';
import type {Statement} from '../exec.js';
import {parseNumber, toNumber} from '../expression/numbers.js';
import {isLabel} from '../expression/scanner.js';

/** To a line number, TOP, or a label, which is looked for downward and then from the first line. */
export const goTo: Statement = {
	word: '&GOTO',
	syntax: ['&GOTO TOP', '&GOTO linenumber', '&GOTO -label'],
	summary: 'Goes on at the first line, at a line by number, or at a label.',
	description: [
		'A label is looked for below first, then from the top.',
	],
	* run(exec, [target]) {
		if (target === 'TOP') {
			return {jump: 1};
		}

		if (!isLabel(target)) {
			const line = parseNumber(target);
			return line === undefined || line < 1 ? fail(802) : {jump: line};
		}

		const line =
			(yield * exec.file.lineOf(target, exec.line + 1)) ?? (yield * exec.file.lineOf(target, 1, exec.line + 1));
		if (isError(line)) {
			return line;
		}

		return line === undefined ? fail(802) : {jump: line};
	},
};

/** Over lines (default 1), or back to an earlier one. */
export const skip: Statement = {
	word: '&SKIP',
	syntax: ['&SKIP [n]'],
	summary: 'Skips n lines (1), or goes back where n is negative.',
	run(exec, [lines = '1']) {
		const count = parseNumber(lines);
		if (count === undefined || exec.line + count < 1) {
			return fail(802);
		}

		if (count === 0) {
			return 'next';
		}

		return {jump: count < 0 ? exec.line + count : exec.line + count + 1};
	},
};

export const exit: Statement = {
	word: '&EXIT',
	syntax: ['&EXIT [returncode]'],
	summary: 'Ends the procedure with a return code (0).',
	run(_exec, [code = '0']) {
		const number = toNumber(code);
		return isError(number) ? number : {exit: number};
	},
};
