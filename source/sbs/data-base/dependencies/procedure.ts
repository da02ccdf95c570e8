/**
 * Which programs an EXEC procedure calls (GC20-1819, "Building EXEC procedures"): the first word of each command, of
 * the statement behind `&IF` too, and the procedure that `EXEC` names. What only variables say cannot be seen.
 */
import {References, type Reference} from './reference.js';

/** The command of a line, its words; none where it is a control statement. */
function commandOf(line: string): readonly string[] {
	let words = line.trim().toUpperCase().split(/ +/);
	if (words[0].startsWith('-')) {
		words = words.slice(1);
	}

	// &IF, two operands and what is compared, then a statement; that may be another &IF.
	let next = 0;
	while (words[next] === '&IF') {
		next += 4;
	}

	return words.slice(next);
}

/** The references of a procedure of these lines. */
export function procedureReferences(lines: readonly string[], most: number): readonly Reference[] {
	const references = new References(most);
	for (const line of lines) {
		if (!line.startsWith('*')) {
			const [command = '', operand = ''] = commandOf(line);
			references.add('program', command === 'EXEC' ? operand : command);
		}
	}

	return references.all;
}
