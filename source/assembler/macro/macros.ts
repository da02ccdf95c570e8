/** Macros by name: defined in the program or found in the library, and what OPSYN made of operations. */
import {Flag} from '../diagnostic.js';
import {optionalOperands} from '../source/scan.js';
import type {SourceReader} from '../source/source-reader.js';
import type {Statement} from '../source/statement.js';
import {Macro} from './code.js';
import {defineMacro, definitionExtent, type MacroDefinition} from './definition.js';
import type {LibraryMemo} from './library-memo.js';
import {isInstruction, isLibraryName} from './library-name.js';

/** The macro that the member of its name defines. */
function macroOf(name: string, member: readonly Statement[]): Macro | undefined {
	const first = member.findIndex(({comment, operation}) => comment === '' && operation !== '');
	if (first === -1 || member[first].operation !== 'MACRO') {
		return undefined;
	}

	const {prototype, end} = definitionExtent(member, first);
	const definition = prototype < 0
		? undefined
		: defineMacro(member[prototype], member.slice(prototype + 1, end + 1));
	return definition?.name === name ? new Macro(definition) : undefined;
}

export class Macros {
	/** `none`: none of that name has been found. */
	readonly #macros = new Map<string, Macro | 'none'>();
	readonly #synonyms = new Map<string, string>();

	constructor(private readonly reader: SourceReader, private readonly memo: LibraryMemo) {
		// Nothing else.
	}

	/** What an operation stands for. */
	meaning(operation: string): string {
		return this.#synonyms.size === 0 ? operation : this.#synonyms.get(operation) ?? operation;
	}

	define(definition: MacroDefinition): void {
		this.#macros.set(definition.name, new Macro(definition));
	}

	/** The macro of a name: defined so far, or in the library where nothing else has the name. */
	find(name: string): Macro | undefined {
		const known = this.#macros.get(name);
		if (known !== undefined) {
			return known === 'none' ? undefined : known;
		}

		const member = isLibraryName(name) ? this.reader.member(name) : undefined;
		const macro = member && this.memo.macro(member, () => macroOf(name, member));
		this.#macros.set(name, macro ?? 'none');
		return macro;
	}

	/** OPSYN: `name` stands for the operation from now on. Answers what is wrong with that. */
	rename(name: string, {operands}: Statement): Flag | undefined {
		const old = optionalOperands(operands).toUpperCase();
		const meaning = this.meaning(old);
		const known = old === '' || isInstruction(meaning) || this.find(meaning) !== undefined;
		if (!/^[a-z$#@]/i.test(name)) {
			return new Flag(13);
		}

		if (!known) {
			return new Flag(14);
		}

		this.#synonyms.set(name.toUpperCase(), meaning);
		return undefined;
	}
}
