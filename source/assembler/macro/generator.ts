/**
 * Generation: runs open code and macro definitions, and hands on the statements that are to be assembled (GC33-4010,
 * "The Macro Language").
 */
import {limits} from '../../base/limits.js';
import {Flag} from '../diagnostic.js';
import {Line} from '../source/line.js';
import {
	code as character, codeAt, isLetter, splitOperands, upperCase,
} from '../source/scan.js';
import type {SourceReader} from '../source/source-reader.js';
import {withFields, type Statement} from '../source/statement.js';
import {AttributeTable} from './attributes.js';
import {Code, type Macro} from './code.js';
import type {Program} from './compiler/statement.js';
import type {TextTerm} from './compiler/term.js';
import {defineMacro, definitionExtent} from './definition.js';
import {Evaluator} from './evaluator.js';
import {isMacroName} from './library-name.js';
import type {LibraryMemo} from './library-memo.js';
import {Macros} from './macros.js';
import {conditionalOperations} from './operations.js';
import type {Outcome} from './outcome.js';
import {openFrame, type SetSymbol} from './variables.js';

const maximumNesting = 100;
/** Operations that are not assembled, nor macros. */
const special = new Set(['OPSYN', 'COPY', 'ICTL']);
const sectionOperations = new Set(['CSECT', 'DSECT', 'START', 'COM']);

/** One run through code: open code, or a macro that has been called. */
type Run = {
	readonly code: Code;
	/** Open code, whose statements are listed as they are. */
	readonly open: boolean;
	readonly evaluator: Evaluator;
};

/** Text with its variable symbols replaced, by what it was compiled to where that can do it. */
const replaced = ({evaluator}: Run, text: string, term: TextTerm | undefined): string =>
	term?.(evaluator) ?? evaluator.substitute(text);

/** The model of a statement as its cards are to show it: with the operation that OPSYN has made another of. */
const written = (model: Statement, operation: string, resolved: string): Statement =>
	operation === model.operation || operation === resolved
		? model
		: withFields(model, model.name, operation, model.operands);

export class Generator {
	readonly items: Line[] = [];
	readonly #macros: Macros;
	readonly #globals = new Map<string, SetSymbol>();
	readonly #attributes: AttributeTable;
	#labels: ReadonlyMap<string, Statement> | undefined;
	#expansions = 0;
	/** Macro instruction of open code that is being expanded. */
	#outermost: Line | undefined;
	#section = '';
	#steps = 0;
	#stopped = false;
	#nesting = 0;

	constructor(
		private readonly source: readonly Statement[],
		reader: SourceReader,
		memo: LibraryMemo,
		private readonly system: ReadonlyMap<string, string>,
	) {
		this.#macros = new Macros(reader, memo);
		this.#attributes = new AttributeTable(name => this.#ahead(name));
	}

	/** Runs open code to its END. */
	run(): readonly Line[] {
		const code = new Code(this.source);
		this.#run({code, open: true, evaluator: new Evaluator(openFrame(code.names), this.#attributes, this.system)});
		return this.items;
	}

	/** Statement of open code with a label: its attributes can be asked for before it is reached. */
	#ahead(label: string): Statement | undefined {
		if (!this.#labels) {
			const labels = new Map<string, Statement>();
			const {source} = this;
			for (let index = 0; index < source.length; index++) {
				const {name, comment, operation} = source[index];
				if (comment === '' && operation === 'MACRO') {
					index = definitionExtent(source, index).end;
				} else if (comment === '' && isLetter(codeAt(name, 0)) && !labels.has(upperCase(name))) {
					labels.set(upperCase(name), source[index]);
				}
			}

			this.#labels = labels;
		}

