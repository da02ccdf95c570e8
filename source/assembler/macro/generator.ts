/**
 * Generation: runs open code and macro definitions, and hands on the statements that are to be assembled (GC33-4010,
 * "The Macro Language").
 */
import {Flag} from '../diagnostic.js';
import {optionalOperands, splitOperands} from '../source/scan.js';
import type {SourceReader} from '../source/source-reader.js';
import type {Statement} from '../source/statement.js';
import {AttributeTable} from './attributes.js';
import {defineMacro, definitionExtent, type MacroDefinition} from './definition.js';
import {Evaluator} from './evaluator.js';
import {generatedCards} from './generated-cards.js';
import type {Item} from './item.js';
import {isInstruction, isLibraryName, isMacroName} from './library-name.js';
import {conditionalOperations, type Outcome} from './operations.js';
import {bindParameters, openFrame, type Frame, type SetSymbol} from './variables.js';

const maximumNesting = 100;
/** Statements a whole assembly may run through: nested loops end, whatever their ACTRs say. */
const maximumSteps = 1_000_000;
/** Statements it may generate. */
const maximumItems = 200_000;

export class Generator {
	readonly items: Item[] = [];
	readonly #macros = new Map<string, MacroDefinition | undefined>();
	readonly #synonyms = new Map<string, string>();
	readonly #globals = new Map<string, SetSymbol>();
	readonly #attributes: AttributeTable;
	readonly #labels = new Map<string, Statement>();
	#expansions = 0;
	/** Macro instruction of open code that is being expanded. */
	#outermost: Item | undefined;
	#section = '';
	#steps = 0;
	#stopped = false;
	#nesting = 0;

	constructor(
		private readonly code: readonly Statement[],
		private readonly reader: SourceReader,
		private readonly system: ReadonlyMap<string, string>,
	) {
		this.#attributes = new AttributeTable(name => this.#labels.get(name));
		this.#indexLabels();
	}

	/** Runs open code to its END. */
	run(): readonly Item[] {
		this.#run(this.code, openFrame(new Map()));
		return this.items;
	}

	/** Labels of open code: their attributes can be asked for before the statement is reached. */
	#indexLabels(): void {
		for (let index = 0; index < this.code.length; index++) {
			const {name, comment, operation} = this.code[index];
			if (comment === '' && operation === 'MACRO') {
				index = definitionExtent(this.code, index).end;
			} else if (comment === '' && /^[a-z$#@]/i.test(name) && !this.#labels.has(name.toUpperCase())) {
				this.#labels.set(name.toUpperCase(), this.code[index]);
			}
		}
	}

