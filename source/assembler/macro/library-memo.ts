/**
 * What the members of libraries were read as: their statements, and the macros in them. Assemblies that use the same
 * texts one after the other, as those of a build do, share one. A text that a library has answered never changes.
 */
import type {Statement} from '../source/statement.js';
import type {Macro} from './code.js';

type Member = {readonly name: string; readonly statements: readonly Statement[]};

export class LibraryMemo {
	/** By the texts. */
	readonly #members = new WeakMap<readonly string[], Member>();
	/** By the statements of their members. */
	readonly #macros = new WeakMap<readonly Statement[], Macro>();

	/** Statements of the text of a member, its COPY statements among them: as they were read, or are now by `read`. */
	statements(name: string, lines: readonly string[], read: () => readonly Statement[]): readonly Statement[] {
		const known = this.#members.get(lines);
		if (known?.name === name) {
			return known.statements;
		}

		const statements = read();
		this.#members.set(lines, {name, statements});
		return statements;
	}

	/** The macro in a member: as it was made, or is now by `make`. */
	macro(statements: readonly Statement[], make: () => Macro | undefined): Macro | undefined {
		const macro = this.#macros.get(statements) ?? make();
		if (macro) {
			this.#macros.set(statements, macro);
		}

		return macro;
	}
}
