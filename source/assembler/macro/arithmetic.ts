/** SETA expressions (GC33-4010, "SETA"). */
import {Flag} from '../diagnostic.js';
import {isAttribute, stringEnd} from '../source/scan.js';
import {selfDefiningAt, selfDefiningValue} from '../expression/self-defining.js';

/** A variable symbol met in text: what it stands for and where it ends. */
export type Reference = {readonly value: string | number; readonly end: number};

/** What the terms of an expression are evaluated in. */
export type ArithmeticScope = {
	/** The variable symbol at `at` (its ampersand). */
	reference(text: string, at: number): Reference;
	/** A numeric attribute: K, N, L, S or I; what it refers to stands at `at`. */
	attribute(letter: string, text: string, at: number): ArithmeticResult;
	/** Text with every variable symbol replaced. */
	substitute(text: string): string;
	/** What stands in parentheses at `at`, unless it is nested too deeply. */
	nested<T>(read: () => T, at: number): T;
};

export type ArithmeticResult = {readonly value: number; readonly end: number};

/** Number that text stands for as an arithmetic term. */
function numeric(text: string): number {
	if (text === '') {
		return 0;
	}

	const value = selfDefiningValue(text);
	if (value === undefined) {
		throw new Flag(108);
	}

	return value;
}

class Arithmetic {
	constructor(private readonly scope: ArithmeticScope, private readonly text: string, public at: number) {}

	#blanks(): void {
		while (this.text[this.at] === ' ') {
			this.at++;
		}
	}

	sum(): number {
		let value = this.#product();
		for (;;) {
			const sign = this.text[this.at];
			if (sign !== '+' && sign !== '-') {
				return value;
			}

			this.at++;
			const right = this.#product();
			value = (sign === '+' ? value + right : value - right) | 0;
		}
	}

	#product(): number {
		let value = this.#term();
		for (;;) {
			const sign = this.text[this.at];
			if (sign !== '*' && sign !== '/') {
				return value;
			}

			this.at++;
			const right = this.#term();
			value = sign === '*' ? Math.imul(value, right) : (right === 0 ? 0 : Math.trunc(value / right) | 0);
		}
	}

	#term(): number {
		const {text, scope} = this;
		const character = text[this.at] ?? '';
		if (character === '+' || character === '-') {
			return this.#signed();
		}

		if (character === '(') {
			return scope.nested(() => this.#parenthesized(), this.at);
		}

		if (character === '&') {
			const {value, end} = scope.reference(text, this.at);
			this.at = text[end] === '.' ? end + 1 : end;
			return typeof value === 'number' ? value : numeric(value);
		}

		if (text[this.at + 1] === '\'' && isAttribute(text, this.at + 1)) {
			const {value, end} = scope.attribute(character.toUpperCase(), text, this.at + 2);
			this.at = end;
			return value;
		}

		return this.#selfDefining();
	}

	/** A term with signs in front, however many. */
	#signed(): number {
		let minuses = 0;
		for (let sign = this.text[this.at]; sign === '+' || sign === '-'; sign = this.text[this.at]) {
			minuses += sign === '-' ? 1 : 0;
			this.at++;
		}

		const value = this.#term();
		return minuses % 2 === 0 ? value : -value | 0;
	}

	#parenthesized(): number {
		this.at++;
		this.#blanks();
		const value = this.sum();
		this.#blanks();
		if (this.text[this.at] !== ')') {
			throw new Flag(178, '', this.at + 1);
		}

		this.at++;
		return value;
	}

	#selfDefining(): number {
		const {text, scope} = this;
		if (text[this.at + 1] === '\'') {
			const end = stringEnd(text, this.at + 1);
			const value = selfDefiningValue(scope.substitute(text.slice(this.at, end)));
			if (value === undefined) {
				throw new Flag(169, '', this.at + 1);
			}

			this.at = end;
			return value;
		}

		const term = selfDefiningAt(text, this.at);
		if (!term || Number.isNaN(term.value)) {
			throw new Flag(this.at >= text.length ? 234 : 236, '', this.at + 1);
		}

		this.at = term.end;
		return term.value;
	}
}

/** The arithmetic expression at `at`, up to what cannot belong to it. */
export function arithmetic(scope: ArithmeticScope, text: string, at: number): ArithmeticResult {
	const reader = new Arithmetic(scope, text, at);
	const value = reader.sum();
	return {value, end: reader.at};
}
