/** A line as typed, in words: operands, and behind a parenthesis options. */

export type Token = {
	/** In upper case. */
	readonly word: string;
	/** Where it begins in the line. */
	readonly at: number;
};

export type Tokens = {
	readonly operands: readonly Token[];
	readonly options: readonly Token[];
	/** What stands behind the parenthesis that closes the options: nothing may. */
	readonly behind: readonly Token[];
};

/** Parentheses are words of their own wherever they stand (GC20-1818, "How to enter CMS commands"). */
export function tokensOf(line: string): Tokens {
	const all = [...line.matchAll(/[()]|[^\s()]+/g)].map(({0: word, index}) => ({word: word.toUpperCase(), at: index}));
	const open = all.findIndex(({word}) => word === '(');
	if (open === -1) {
		return {operands: all, options: [], behind: []};
	}

	const rest = all.slice(open + 1);
	const close = rest.findIndex(({word}) => word === ')');
	return {
		operands: all.slice(0, open),
		options: close === -1 ? rest : rest.slice(0, close),
		behind: close === -1 ? [] : rest.slice(close + 1),
	};
}

/**
 * The rest of a line from `at` on, as it was typed: the text of an option, parentheses and all. One that closes the
 * options, as it closes nothing in the text, is none of it.
 */
export function textFrom(line: string, at: number): string {
	const text = line.slice(at).trim();
	const closesText = text.split('(').length === text.split(')').length;
	return closesText || !text.endsWith(')') ? text : text.slice(0, -1).trimEnd();
}
