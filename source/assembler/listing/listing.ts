/** The whole listing, in its order (GC33-4021, "Assembler Listing"). */
import type {Assembly} from '../assembly.js';
import type {Diagnostic} from '../diagnostic.js';
import {listLiterals, listSymbols} from './cross-reference.js';
import {listDiagnostics, type RecordCounts} from './diagnostics-page.js';
import {listExternalSymbols, listRelocations} from './dictionary-pages.js';
import {Listing} from './page.js';
import {listSource} from './source-pages.js';

const standardLineCount = 55;

export function composeListing(
	assembly: Assembly,
	diagnostics: readonly Diagnostic[],
	records: RecordCounts,
): string[] {
	const {options} = assembly;
	const listing = new Listing(options.lineCount ?? standardLineCount, options.time ?? 0);
	if (options.esd !== false) {
		listExternalSymbols(listing, assembly);
	}

	listSource(listing, assembly);
	if (options.rld !== false) {
		listRelocations(listing, assembly);
	}

	if (options.crossReference !== 'none') {
		listSymbols(listing, assembly);
		listLiterals(listing, assembly);
	}

	listDiagnostics(listing, assembly, diagnostics, records);
	return listing.lines;
}
