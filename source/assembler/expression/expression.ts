/**
 * Expressions of assembler language: absolute, relocatable, complexly relocatable (GC33-4010, "Expressions").
 * Arithmetic is that of fullwords.
 */
import type {Reader} from '../source/reader.js';
import {
	code, codeAt, isDigit, isLetter, symbolEnd, upperCase,
} from '../source/scan.js';
import {selfDefiningAt} from './self-defining.js';
import type {Base, Relocation, SymbolEntry} from './symbol-table.js';

export type Value = {
	/** With the origins of sections as far as they are known. */
	readonly value: number;
	readonly relocations: readonly Relocation[];
	/** Length attribute of the leftmost term. */
	readonly length: number;
};

/** What an expression is evaluated in. */
export type Scope = {
	/**
	 * The symbol; notes the reference. Where it is undefined the scope keeps the error and answers `undefined`, which
	 * counts as 0.
	 */
	symbol(name: string): Pick<SymbolEntry, 'base' | 'value' | 'length'> | undefined;
	/** Value of `*`. */
	readonly here: Value;
};

const maximumDepth = 6;
const none: readonly Relocation[] = [];

export const absolute = (value: number, length = 1): Value => ({value: value | 0, relocations: none, length});

/** The section or symbol a value moves with, where it is simply relocatable. */
export function simpleBase({relocations}: Value): Base | undefined {
	return relocations.length === 1 && relocations[0].count === 1 ? relocations[0].base : undefined;
}

export const isAbsolute = ({relocations}: Value): boolean => relocations.length === 0;

function addRelocations(
	left: readonly Relocation[],
	right: readonly Relocation[],
	sign: 1 | -1,
): readonly Relocation[] {
	if (right.length === 0) {
		return left;
	}

	const counts = new Map<Base, number>(left.map(({base, count}) => [base, count]));
	for (const {base, count} of right) {
		counts.set(base, (counts.get(base) ?? 0) + sign * count);
	}

	return [...counts].filter(([, count]) => count !== 0).map(([base, count]) => ({base, count}));
}

const add = (left: Value, right: Value, sign: 1 | -1): Value => ({
	value: (left.value + sign * right.value) | 0,
	relocations: addRelocations(left.relocations, right.relocations, sign),
	length: left.length,
});

/** Reads expressions from an operand field. */
export class ExpressionReader {
	constructor(private readonly reader: Reader, private readonly scope: Scope) {}

	/** The expression that begins here, up to what cannot belong to it. */
	read(depth = 0): Value {
		const {reader} = this;
		let value = this.#product(depth);
		for (;;) {
			const sign = reader.code;
			if (sign !== code.plus && sign !== code.minus) {
				return value;
			}

			reader.at++;
			value = add(value, this.#product(depth), sign === code.plus ? 1 : -1);
		}
	}

	#product(depth: number): Value {
		const {reader} = this;
		let value = this.#term(depth);
		for (;;) {
			const sign = reader.code;
			if (sign !== code.asterisk && sign !== code.slash) {
				return value;
			}

			reader.at++;
			const right = this.#term(depth);
			if (!isAbsolute(value) || !isAbsolute(right)) {
				throw reader.flag(217);
			}

			const result = sign === code.asterisk
				? Math.imul(value.value, right.value)
				: (right.value === 0
					? 0
					: Math.trunc(value.value / right.value));
			value = absolute(result, value.length);
		}
	}

	#term(depth: number): Value {
		const {reader, scope} = this;
		const {text, at} = reader;
		const next = reader.code;
		if (isLetter(next)) {
			return codeAt(text, at + 1) === code.apostrophe
				? this.#attribute() ?? this.#selfDefining() ?? this.#symbol()
				: this.#symbol();
		}

		if (isDigit(next)) {
			return this.#selfDefining() ?? absolute(0);
		}

		switch (next) {
			case code.minus:
			case code.plus: {
				return this.#signed(depth);
			}

			case code.left: {
				if (depth >= maximumDepth) {
					throw reader.flag(233);
				}

				reader.at++;
				const value = this.read(depth + 1);
				reader.expect(')');
				return value;
			}

			case code.asterisk: {
				reader.at++;
				return scope.here;
			}

			default: {
				throw reader.flag(reader.ended ? 234 : (next === code.equals ? 161 : 236));
			}
		}
	}

	/** A term with signs in front, however many. */
	#signed(depth: number): Value {
		const {reader} = this;
		let minuses = 0;
		for (let sign = reader.code; sign === code.plus || sign === code.minus; sign = reader.code) {
			minuses += sign === code.minus ? 1 : 0;
			reader.at++;
		}

		const value = this.#term(depth);
		return minuses === 0 ? value : add(absolute(0), value, minuses % 2 === 0 ? 1 : -1);
	}

	#attribute(): Value | undefined {
		const {reader, scope} = this;
		const {text, at} = reader;
		const after = codeAt(text, at + 2);
		if ((text[at] !== 'L' && text[at] !== 'l') || !(after === code.asterisk || isLetter(after))) {
			return undefined;
		}

		reader.at += 2;
		if (reader.take('*')) {
			return absolute(scope.here.length);
		}

		const end = symbolEnd(text, reader.at);
		const name = upperCase(text.slice(reader.at, end));
		reader.at = end;
		return absolute(scope.symbol(name)?.length ?? 1);
	}

	#selfDefining(): Value | undefined {
		const {reader} = this;
		const term = selfDefiningAt(reader.text, reader.at);
		if (!term) {
			return undefined;
		}

		if (Number.isNaN(term.value)) {
			throw reader.flag(169);
		}

		reader.at = term.end;
		return absolute(term.value);
	}

	#symbol(): Value {
		const {reader} = this;
		const {text, at} = reader;
		const end = symbolEnd(text, at);
		if (end === at) {
			throw reader.flag(reader.ended ? 234 : (reader.code === code.equals ? 161 : 236));
		}

		const name = upperCase(text.slice(at, end));
		if (name.length > 8) {
			throw reader.flag(190, name);
		}

		reader.at = end;
		const entry = this.scope.symbol(name);
		if (!entry) {
			return absolute(0);
		}

		const {base, value, length} = entry;
		return base
			? {value: value + base.origin, relocations: base.relocations, length}
			: {value, relocations: none, length};
	}
}
