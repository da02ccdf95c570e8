/**
 * &LOOP n|-label m|[UNTIL] condition: repeats the n lines that follow, or those to the label, m times or until the
 * condition is true. Going back at the end of the body, and ending, is `../flow.ts`.
 */
import type {Step} from '../../../guest/action.js';
import {fail, isError, type Outcome} from '../errors.js';
import type {Exec, Statement} from '../exec.js';
import {maximumLoops, startsPass} from '../flow.js';
import type {Loop} from '../loop-state.js';
import {isLabel} from '../expression/scanner.js';
import {substituteTokens} from '../expression/substitution.js';

/** The last line of the body. */
function * endOf(exec: Exec, extent: string): Step<Outcome<number>> {
	if (isLabel(extent)) {
		const line = yield * exec.file.lineOf(extent, exec.line + 1);
		return line ?? fail(815);
	}

	return /^\d+$/.test(extent) ? exec.line + Number(extent) : fail(812);
}

/** Passes to make, or undefined where `operands` are a condition. */
function passes(exec: Exec, operands: readonly string[]): Outcome<number | undefined> {
	const words = substituteTokens(operands, exec.scope);
	if (isError(words)) {
		return words;
	}

	if (words.length === 0) {
		return fail(812);
	}

	if (words.length > 1 || /^-\d+$/.test(words[0])) {
		return undefined;
	}

	return /^\d+$/.test(words[0]) ? Number(words[0]) : fail(812);
}

/** A condition, with or without UNTIL before it; whatever word stands there is taken for it. */
const isUntil = (operands: readonly string[]): boolean => operands[1] === 'UNTIL' || operands.length >= 5;

export const loop: Statement = {
	word: '&LOOP',
	syntax: ['&LOOP n m', '&LOOP n condition', '&LOOP -label m', '&LOOP -label condition'],
	summary: 'Repeats the n lines that follow, or those to the label, m times or until the condition is true.',
	description: [
		'condition: token1 comparator token2, as in &IF; it is looked at before each pass. Loops may contain '
		+ 'up to three further ones.',
	],
	scan: 'none',
	// A count is shown by its value (recording CTLQ), a condition as it is written: its values come with each pass.
	traced(exec, tokens) {
		if (isUntil(tokens.slice(1))) {
			// The words behind UNTIL have moved into its place, and the last one stands where it stood as well.
			return [...tokens.toSpliced(2, 1), tokens.at(-1)!];
		}

		const values = tokens.length === 3 ? substituteTokens(tokens, exec.scope) : tokens;
		return isError(values) ? tokens : values;
	},
	* run(exec, operands) {
		const extent = substituteTokens(operands.slice(0, 1), exec.scope);
		if (isError(extent)) {
			return extent;
		}

		if (extent.length === 0) {
			return fail(812);
		}

		const condition = operands.slice(isUntil(operands) ? 2 : 1);
		const count = isUntil(operands) ? undefined : passes(exec, condition);
		if (isError(count)) {
			return count;
		}

		const end = yield * endOf(exec, extent[0]);
		if (isError(end)) {
			return end;
		}

		const started: Loop = {
			start: exec.line, end, left: count ?? 0, until: count === undefined ? condition : undefined,
		};
		const first = yield * startsPass(exec, started);
		if (isError(first)) {
			return first;
		}

		if (!first) {
			exec.line = end;
			return 'next';
		}

		if (end > exec.line) {
			if (exec.loops.length >= maximumLoops) {
				return fail(805);
			}

			exec.loops.push(started);
		}

		return 'next';
	},
};
