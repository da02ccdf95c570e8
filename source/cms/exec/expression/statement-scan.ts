/**
 * Substitution of a whole statement: what kind it is decides which of its tokens are replaced, and that before anything
 * of it runs.
 */
import {append} from '../../../base/sequences.js';
import {isError, type Outcome} from '../errors.js';
import type {Statement} from '../exec.js';
import type {Substituted} from './substituted.js';
import {
	literalWord, spanOf, substituteTarget, substituteTokens, type Scope,
} from './substitution.js';

/** An assignment is known by its second token, even where the first is a control word. &LITERAL goes and leaves `=`. */
export function isAssignment(tokens: readonly string[]): boolean {
	return tokens[1] === '=' && tokens[0].startsWith('&') && tokens[0] !== literalWord;
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

/** A statement (label removed) with variables replaced. */
export function substituteStatement(
	tokens: readonly string[],
	scope: Scope,
	table: ReadonlyMap<string, Statement>,
): Outcome<Substituted> {
	const [word] = tokens;
	if (word === undefined) {
		return {tokens: [], assigns: false};
	}

	const assigns = isAssignment(tokens);
	// An assignment may have made a control word an ordinary variable.
	const statement = !assigns && scope.get(word.slice(1)) === undefined ? table.get(word) : undefined;
	if (statement?.scan === 'condition') {
		return substituteCondition(tokens, scope, table);
	}

	const substituted = assigns
		? join([targets([word], scope), ['='], substituteTokens(tokens.slice(2), scope, {assigned: true})])
		: substituteOperands(tokens, scope, statement);
	return isError(substituted) ? substituted : {tokens: substituted, assigns};
}

/** `&IF`, its condition, and another statement. */
function substituteCondition(
	[word, ...rest]: readonly string[],
	scope: Scope,
	table: ReadonlyMap<string, Statement>,
): Outcome<Substituted> {
	const span = spanOf(rest, 3);
	const condition = substituteTokens(rest.slice(0, span), scope);
	if (isError(condition)) {
		return condition;
	}

	const inner = substituteStatement(rest.slice(span), scope, table);
	return isError(inner) ? inner : {tokens: [word, ...condition, ...inner.tokens], assigns: false, inner};
}

function substituteOperands(
	tokens: readonly string[],
	scope: Scope,
	statement: Statement | undefined,
): Outcome<readonly string[]> {
	const [word, operand] = tokens;

	if (statement?.scan === 'none') {
		return [...tokens];
	}

	if (statement?.scan === 'targets' && operand === 'VARS') {
		return join([[word, operand], targets(tokens.slice(2), scope)]);
	}

	return substituteTokens(tokens, scope);
}
