/** What ASSEMBLE types of an assembly (GC33-4021, "SYSTERM"): each statement that is flagged, and how many. */
import type {AssemblyResult} from '../../../assembler/assemble.js';
import type {AssemblyOptions} from './options.js';

/** Columns of a statement that are shown; behind them are its sequence number's. */
const statementColumns = 71;
const sequenceColumn = 72;
const sequenceLength = 8;

/** `source`: the lines assembled. */
export function terminalLines(
	{diagnostics}: AssemblyResult,
	source: readonly string[],
	{terminal, lineNumbers, statementNumbers}: AssemblyOptions,
): string[] {
	const lines = ['ASSEMBLER (XF) DONE'];
	let shown: number | undefined;
	for (const {statement, line, member, code, text} of terminal ? diagnostics : []) {
		if (statement !== shown) {
			const card = member === undefined ? source[line - 1] ?? '' : '';
			const sequence = card.slice(sequenceColumn).replace(/^0+/, '').padStart(sequenceLength);
			const ofStatement = statementNumbers ? String(statement).padStart(9) : '';
			const numbers = (lineNumbers ? sequence : '') + ofStatement;
			lines.push(`${numbers}  ${card.slice(0, statementColumns)}`.trimEnd());
			shown = statement;
		}

		lines.push(`${code} ${text}`);
	}

	const flagged = new Set(diagnostics.map(({statement}) => statement)).size;
	return [
		...lines,
		flagged === 0
			? 'NO STATEMENTS FLAGGED IN THIS ASSEMBLY'
			: `NUMBER OF STATEMENTS FLAGGED IN THIS ASSEMBLY =${String(flagged).padStart(6)}`,
	];
}
