/** Arithmetic expressions that are compiled; the grammar and its errors are those of `arithmetic.ts`. */
import {
	code, codeAt, isDigit, upperCase,
} from '../../source/scan.js';
import {selfDefiningAt, selfDefiningValue} from '../../expression/self-defining.js';
import {sublist, type Names} from '../variables.js';
import {
	behindPoint, compileReference, valueOf, type Reference,
} from './reference.js';
import type {Maybe, NumberTerm, ValueTerm} from './term.js';

const notSure = Number.NaN;

/** A value as a number: a text that is none is an error. */
function numeric(term: ValueTerm): NumberTerm {
	return evaluator => {
		const value = term(evaluator);
		if (typeof value === 'number') {
			return value;
		}

		return value === '' ? 0 : (value === undefined ? notSure : selfDefiningValue(value) ?? notSure);
	};
}

type Calculation = (left: number, right: number) => number;

const calculations: Readonly<Record<number, Calculation>> = {
	[code.plus]: (left, right) => (left + right) | 0,
	[code.minus]: (left, right) => (left - right) | 0,
	[code.asterisk]: (left, right) => Math.imul(left, right),
	[code.slash]: (left, right) => right === 0 ? 0 : Math.trunc(left / right) | 0,
};

function calculated(left: NumberTerm, right: NumberTerm, calculate: Calculation): NumberTerm {
	return evaluator => {
		const first = left(evaluator);
		const second = right(evaluator);
		return Number.isNaN(first) || Number.isNaN(second) ? notSure : calculate(first, second);
	};
}

function skipBlanks(text: string, at: number): number {
	let end = at;
	while (codeAt(text, end) === code.blank) {
		end++;
	}

	return end;
}

class Compiler {
	constructor(private readonly text: string, private readonly names: Names) {
		// Nothing else.
	}

	sum(at: number): Maybe<NumberTerm> {
		return this.#chain(at, code.plus, code.minus, start => this.#product(start));
	}

	#product(at: number): Maybe<NumberTerm> {
		return this.#chain(at, code.asterisk, code.slash, start => this.#term(start));
	}

	/** Operands between two operators of one rank. */
	#chain(at: number, one: number, other: number, operand: (at: number) => Maybe<NumberTerm>): Maybe<NumberTerm> {
		let result = operand(at);
		while (result) {
			const operator = codeAt(this.text, result.end);
			if (operator !== one && operator !== other) {
				return result;
			}

			const right = operand(result.end + 1);
			result = right && {term: calculated(result.term, right.term, calculations[operator]), end: right.end};
		}

		return undefined;
	}

	#term(at: number): Maybe<NumberTerm> {
		const {text, names} = this;
		switch (codeAt(text, at)) {
			case code.plus: {
				return this.#term(at + 1);
			}

			case code.minus: {
				const operand = this.#term(at + 1);
				return operand && {term: calculated(() => 0, operand.term, calculations[code.minus]), end: operand.end};
			}

			case code.left: {
				const inner = this.sum(skipBlanks(text, at + 1));
				const end = inner ? skipBlanks(text, inner.end) : 0;
				return inner && codeAt(text, end) === code.right ? {term: inner.term, end: end + 1} : undefined;
			}

			case code.ampersand: {
				const value = compileValue(text, at, names);
				return value && {term: numeric(value.term), end: behindPoint(text, value.end)};
			}

			default: {
				return this.#attribute(at) ?? this.#selfDefining(at);
			}
		}
	}

	/** K' and N' of a variable symbol. */
	#attribute(at: number): Maybe<NumberTerm> {
		const {text, names} = this;
		const letter = upperCase(text[at] ?? '');
		const isAttribute = codeAt(text, at + 1) === code.apostrophe && codeAt(text, at + 2) === code.ampersand;
		if (!isAttribute || (letter !== 'K' && letter !== 'N')) {
			return undefined;
		}

		const reference = referenceAt(text, at + 2, names);
		if (letter === 'N' && reference && !reference.plain && !reference.subscripted) {
			return this.#count(at, reference.slot);
		}

		const value = valueOf(text, at + 2, reference);
		if (!value) {
			return undefined;
		}

		const term: NumberTerm = evaluator => {
			const found = value.term(evaluator);
			if (found === undefined) {
				return notSure;
			}

			const shown = typeof found === 'number' ? String(Math.abs(found)) : found;
			return letter === 'K' ? shown.length : sublist(shown).length;
		};

		return {term, end: behindPoint(text, value.end)};
	}

	/** N'&SYSLIST: as the evaluator has it, a point behind it stays. */
	#count(at: number, slot: number): Maybe<NumberTerm> {
		const end = at + 2 + '&SYSLIST'.length;
		return codeAt(this.text, end) === code.left
			? undefined
			: {term: ({frame}) => frame.values[slot] === undefined ? frame.list.length - 1 : notSure, end};
	}

	#selfDefining(at: number): Maybe<NumberTerm> {
		const {text} = this;
		const term = selfDefiningAt(text, at);
		const isPlain = term && (isDigit(codeAt(text, at)) || !text.slice(at, term.end).includes('&'));
		if (!isPlain || Number.isNaN(term.value)) {
			return undefined;
		}

		const {value, end} = term;
		return {term: () => value, end};
	}
}

/** The arithmetic expression at `at`. */
export const compileArithmetic = (text: string, at: number, names: Names): Maybe<NumberTerm> =>
	new Compiler(text, names).sum(at);

/** The variable symbol at `at` (its ampersand). */
export const referenceAt = (text: string, at: number, names: Names): Reference | undefined =>
	compileReference(text, at, names, compileArithmetic);

/** The same where text behind a symbol can only be its subscript. */
export const compileValue = (text: string, at: number, names: Names): Maybe<ValueTerm> =>
	valueOf(text, at, referenceAt(text, at, names));
