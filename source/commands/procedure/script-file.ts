/** The language of `yorktown script`: one statement a line. Pure; errors name the line. */

export type ScriptStatement = {
	/** 1-based line of the file. */
	readonly line: number;
	readonly user: string;
} & (
	/** `USER: text`: delivered at that user's next read. */
	| {readonly kind: 'input'; readonly text: string}
	/** `USER!: PA1|CLEAR|text`: delivered at once. */
	| {readonly kind: 'immediate'; readonly text: string}
	/** `USER> text`: a later line of that user must match. */
	| {readonly kind: 'expect'; readonly text: string; readonly matches: (output: string) => boolean}
);

export type ScriptError = {readonly line: number; readonly reason: string};

/** `text` with `/regular expressions/` between slashes; everything else is literal, and must appear in the line. */
function matcher(text: string): ((output: string) => boolean) | string {
	const parts = text.split('/');
	if (parts.length % 2 === 0) {
		// An odd slash out: no expression was meant.
		return output => output.includes(text);
	}

	const pattern = parts
		.map((part, index) =>
			index % 2 === 1 ? `(?:${part})` : part.replaceAll(/[$.*+?()[\]{}|^\\]/g, String.raw`\$&`))
		.join('');
	try {
		const expression = new RegExp(pattern);
		return output => expression.test(output);
	} catch (error) {
		return `not a regular expression: ${(error as Error).message.replace(/^.*: /, '')}`;
	}
}

export function parseScript(source: string): {
	readonly statements: readonly ScriptStatement[];
	readonly errors: readonly ScriptError[];
} {
	const statements: ScriptStatement[] = [];
	const errors: ScriptError[] = [];
	for (const [index, text] of source.split(/\r?\n/).entries()) {
		const line = index + 1;
		if (text.trim() === '' || text.trimStart().startsWith('*')) {
			continue;
		}

		const match = /^\s*([\w$#@-]{1,8})(!:|:|>) ?(.*)$/.exec(text);
		if (!match) {
			errors.push({line, reason: `expected "USER: text", "USER!: text" or "USER> text", found "${text.trim()}"`});
			continue;
		}

		const user = match[1].toUpperCase();
		const operand = match[3];
		if (match[2] === '>') {
			const matches = matcher(operand.trim());
			if (typeof matches === 'string') {
				errors.push({line, reason: matches});
			} else {
				statements.push({line, user, kind: 'expect', text: operand.trim(), matches});
			}
		} else {
			statements.push({line, user, kind: match[2] === ':' ? 'input' : 'immediate', text: operand});
		}
	}

	return {statements, errors};
}
