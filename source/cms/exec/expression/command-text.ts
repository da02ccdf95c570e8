/**
 * The text of a command for the extended parameter list of a program (SC19-6203, "Parameter lists"): as it stands in
 * the line, blanks, parentheses and long words included, where its tokens are cut to eight characters. A word that
 * begins with an ampersand is replaced by its value, and goes where it has none; within a word nothing is replaced, and
 * &LITERAL stays (as observed of IBM's CMS under our CP).
 */
import {isError} from '../errors.js';
import {cut, isLabel} from './scanner.js';
import {literalWord, substituteTokens, type Scope} from './substitution.js';

type Piece = {readonly text: string; readonly at: number; readonly literal: boolean};

/** Words and parentheses of `line`, without its label. */
function pieces(line: string): Piece[] {
	const found = [...line.matchAll(/[()]|[^ ()]+/g)].map(match => ({text: match[0], at: match.index}));
	return found
		.slice(isLabel(found[0]?.text) ? 1 : 0)
		.map((piece, index, all) => ({...piece, literal: all[index - 1]?.text === literalWord}));
}

/** The token that a word became; '' where it went. */
function tokenOf({text, literal}: Piece, scope: Scope): string | undefined {
	if (literal) {
		return cut(text);
	}

	const tokens = substituteTokens([cut(text)], scope);
	return isError(tokens) ? undefined : tokens.at(0) ?? '';
}

/**
 * The end of `line` that became `tokens`; where that cannot be told (the line is another one's), the tokens with a
 * blank between them.
 */
export function commandText(line: string, tokens: readonly string[], scope: Scope): string {
	const words = pieces(line);
	let first = words.length;
	let left = tokens.length;
	while (left > 0 && first > 0) {
		const token = tokenOf(words[--first], scope);
		if (token !== '') {
			left--;
			if (token !== tokens[left]) {
				return tokens.join(' ');
			}
		}
	}

	if (left > 0) {
		return tokens.join(' ');
	}

	let text = '';
	let at = words[first]?.at ?? 0;
	for (const word of words.slice(first)) {
		const isVariable = word.text.startsWith('&') && word.text !== literalWord;
		text += line.slice(at, word.at) + (isVariable ? tokenOf({...word, literal: false}, scope) : word.text);
		at = word.at + word.text.length;
	}

	return text;
}
