/** Which language an EXEC is written in: its first line, or its first statement, says so (SC19-6219, SC24-5239). */

export type Language = 'exec' | 'exec2' | 'rexx';

/**
 * What a line makes of the question: `comment`: the next line decides. A comment of REXX counts in the first line only;
 * EXEC 2 begins with &TRACE.
 */
export function languageOfLine(line: string, number: number): Language | 'comment' {
	if (number === 1 && line.startsWith('/*')) {
		return 'rexx';
	}

	const text = line.trimStart();
	return text === '' || text.startsWith('*') ? 'comment' : (/^&TRACE(?: |$)/.test(text) ? 'exec2' : 'exec');
}

/** The language of a whole procedure. */
export function languageOf(lines: readonly string[]): Language {
	for (const [index, line] of lines.entries()) {
		const language = languageOfLine(line, index + 1);
		if (language !== 'comment') {
			return language;
		}
	}

	return 'exec';
}
