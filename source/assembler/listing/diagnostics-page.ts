/** Diagnostics and statistics. */
import type {Assembly} from '../assembly.js';
import {highestSeverity, type Diagnostic} from '../diagnostic.js';
import type {Listing} from './page.js';

export type RecordCounts = {readonly source: number; readonly library: number; readonly punched: number};

const title = `${' '.repeat(50)}ASSEMBLER DIAGNOSTICS AND STATISTICS`;
const total = (label: string, count: number): string => label + String(count).padStart(47 - label.length);

export function listDiagnostics(
	listing: Listing,
	assembly: Assembly,
	diagnostics: readonly Diagnostic[],
	records: RecordCounts,
): void {
	const {options} = assembly;
	listing.eject({title, columns: diagnostics.length > 0 ? 'STMT  ERROR CODE   MESSAGE' : ''});
	for (const {statement, code, text} of diagnostics.filter(({severity}) => severity >= (options.flag ?? 0))) {
		listing.line(`${String(statement).padStart(5)}  ${code}      ${code === 'IFO197' ? '*** MNOTE ***' : text}`);
	}

	const flagged = new Set(diagnostics.map(({statement}) => statement)).size;
	listing.line(flagged === 0
		? 'NO STATEMENTS FLAGGED IN THIS ASSEMBLY'
		: `NUMBER OF STATEMENTS FLAGGED IN THIS ASSEMBLY =${String(flagged).padStart(6)}`);
	listing.line(`HIGHEST SEVERITY WAS${String(highestSeverity(diagnostics)).padStart(5)}`);
	listing.line('OPTIONS FOR THIS ASSEMBLY');
	const reference = {full: 'XREF', short: 'XREF(SHORT)', none: 'NOXREF'}[options.crossReference ?? 'full'];
	listing.line(
		`  ${options.align === false ? 'NOALIGN' : 'ALIGN'}, ${options.esd === false ? 'NOESD' : 'ESD'}, LINECOUNT(`
		+ `${options.lineCount ?? 55}), LIST, ${options.rld === false ? 'NORLD' : 'RLD'}, ${reference}`,
	);
	listing.line(`  FLAG(${options.flag ?? 0}), SYSPARM(${options.sysparm ?? ''})`);
	listing.line(total('TOTAL RECORDS READ FROM SYSTEM INPUT', records.source));
	listing.line(total('TOTAL RECORDS READ FROM SYSTEM LIBRARY', records.library));
	listing.line(total('TOTAL RECORDS PUNCHED', records.punched));
	listing.line(total('TOTAL RECORDS PRINTED', listing.lines.length + 1));
}
