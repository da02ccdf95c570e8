/**
 * What an assembler source refers to, as its text shows (GC33-4010): members of COPY, operations that the assembler
 * does not know, external symbols of EXTRN, WXTRN and V-type constants, sections and entries. The bodies of macro
 * definitions count as well. Not here: what only generated statements show; the object deck tells of that.
 */
import {defineMacro, definitionExtent} from '../../../assembler/macro/definition.js';
import {isInstruction, isLibraryName} from '../../../assembler/macro/library-name.js';
import {emptyLibrary} from '../../../assembler/source/library.js';
import {splitOperands} from '../../../assembler/source/scan.js';
import {SourceReader} from '../../../assembler/source/source-reader.js';
import type {Statement} from '../../../assembler/source/statement.js';
import {References, type Reference} from './reference.js';

/** A V-type constant: repeated or not, with a length or none, and its symbols. */
const addressConstant = /^(?:\d+|\([^()]*\))?V(?:L\d+)?\(([^()]*)\)$/;

class SourceScan {
	/** Macros that the source has itself, so far; a call before that is one of the library's. */
	readonly #defined = new Set<string>();
	readonly #synonyms = new Set<string>();
	/** Operations inside definitions: they are looked at when the definition is used, wherever it is. */
	readonly #inDefinitions = new Set<string>();

	constructor(private readonly references: References) {
		// Nothing else.
	}

	/** `standsAlone`: it is a program, not a part of others: sections and entries are its own. */
	scan(statements: readonly Statement[], standsAlone: boolean): void {
		for (let at = 0; at < statements.length; at++) {
			const statement = statements[at];
			if (statement.comment === '' && statement.operation === 'MACRO') {
				const {prototype, end} = definitionExtent(statements, at);
				this.#definition(statements, prototype, end);
				at = end;
			} else {
				this.#statement(statement, true, standsAlone);
			}
		}

		for (const operation of this.#inDefinitions) {
			if (!this.#defined.has(operation) && !this.#synonyms.has(operation)) {
				this.references.add('macro', operation);
			}
		}
	}

	#definition(statements: readonly Statement[], prototype: number, end: number): void {
		if (prototype < 0) {
			return;
		}

		this.#defined.add(defineMacro(statements[prototype], []).name);
		for (let at = prototype + 1; at < end; at++) {
			// A definition inside this one: its prototype is no call.
			if (statements[at].comment === '' && statements[at].operation === 'MACRO') {
				at++;
				this.#defined.add(statements[at]?.operation ?? '');
			} else {
				this.#statement(statements[at], false, false);
			}
		}
	}

	#statement(statement: Statement, isOpen: boolean, standsAlone: boolean): void {
		const {comment, operation} = statement;
		if (comment !== '' || operation === '' || operation.includes('&')) {
			return;
		}

		const operands = splitOperands(statement.operands.toUpperCase());
		for (const operand of operands) {
			if (operation === 'DC' || operand.startsWith('=')) {
				this.#constant(operand.startsWith('=') ? operand.slice(1) : operand);
			}
		}

		switch (operation) {
			case 'COPY': {
				this.references.add('copy', statement.operands.toUpperCase());
				break;
			}

			case 'OPSYN': {
				this.#synonym(statement.name.toUpperCase(), statement.operands.toUpperCase(), isOpen);
				break;
			}

			case 'EXTRN': {
				this.#all('external', operands);
				break;
			}

			case 'WXTRN': {
				this.#all('weak', operands);
				break;
			}

			case 'CSECT':
			case 'START': {
				this.#all('defines', standsAlone ? [statement.name.toUpperCase()] : []);
				break;
			}

			case 'ENTRY': {
				this.#all('defines', standsAlone ? operands : []);
				break;
			}

			default: {
				this.#operation(operation, isOpen);
			}
		}
	}

	#synonym(name: string, old: string, isOpen: boolean): void {
		if (isInstruction(name)) {
			// The instruction's own name means something else from here on, which its statements cannot show.
			return;
		}

		if (old !== '') {
			this.#operation(old, isOpen);
		}

		this.#synonyms.add(name);
	}

	#operation(operation: string, isOpen: boolean): void {
		if (!isLibraryName(operation)) {
			return;
		}

		if (!isOpen) {
			this.#inDefinitions.add(operation);
		} else if (!this.#defined.has(operation) && !this.#synonyms.has(operation)) {
			this.references.add('macro', operation);
		}
	}

	#constant(operand: string): void {
		this.#all('external', addressConstant.exec(operand)?.[1].split(',') ?? []);
	}

	#all(kind: Reference['kind'], names: readonly string[]): void {
		for (const name of names) {
			this.references.add(kind, name);
		}
	}
}

/**
 * The references of a source of these lines. `standsAlone`: it is assembled by itself; a member for COPY, or of a
 * macro, is part of what uses it, and defines no sections of its own.
 */
export function sourceReferences(
	lines: readonly string[],
	{standsAlone, most}: {readonly standsAlone: boolean; readonly most: number},
): readonly Reference[] {
	const references = new References(most);
	new SourceScan(references).scan(new SourceReader(emptyLibrary).source(lines), standsAlone);
	return references.all;
}
