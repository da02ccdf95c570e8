/** Text with variable symbols that is compiled: `substitute` of the evaluator, and character expressions. */
import {code, codeAt, stringEnd} from '../../source/scan.js';
import type {Names} from '../variables.js';
import {compileArithmetic, compileValue, referenceAt} from './arithmetic.js';
import {behindPoint} from './reference.js';
import type {
	Maybe, NumberTerm, TextTerm, ValueTerm,
} from './term.js';

type Part = string | TextTerm;

/** A value as text: numbers without their sign. */
const shown = (value: string | number | undefined): string | undefined =>
	typeof value === 'number' ? String(Math.abs(value)) : value;

const asText = (term: ValueTerm): TextTerm => evaluator => shown(term(evaluator));

function joined(parts: readonly Part[]): TextTerm {
	if (parts.length === 1 && typeof parts[0] === 'function') {
		return parts[0];
	}

	return evaluator => {
		let text = '';
		for (const part of parts) {
			const next = typeof part === 'string' ? part : part(evaluator);
			if (next === undefined) {
				return undefined;
			}

			text += next;
		}

		return text;
	};
}

/**
 * What stands in parentheses behind a variable symbol is its subscript, unless it is a SET symbol that is no array or
 * stands in open code: then it is text.
 */
function either(slot: number, subscripted: TextTerm | undefined, plain: TextTerm, behind: TextTerm): TextTerm {
	return evaluator => {
		const {frame} = evaluator;
		const value = frame.values[slot];
		if (typeof value === 'object' ? value.dimension > 0 : frame.macro !== undefined) {
			return subscripted?.(evaluator);
		}

		const first = plain(evaluator);
		const rest = behind(evaluator);
		return first === undefined || rest === undefined ? undefined : first + rest;
	};
}

/** The part at an ampersand. */
function compilePart(text: string, at: number, names: Names): Maybe<TextTerm> {
	const reference = referenceAt(text, at, names);
	if (!reference) {
		return undefined;
	}

	const {slot, plain, subscripted} = reference;
	if (!plain) {
		return subscripted && {term: asText(subscripted.term), end: behindPoint(text, subscripted.end)};
	}

	if (codeAt(text, plain.end) !== code.left) {
		return {term: asText(plain.term), end: behindPoint(text, plain.end)};
	}

	if (!subscripted) {
		return {term: either(slot, undefined, asText(plain.term), () => ''), end: plain.end};
	}

	const end = behindPoint(text, subscripted.end);
	const behind = compileText(text.slice(plain.end, end), names);
	return behind && {term: either(slot, asText(subscripted.term), asText(plain.term), behind), end};
}

/** A text in which variable symbols are replaced; `undefined` where it has what looks like a wrong one. */
export function compileText(text: string, names: Names): TextTerm | undefined {
	const parts: Part[] = [];
	let from = 0;
	for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at)) {
		if (codeAt(text, at + 1) === code.ampersand) {
			at += 2;
			continue;
		}

		const part = compilePart(text, at, names);
		if (!part) {
			return undefined;
		}

		if (at > from) {
			parts.push(text.slice(from, at));
		}

		parts.push(part.term);
		from = part.end;
		at = part.end;
	}

	if (from < text.length || parts.length === 0) {
		parts.push(text.slice(from));
	}

	return joined(parts);
}

const longestText = 255;

/** `(start,length)` behind a string. */
function compileSubstring(value: TextTerm, text: string, at: number, names: Names): Maybe<TextTerm> {
	const start = compileArithmetic(text, at + 1, names);
	const length = start && codeAt(text, start.end) === code.comma
		? compileArithmetic(text, start.end + 1, names)
		: undefined;
	return start && length && codeAt(text, length.end) === code.right
		? {term: substring(value, start.term, length.term), end: length.end + 1}
		: undefined;
}

function substring(value: TextTerm, start: NumberTerm, length: NumberTerm): TextTerm {
	return evaluator => {
		const text = value(evaluator);
		const first = start(evaluator);
		const count = length(evaluator);
		if (text === undefined || Number.isNaN(first) || Number.isNaN(count)) {
			return undefined;
		}

		return count > 0 && first > 0 && first <= text.length ? text.slice(first - 1, first - 1 + count) : undefined;
	};
}

/** T' of a variable symbol. */
function compileType(text: string, at: number, names: Names): Maybe<TextTerm> {
	const value = codeAt(text, at + 2) === code.ampersand ? compileValue(text, at + 2, names) : undefined;
	if (!value) {
		return undefined;
	}

	const operand = asText(value.term);
	const term: TextTerm = evaluator => {
		const found = operand(evaluator);
		return found === undefined ? undefined : evaluator.typeOf(found);
	};

	return {term, end: behindPoint(text, value.end)};
}

const isType = (text: string, at: number): boolean =>
	(text[at] === 'T' || text[at] === 't') && codeAt(text, at + 1) === code.apostrophe;

/** What a point puts a string together with. */
const joins = (next: number): boolean => next === code.apostrophe || next === code.left;

/** Whether a character expression that can be compiled begins at `at`. */
export const beginsCharacter = (text: string, at: number): boolean =>
	codeAt(text, at) === code.apostrophe || isType(text, at);

/** The character expression at `at`: strings, substrings and what is put together of them, or a type attribute. */
export function compileCharacter(text: string, at: number, names: Names): Maybe<TextTerm> {
	if (isType(text, at)) {
		return compileType(text, at, names);
	}

	const parts: TextTerm[] = [];
	for (let end = at; codeAt(text, end) === code.apostrophe;) {
		const close = stringEnd(text, end);
		const body = codeAt(text, close - 1) === code.apostrophe && close > end + 1
			? compileText(text.slice(end + 1, close - 1).replaceAll('\'\'', '\''), names)
			: undefined;
		const part = body && codeAt(text, close) === code.left
			? compileSubstring(body, text, close, names)
			: body && {term: body, end: close};
		if (!part) {
			return undefined;
		}

		parts.push(part.term);
		end = part.end;
		if (codeAt(text, end) === code.point && joins(codeAt(text, end + 1))) {
			end++;
		} else if (codeAt(text, end) !== code.apostrophe) {
			const whole = joined(parts);
			return {term: evaluator => whole(evaluator)?.slice(0, longestText), end};
		}
	}

	return undefined;
}
