/** Assignments that are compiled. */
import type {Exec} from '../exec.js';
import {isError} from '../errors.js';
import {operate} from '../expression/arithmetic.js';
import {functions} from '../expression/functions.js';
import type {Cell} from '../expression/variables.js';
import {cut} from '../expression/scanner.js';
import {interpret, next, type Code} from './code.js';
import {compileOperand, compileOperands, type Operand} from './operand.js';

const operator = /^[+*/-]$/;

function oneValue(target: Cell, operand: Operand): Code {
	return () => {
		// A null operand is a null value here: there is nothing else to take its place. An error shows as null too.
		const text = operand.text();
		if (text === undefined) {
			return interpret;
		}

		target.text = text;
		return next;
	};
}

/** From left to right; `operands` are one more than `operators`. */
function calculation(target: Cell, operands: readonly Operand[], operators: readonly string[]): Code {
	return () => {
		let result = operands[0].number();
		for (const [index, each] of operators.entries()) {
			const right = operands[index + 1].number();
			const value = Number.isNaN(result) || Number.isNaN(right) ? undefined : operate(result, each, right);
			if (value === undefined || isError(value)) {
				return interpret;
			}

			result = value;
		}

		target.number = result;
		return next;
	};
}

/** One sum or difference, which most are. */
function sum(target: Cell, [left, right]: readonly Operand[], sign: number): Code {
	return () => {
		const value = left.number() + (sign * right.number());
		if (!(value >= -9_999_999 && value <= 99_999_999)) {
			return interpret;
		}

		target.number = value;
		return next;
	};
}

function call(target: Cell, name: string, operands: readonly Operand[]): Code {
	const builtIn = functions.get(name)!;
	return () => {
		const values: string[] = [];
		for (const operand of operands) {
			const text = operand.text();
			if (text === undefined) {
				return interpret;
			}

			values.push(text);
		}

		const result = builtIn(values);
		if (isError(result)) {
			return interpret;
		}

		target.text = cut(result);
		return next;
	};
}

export function compileAssignment(exec: Exec, [name, , first, ...rest]: readonly string[]): Code | undefined {
	const target = /^&[A-Z\d$@#]+$/.test(name) ? exec.variables.cell(name.slice(1)) : undefined;
	if (!target || first === undefined) {
		return undefined;
	}

	if (functions.has(first)) {
		const operands = compileOperands(exec, rest);
		return operands && call(target, first, operands);
	}

	if (rest.length === 0) {
		const operand = compileOperand(exec, first);
		return operand && oneValue(target, operand);
	}

	const operators = rest.filter((_, index) => index % 2 === 0);
	const operands = compileOperands(exec, [first, ...rest.filter((_, index) => index % 2 === 1)]);
	if (!operands || rest.length % 2 !== 0 || !operators.every(each => operator.test(each))) {
		return undefined;
	}

	return operators.length === 1 && operators[0] !== '*' && operators[0] !== '/'
		? sum(target, operands, operators[0] === '+' ? 1 : -1)
		: calculation(target, operands, operators);
}
