/** `&name = ...`: a function, an expression or one value as it stands. */
import {calculate} from './expression/arithmetic.js';
import {isError, type ExecError, type Outcome} from './errors.js';
import {functions} from './expression/functions.js';
import type {Variables} from './expression/variables.js';

function valueOf(operands: readonly string[]): Outcome<string> {
	const builtIn = functions.get(operands[0]);
	if (builtIn) {
		return builtIn(operands.slice(1));
	}

	if (operands.length < 2) {
		return operands[0] ?? '';
	}

	const number = calculate(operands);
	return isError(number) ? number : String(number);
}

/** Executes an assignment whose tokens are substituted. */
export function assign(tokens: readonly string[], variables: Variables): ExecError | undefined {
	const name = tokens[0].slice(1);
	const refused = variables.refusal(name);
	if (refused) {
		return refused;
	}

	const value = valueOf(tokens.slice(2));
	return isError(value) ? value : variables.set(name, value);
}
