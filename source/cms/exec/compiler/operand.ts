/**
 * Operands of a line that is compiled: what each token is worth when the line runs. A null operand disappears from its
 * statement, so that others take its place: then the line is not for compiled code.
 */
import {isArgumentSet} from '../expression/condition.js';
import type {Exec} from '../exec.js';
import {isError} from '../errors.js';
import {parseNumber} from '../expression/numbers.js';
import {tokenLength} from '../expression/scanner.js';
import {substituteToken} from '../expression/substitution.js';

export type Operand = {
	/** Its value; undefined: null, or in error. */
	text(): string | undefined;
	/** Its value as a number; NaN: it is none. */
	number(): number;
};

const simpleName = /^&[A-Z\d$@#]+$/;

/** Whether a token can be substituted in no way that is an error, or that takes it for something else. */
export function isPlain(token: string): boolean {
	return token !== '&LITERAL' && (!token.includes('&') || simpleName.test(token));
}

export const arePlain = (tokens: readonly string[]): boolean => tokens.every(token => isPlain(token));

function constant(token: string): Operand {
	const value = parseNumber(token) ?? Number.NaN;
	return {text: () => token, number: () => value};
}

/** A token of several names (`&A&I`), or of one that the processor has a part in. */
function looked(exec: Exec, token: string): Operand {
	const text = (): string | undefined => {
		const value = substituteToken(token, exec.scope);
		return isError(value) || value === '' ? undefined : value;
	};

	return {text, number: () => parseNumber(text()) ?? Number.NaN};
}

/** Undefined: what the token means is to be seen when its line runs. */
export function compileOperand(exec: Exec, token: string): Operand | undefined {
	if (!token.includes('&')) {
		return constant(token);
	}

	if (isArgumentSet(token) || token === '&LITERAL' || token.startsWith('&LINENU') || exec.scope.isReserved(token)) {
		return undefined;
	}

	if (!simpleName.test(token) || token.length > tokenLength) {
		return token.length === tokenLength && token.endsWith('&')
			? undefined
			: looked(exec, token);
	}

	const cell = exec.variables.cell(token.slice(1));
	return cell
		? {text: () => cell.text === '' ? undefined : cell.text, number: () => cell.number}
		: looked(exec, token);
}

/** All of them; undefined where one is not to be compiled. */
export function compileOperands(exec: Exec, tokens: readonly string[]): readonly Operand[] | undefined {
	const operands = tokens.map(token => compileOperand(exec, token));
	return operands.every(operand => operand !== undefined) ? operands : undefined;
}
