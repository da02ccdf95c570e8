/** From lines to statements: ICTL, continuation, COPY (GC33-4010, "ICTL", "COPY"). */
import {limits} from '../../base/limits.js';
import {append} from '../../base/sequences.js';
import {
	cardAt, parseLayout, standardLayout, type Cards, type Layout,
} from './card.js';
import {upperCase} from './scan.js';
import {Flag} from '../diagnostic.js';
import type {Library} from './library.js';
import {
	cardCount, parseStatement, readStatement, type Statement,
} from './statement.js';

const maximumNesting = 5;

export class SourceReader {
	/** Cards read from the library. */
	libraryRecords = 0;
	#layout: Layout = standardLayout;
	/** Operations as they are written: a source has few different ones, and its statements share their names. */
	readonly #operations = new Map<string, string>();
	readonly #operationOf = (text: string): string => {
		const known = this.#operations.get(text);
		if (known !== undefined) {
			return known;
		}

		const operation = upperCase(text);
		this.#operations.set(text, operation);
		return operation;
	};

	constructor(private readonly library: Library) {}

	/** COPY members that name others many times would grow without end. */
	get #isFull(): boolean {
		return this.libraryRecords > limits.assemblerCopied.value;
	}

	/** Statements of the source; members that COPY names stand behind their COPY statement. */
	source(lines: readonly string[]): Statement[] {
		const cards: Cards = {lines};
		if (lines.length > 0 && /^\s+ictl\s/i.test(`${lines[0]} `)) {
			const statement = parseStatement(cardAt(cards, 0), standardLayout);
			const layout = parseLayout(statement.operands);
			this.#layout = layout ?? standardLayout;
			const listed: Statement = layout ? statement : {...statement, flags: [new Flag(15)]};
			return [{...listed, comment: '*'}, ...this.#read(cards, 1, 0)];
		}

		return this.#read(cards, 0, 0);
	}

	/** Statements of a library member, or `undefined` where there is none. Members have standard columns. */
	member(name: string, nesting = 0): Statement[] | undefined {
		const lines = this.#isFull ? undefined : this.library.member(name);
		if (!lines) {
			return undefined;
		}

		this.libraryRecords += lines.length;
		const layout = this.#layout;
		this.#layout = standardLayout;
		const statements = this.#read({lines, member: name}, 0, nesting);
		this.#layout = layout;
		return statements;
	}

	#read(cards: Cards, first: number, nesting: number): Statement[] {
		const {lines} = cards;
		const statements: Statement[] = [];
		for (let at = first; at < lines.length;) {
			const statement = readStatement(cards, at, this.#layout, this.#operationOf);
			at += cardCount(statement);
			if (statement.operation === 'REPRO' && statement.comment === '' && at < lines.length) {
				statements.push({...statement, operands: cardAt(cards, at++).text});
			} else if (statement.operation === 'COPY' && statement.comment === '') {
				append(statements, this.#copy(statement, nesting));
			} else {
				statements.push(statement);
			}
		}

		return statements;
	}

	#copy(statement: Statement, nesting: number): Statement[] {
		const name = statement.operands.toUpperCase();
		if (nesting >= maximumNesting || this.#isFull) {
			return [{...statement, flags: [...statement.flags, new Flag(70, name)]}];
		}

		const member = this.member(name, nesting + 1);
		return member ? [statement, ...member] : [{...statement, flags: [...statement.flags, new Flag(68, name)]}];
	}
}
