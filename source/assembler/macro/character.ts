/** SETC expressions: strings, substrings, concatenation, duplication, type attributes (GC33-4010, "SETC"). */
import {Flag} from '../diagnostic.js';
import {stringEnd} from '../source/scan.js';
import {arithmetic} from './arithmetic.js';
import {Evaluator} from './evaluator.js';

export type CharacterResult = {readonly value: string; readonly end: number};

/** `(start,length)` behind a string. */
function substring(evaluator: Evaluator, value: string, text: string, at: number): CharacterResult {
	const start = arithmetic(evaluator, text, at + 1);
	if (text[start.end] !== ',') {
		throw new Flag(178, '', start.end + 1);
	}

	const length = arithmetic(evaluator, text, start.end + 1);
	if (text[length.end] !== ')') {
		throw new Flag(178, '', length.end + 1);
	}

	if (length.value < 0) {
		throw new Flag(116);
	}

	if (length.value > 0) {
		if (start.value <= 0) {
			throw new Flag(115);
		}

		if (start.value > value.length) {
			throw new Flag(117);
		}
	}

	return {value: value.slice(start.value - 1, start.value - 1 + length.value), end: length.end + 1};
}

/** Whether a character expression begins at `at`. */
export function isCharacter(text: string, at: number): boolean {
	return /^(?:'|t'|\(\s*[\d&][^()']*\)\s*')/i.test(text.slice(at));
}

/** The character expression at `at`. */
export function character(evaluator: Evaluator, text: string, at: number): CharacterResult {
	if (/^t'/i.test(text.slice(at, at + 2))) {
		const {text: operand, end} = evaluator.operand(text, at + 2);
		return {value: evaluator.typeOf(operand), end};
	}

	let result = '';
	let end = at;
	for (;;) {
		let copies = 1;
		if (text[end] === '(') {
			const factor = arithmetic(evaluator, text, end + 1);
			copies = factor.value;
			end = factor.end + 1;
		}

		if (text[end] !== '\'') {
			throw new Flag(178, '', end + 1);
		}

		const close = stringEnd(text, end);
		if (text[close - 1] !== '\'' || close <= end + 1) {
			throw new Flag(178, '', end + 1);
		}

		let value = evaluator.substitute(text.slice(end + 1, close - 1).replaceAll('\'\'', '\''));
		end = close;
		if (text[end] === '(') {
			({value, end} = substring(evaluator, value, text, end));
		}

		result += value.repeat(Math.max(0, Math.min(copies, 255)));
		if (text[end] === '.' && /^['(]$/.test(text[end + 1] ?? '')) {
			end++;
		} else if (text[end] !== '\'') {
			return {value: Evaluator.hold(result), end};
		}
	}
}
