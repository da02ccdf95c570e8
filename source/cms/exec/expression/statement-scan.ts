/**
 * Substitution of a whole statement: what kind it is decides which of its tokens are replaced, and that before anything
 * of it runs.
 */
import {append} from '../../../base/sequences.js';
import {isError, type Outcome} from '../errors.js';
import type {Statement} from '../exec.js';
import {
	spanOf, substituteTarget, substituteTokens, type Scope,
} from './substitution.js';

/** An assignment is known by its second token, even where the first is a control word. */
export function isAssignment(tokens: readonly string[]): boolean {
	return tokens[1] === '=' && tokens[0].startsWith('&');
}

function join(parts: ReadonlyArray<Outcome<readonly string[]>>): Outcome<string[]> {
	const result: string[] = [];
	for (const part of parts) {
		if (isError(part)) {
			return part;
		}

		append(result, part);
	}

	return result;
}

function targets(tokens: readonly string[], scope: Scope): Outcome<string[]> {
	return join(tokens.map(token => {
		const name = token.startsWith('&') ? substituteTarget(token, scope) : token;
		return isError(name) ? name : [name];
	}));
}

/** The tokens of a statement (label removed) with variables replaced. */
export function substituteStatement(
	tokens: readonly string[],
	scope: Scope,
	table: ReadonlyMap<string, Statement>,
): Outcome<string[]> {
	const [word, operand] = tokens;
	if (word === undefined) {
		return [];
	}

	if (isAssignment(tokens)) {
		return join([targets([word], scope), ['='], substituteTokens(tokens.slice(2), scope, {assigned: true})]);
	}

	// An assignment may have made a control word an ordinary variable.
	const statement = scope.get(word.slice(1)) === undefined ? table.get(word) : undefined;
	if (statement?.scan === 'none') {
		return [...tokens];
	}

	if (statement?.scan === 'condition') {
		const rest = tokens.slice(1);
		const span = spanOf(rest, 3);
		return join([
			[word],
			substituteTokens(rest.slice(0, span), scope, {condition: true}),
			substituteStatement(rest.slice(span), scope, table),
		]);
	}

	if (statement?.scan === 'targets' && operand === 'VARS') {
		return join([[word, operand], targets(tokens.slice(2), scope)]);
	}

	return substituteTokens(tokens, scope);
}