	#run(code: readonly Statement[], frame: Frame): void {
		const open = frame.macro === undefined;
		for (let at = 0; at < code.length && !this.#stopped;) {
			if (++this.#steps > maximumSteps || this.items.length > maximumItems) {
				this.#stopped = true;
				this.#list(code[at], !open, [new Flag(118)]);
				return;
			}

			const statement = code[at];
			if (statement.comment !== '' || statement.operation === '') {
				this.#comment(statement, open);
				at++;
			} else if (statement.operation === 'MACRO') {
				at = this.#define(code, at, open);
			} else {
				const target = this.#step(statement, frame);
				if (target === 'exit') {
					return;
				}

				at = target === undefined ? at + 1 : this.#branch(code, at, target, frame);
			}
		}
	}

	#comment(statement: Statement, open: boolean): void {
		if (open || statement.comment === '*' || statement.operation !== '') {
			this.#list(statement, !open, []);
		}
	}

	/** Index of the statement a sequence symbol names; the next one where there is none. */
	#branch(code: readonly Statement[], at: number, target: string, frame: Frame): number {
		const open = frame.macro === undefined;
		if (--frame.branches < 0) {
			// The macro instruction of open code takes the blame for what it started.
			if (open) {
				this.#list(code[at], false, [new Flag(118)]);
				this.#stopped = true;
			} else {
				this.#outermost?.flags.push(new Flag(118));
			}

			return code.length;
		}

		// Definitions inside the code have sequence symbols of their own.
		for (let index = 0; index < code.length; index++) {
			if (code[index].operation === 'MACRO' && code[index].comment === '') {
				index = definitionExtent(code, index).end;
			} else if (code[index].name.toUpperCase() === target && code[index].comment === '') {
				return index;
			}
		}

		this.#list(code[at], !open, [new Flag(61, target)]);
		return at + 1;
	}

	#define(code: readonly Statement[], at: number, open: boolean): number {
		const {prototype, end, complete} = definitionExtent(code, at);
		const problems: Flag[] = [];
		if (prototype >= 0) {
			const definition = defineMacro(code[prototype], code.slice(prototype + 1, end + 1));
			if (definition.problem) {
				problems.push(definition.problem);
			}

			if (isMacroName(definition.name)) {
				this.#macros.set(definition.name, definition);
			} else {
				problems.push(new Flag(43, definition.name));
			}
		}

		if (open || problems.length > 0 || !complete) {
			for (let index = at; index < Math.min(end + 1, code.length); index++) {
				const own = index === prototype ? problems : [];
				this.#list(code[index], !open, index === code.length - 1 && !complete ? [...own, new Flag(73)] : own);
			}
		}

		return end + 1;
	}

	/** Runs one statement. Answers a sequence symbol to go to, or that the expansion is over. */
	#step(statement: Statement, frame: Frame): string | undefined {
		const evaluator = new Evaluator(frame, this.#attributes, this.system);
		const open = frame.macro === undefined;
		try {
			const operation = conditionalOperations.get(statement.operation);
			if (!operation) {
				this.#model(statement, frame, evaluator);
				return undefined;
			}

			if (open && (statement.operation === 'MEND' || statement.operation === 'MEXIT')) {
				throw new Flag(74, statement.operation);
			}

			const outcome = operation(evaluator, statement, this.#globals);
			if (open || statement.flags.length > 0) {
				this.#list(statement, !open, []);
			}

			return this.#follow(outcome, statement);
		} catch (error) {
			if (!(error instanceof Flag)) {
				throw error;
			}

			this.#list(statement, !open, [error]);
			return undefined;
		}
	}

	#follow(outcome: Outcome, statement: Statement): string | undefined {
		switch (outcome.kind) {
			case 'next': return undefined;
			case 'branch': return outcome.to;
			case 'exit': return 'exit';
			case 'note': {
				const {severity, comment, text} = outcome;
				const image = comment ? `*,${text}` : `${String(severity).padStart(5)},${text}`;
				const card = {...statement.cards[0], text: image.padEnd(80).slice(0, 80)};
				this.items.push({
					statement: {...statement, cards: [card], flags: []},
					kind: 'note',
					generated: true,
					flags: comment ? [] : [new Flag(197)],
					note: {severity, comment, text},
				});
				return undefined;
			}
		}
	}

	#list(statement: Statement, generated: boolean, flags: readonly Flag[]): void {
		this.items.push({statement, kind: 'text', generated, flags: [...statement.flags, ...flags]});
	}

	/** A model statement: substitutes, then calls a macro or hands it on. */
	#model(statement: Statement, frame: Frame, evaluator: Evaluator): void {
		const open = frame.macro === undefined;
		const own = statement.name.startsWith('.') ? '' : statement.name;
		const name = evaluator.substitute(own);
		const operation = evaluator.substitute(statement.operation).toUpperCase();
		const resolved = this.#synonyms.get(operation) ?? operation;
		const substituted = name !== own || operation !== statement.operation || statement.operands.includes('&');
		if (resolved === 'OPSYN' || resolved === 'COPY' || resolved === 'ICTL') {
			this.#special(statement, resolved, name);
			return;
		}

		const macro = this.#macro(resolved);
		if (macro) {
			if (open || statement.flags.length > 0) {
				this.#list(statement, !open, []);
			}

			this.#call(macro, statement, name, evaluator);
			return;
		}

		const operands =
			substituted && statement.operation !== 'REPRO'
				? evaluator.substitute(statement.operands)
				: statement.operands;
		const changed = name !== own || operation !== statement.operation || operands !== statement.operands;
		const listed = open && changed && resolved !== 'TITLE';
		if (listed) {
			this.#list(statement, false, []);
		}

		const cards = changed ? generatedCards(statement, name, operation, operands) : statement.cards;
		const generated: Statement = {...statement, name, operation: resolved, operands, cards};
		this.items.push({
			statement: generated,
			kind: 'code',
			generated: !open || changed,
			flags: listed ? [] : [...statement.flags],
		});
		this.#note(generated);
	}

	/** What later statements can ask of this one. */
	#note(statement: Statement): void {
		const {operation, name} = statement;
		this.#attributes.record(statement);
		if (['CSECT', 'DSECT', 'START', 'COM'].includes(operation)) {
			this.#section = name.toUpperCase();
		} else if (operation === 'END') {
			this.#stopped = true;
		}
	}

	/** OPSYN; COPY has been done by the reader; ICTL comes too late here. */
	#special(statement: Statement, operation: string, name: string): void {
		const flags: Flag[] = [];
		if (operation === 'ICTL') {
			flags.push(new Flag(12));
		} else if (operation === 'OPSYN') {
			const old = optionalOperands(statement.operands).toUpperCase();
			const meaning = this.#synonyms.get(old) ?? old;
			const known =
				old === ''
				|| isInstruction(meaning)
				|| this.#macro(meaning) !== undefined;
			if (!/^[a-z$#@]/i.test(name)) {
				flags.push(new Flag(13));
			} else if (known) {
				this.#synonyms.set(name.toUpperCase(), meaning);
			} else {
				flags.push(new Flag(14));
			}
		}

		this.#list(statement, false, flags);
	}

	/** The macro of a name: defined so far, or in the library where nothing else has the name. */
	#macro(name: string): MacroDefinition | undefined {
		if (this.#macros.has(name)) {
			return this.#macros.get(name);
		}

		if (!isLibraryName(name)) {
			return undefined;
		}

		const code = this.reader.member(name);
		const first = code?.findIndex(({comment, operation}) => comment === '' && operation !== '') ?? -1;
		if (!code || first < 0 || code[first].operation !== 'MACRO') {
			this.#macros.set(name, undefined);
			return undefined;
		}

		const {prototype, end} = definitionExtent(code, first);
		const definition = prototype < 0 ? undefined : defineMacro(code[prototype], code.slice(prototype + 1, end + 1));
		this.#macros.set(name, definition?.name === name ? definition : undefined);
		return this.#macros.get(name);
	}

	#call(macro: MacroDefinition, statement: Statement, name: string, evaluator: Evaluator): void {
		if (this.#nesting >= maximumNesting) {
			throw new Flag(88);
		}

		// Operands are told apart before their variable symbols are replaced.
		const operands = splitOperands(statement.operands).map(operand => evaluator.substitute(operand));
		const system = new Map([['SYSNDX', String(++this.#expansions).padStart(4, '0')], ['SYSECT', this.#section]]);
		if (evaluator.frame.macro === undefined) {
			this.#outermost = this.items.at(-1);
		}

		const frame = bindParameters(macro, name, operands, system, flag => {
			// A call inside a macro is not listed unless something is wrong with it.
			if (evaluator.frame.macro) {
				this.#list(statement, true, [flag]);
			} else {
				this.#outermost?.flags.push(flag);
			}
		});
		if (name !== '' && /^[a-z$#@]/i.test(name)) {
			this.#attributes.recordMacro(name);
		}

		this.#nesting++;
		this.#run(macro.body, frame);
		this.#nesting--;
	}
}
