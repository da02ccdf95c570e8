/** SETB expressions and the conditions of AIF (GC33-4010, "SETB", "Logical Expressions"). */
import {compareEbcdic} from '../../base/ebcdic.js';
import {Flag} from '../diagnostic.js';
import {arithmetic} from './arithmetic.js';
import {character, isCharacter} from './character.js';
import type {Evaluator} from './evaluator.js';

/** Order of strings: the shorter is the smaller, then EBCDIC. */
export function compareText(a: string, b: string): number {
	if (a.length !== b.length) {
		return a.length - b.length;
	}

	return a === b ? 0 : compareEbcdic(a, b);
}

export const relations: ReadonlyMap<string, (order: number) => boolean> = new Map([
	['EQ', order => order === 0],
	['NE', order => order !== 0],
	['LT', order => order < 0],
	['GT', order => order > 0],
	['LE', order => order <= 0],
	['GE', order => order >= 0],
]);

class Logical {
	constructor(private readonly evaluator: Evaluator, private readonly text: string, public at: number) {}

	#blanks(): void {
		while (this.text[this.at] === ' ') {
			this.at++;
		}
	}

	/** Takes a word that ends at a blank, a parenthesis or an apostrophe. */
	#word(word: string): boolean {
		this.#blanks();
		const found =
			this.text.slice(this.at, this.at + word.length).toUpperCase() === word
			&& !/[a-z$#@\d]/i.test(this.text[this.at + word.length] ?? '');
		if (found) {
			this.at += word.length;
		}

		return found;
	}

	or(): boolean {
		let value = this.#and();
		while (this.#word('OR')) {
			const right = this.#and();
			value ||= right;
		}

		return value;
	}

	#and(): boolean {
		let value = this.#not();
		while (this.#word('AND')) {
			const right = this.#not();
			value &&= right;
		}

		return value;
	}

	#not(): boolean {
		let isNegated = false;
		while (this.#word('NOT')) {
			isNegated = !isNegated;
		}

		return this.#relation() !== isNegated;
	}

	#relation(): boolean {
		this.#blanks();
		if (isCharacter(this.text, this.at)) {
			const left = character(this.evaluator, this.text, this.at);
			this.at = left.end;
			const test = this.#operator();
			this.#blanks();
			const right = character(this.evaluator, this.text, this.at);
			this.at = right.end;
			return test(compareText(left.value, right.value));
		}

		const start = this.at;
		if (this.text[start] === '(') {
			const value = this.evaluator.nested(() => this.#parenthesized(), start);
			if (value !== undefined) {
				return value;
			}

			this.at = start;
		}

		const left = arithmetic(this.evaluator, this.text, this.at);
		this.at = left.end;
		const relation = this.#relationWord();
		if (!relation) {
			return left.value !== 0;
		}

		this.#blanks();
		const right = arithmetic(this.evaluator, this.text, this.at);
		this.at = right.end;
		return relation(left.value - right.value);
	}

	/** A logical expression in parentheses; `undefined` where they belong to an arithmetic one. */
	#parenthesized(): boolean | undefined {
		this.at++;
		const value = this.or();
		this.#blanks();
		if (this.text[this.at] !== ')') {
			throw new Flag(178, '', this.at + 1);
		}

		this.at++;
		const arithmeticGoesOn =
			/^[+*/-]/.test(this.text.slice(this.at))
			|| /^\s*(?:eq|ne|lt|gt|le|ge)(?![a-z$#@\d])/i.test(this.text.slice(this.at));
		return arithmeticGoesOn ? undefined : value;
	}

	#relationWord(): ((order: number) => boolean) | undefined {
		for (const [word, test] of relations) {
			if (this.#word(word)) {
				return test;
			}
		}

		return undefined;
	}

	#operator(): (order: number) => boolean {
		const test = this.#relationWord();
		if (!test) {
			throw new Flag(178, '', this.at + 1);
		}

		return test;
	}
}

/** The logical expression at `at` (inside its parentheses). */
export function logical(
	evaluator: Evaluator,
	text: string,
	at: number,
): {readonly value: boolean; readonly end: number} {
	const reader = new Logical(evaluator, text, at);
	const value = reader.or();
	return {value, end: reader.at};
}
