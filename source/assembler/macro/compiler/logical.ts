/** Logical expressions that are compiled; the grammar and its errors are those of `logical.ts`. */
import {
	code, codeAt, isAlphanumeric, upperCase,
} from '../../source/scan.js';
import {compareText, relations} from '../logical.js';
import type {Names} from '../variables.js';
import {compileArithmetic} from './arithmetic.js';
import {
	type ConditionTerm, type Maybe, type NumberTerm, type TextTerm,
} from './term.js';
import {beginsCharacter, compileCharacter} from './text.js';

type Test = (order: number) => boolean;

const both = (left: ConditionTerm, right: ConditionTerm, isAnd: boolean): ConditionTerm => evaluator => {
	const first = left(evaluator);
	const second = right(evaluator);
	if (first === undefined || second === undefined) {
		return undefined;
	}

	return isAnd ? first && second : first || second;
};

const negated = (term: ConditionTerm): ConditionTerm => evaluator => {
	const value = term(evaluator);
	return value === undefined ? undefined : !value;
};

const ofTexts = (left: TextTerm, right: TextTerm, test: Test): ConditionTerm => evaluator => {
	const first = left(evaluator);
	const second = right(evaluator);
	return first === undefined || second === undefined ? undefined : test(compareText(first, second));
};

const ofNumbers = (left: NumberTerm, right: NumberTerm, test: Test): ConditionTerm => evaluator => {
	const order = left(evaluator) - right(evaluator);
	return Number.isNaN(order) ? undefined : test(order);
};

const isNotZero = (term: NumberTerm): ConditionTerm => evaluator => {
	const value = term(evaluator);
	return Number.isNaN(value) ? undefined : value !== 0;
};

const arithmeticOperators: ReadonlySet<number> = new Set([code.plus, code.minus, code.asterisk, code.slash]);

class Compiler {
	constructor(private readonly text: string, private readonly names: Names) {
		// Nothing else.
	}

	or(at: number): Maybe<ConditionTerm> {
		return this.#chain(at, 'OR', start => this.#and(start));
	}

	#and(at: number): Maybe<ConditionTerm> {
		return this.#chain(at, 'AND', start => this.#not(start));
	}

	/** Conditions between which a word stands. */
	#chain(
		at: number,
		word: 'AND' | 'OR',
		operand: (at: number) => Maybe<ConditionTerm>,
	): Maybe<ConditionTerm> {
		let result = operand(at);
		while (result) {
			const behind = this.#word(result.end, word);
			if (behind === undefined) {
				return result;
			}

			const right = operand(behind);
			result = right && {term: both(result.term, right.term, word === 'AND'), end: right.end};
		}

		return undefined;
	}

	#not(at: number): Maybe<ConditionTerm> {
		const behind = this.#word(at, 'NOT');
		if (behind === undefined) {
			return this.#relation(this.#blanks(at));
		}

		const operand = this.#not(behind);
		return operand && {term: negated(operand.term), end: operand.end};
	}

	#relation(at: number): Maybe<ConditionTerm> {
		const {text, names} = this;
		if (beginsCharacter(text, at)) {
			const left = compileCharacter(text, at, names);
			const test = left && this.#test(left.end);
			const right = test && compileCharacter(text, this.#blanks(test.end), names);
			return left && right && {term: ofTexts(left.term, right.term, test.term), end: right.end};
		}

		// In parentheses stands a logical expression, unless an arithmetic one goes on behind them.
		const inner = codeAt(text, at) === code.left ? this.or(at + 1) : undefined;
		const close = inner ? this.#blanks(inner.end) : 0;
		if (inner && codeAt(text, close) === code.right && !this.#goesOn(close + 1)) {
			return {term: inner.term, end: close + 1};
		}

		if (codeAt(text, at) === code.left && !(inner && codeAt(text, close) === code.right)) {
			return undefined;
		}

		const left = compileArithmetic(text, at, names);
		const test = left && this.#test(left.end);
		if (!left || !test) {
			return left && {term: isNotZero(left.term), end: left.end};
		}

		const right = compileArithmetic(text, this.#blanks(test.end), names);
		return right && {term: ofNumbers(left.term, right.term, test.term), end: right.end};
	}

	#goesOn(at: number): boolean {
		return arithmeticOperators.has(codeAt(this.text, at)) || this.#test(at) !== undefined;
	}

	#blanks(at: number): number {
		let end = at;
		while (codeAt(this.text, end) === code.blank) {
			end++;
		}

		return end;
	}

	/** Index behind a word that ends at a blank, a parenthesis or an apostrophe. */
	#word(at: number, word: string): number | undefined {
		const start = this.#blanks(at);
		const end = start + word.length;
		return upperCase(this.text.slice(start, end)) === word && !isAlphanumeric(codeAt(this.text, end))
			? end
			: undefined;
	}

	#test(at: number): Maybe<Test> {
		const start = this.#blanks(at);
		const test = relations.get(upperCase(this.text.slice(start, start + 2)));
		return test && !isAlphanumeric(codeAt(this.text, start + 2)) ? {term: test, end: start + 2} : undefined;
	}
}

/** The logical expression at `at` (inside its parentheses). */
export const compileLogical = (text: string, at: number, names: Names): Maybe<ConditionTerm> =>
	new Compiler(text, names).or(at);
