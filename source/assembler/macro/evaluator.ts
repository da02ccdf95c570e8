/**
 * Values of variable symbols and attributes in conditional assembly, and their substitution in text (GC33-4010,
 * "Conditional Assembly Language").
 */
import {Flag} from '../diagnostic.js';
import {symbolAt, upperCase} from '../source/scan.js';
import {selfDefiningValue} from '../expression/self-defining.js';
import {arithmetic, type ArithmeticScope, type Reference} from './arithmetic.js';
import type {AttributeTable} from './attributes.js';
import {sublist, variable, type Frame, type SetSymbol} from './variables.js';

/** What the left of a SET statement names. */
export type Target = {readonly symbol: SetSymbol; readonly index: number};

/** Text that has a value that is too long to be kept. */
const maximumText = 255;

/** Parentheses within each other: what is deeper no program needs. */
const maximumDepth = 100;

export class Evaluator implements ArithmeticScope {
	#depth = 0;

	constructor(
		readonly frame: Frame,
		readonly attributes: AttributeTable,
		private readonly global: ReadonlyMap<string, string>,
	) {}

	/** Text of a value: numbers without their sign. */
	static text(value: string | number): string {
		return typeof value === 'number' ? String(Math.abs(value)) : value;
	}

	/** Text with every variable symbol replaced; a point behind one disappears, && stays. */
	substitute(text: string): string {
		if (!text.includes('&')) {
			return text;
		}

		let result = '';
		let from = 0;
		for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at)) {
			if (text[at + 1] === '&') {
				at += 2;
			} else {
				const {value, end} = this.reference(text, at);
				result += text.slice(from, at) + Evaluator.text(value);
				from = text[end] === '.' ? end + 1 : end;
				at = from;
			}
		}

		return result + text.slice(from);
	}

	/** What stands in parentheses at `at`: subscripts and expressions within each other are limited. */
	nested<T>(read: () => T, at: number): T {
		if (this.#depth >= maximumDepth) {
			throw new Flag(233, '', at + 1);
		}

		this.#depth++;
		try {
			return read();
		} finally {
			this.#depth--;
		}
	}

	/** Name at an ampersand, in upper case and without it. */
	#name(text: string, at: number): string {
		const name = upperCase(symbolAt(text, at + 1));
		if (name === '' || name.length > 7) {
			throw new Flag(6, `&${name}`);
		}

		return name;
	}

	/** Subscripts `(a)` or, where `most` is two, `(a,b)` at `at`: sublists within sublists are of later assemblers. */
	#subscripts(text: string, at: number, most: 1 | 2): {readonly values: number[]; readonly end: number} {
		const values: number[] = [];
		let end = at;
		do {
			const comma = end;
			const {value, end: behind} = this.nested(() => arithmetic(this, text, comma + 1), comma);
			values.push(value);
			end = behind;
		} while (text[end] === ',');

		if (text[end] !== ')' || values.length > most) {
			throw new Flag(106);
		}

		return {values, end: end + 1};
	}

	/** The variable symbol at `at` (its ampersand). */
	reference(text: string, at: number): Reference {
		const name = this.#name(text, at);
		const end = at + 1 + name.length;
		const {frame} = this;
		const found = variable(frame, name);
		if (typeof found === 'object') {
			const set = found;
			if (set.dimension === 0) {
				return {value: set.get(0), end};
			}

			if (text[end] !== '(') {
				throw new Flag(7, `&${name}`);
			}

			const {values, end: behind} = this.#subscripts(text, end, 1);
			return {value: set.get(this.#checkIndex(set, values[0])), end: behind};
		}

		if (name === 'SYSLIST' && frame.macro) {
			if (text[end] !== '(') {
				throw new Flag(7, '&SYSLIST');
			}

			const {values: [position, element], end: behind} = this.#subscripts(text, end, 2);
			const operand = frame.list[position] ?? '';
			return {value: element === undefined ? operand : sublist(operand)[element - 1] ?? '', end: behind};
		}

		const parameter = found ?? this.global.get(name);
		if (parameter === undefined) {
			throw new Flag(6, `&${name}`);
		}

		if (text[end] === '(' && frame.macro) {
			const {values: [element], end: behind} = this.#subscripts(text, end, 1);
			return {value: element === 0 ? parameter : sublist(parameter)[element - 1] ?? '', end: behind};
		}

		return {value: parameter, end};
	}

	#checkIndex(set: SetSymbol, index: number): number {
		if (index < 1 || index > set.dimension) {
			throw new Flag(106);
		}

		return index;
	}

	/** The SET symbol a name field names. */
	target(text: string): Target {
		const name = this.#name(text, 0);
		const symbol = variable(this.frame, name);
		if (typeof symbol !== 'object') {
			throw new Flag(6, `&${name}`);
		}

		if (symbol.dimension === 0) {
			return {symbol, index: 0};
		}

		const end = 1 + name.length;
		if (text[end] !== '(') {
			throw new Flag(7, `&${name}`);
		}

		return {symbol, index: this.#checkIndex(symbol, this.#subscripts(text, end, 1).values[0])};
	}

	/** What an attribute refers to at `at`: a variable symbol or an ordinary symbol. */
	operand(text: string, at: number): {readonly text: string; readonly end: number; readonly variable: boolean} {
		if (text[at] === '&') {
			const {value, end} = /^&syslist(?!\()/i.test(text.slice(at))
				? {value: '', end: at + 8}
				: this.reference(text, at);
			return {text: Evaluator.text(value), end: text[end] === '.' ? end + 1 : end, variable: true};
		}

		const name = symbolAt(text, at);
		return {text: name, end: at + name.length, variable: false};
	}

	/** Type attribute of an operand or a symbol. */
	typeOf(text: string): string {
		if (text === '') {
			return 'O';
		}

		if (selfDefiningValue(text) !== undefined) {
			return 'N';
		}

		return this.attributes.find(text.toUpperCase())?.type ?? 'U';
	}

	/** A numeric attribute: K, N, L, S or I. */
	attribute(letter: string, text: string, at: number): {readonly value: number; readonly end: number} {
		if (letter === 'N' && /^&syslist(?!\()/i.test(text.slice(at))) {
			return {value: this.frame.list.length - 1, end: at + 8};
		}

		const operand = this.operand(text, at);
		if (letter === 'K') {
			return {value: operand.text.length, end: operand.end};
		}

		if (letter === 'N') {
			return {value: sublist(operand.text).length, end: operand.end};
		}

		const found = this.attributes.find(operand.text.toUpperCase());
		if (!found) {
			throw new Flag(80, operand.text);
		}

		const value = letter === 'L' ? found.length : (letter === 'S' ? found.scale : found.integer);
		return {value, end: operand.end};
	}

	/** Cuts text to what a SETC symbol holds. */
	static hold(text: string): string {
		return text.slice(0, maximumText);
	}
}
