/**
 * Conditional assembly instructions: declarations, SETx, AIF, AGO, ACTR, MNOTE (GC33-4010, "Conditional Assembly
 * Language").
 */
import {Flag} from '../diagnostic.js';
import {isSymbol, splitOperands} from '../source/scan.js';
import {selfDefiningValue} from '../expression/self-defining.js';
import type {Statement} from '../source/statement.js';
import {arithmetic} from './arithmetic.js';
import {character} from './character.js';
import {type Evaluator} from './evaluator.js';
import {logical} from './logical.js';
import {exit, nothing, type Outcome} from './outcome.js';
import {SetSymbol, type SetKind} from './variables.js';

type Operation = (evaluator: Evaluator, statement: Statement, globals: Map<string, SetSymbol>) => Outcome;

/** What a declaration names: a SET symbol without ampersand, and its dimension (0 = no array). */
export type Declared = {readonly name: string; readonly dimension: number};

/** An operand of LCLx or GBLx; `undefined` where it is wrong. */
export function readDeclared(operand: string): Declared | undefined {
	const match = /^&([a-z$#@][a-z$#@\d]{0,6})(?:\((\d{1,4})\))?$/i.exec(operand);
	return match ? {name: match[1].toUpperCase(), dimension: Number(match[2] ?? 0)} : undefined;
}

function declare(kind: SetKind, global: boolean): Operation {
	return ({frame}, {operands}, globals) => {
		for (const operand of splitOperands(operands)) {
			const declared = readDeclared(operand);
			if (!declared) {
				throw new Flag(110);
			}

			const {name, dimension} = declared;
			const slot = frame.names.slot(name);
			if (frame.values[slot] !== undefined) {
				throw new Flag(8, `&${name}`);
			}

			const shared = global ? globals.get(name) : undefined;
			const symbol = shared ?? new SetSymbol(kind, dimension);
			if (symbol.kind !== kind || symbol.dimension !== dimension) {
				throw new Flag(7, `&${name}`);
			}

			frame.values[slot] = symbol;
			if (global) {
				globals.set(name, symbol);
			}
		}

		return nothing;
	};
}

function atEnd(operands: string, end: number): void {
	if (operands.slice(end).trim() !== '') {
		throw new Flag(178, '', end + 1);
	}
}

function value(kind: SetKind, evaluator: Evaluator, operands: string): string | number {
	if (kind === 'A') {
		const result = arithmetic(evaluator, operands, 0);
		atEnd(operands, result.end);
		return result.value;
	}

	if (kind === 'C') {
		const result = character(evaluator, operands, 0);
		atEnd(operands, result.end);
		return result.value;
	}

	const result = logical(evaluator, operands, 0);
	atEnd(operands, result.end);
	return result.value ? 1 : 0;
}

function set(kind: SetKind): Operation {
	return (evaluator, {name, operands}) => {
		const target = evaluator.target(name);
		if (target.symbol.kind !== kind) {
			throw new Flag(7, name);
		}

		target.symbol.set(target.index, value(kind, evaluator, operands));
		return nothing;
	};
}

const isSequence = (text: string): boolean => text.startsWith('.') && isSymbol(text.slice(1), 7);

const go: Operation = (_, {operands}) => {
	if (!isSequence(operands)) {
		throw new Flag(110);
	}

	return {kind: 'branch', to: operands.toUpperCase()};
};

const conditional: Operation = (evaluator, {operands}) => {
	let at = 0;
	for (;;) {
		if (operands[at] !== '(') {
			throw new Flag(178, '', at + 1);
		}

		const condition = logical(evaluator, operands, at + 1);
		const match = /^\s*\)(\.[a-z$#@][a-z$#@\d]{0,6})(,?)/i.exec(operands.slice(condition.end));
		if (!match) {
			throw new Flag(178, '', condition.end + 1);
		}

		if (condition.value) {
			return {kind: 'branch', to: match[1].toUpperCase()};
		}

		at = condition.end + match[0].length;
		if (match[2] === '') {
			return nothing;
		}
	}
};

const limit: Operation = (evaluator, {operands}) => {
	evaluator.frame.branches = arithmetic(evaluator, operands, 0).value;
	return nothing;
};

const note: Operation = (evaluator, {operands}) => {
	const match = /^(?:([^',]*),)?('.*')$/.exec(operands);
	if (!match) {
		throw new Flag(178, '', 1);
	}

	const text = evaluator.substitute(match[2].slice(1, -1).replaceAll('\'\'', '\''));
	const code = match[1] === undefined ? '*' : evaluator.substitute(match[1]);
	if (code === '*') {
		return {kind: 'note', severity: 0, comment: true, text};
	}

	const severity = code === '' ? 1 : selfDefiningValue(code);
	if (severity === undefined || severity < 0 || severity > 255) {
		throw new Flag(178, '', 1);
	}

	return {kind: 'note', severity, comment: false, text};
};

export const conditionalOperations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
	...(['A', 'B', 'C'] as const).flatMap((kind): Array<[string, Operation]> => [
		[`LCL${kind}`, declare(kind, false)], [`GBL${kind}`, declare(kind, true)], [`SET${kind}`, set(kind)],
	]),
	['ACTR', limit],
	['AGO', go],
	['AIF', conditional],
	['ANOP', () => nothing],
	['MEND', () => exit],
	['MEXIT', () => exit],
	['MNOTE', note],
]);
