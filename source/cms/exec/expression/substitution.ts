/**
 * Replacing variables by their values. In a token the names are taken from right to left: a value becomes part of the
 * name to its left (`&X&I` looks up `X1`), which is how EXECs simulate subscripts. A token that becomes null
 * disappears.
 */
import {isArgumentSet} from './condition.js';
import {fail, isError, type Outcome} from '../errors.js';
import {decimalToHex, hexToDecimal} from './numbers.js';
import {cut, tokenLength} from './scanner.js';

/** What substitution knows of the EXEC. */
export type Scope = {
	/** Value of a name without its ampersand; undefined = null. */
	get(name: string): string | undefined;
	/** Whether `token` is a control word or function name, which stands for itself. */
	isReserved(token: string): boolean;
	/** &HEX ON. */
	readonly hex: boolean;
};

/** How the tokens of a statement are treated. */
export type Manner = {
	/** Right of `=`: X' constants are hexadecimal there. */
	readonly assigned?: boolean;
};

export const literalWord = '&LITERAL';
const goodName = /^[A-Z\d$@#]*$/;
/** Special variables whose names no other rule allows. */
const oddNames: ReadonlySet<string> = new Set(['DISK*', 'DISK?']);
/** Nor this one, which is that of every argument in a condition until something is assigned to it. */
const everyArgument = '*';

/** One token with its variables replaced, cut to eight characters; '' = null. */
export function substituteToken(token: string, scope: Scope): Outcome<string> {
	// The scan for the end of a name starts behind its ampersand, and so beyond a full token.
	if (token.length === tokenLength && token.endsWith('&')) {
		return fail(819);
	}

	let text = token;
	for (let at = text.lastIndexOf('&'); at >= 0; at = at === 0 ? -1 : text.lastIndexOf('&', at - 1)) {
		const name = text.slice(at + 1);
		if (!goodName.test(name) && !oddNames.has(name)) {
			return fail(819);
		}

		const word = cut(text.slice(at));
		const value = scope.get(name);
		text = text.slice(0, at) + (value ?? (scope.isReserved(word) ? word : ''));
	}

	return cut(text);
}

/** A target of an assignment or of &READ VARS: its first ampersand stays, the rest is replaced. */
export function substituteTarget(token: string, scope: Scope): Outcome<string> {
	const name = substituteToken(token.slice(1), scope);
	if (isError(name)) {
		return name;
	}

	return goodName.test(name) || oddNames.has(name) || name === everyArgument ? cut(`&${name}`) : fail(819);
}

/** The tokens of (part of) a statement. */
export function substituteTokens(tokens: readonly string[], scope: Scope, manner: Manner = {}): Outcome<string[]> {
	const result: string[] = [];
	for (let index = 0; index < tokens.length; index++) {
		const token = tokens[index];
		if (token === literalWord) {
			index++;
			if (index < tokens.length) {
				result.push(tokens[index]);
			}

			continue;
		}

		if (isArgumentSet(token)) {
			// In a condition they stand for arguments, elsewhere for themselves, but for what was assigned to them.
			const own = scope.get(token.slice(1)) ?? token;
			if (own !== '') {
				result.push(own);
			}

			continue;
		}

		const value = substituteToken(token, scope);
		const converted =
			isError(value) || !scope.hex || !value.startsWith('X\'') ? value : convert(value, manner, result.at(-1));
		if (isError(converted)) {
			return converted;
		}

		if (converted !== '') {
			result.push(converted);
		}
	}

	return result;
}

/** A constant without digits leaves in the work area what the token before it left there (recording HEX1F). */
function convert(token: string, manner: Manner, before = ''): Outcome<string> {
	if (token === 'X\'') {
		return before;
	}

	const digits = manner.assigned ? hexToDecimal(token) : decimalToHex(token);
	return isError(digits) ? digits : cut(digits);
}

/** Number of `tokens` that make the first `count` words once each &LITERAL has gone with its word. */
export function spanOf(tokens: readonly string[], count: number): number {
	let index = 0;
	for (let words = 0; words < count && index < tokens.length; words++) {
		index += tokens[index] === literalWord ? 2 : 1;
	}

	return Math.min(index, tokens.length);
}
