/** Open code or the body of a macro, as conditional assembly runs through it: made once, run as often as called. */
import {upperCase} from '../source/scan.js';
import type {Statement} from '../source/statement.js';
import {definitionExtent, type MacroDefinition} from './definition.js';
import {compileStatement, type Program} from './compiler/statement.js';
import {Names, Prototype} from './variables.js';

export class Code {
	readonly names = new Names();
	#labels: ReadonlyMap<string, number> | undefined;
	/** Of each statement that has run once: most of open code never runs again. */
	#programs: Array<Program | undefined> | undefined;
	readonly #hasRun: Uint8Array;

	constructor(readonly statements: readonly Statement[]) {
		this.#hasRun = new Uint8Array(statements.length);
	}

	/** Index of the statement that has a sequence symbol (in upper case). */
	label(name: string): number | undefined {
		this.#labels ??= this.#sequenceSymbols();
		return this.#labels.get(name);
	}

	/** What the statement at an index has been compiled to; nothing when it runs for the first time. */
	program(index: number): Program | undefined {
		if (this.#hasRun[index] === 0) {
			this.#hasRun[index] = 1;
			return undefined;
		}

		this.#programs ??= Array.from({length: this.statements.length});
		return (this.#programs[index] ??= compileStatement(this.statements[index], this.names));
	}

	#sequenceSymbols(): ReadonlyMap<string, number> {
		const labels = new Map<string, number>();
		const {statements} = this;
		for (let index = 0; index < statements.length; index++) {
			const {name, operation, comment} = statements[index];
			if (comment !== '') {
				continue;
			}

			// Definitions inside the code have sequence symbols of their own.
			if (operation === 'MACRO') {
				index = definitionExtent(statements, index).end;
			} else if (!labels.has(upperCase(name))) {
				labels.set(upperCase(name), index);
			}
		}

		return labels;
	}
}

/** A macro that can be called: its body, and how its operands become parameters. */
export class Macro extends Code {
	readonly prototype: Prototype;

	constructor(definition: MacroDefinition) {
		super(definition.body);
		this.prototype = new Prototype(definition, this.names);
	}
}
