/** Literals and the pools they are collected in (GC33-4010, "Literals", LTORG). */
import type {ConstantOperand} from '../operands/constant-operand.js';
import type {Statement} from '../source/statement.js';
import {noReferences} from './references.js';
import type {Section} from './symbol-table.js';

export type Literal = {
	/** As written, `=` included. */
	readonly text: string;
	/** Where it was first used, for the message of an error in it. */
	readonly origin: Statement;
	section: Section | undefined;
	location: number;
	/** Bytes of one constant: its length attribute. */
	length: number;
	/** Bytes it takes. */
	size: number;
	/** Statement of the listing that shows it. */
	statement: number;
	references: number[];
	/** Its operand, once it has been read, where that depends on no symbol. */
	operand: ConstantOperand | undefined;
};

/** The line that uses a literal. */
export type LiteralUser = {readonly number: number; readonly statement: Statement};

const boundaries = [8, 4, 2, 1];

/** A literal that depends on where it is used cannot be shared. */
const dependsOnPlace = /^=[^']*[ays](?:l[^(]*)?\((?:.*[(,+*/-])?\*/i;

export class LiteralPool {
	readonly #literals = new Map<string, Literal>();

	/** The literal of `text` where that has been read before, and depends on nothing. */
	known(text: string): Literal | undefined {
		const literal = this.#literals.get(text);
		return literal?.operand ? literal : undefined;
	}

	/** The literal of `text` used in a line; a new one where there is none yet. */
	find(text: string, {number, statement}: LiteralUser): Literal {
		const key = text.includes('*') && dependsOnPlace.test(text) ? `${text} ${number}` : text;
		const old = this.#literals.get(key);
		if (old) {
			return old;
		}

		const literal: Literal = {
			text,
			origin: statement,
			section: undefined,
			location: 0,
			length: 1,
			size: 0,
			statement: 0,
			references: noReferences,
			operand: undefined,
		};
		this.#literals.set(key, literal);
		return literal;
	}

	get isEmpty(): boolean {
		return this.#literals.size === 0;
	}

	/** As first used. */
	all(): Iterable<Literal> {
		return this.#literals.values();
	}

	/** In the order of storage: multiples of eight bytes, of four, of two, the others; each as first used. */
	inOrder(): Literal[] {
		const group = ({size}: Literal) => boundaries.findIndex(boundary => size % boundary === 0);
		return [...this.#literals.values()].toSorted((a, b) => group(a) - group(b));
	}
}
