/** How the nucleus scans a line into a parameter list (DMSSCN, SY20-0884). */

/** Upper case as the terminal translation table has it: a–z only. */
export function upper(text: string): string {
	return text.replaceAll(/[a-z]+/g, letters => letters.toUpperCase());
}

/** Tokens of a line: upper case, split at blanks and parentheses (which are tokens), cut to eight characters. */
export function tokenize(line: string): string[] {
	return (upper(line).match(/[()]|[^() ]+/g) ?? []).map(token => token.slice(0, 8));
}

/** Operands and options of a token list: options stand behind `(`, a closing parenthesis ends them. */
export function splitOptions(tokens: readonly string[]): {operands: readonly string[]; options: readonly string[]} {
	const open = tokens.indexOf('(');
	if (open === -1) {
		return {operands: tokens.slice(1), options: []};
	}

	const options = tokens.slice(open + 1);
	const close = options.indexOf(')');
	return {operands: tokens.slice(1, open), options: close === -1 ? options : options.slice(0, close)};
}
