/** From lines to statements: ICTL, continuation, COPY (GC33-4010, "ICTL", "COPY"). */
import {limits} from '../../base/limits.js';
import {append} from '../../base/sequences.js';
import {
	cardAt, parseLayout, standardLayout, type Cards, type Layout,
} from './card.js';
import {upperCase} from './scan.js';
import {Flag} from '../diagnostic.js';
import {LibraryMemo} from '../macro/library-memo.js';
import type {Library} from './library.js';
import {
	cardCount, parseStatement, readStatement, type Statement,
} from './statement.js';

const maximumNesting = 5;

const isCopy = ({operation, comment}: Statement): boolean => operation === 'COPY' && comment === '';

export class SourceReader {
	/** Cards read from the library. */
	libraryRecords = 0;
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

	constructor(private readonly library: Library, private readonly memo = new LibraryMemo()) {}

	/** COPY members that name others many times would grow without end. */
	get #isFull(): boolean {
		return this.libraryRecords > limits.assemblerCopied.value;
	}

	/** Statements of the source; members that COPY names stand behind their COPY statement. */
	source(lines: readonly string[]): readonly Statement[] {
		const cards: Cards = {lines};
		if (lines.length > 0 && /^\s+ictl\s/i.test(`${lines[0]} `)) {
			const statement = parseStatement(cardAt(cards, 0), standardLayout);
			const layout = parseLayout(statement.operands);
			const listed: Statement = layout ? statement : {...statement, flags: [new Flag(15)]};
			const others = this.#withMembers(this.#read(cards, 1, layout ?? standardLayout), 0);
			return [{...listed, comment: '*'}, ...others];
		}

		return this.#withMembers(this.#read(cards, 0, standardLayout), 0);
	}

	/** Statements of a library member, or `undefined` where there is none. Members have standard columns. */
	member(name: string, nesting = 0): readonly Statement[] | undefined {
		const lines = this.#isFull ? undefined : this.library.member(name);
		if (!lines) {
			return undefined;
		}

		this.libraryRecords += lines.length;
		const own = this.memo.statements(name, lines, () => this.#read({lines, member: name}, 0, standardLayout));
		return this.#withMembers(own, nesting);
	}

	/** Statements of a text as it is. */
	#read(cards: Cards, first: number, layout: Layout): readonly Statement[] {
		const {lines} = cards;
		const statements: Statement[] = [];
		for (let at = first; at < lines.length;) {
			const statement = readStatement(cards, at, layout, this.#operationOf);
			at += cardCount(statement);
			const isReproduced = statement.operation === 'REPRO' && statement.comment === '' && at < lines.length;
			statements.push(isReproduced ? {...statement, operands: cardAt(cards, at++).text} : statement);
		}

		return statements;
	}

	/** Statements with the members that COPY names: the same where it names none. */
	#withMembers(own: readonly Statement[], nesting: number): readonly Statement[] {
		if (!own.some(statement => isCopy(statement))) {
			return own;
		}

		const statements: Statement[] = [];
		for (const statement of own) {
			if (isCopy(statement)) {
				append(statements, this.#copy(statement, nesting));
			} else {
				statements.push(statement);
			}
		}

		return statements;
	}

	#copy(statement: Statement, nesting: number): readonly Statement[] {
		const name = statement.operands.toUpperCase();
		if (nesting >= maximumNesting || this.#isFull) {
			return [{...statement, flags: [...statement.flags, new Flag(70, name)]}];
		}

		const member = this.member(name, nesting + 1);
		return member ? [statement, ...member] : [{...statement, flags: [...statement.flags, new Flag(68, name)]}];
	}
}
