/**
 * Expressions of assembler language: absolute, relocatable, complexly relocatable (GC33-4010, "Expressions").
 * Arithmetic is that of fullwords.
 */
import type {Reader} from '../source/reader.js';
import {symbolAt} from '../source/scan.js';
import {selfDefiningAt} from './self-defining.js';
import type {Base, SymbolEntry} from './symbol-table.js';

/** How often the address of `base` is in a value: 1 = simply relocatable, -1 = subtracted. */
export type Relocation = {readonly base: Base; readonly count: number};

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
	symbol(name: string): SymbolEntry | undefined;
	/** Value of `*`. */
	readonly here: Value;
};

const maximumDepth = 6;

export const absolute = (value: number, length = 1): Value => ({value: value | 0, relocations: [], length});

/** The section or symbol a value moves with, where it is simply relocatable. */
export function simpleBase({relocations}: Value): Base | undefined {
	return relocations.length === 1 && relocations[0].count === 1 ? relocations[0].base : undefined;
}

export const isAbsolute = ({relocations}: Value): boolean => relocations.length === 0;

function symbolValue(entry: SymbolEntry): Value {
	return {
		value: entry.value + (entry.base?.origin ?? 0), length: entry.length,
		relocations: entry.base ? [{base: entry.base, count: 1}] : [],
	};
}

function add(left: Value, right: Value, sign: 1 | -1): Value {
	const counts = new Map<Base, number>(left.relocations.map(({base, count}) => [base, count]));
	for (const {base, count} of right.relocations) {
		counts.set(base, (counts.get(base) ?? 0) + sign * count);
	}

	return {
		value: (left.value + sign * right.value) | 0, length: left.length,
		relocations: [...counts].filter(([, count]) => count !== 0).map(([base, count]) => ({base, count})),
	};
}

/** Reads expressions from an operand field. */
export class ExpressionReader {
	constructor(private readonly reader: Reader, private readonly scope: Scope) {}

	/** The expression that begins here, up to what cannot belong to it. */
	read(depth = 0): Value {
		let value = this.#product(depth);
		for (;;) {
			if (this.reader.take('+')) {
				value = add(value, this.#product(depth), 1);
			} else if (this.reader.take('-')) {
				value = add(value, this.#product(depth), -1);
			} else {
				return value;
			}
		}
	}

	#product(depth: number): Value {
		let value = this.#term(depth);
		for (;;) {
			const times = this.reader.take('*');
			if (!times && !this.reader.take('/')) {
				return value;
			}

			const right = this.#term(depth);
			if (!isAbsolute(value) || !isAbsolute(right)) {
				throw this.reader.flag(217);
			}

			const result = times
				? Math.imul(value.value, right.value)
				: (right.value === 0
					? 0
					: Math.trunc(value.value / right.value));
			value = absolute(result, value.length);
		}
	}

	#term(depth: number): Value {
		const {reader} = this;
		if (reader.take('-')) {
			return add(absolute(0), this.#term(depth), -1);
		}

		if (reader.take('+')) {
			return this.#term(depth);
		}

		if (depth >= maximumDepth && reader.next === '(') {
			throw reader.flag(233);
		}

		if (reader.take('(')) {
			const value = this.read(depth + 1);
			reader.expect(')');
			return value;
		}

		if (reader.take('*')) {
			return this.scope.here;
		}

		return this.#attribute() ?? this.#selfDefining() ?? this.#symbol();
	}

	#attribute(): Value | undefined {
		const {reader, scope} = this;
		if (!/^l'[a-z$#@*]/i.test(reader.text.slice(reader.at, reader.at + 3))) {
			return undefined;
		}

		reader.at += 2;
		if (reader.take('*')) {
			return absolute(scope.here.length);
		}

		const name = symbolAt(reader.text, reader.at).toUpperCase();
		reader.at += name.length;
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
		const name = symbolAt(reader.text, reader.at).toUpperCase();
		if (name === '') {
			throw reader.flag(reader.ended ? 234 : (reader.next === '=' ? 161 : 236));
		}

		if (name.length > 8) {
			throw reader.flag(190, name);
		}

		reader.at += name.length;
		const entry = this.scope.symbol(name);
		return entry ? symbolValue(entry) : absolute(0);
	}
}
