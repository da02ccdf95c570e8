/**
 * Statements that are compiled: LCLx, GBLx, SETx, AIF and AGO as a whole, of all others the texts in which variable
 * symbols are replaced. What is not here the evaluator does each time.
 */
import {
	code, codeAt, isSymbol, splitOperands, upperCase,
} from '../../source/scan.js';
import type {Statement} from '../../source/statement.js';
import type {Evaluator} from '../evaluator.js';
import {nothing, type Outcome} from '../outcome.js';
import {directives} from '../../directives/index.js';
import {findOperation} from '../../operands/machine-instruction.js';
import {readDeclared, type Declared} from '../operations.js';
import {SetSymbol, type Names, type SetKind} from '../variables.js';
import {compileArithmetic, referenceAt} from './arithmetic.js';
import {compileLogical} from './logical.js';
import type {
	ConditionTerm, Maybe, NumberTerm, TextTerm, ValueTerm,
} from './term.js';
import {compileCharacter, compileText} from './text.js';

/** An operand of a macro instruction; `term` where it has variable symbols and can be compiled. */
export type OperandText = {readonly text: string; readonly term: TextTerm | undefined};

export type Program = {
	/** A conditional assembly instruction; `undefined` as its answer: not sure, nothing has been done. */
	readonly run?: (evaluator: Evaluator, globals: Map<string, SetSymbol>) => Outcome | undefined;
	/** Of a model statement or a macro instruction. */
	readonly name?: TextTerm;
	readonly operands?: TextTerm;
	/** Each operand of a macro instruction by itself. */
	readonly each?: readonly OperandText[];
};

const empty: Program = {};

type Run = NonNullable<Program['run']>;

/** All of a text, or nothing. */
const whole = <T>(compiled: Maybe<T>, text: string): T | undefined =>
	compiled?.end === text.length ? compiled.term : undefined;

function compileExpression(kind: SetKind, text: string, names: Names): ValueTerm | undefined {
	if (kind === 'A') {
		return whole(compileArithmetic(text, 0, names), text);
	}

	if (kind === 'C') {
		return whole(compileCharacter(text, 0, names), text);
	}

	const condition = whole(compileLogical(text, 0, names), text);
	return condition && (evaluator => {
		const value = condition(evaluator);
		return value === undefined ? undefined : Number(value);
	});
}

/** The subscript of a target; `undefined` where it can not be compiled, 'none' where there is none. */
function targetSubscript(text: string, end: number, names: Names): NumberTerm | 'none' | undefined {
	if (end === text.length) {
		return 'none';
	}

	const subscript = codeAt(text, end) === code.left ? compileArithmetic(text, end + 1, names) : undefined;
	return subscript && codeAt(text, subscript.end) === code.right && subscript.end + 1 === text.length
		? subscript.term
		: undefined;
}

function compileSet(kind: SetKind, {name, operands}: Statement, names: Names): Run | undefined {
	const reference = codeAt(name, 0) === code.ampersand ? referenceAt(name, 0, names) : undefined;
	const end = reference?.plain?.end;
	const subscript = end === undefined ? undefined : targetSubscript(name, end, names);
	const expression = subscript && compileExpression(kind, operands, names);
	if (!reference || !expression) {
		return undefined;
	}

	const {slot} = reference;
	return evaluator => {
		const symbol = evaluator.frame.values[slot];
		if (typeof symbol !== 'object' || symbol.kind !== kind || (symbol.dimension === 0) !== (subscript === 'none')) {
			return undefined;
		}

		const index = subscript === 'none' ? 0 : subscript(evaluator);
		if (subscript !== 'none' && !(index >= 1 && index <= symbol.dimension)) {
			return undefined;
		}

		const value = expression(evaluator);
		if (value === undefined || (kind !== 'C' && Number.isNaN(value))) {
			return undefined;
		}

		symbol.set(index, value);
		return nothing;
	};
}

const longestSequence = 7;

const isSequence = (text: string): boolean =>
	codeAt(text, 0) === code.point && isSymbol(text.slice(1), longestSequence);

