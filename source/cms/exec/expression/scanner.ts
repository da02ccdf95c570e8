/**
 * Lines into tokens: split at blanks, each parenthesis a token of its own, all cut to eight characters (GC20-1819, "CMS
 * EXEC processing").
 */

/** Characters of a token: what a doubleword of a parameter list holds. */
export const tokenLength = 8;

/** Tokens that a line can have, its label included. */
export const mostTokens = 32;

/** `text` cut to a token. */
export function cut(text: string): string {
	return text.slice(0, tokenLength);
}

/** The tokens of a line; a blank line has none. Nothing is translated to upper case. */
export function scan(line: string): string[] {
	return (line.match(/[()]|[^ ()]+/g) ?? []).map(cut);
}

/** Whether a line of a file or from the terminal is a comment. */
export function isComment(line: string): boolean {
	return line.trimStart().startsWith('*');
}

/** Whether a first token is a label. */
export function isLabel(token: string | undefined): token is string {
	return token?.startsWith('-') ?? false;
}