		return this.#labels.get(label);
	}

	#run(run: Run): void {
		const {code, open} = run;
		const {statements} = code;
		for (let at = 0; at < statements.length && !this.#stopped;) {
			const statement = statements[at];
			// Nested loops end, whatever their ACTRs say.
			if (++this.#steps > limits.assemblerSteps.value || this.items.length > limits.assemblerStatements.value) {
				this.#stopped = true;
				this.#list(statement, !open, [new Flag(118)]);
				return;
			}

			if (statement.comment !== '' || statement.operation === '') {
				this.#comment(statement, open);
				at++;
			} else if (statement.operation === 'MACRO') {
				at = this.#define(statements, at, open);
			} else {
				const target = this.#step(run, statement, code.program(at));
				if (target === 'exit') {
					return;
				}

				at = target === undefined ? at + 1 : this.#branch(run, at, target);
			}
		}
	}

	#comment(statement: Statement, open: boolean): void {
		if (open || statement.comment === '*' || statement.operation !== '') {
			this.#list(statement, !open, []);
		}
	}

	/** Index of the statement a sequence symbol names; the next one where there is none. */
	#branch({code, open, evaluator: {frame}}: Run, at: number, target: string): number {
		if (--frame.branches < 0) {
			// The macro instruction of open code takes the blame for what it started.
			if (open) {
				this.#list(code.statements[at], false, [new Flag(118)]);
				this.#stopped = true;
			} else {
				this.#outermost?.flag(new Flag(118));
			}

			return code.statements.length;
		}

		const index = code.label(target);
		if (index !== undefined) {
			return index;
		}

		this.#list(code.statements[at], !open, [new Flag(61, target)]);
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
				this.#macros.define(definition);
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
	#step(run: Run, statement: Statement, program: Program | undefined): string | undefined {
		const {open, evaluator} = run;
		try {
			const operation = conditionalOperations.get(statement.operation);
			if (!operation) {
				this.#model(run, statement, program);
				return undefined;
			}

			if (open && (statement.operation === 'MEND' || statement.operation === 'MEXIT')) {
				throw new Flag(74, statement.operation);
			}

			const outcome = program?.run?.(evaluator, this.#globals) ?? operation(evaluator, statement, this.#globals);
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
				const card = {...statement.card, text: image.slice(0, 80)};
				this.items.push(new Line(
					{
						...statement, card, continued: [], flags: [],
					},
					'note',
					true,
					comment ? undefined : [new Flag(197)],
					{severity, comment, text},
				));
				return undefined;
			}
		}
	}

	#list(statement: Statement, generated: boolean, flags: readonly Flag[]): void {
		const all = flags.length === 0 ? statement.flags : [...statement.flags, ...flags];
		this.items.push(new Line(statement, 'text', generated, all));
	}

	/** A model statement: substitutes, then calls a macro or hands it on. */
	#model(run: Run, statement: Statement, program: Program | undefined): void {
		const {open, evaluator} = run;
		const own = codeAt(statement.name, 0) === character.point ? '' : statement.name;
		const name = own === '' ? own : replaced(run, own, program?.name);
		const operation = statement.operation.includes('&')
			? evaluator.substitute(statement.operation).toUpperCase()
			: statement.operation;
		const resolved = this.#macros.meaning(operation);
		if (special.has(resolved)) {
			this.#special(statement, resolved, name);
			return;
		}

		const macro = this.#macros.find(resolved);
		if (macro) {
			if (open || statement.flags.length > 0) {
				this.#list(statement, !open, []);
			}

			this.#call(macro, run, statement, name, program);
			return;
		}

		const operands = statement.operands.includes('&') && statement.operation !== 'REPRO'
			? replaced(run, statement.operands, program?.operands)
			: statement.operands;
		const changed = name !== own || operation !== statement.operation || operands !== statement.operands;
		const listed = open && changed && resolved !== 'TITLE';
		if (listed) {
			this.#list(statement, false, []);
		}

		const generated = changed || name !== statement.name || resolved !== statement.operation
			? withFields(statement, name, resolved, operands)
			: statement;
		const flags = listed ? undefined : statement.flags;
		const model = changed ? written(statement, operation, resolved) : undefined;
		this.items.push(new Line(generated, 'code', !open || changed, flags, undefined, undefined, model));
		this.#note(generated);
	}

	/** What later statements can ask of this one. */
	#note(statement: Statement): void {
		const {operation, name} = statement;
		this.#attributes.record(statement);
		if (operation === 'END') {
			this.#stopped = true;
		} else if (sectionOperations.has(operation)) {
			this.#section = name.toUpperCase();
		}
	}

	/** OPSYN; COPY has been done by the reader; ICTL comes too late here. */
	#special(statement: Statement, operation: string, name: string): void {
		const flag = operation === 'ICTL'
			? new Flag(12)
			: (operation === 'OPSYN' ? this.#macros.rename(name, statement) : undefined);
		this.#list(statement, false, flag ? [flag] : []);
	}

	#call(macro: Macro, caller: Run, statement: Statement, name: string, program: Program | undefined): void {
		if (this.#nesting >= maximumNesting) {
			throw new Flag(88);
		}

		// Operands are told apart before their variable symbols are replaced.
		const operands = program?.each
			? program.each.map(({text, term}) => replaced(caller, text, term))
			: splitOperands(statement.operands).map(operand => replaced(caller, operand, undefined));
		const system = {sysndx: String(++this.#expansions).padStart(4, '0'), sysect: this.#section};
		if (caller.open) {
			this.#outermost = this.items.at(-1);
		}

		const frame = macro.prototype.bind(name, operands, system, flag => {
			// A call inside a macro is not listed unless something is wrong with it.
			if (caller.open) {
				this.#outermost?.flag(flag);
			} else {
				this.#list(statement, true, [flag]);
			}
		});
		if (isLetter(codeAt(name, 0))) {
			this.#attributes.recordMacro(name);
		}

		this.#nesting++;
		this.#run({code: macro, open: false, evaluator: new Evaluator(frame, this.#attributes, this.system)});
		this.#nesting--;
	}
}