/** AIF with one condition: others are rare. */
function compileConditional({operands}: Statement, names: Names): Run | undefined {
	const condition = codeAt(operands, 0) === code.left ? compileLogical(operands, 1, names) : undefined;
	const to = condition && codeAt(operands, condition.end) === code.right
		? operands.slice(condition.end + 1)
		: undefined;
	return condition && to !== undefined && isSequence(to) ? branchWhere(condition.term, upperCase(to)) : undefined;
}

function branchWhere(condition: ConditionTerm, to: string): Run {
	const branch: Outcome = {kind: 'branch', to};
	return evaluator => {
		const value = condition(evaluator);
		return value === undefined ? undefined : (value ? branch : nothing);
	};
}

function compileBranch({operands}: Statement): Run | undefined {
	if (!isSequence(operands)) {
		return undefined;
	}

	const branch: Outcome = {kind: 'branch', to: upperCase(operands)};
	return () => branch;
}

/** LCLx and GBLx, where the frame has none of the symbols, and those of other frames are of the same sort. */
function compileDeclaration(
	{kind, isGlobal}: Declaration,
	{operands}: Statement,
	names: Names,
): Run | undefined {
	const symbols: Array<Declared & {readonly slot: number}> = [];
	const slots = new Set<number>();
	for (const operand of splitOperands(operands)) {
		const declared = readDeclared(operand);
		if (!declared) {
			return undefined;
		}

		const slot = names.slot(declared.name);
		symbols.push({...declared, slot});
		slots.add(slot);
	}

	if (slots.size < symbols.length) {
		return undefined;
	}

	return ({frame: {values}}, globals) => {
		for (const {name, dimension, slot} of symbols) {
			const shared = isGlobal ? globals.get(name) : undefined;
			const isSame = !shared || (shared.kind === kind && shared.dimension === dimension);
			if (values[slot] !== undefined || !isSame) {
				return undefined;
			}
		}

		for (const {name, dimension, slot} of symbols) {
			const symbol = (isGlobal ? globals.get(name) : undefined) ?? new SetSymbol(kind, dimension);
			values[slot] = symbol;
			if (isGlobal) {
				globals.set(name, symbol);
			}
		}

		return nothing;
	};
}

type Declaration = {readonly kind: SetKind; readonly isGlobal: boolean};

const setKinds = ['A', 'B', 'C'] as const;
const declarations: ReadonlyMap<string, Declaration> = new Map(['LCL', 'GBL'].flatMap(scope =>
	setKinds.map((kind): [string, Declaration] => [scope + kind, {kind, isGlobal: scope === 'GBL'}])));
const assignments: ReadonlyMap<string, SetKind> = new Map(setKinds.map(kind => [`SET${kind}`, kind]));

function compileInstruction(statement: Statement, names: Names): Run | undefined {
	const {operation} = statement;
	const declaration = declarations.get(operation);
	if (declaration) {
		return compileDeclaration(declaration, statement, names);
	}

	const kind = assignments.get(operation);
	if (kind) {
		return compileSet(kind, statement, names);
	}

	return operation === 'AIF'
		? compileConditional(statement, names)
		: (operation === 'AGO' ? compileBranch(statement) : undefined);
}

const textOf = (text: string, names: Names): TextTerm | undefined =>
	text.includes('&') ? compileText(text, names) : undefined;

/** The operands of what may be a macro instruction. */
const compileEach = ({operation, operands}: Statement, names: Names): readonly OperandText[] | undefined =>
	directives.has(operation) || findOperation(operation)
		? undefined
		: splitOperands(operands).map(text => ({text, term: textOf(text, names)}));

/** Characters of operands that are compiled: longer ones are not worth the depth that they may have. */
const longestOperands = 500;

/** Compiles a statement for the frames whose variable symbols have these names. */
export function compileStatement(statement: Statement, names: Names): Program {
	if (statement.operands.length > longestOperands || statement.name.length > longestOperands) {
		return empty;
	}

	const run = compileInstruction(statement, names);
	if (run) {
		return {run};
	}

	const {name, operands} = statement;
	return {name: textOf(name, names), operands: textOf(operands, names), each: compileEach(statement, names)};
}
